"""Tables that stand in the flow of a text: lines of tab-separated cells, or Markdown pipes."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from gouji.language.fold import squeeze
from gouji.language.numbering import find_marker
from gouji.language.numerals import parse_number
from gouji.read.lines import Fragment, Line

Row = list[list[Fragment]]

_SEPARATOR = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_SENTENCE = re.compile(r"[。；！？]\s*$")
_ASIDE = re.compile(r"(?:19|20)\d\d年(?:度|\d{1,2}月(?:\d{1,2}日)?)?|\w{0,6}\d{1,2}表")
HEAD_ROWS = 4
"""Most rows of a header."""


class RawTable(msgspec.Struct, frozen=True):
    """Rows of cells; `before` and `after` are lines of the same block that are no rows (captions, notes).

    ragged: number of rows that lacked cells.
    """

    rows: list[Row]
    before: list[list[Fragment]]
    after: list[list[Fragment]]
    ragged: int


class Spanned(msgspec.Struct, frozen=True, gc=False):
    """A cell that reaches over several rows or columns."""

    rowspan: int
    colspan: int


def tab_table(lines: Sequence[Line], start: int) -> tuple[RawTable, int] | None:
    """The table that begins at `start`, and where it ends. None where there is none.

    A blank line does not end a table if a row of the same width follows: pages end in the middle of tables.
    """
    rows: list[Row] = []
    i = start
    while i < len(lines) and _is_row(lines[i]):
        row = _cells(lines[i])
        if rows and lines[i].gap and len(row) != max(map(len, rows)):
            break
        rows.append(row)
        i += 1
    if len(rows) < 2 or not any(sum(map(bool, row)) > 1 for row in rows):
        return None
    return _assemble(rows), i


def pipe_table(lines: Sequence[Line], start: int) -> tuple[RawTable, int] | None:
    """The Markdown table that begins at `start`, and where it ends. None where there is none."""
    if start + 1 >= len(lines) or lines[start + 1].gap or "|" not in lines[start].raw:
        return None
    separator = lines[start + 1].raw.strip()
    if "|" not in separator or not _SEPARATOR.fullmatch(separator):
        return None
    rows = [_pipes(lines[start])]
    i = start + 2
    while i < len(lines) and "|" in lines[i].raw and not lines[i].gap:
        rows.append(_pipes(lines[i]))
        i += 1
    return _assemble(rows), i


def spans(texts: list[list[str]]) -> dict[tuple[int, int], Spanned]:
    """The merged header cells, as far as they are certain; rows beyond the `HEAD_ROWS` and the next do not matter.

    In a text a merged cell is a text with empty cells to its right or below. To the right it is certain where the
    next header row has a text of its own under each of them; below, where the row there is a header row too.
    """
    depth = _header_depth(texts)
    wide = {(r, c): n for r, c, n in _widths(texts[:depth]) if n > 1}
    found = {at: Spanned(1, n) for at, n in wide.items()}
    covered = {(r, x) for (r, c), n in wide.items() for x in range(c, c + n)}
    for r in range(depth):
        for c, text in enumerate(texts[r]):
            end = r + 1
            while text and (r, c) not in covered and end < depth and not texts[end][c] and (end, c) not in covered:
                end += 1
            if end > r + 1:
                found[r, c] = Spanned(end - r, 1)
    return found


def _widths(header: list[list[str]]) -> Iterator[tuple[int, int, int]]:
    """Row, column and number of columns of every header text, from the last row up."""
    below: list[bool] = []
    for r in range(len(header) - 1, -1, -1):
        row = header[r]
        filled = [bool(text) for text in row]
        # A header ends where one of the rows above begins another.
        begun = [any(above[c] for above in header[:r]) for c in range(len(row))]
        for c, text in enumerate(row):
            end = c + 1
            if text and below and below[c]:
                while end < len(row) and not row[end] and below[end] and not begun[end]:
                    filled[end] = True
                    end += 1
            if text:
                yield r, c, end - c
        # Cells that reach down over several rows are blank in all but the first: what stands below them shows through.
        below = [here or under for here, under in zip(filled, below, strict=True)] if below else filled


def _header_depth(texts: list[list[str]]) -> int:
    """How many rows stand above the body; 0 where that is not certain.

    The body begins where a number stands (an amount, a code, the number of a column), a numbered label, or a
    single label with nothing beside it.
    """
    for r, row in enumerate(texts[: HEAD_ROWS + 1]):
        labels = [squeeze(text) for text in row if text]
        if (r and len(labels) == 1) or any(parse_number(text) or find_marker(text) for text in labels):
            return r
    return 0


def _is_row(line: Line) -> bool:
    """Whether tabs part the line into cells; before a sentence they are its indent."""
    return "\t" in line.raw and ("\t" in line.raw.strip() or not _SENTENCE.search(line.raw))


def _assemble(rows: list[Row]) -> RawTable:
    rows = _mend(rows)
    head = max((r + 1 for r, row in enumerate(rows[:HEAD_ROWS]) if _labelled(row)), default=0)
    tail = len(rows)
    while tail > head and _is_note(rows[tail - 1]):
        tail -= 1
    if tail - head < 1:
        head, tail = 0, len(rows)
    body = rows[head:tail]
    width = max(map(len, body))
    ragged = sum(len(row) != width for row in body)
    for row in body:
        row.extend([] for _ in range(width - len(row)))
    return RawTable(body, list(map(_flat, rows[:head])), list(map(_flat, rows[tail:])), ragged)


def _mend(rows: list[Row]) -> list[Row]:
    """Rows that were broken inside a cell put together again: two short ones that make up a full one."""
    width = max(map(len, rows))
    full = sum(len(row) == width for row in rows)
    found: list[Row] = []
    for row in rows:
        last = found[-1] if found else None
        if last and full > 1 and row[0] and last[-1] and len(last) < width and len(last) + len(row) - 1 == width:
            found[-1] = [*last[:-1], last[-1] + row[0], *row[1:]]
        else:
            found.append(row)
    return found


def _labelled(row: Row) -> bool:
    return labelled(["".join(part.text for part in cell) for cell in row])


def labelled(row: Sequence[str]) -> bool:
    """Whether every cell of a row is a label with its value (“单位：万元”): a caption above the table.

    A date or the number of the form (“2031年度”, “公开01表”) may stand beside them.
    """
    filled = [text for cell in row if (text := squeeze(cell))]
    labels = ["：" in text for text in filled]
    return any(labels) and all(label or _ASIDE.fullmatch(text) for label, text in zip(labels, filled, strict=True))


def _is_note(row: Row) -> bool:
    return bool(row[0]) and not any(row[1:]) and _labelled(row)


def _flat(row: Row) -> list[Fragment]:
    """The row as running text: its cells parted by a space."""
    parts: list[Fragment] = []
    for cell in filter(None, row):
        if parts:
            parts.append(Fragment(" ", parts[-1].line))
        parts.extend(cell)
    return parts


def _cells(line: Line) -> Row:
    return [[Fragment(text, line.number)] if text else [] for text in (one.strip() for one in line.raw.split("\t"))]


def _pipes(line: Line) -> Row:
    inner = line.raw.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    texts = (one.strip().replace("\\|", "|").replace("**", "") for one in _PIPE.split(inner))
    return [[Fragment(text, line.number)] if text else [] for text in texts]
