"""Where a sheet's header ends, what each column holds, and the header path over it."""

from functools import lru_cache
from itertools import pairwise
from typing import Literal

import msgspec

from gouji.language.accounts import account_words, domain_of
from gouji.language.numbering import find_marker
from gouji.language.numerals import Number, parse_number
from gouji.segment.sheet import Piece, Sheet
from gouji.segment.tablewords import TableWords, key
from gouji.segment.values import DASHES, read_value

Role = Literal["code", "ordinal", "label", "text", "value"]
LineKind = Literal["data", "ordinal", "blank", "header"]

_MANY = 0.6
_YEARS = range(1990, 2100)


class Head(msgspec.Struct):
    """A column: what it holds, and its header path from the top."""

    role: Role
    path: tuple[str, ...]


class Header(msgspec.Struct):
    """The header of a sheet: `end` is the first data line; `skip` are lines of column numbers and repeated headers.

    `absorbed` are the places (line, column) of header words that stand in a data line (类|款|项|合计|…).
    """

    end: int
    skip: frozenset[int]
    columns: list[Head]
    absorbed: frozenset[tuple[int, int]]


def read_header(sheet: Sheet, words: TableWords) -> Header:
    """The header of a sheet; a sheet that begins with data has an empty one."""
    end = _find_end(sheet, words)
    skip = {i for i in range(min(end + 1, len(sheet.lines))) if _is_ordinal(sheet.begin(i), words)}
    titles = {tuple(piece.text for piece in sheet.begin(i)) for i in range(end)}
    skip.update(i for i in range(end, len(sheet.lines)) if _repeats(sheet, i, titles))
    rows = [i for i in range(end) if i not in skip]
    paths = _paths(sheet, rows)
    absorbed = _absorb(sheet, end, paths, words)
    for c in _levels(sheet, end, skip):
        if c and not paths[c]:
            paths[c] = list(paths[c - 1])
    columns = [Head(_role(sheet, c, end, path, skip, words), tuple(path)) for c, path in enumerate(paths)]
    return Header(end, frozenset(skip), columns, absorbed)


def _levels(sheet: Sheet, end: int, skip: set[int]) -> list[int]:
    """The columns that a line of column numbers calls 类, 款 or 项: the header of the first reaches over the others."""
    levels = account_words().levels
    return [c for c in range(sheet.width) if any(sheet.text(i, c) in levels for i in skip if i <= end)]


def is_year(number: Number) -> bool:
    """Whether a number reads as a calendar year."""
    return number.places == 0 and number.value in _YEARS


def _find_end(sheet: Sheet, words: TableWords) -> int:
    for i in range(len(sheet.lines)):
        kind = _line_kind(sheet, i, words)
        if kind == "data":
            return i if any(_line_kind(sheet, k, words) == "header" for k in range(i)) else 0
        if kind == "blank" and i and not _header_follows(sheet, i, words):
            return i
    if not sheet.lines:
        return 0
    numbered = [i for i in range(len(sheet.lines)) if _is_ordinal(sheet.begin(i), words)]
    if numbered:
        # An empty table: column numbers close its header.
        return numbered[0] + 1
    last = sheet.begin(len(sheet.lines) - 1)
    if len(last) > 1 and all(words.measure(key(piece.text)) for piece in last):
        # An empty table whose only line of data left no trace: 预算数 and 决算数 stand above nothing.
        return len(sheet.lines)
    return max((piece.lines.stop for piece in sheet.begin(0)), default=1)


def _line_kind(sheet: Sheet, i: int, words: TableWords) -> LineKind:
    pieces = sheet.begin(i)
    if not pieces:
        hangs = any(piece and piece.text and piece.lines.start < i for piece in sheet.lines[i])
        return "header" if hangs else "blank"
    if _is_ordinal(pieces, words):
        return "ordinal"
    texts = [piece.text for piece in pieces]
    for text in texts:
        value = read_value(text)
        if value.state == "dash" or (value.number and not is_year(value.number)):
            return "data"
        if domain_of(text) or _is_numbered(text):
            return "data"
    levels = account_words().levels
    plain = [text for text in texts if text not in levels] or texts
    total = pieces[texts.index(plain[0])]
    if i and words.is_total(total.text) and (len(plain) == 1 or _under_label(sheet, i, total, words)):
        return "data"
    return "header"


@lru_cache(maxsize=16384)
def _is_numbered(text: str) -> bool:
    """Whether a text is an item of a list (“一、…”)."""
    marker = find_marker(text)
    return marker is not None and marker.ordinal is not None and marker.length < len(text)


def _under_label(sheet: Sheet, i: int, piece: Piece, words: TableWords) -> bool:
    """Whether a piece of line `i` stands under the header of a label or code column."""
    above = {sheet.text(k, piece.columns.start) for k in range(i)} - {""}
    return any(words.is_header("label", text) or words.is_header("code", text) for text in above)


def _header_follows(sheet: Sheet, i: int, words: TableWords) -> bool:
    """Whether the next line that is not blank is one of several header words."""
    for k in range(i + 1, len(sheet.lines)):
        kind = _line_kind(sheet, k, words)
        if kind != "blank":
            return kind == "header" and len(sheet.begin(k)) > 1
    return False


def _is_ordinal(pieces: list[Piece], words: TableWords) -> bool:
    """Whether a line holds nothing but column numbers: 1, 2, 3 …, also “3=4+5”, from 1 in each panel."""
    numbers: list[int] = []
    said = False
    for piece in pieces:
        text = piece.text
        if text == words.index:
            said = True
            continue
        if words.is_counter(text):
            numbers.append(int("".join(c for c in text.split("=")[0] if c.isdigit())))
        elif text not in words.counters:
            return False
    if said:
        return True
    return len(numbers) > 1 and numbers[0] == 1 and all(b in (a + 1, 1) for a, b in pairwise(numbers))


def _repeats(sheet: Sheet, i: int, titles: set[tuple[str, ...]]) -> bool:
    """Whether a data line repeats a header line, as at the top of a further page."""
    texts = tuple(piece.text for piece in sheet.begin(i))
    return len(texts) > 1 and texts in titles


def _paths(sheet: Sheet, rows: list[int]) -> list[list[str]]:
    """The header path of each column over the header lines `rows`."""
    merged = any(len(piece.columns) > 1 for i in rows for piece in sheet.begin(i))
    resolved: list[list[Piece | None]] = []
    for n, i in enumerate(rows):
        line = list(sheet.lines[i])
        if not merged:
            _spread(line, [sheet.lines[k] for k in rows[n + 1 :]], resolved)
        resolved.append(line)
    paths: list[list[str]] = []
    for column in range(sheet.width):
        path: list[str] = []
        last: Piece | None = None
        for line in resolved:
            piece = line[column]
            if piece and piece is not last and piece.text:
                path.append(piece.text)
            last = piece or last
        paths.append(path)
    return paths


def _spread(line: list[Piece | None], below: list[list[Piece | None]], above: list[list[Piece | None]]) -> None:
    """Let header words reach over empty places to their right: merged cells of a text, which marks none.

    A word reaches on while the places below it and below the empty place both have words of their own, and the
    words above the two are the same.
    """

    def under(column: int) -> bool:
        return any((piece := lower[column]) and piece.text for lower in below)

    for c in range(1, len(line)):
        piece, left = line[c], line[c - 1]
        if (piece and piece.text) or not (left and left.text):
            continue
        if under(c) and under(c - 1) and all(upper[c] is upper[c - 1] for upper in above):
            line[c] = left


def _absorb(sheet: Sheet, end: int, paths: list[list[str]], words: TableWords) -> frozenset[tuple[int, int]]:
    """Header words in the first data line belong to the header above them.

    These are level words (类|款|项|合计|12.30) and, in a line of a total without any figure, the words under a header
    that spans several columns (合计||基本支出|项目支出).
    """
    found: set[tuple[int, int]] = set()
    if not 0 < end < len(sheet.lines):
        return frozenset()
    levels = account_words().levels
    wordy = len(sheet.begin(end)) > 1 and all(read_value(piece.text).state == "text" for piece in sheet.begin(end))
    for c, path in enumerate(paths):
        piece, above = sheet.lines[end][c], sheet.lines[end - 1][c]
        text = piece.text if piece else ""
        named = any(words.is_header("code", element) or words.is_header("label", element) for element in path)
        level = text in levels and any(words.is_header("code", element) for element in path)
        leaf = wordy and text and not named and above and len(above.columns) > 1
        if level or leaf:
            path.append(text)
            found.add((end, c))
    return frozenset(found)


def _role(sheet: Sheet, column: int, end: int, path: list[str], skip: set[int], words: TableWords) -> Role:
    texts = [text for text in sheet.column(column, end) if text not in words.counters and text not in path]
    numbers = [number for text in texts if (number := parse_number(text))]
    whole = not any(number.places for number in numbers)
    codes = sum(domain_of(text) is not None for text in texts)
    written = sum(not parse_number(text) and not set(text) <= DASHES for text in texts)
    leaf = path[-1] if path else ""
    if leaf and words.is_header("ordinal", leaf) and whole:
        return "ordinal"
    if any(words.is_header("code", element) for element in path) and whole and written <= len(texts) * _MANY:
        return "code"
    if codes > len(texts) * _MANY and whole:
        return "code"
    if leaf and (words.measure(leaf) or words.is_header("value", leaf)):
        return "value"
    if any(words.is_header("label", element) for element in path) and whole:
        return "label"
    if written > len(texts) * _MANY:
        return "text"
    return "value"
