"""Rows of a panel: label, code, and the pieces that hold its values."""

from bisect import bisect_left
from collections.abc import Callable

import msgspec
import regex

from gouji.language.accounts import domain_of
from gouji.segment.headers import Header
from gouji.segment.panels import Panel, Panels
from gouji.segment.sheet import Piece, Sheet
from gouji.segment.tablewords import TableWords

_CODED = regex.compile(r"[\[【（]?(\d{3}(?:\d{2}){0,2})[\]】）]?[-.]?([^\d.,，%].*)")


class RawRow(msgspec.Struct):
    """One logical row as printed. `values` are (position in the panel's value columns, piece)."""

    panel: Panel
    line: int
    label: str
    code: str | None
    pieces: list[Piece]
    values: list[tuple[int, Piece]]

    @property
    def filled(self) -> bool:
        """Whether any value is more than blank."""
        return any(piece.text for _, piece in self.values)


class _Carry:
    """What stands above in the panel: the code so far, and the labels of each label column."""

    def __init__(self) -> None:
        self.code = ""
        self.labels: dict[int, str] = {}


def read_rows(sheet: Sheet, header: Header, panels: Panels, words: TableWords) -> list[list[RawRow]]:
    """The rows of each panel, top to bottom. A line whose only text is a note is left out (see `note_lines`)."""
    found: list[list[RawRow]] = [[] for _ in panels.panels]
    carries = [_Carry() for _ in panels.panels]
    notes = note_lines(sheet, header, words)
    for i in range(header.end, len(sheet.lines)):
        if i in header.skip or i in notes:
            continue
        line = [
            _read(sheet, header, panel, i, carry, words) for panel, carry in zip(panels.panels, carries, strict=True)
        ]
        _move_labels(line, panels)
        for rows, row in zip(found, line, strict=True):
            if row is not None:
                rows.append(row)
    for n, panel in enumerate(panels.panels):
        found[n] = _keep(found[n], panel)
    return found


def mend_rows(rows: list[RawRow], knows: Callable[[str], bool]) -> list[RawRow]:
    """Rows whose label a page end has torn, put together.

    The second half has no code and, below an account, no value; elsewhere both halves make a known label that the
    second one alone is not, and values stand in one half only.
    """
    mended: list[RawRow] = []
    for row in rows:
        last = mended[-1] if mended else None
        if last is not None and _torn(last, row, knows):
            values = row.values if row.filled else last.values
            mended[-1] = RawRow(last.panel, last.line, last.label + row.label, last.code, last.pieces, values)
        else:
            mended.append(row)
    return mended


def _torn(last: RawRow, row: RawRow, knows: Callable[[str], bool]) -> bool:
    if row.code or not row.label or _page(last) == _page(row) or knows(row.label) or (last.filled and row.filled):
        return False
    if last.code:
        return not row.filled
    return knows(last.label + row.label)


def _page(row: RawRow) -> int | None:
    return row.pieces[0].cell.place.page if row.pieces else None


def note_lines(sheet: Sheet, header: Header, words: TableWords) -> dict[int, Piece]:
    """Data lines that hold a note and nothing else."""
    found = {}
    for i in range(header.end, len(sheet.lines)):
        pieces = sheet.begin(i)
        if len(pieces) == 1 and words.is_note(pieces[0].text):
            found[i] = pieces[0]
    return found


def _read(sheet: Sheet, header: Header, panel: Panel, i: int, carry: _Carry, words: TableWords) -> RawRow | None:
    line = sheet.lines[i]
    names = {*panel.codes, *panel.labels}
    pieces: list[Piece] = []
    code_parts: list[str] = []
    labels: dict[int, str] = {}
    for c in sorted(names):
        piece = line[c]
        text = piece.text if piece and (i, c) not in header.absorbed else ""
        if c in panel.codes and (not text or (text.isascii() and text.isdigit())):
            code_parts.append(text if piece and piece not in pieces else "")
            if text and piece:
                pieces.append(piece)
        elif piece and text and piece not in pieces:
            labels[c] = text
            pieces.append(piece)
    values = [
        (n, piece)
        for n, c in enumerate(panel.values)
        if (piece := line[c])
        and (i, c) not in header.absorbed
        and piece.lines.start == i
        and panel.values[bisect_left(panel.values, piece.columns.start)] == c
        and not any(header.columns[k].role != "value" and piece.text for k in piece.columns if k < c)
    ]
    label = _join_label(labels, panel, carry, words)
    code = _join_code(code_parts, carry)
    if code is None and not panel.codes:
        match = _CODED.fullmatch(label)
        if match and domain_of(match[1]):
            code, label = match[1], match[2]
    if not (label or code or values):
        return None
    return RawRow(panel, i, label, code, pieces, values)


def _join_label(labels: dict[int, str], panel: Panel, carry: _Carry, words: TableWords) -> str:
    """The texts of the label columns from left to right; places left blank have the text above."""
    if not labels:
        return ""
    columns = [c for c in panel.labels if c not in labels and c < max(labels)]
    kept = {c: carry.labels[c] for c in columns if c in carry.labels and not words.is_total(carry.labels[c])}
    first = min(labels)
    carry.labels = {c: text for c, text in carry.labels.items() if c < first} | labels
    return "/".join(text for _, text in sorted((kept | labels).items()))


def _join_code(parts: list[str], carry: _Carry) -> str | None:
    """The account code over 类, 款, 项: parts joined; parts left blank at the front have those of the row above."""
    if not any(parts):
        return None
    first = next(n for n, part in enumerate(parts) if part)
    code = carry.code[: 1 + 2 * first] if first and len(parts[first]) < 3 else ""
    for part in parts[first:]:
        code = part if code and part.startswith(code) else code + part
    carry.code = code
    return code


def _move_labels(line: list[RawRow | None], panels: Panels) -> None:
    """Give a label to the panel that its value stands in, where label and value are parted by panels.

    So stand totals over two panels: the label in the first one's column, the value in the last one's.
    """
    for n, here in enumerate(line):
        if here is None or not here.pieces:
            continue
        for m in range(n + 1, len(line)):
            then = line[m]
            if then is None:
                continue
            shared = [piece for piece in here.pieces if piece in then.pieces]
            kin = panels.folded or (here.panel.group and here.panel.group == then.panel.group)
            if shared or (kin and not here.filled and not then.label and not then.code and then.filled):
                then.label, then.code, then.pieces = here.label, here.code, here.pieces
                line[n] = None
                break
            if then.filled or then.label:
                break


def _keep(rows: list[RawRow], panel: Panel) -> list[RawRow]:
    """Rows that say something; a panel without labels keeps its first row even if it is blank."""
    said = [row for row in rows if row.label or row.code or row.filled]
    if not said and rows and not panel.labels and not panel.codes:
        return rows[:1]
    return said
