"""Sheets → paragraphs and tables: what stands above a table and between tables is text, each run of rows a table."""

import re
from collections.abc import Iterable, Sequence

import msgspec

from gouji.errors import InputError
from gouji.language.fold import squeeze
from gouji.language.numerals import parse_number
from gouji.model import Document
from gouji.read.flow import Bit, Bits, Cell, Item, Table, Text, Writer, join_lines, too_large
from gouji.read.sheets.book import At, Book, Sheet, Value, letters
from gouji.read.texttables import HEAD_ROWS, labelled, spans

_FEW = 3
_SHORT = 10
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_DEFAULT = re.compile(r"(?:工作表|表|Sheet)\s*\d*", re.IGNORECASE)


def document(book: Book, data: bytes, form: str) -> Document:
    """The document of a workbook. Raises InputError ``input.FORM_no_text``."""
    writer = Writer(book.name, book.limits)
    notes = book.notes()
    empty = True
    for sheet in book.sheets:
        items = _items(book, sheet)
        # Large workbooks would be in memory twice.
        sheet.cells.clear()
        writer.write(items)
        empty = empty and not items
    if empty:
        raise InputError(
            f"input.{form}_no_text",
            f"{book.name}: 表格文件里没有内容",
            f"{book.name}: the file holds no cells with content",
        )
    return writer.document(data, form, notes)


class _Box(msgspec.Struct, frozen=True, gc=False):
    """A cell that shows something, and how far it reaches (inside)."""

    at: At
    bottom: int
    right: int
    value: Value


_Line = list[_Box]
"""The cells that begin in one row."""


def _items(book: Book, sheet: Sheet) -> list[Item]:
    """A sheet in reading order; the sheet's own title stands for the title where there is none."""
    boxes = _boxes(book, sheet)
    found: list[Item] = []
    columns = sorted({column for box in boxes for column in (box.at[1], box.right)})
    for region in _regions(boxes, columns):
        book.tick()
        found += _region(book, sheet, region, columns)
    name = sheet.title.strip()
    if found and isinstance(found[0], Table) and _CHINESE.search(name) and not _DEFAULT.fullmatch(name):
        found.insert(0, Text([Bit(name, ref=sheet.ref((0, 0)))]))
    return found


def _boxes(book: Book, sheet: Sheet) -> list[_Box]:
    """The cells that show something, in reading order. Of merged cells that overlap, the first counts."""
    rows = max((row for row, _ in sheet.cells), default=0)
    columns = max((column for _, column in sheet.cells), default=0)
    reach: dict[At, tuple[int, int]] = {}
    covered: set[At] = set()
    work = 0
    for top, left, bottom, right in sheet.merged:
        if (top, left) not in sheet.cells or bottom < top or right < left:
            continue
        bottom, right = min(bottom, rows), min(right, columns)
        work += (bottom - top + 1) * (right - left + 1)
        if work > book.limits.max_cells:
            raise too_large(book.name, book.limits)
        area = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        if covered.isdisjoint(area):
            covered.update(area)
            reach[top, left] = (bottom, right)
    return [
        _Box(at, *reach.get(at, at), value)
        for at, value in sorted(sheet.cells.items())
        if at in reach or at not in covered
    ]


def _regions(boxes: Sequence[_Box], columns: Sequence[int]) -> list[list[_Line]]:
    """The rows, parted where a whole one is blank, unless a table goes on below."""
    rows: dict[int, _Line] = {}
    for box in boxes:
        rows.setdefault(box.at[0], []).append(box)
    found: list[list[_Line]] = []
    bottom = -2
    for row, line in rows.items():
        if row > bottom + 1:
            found.append([])
        found[-1].append(line)
        bottom = max(bottom, *(box.bottom for box in line))
    joined: list[list[_Line]] = []
    for lines in found:
        if joined and _head(joined[-1]) < len(joined[-1]) and _goes_on(lines, columns):
            joined[-1] += lines
        else:
            joined.append(lines)
    return joined


def _goes_on(lines: Sequence[_Line], columns: Sequence[int]) -> bool:
    """Whether rows below a blank one belong to the table above it: they begin with numbers, or with a lone short label.

    A title above a table of its own is no such label: words follow it.
    """
    first, below = lines[0], lines[1] if len(lines) > 1 else None
    if _numbered(first):
        return True
    if len(first) > 1 or _is_note(first, columns) or _labels(first) or len(squeeze(first[0].value.text)) > _SHORT:
        return False
    return below is None or (len(below) == 1 and not _labels(below)) or _is_note(below, columns) or _numbered(below)


def _region(book: Book, sheet: Sheet, lines: Sequence[_Line], columns: Sequence[int]) -> Iterable[Item]:
    """Rows without a blank one between: paragraphs above, a table, notes below."""
    head = _head(lines)
    above = [
        _text(sheet, part) for line in lines[:head] for part in ([line] if _captions(line) else [[b] for b in line])
    ]
    if head == len(lines):
        return above
    tail = len(lines)
    while tail > head + 1 and _is_note(lines[tail - 1], columns):
        tail -= 1
    body = [box for line in lines[head:tail] for box in line]
    return [*above, _table(book, sheet, body, columns), *(_text(sheet, line) for line in lines[tail:])]


def _head(lines: Sequence[_Line]) -> int:
    """How many rows stand above the table: single cells, and labels with their values (“单位：万元”).

    A row of few words (a title, the number of the form) right above such labels, or alone, is none of the table either.
    """
    head = 0
    for n, line in enumerate(lines):
        below = lines[n + 1] if n + 1 < len(lines) else None
        flat = all(box.bottom == box.at[0] for box in line)
        few = len(line) <= _FEW and not _numbered(line)
        if not (flat and (_captions(line) or (few and (len(lines) == 1 if below is None else _labels(below))))):
            break
        head += 1
    return head


def _numbered(line: _Line) -> bool:
    return any(parse_number(squeeze(box.value.text)) for box in line)


def _captions(line: _Line) -> bool:
    return len(line) == 1 or _labels(line)


def _labels(line: _Line) -> bool:
    return labelled([box.value.text for box in line])


def _is_note(line: _Line, columns: Sequence[int]) -> bool:
    """Whether a row below a table is a note: one cell over the whole width, or a label with its words at the left."""
    box = line[0]
    if len(line) != 1 or box.bottom > box.at[0] or box.at[1] != columns[0]:
        return False
    return box.right == columns[-1] or _labels(line)


def _table(book: Book, sheet: Sheet, boxes: Sequence[_Box], columns: Sequence[int]) -> Table:
    """The grid of the rows and columns that hold something; blank cells fill the gaps.

    Where no cells are merged, as in a CSV file, those of the header are guessed as in a text.
    """
    rows = sorted({row for box in boxes for row in (box.at[0], box.bottom)})
    if len(rows) * len(columns) > book.limits.max_cells:
        raise too_large(book.name, book.limits)
    at = {box.at: box for box in boxes}
    down = {row: n for n, row in enumerate(rows)}
    across = {column: n for n, column in enumerate(columns)}
    reach = {
        (down[box.at[0]], across[box.at[1]]): (down[box.bottom], across[box.right])
        for box in boxes
        if box.right != box.at[1] or box.bottom != box.at[0]
    }
    if not reach:
        texts = [
            ["" if (box := at.get((row, column))) is None else box.value.text for column in columns]
            for row in rows[: HEAD_ROWS + 1]
        ]
        reach = {(r, c): (r + one.rowspan - 1, c + one.colspan - 1) for (r, c), one in spans(texts).items()}
    hidden = {
        (r, c)
        for place, (bottom, right) in reach.items()
        for r in range(place[0], bottom + 1)
        for c in range(place[1], right + 1)
        if (r, c) != place
    }
    named = [(column, sheet.prefix + letters(column)) for column in columns]
    cells = []
    for r, row in enumerate(rows):
        number = str(row + 1)
        for c, (column, prefix) in enumerate(named):
            place = (r, c)
            if place in hidden:
                continue
            ref = prefix + number
            box = at.get((row, column))
            bits, stored = (_bits(box.value, ref), box.value.stored) if box else ([], None)
            bottom, right = reach.get(place, place)
            cells.append(Cell(r, c, bottom - r + 1, right - c + 1, bits, None, stored, ref))
    return Table(len(rows), len(columns), cells)


def _text(sheet: Sheet, line: _Line) -> Text:
    """A row as running text: its cells parted by a space."""
    bits: Bits = []
    for box in line:
        if bits:
            bits.append(Bit(" ", line=bits[-1].line, ref=bits[-1].ref))
        bits += _bits(box.value, sheet.ref(box.at))
    return Text(bits)


def _bits(value: Value, ref: str) -> Bits:
    """The characters of a cell, its lines joined."""
    text, line = value.text.strip(), value.line
    if "\n" not in text and "\r" not in text:
        return [Bit(text, None, line, None, None, ref)]
    return join_lines([Bit(one, line=line, ref=ref)] for one in text.splitlines())
