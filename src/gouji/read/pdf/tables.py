"""Tables over several pages: stitch what goes on by its column edges, and number rows and columns."""

from typing import NamedTuple

from gouji.model import Box
from gouji.read.pdf.breaks import unparted
from gouji.read.pdf.glyphs import Piece
from gouji.read.pdf.lattice import Lattice, RawCell
from gouji.read.pdf.layout import LIST_MARK, SENTENCE_END

_SAME = 1.5
"""Column edges of continuation pages agree to this many points."""


class Part(NamedTuple):
    """The part of a table on one page: its lattice and the pieces of each cell."""

    page: int
    lattice: Lattice
    cells: list[list[Piece]]


class PlacedCell(NamedTuple):
    """A cell of a stitched table in its final rows and columns, with its pieces in reading order."""

    row: int
    column: int
    rowspan: int
    colspan: int
    page: int
    box: Box
    pieces: list[Piece]


class PlacedTable(NamedTuple):
    """A whole table: number of rows and columns, cells in row order, pages."""

    rows: int
    columns: int
    cells: list[PlacedCell]
    pages: tuple[int, ...]


def same_edges(a: Lattice, b: Lattice) -> bool:
    """Whether two lattices can be parts of one table: equal sides, and the edges of one among those of the other."""
    if abs(a.xs[0] - b.xs[0]) > _SAME or abs(a.xs[-1] - b.xs[-1]) > _SAME:
        return False
    few, many = sorted((a.xs, b.xs), key=len)
    return all(min(abs(x - y) for y in many) <= _SAME for x in few)


def goes_on(first: Part, last: Part, new: Part) -> bool:
    """Whether `new`, the first thing on its page, continues the table that begins with `first` and reached `last`.

    A title row inside the frame that differs from that of the table so far begins another table.
    """
    if not same_edges(last.lattice, new.lattice):
        return False
    mine, others = _title_row(new), _title_row(first)
    return not (mine and others and mine != others and len(new.lattice.ys) > 2)


def _title_row(part: Part) -> str:
    """The text of a first row that is one cell over the whole width, empty if there is none."""
    cell = part.lattice.cells[0]
    return cell_text(part.cells[0]) if cell.colspan == len(part.lattice.xs) - 1 else ""


def cell_text(pieces: list[Piece]) -> str:
    """The lines of a cell, joined."""
    return "".join(piece.text for piece in pieces)


def stitch(parts: list[Part]) -> PlacedTable:
    """One table out of its parts; header rows that a part repeats are left out, and a row broken in two is made one."""
    edges = _union([x for part in parts for x in part.lattice.xs])
    head = _rows(parts[0])
    cells: list[PlacedCell] = []
    base = 0
    for part in parts:
        skip = 0 if part is parts[0] else _repeated(head, _rows(part))
        place = {x: min(range(len(edges)), key=lambda i, x=x: abs(edges[i] - x)) for x in part.lattice.xs}  # type: ignore[misc]
        xs = part.lattice.xs
        new = []
        for cell, pieces in zip(part.lattice.cells, part.cells, strict=True):
            if cell.row < skip:
                continue
            column = place[xs[cell.column]]
            colspan = place[xs[cell.column + cell.colspan]] - column
            row = base + cell.row - skip
            new.append(PlacedCell(row, column, cell.rowspan, colspan, part.page, cell.box, pieces))
        ends = [i for i, cell in enumerate(cells) if cell.row + cell.rowspan == base]
        ends.sort(key=lambda i: cells[i].column)
        if _goes_on_inside([cells[i] for i in ends], new, base):
            for i, rest in zip(ends, new, strict=False):
                cells[i] = cells[i]._replace(pieces=[*cells[i].pieces, *rest.pieces])
            new = [cell._replace(row=cell.row - 1) for cell in new[len(ends) :]]
            base -= 1
        cells += new
        base += len(part.lattice.ys) - 1 - skip
    return PlacedTable(base, len(edges) - 1, cells, tuple(dict.fromkeys(part.page for part in parts)))


def _goes_on_inside(last: list[PlacedCell], new: list[PlacedCell], row: int) -> bool:
    """Whether the first row of a part is the rest of the last one before it: words only, under lines that are full.

    last: the cells that end there; some may begin in rows above, as in headers.
    """
    first = [cell for cell in new if cell.row == row]
    if [(c.column, c.colspan, 1) for c in last] != [(c.column, c.colspan, c.rowspan) for c in first]:
        return False
    pairs = [(old, rest) for old, rest in zip(last, first, strict=True) if rest.pieces]
    return bool(pairs) and all(_is_rest(old, rest) for old, rest in pairs)


def _is_rest(old: PlacedCell, rest: PlacedCell) -> bool:
    if not old.pieces or LIST_MARK.match(rest.pieces[0].text) or not _has_words(cell_text(rest.pieces)):
        return False
    line, first = old.pieces[-1], rest.pieces[0]
    padding = min(line.x0 - old.box[0], line.size)
    return line.text[-1] not in SENTENCE_END and line.x1 + unparted(first) > old.box[2] - padding


def _union(values: list[float]) -> list[float]:
    """Edges of all parts, those within tolerance made one."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= _SAME:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [group[0] for group in groups]


Row = list[tuple[RawCell, str]]


def _rows(part: Part) -> list[Row]:
    """The anchored cells of each row with their texts."""
    rows: list[Row] = [[] for _ in range(len(part.lattice.ys) - 1)]
    for cell, pieces in zip(part.lattice.cells, part.cells, strict=True):
        rows[cell.row].append((cell, cell_text(pieces)))
    return rows


def _repeated(head: list[Row], rows: list[Row]) -> int:
    """How many leading rows repeat those of the first part: equal cells and texts, with words in them."""
    count = 0
    for old, new in zip(head, rows, strict=False):
        if [(c.column, c.colspan, c.rowspan, t) for c, t in old] != [
            (c.column, c.colspan, c.rowspan, t) for c, t in new
        ]:
            break
        if any(_is_figure(text) for _, text in new) or (not count and not any(text for _, text in new)):
            break
        count += 1
    return count


def _is_figure(text: str) -> bool:
    """Whether a cell holds an amount, so that its row is no header (a header may number its columns 1, 2, 3)."""
    return any(char.isdigit() for char in text) and not _has_words(text) and "." in text


def _has_words(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)
