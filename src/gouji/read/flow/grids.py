"""The grid of a table whose rows count their columns each by itself: which cell reaches over which rows and columns."""

from collections.abc import Sequence
from itertools import accumulate

import msgspec

from gouji.read.flow.bits import Bits, Source, join_lines, split_lines
from gouji.read.flow.items import Cell, Item, Table, Text, is_layout

_SLIVER = 40
"""Columns up to this width in twentieths of a point are no columns: edges that were meant to stand in one line."""


class RawCell(msgspec.Struct, frozen=True):
    """A cell of a row as the file has it. down: True where a cell begins that is merged downwards, False for the rest.

    items: None for columns that a row leaves out. source: its first paragraph.
    """

    span: int
    down: bool | None = None
    items: list[Item] | None = None
    source: Source | None = None


class Placed(msgspec.Struct):
    """A cell at its place, while the rows below it are still to come."""

    row: int
    column: int
    rowspan: int
    colspan: int
    items: list[Item]
    source: Source | None = None

    def cell(self, bits: Bits) -> Cell:
        """The finished cell with its text."""
        return Cell(self.row, self.column, self.rowspan, self.colspan, bits, self.source)


def lay_out(rows: Sequence[Sequence[RawCell]], widths: Sequence[int]) -> tuple[list[Placed], int]:
    """The cells at their places, and the number of columns; blank cells where rows leave columns out."""
    edges = _edges(rows, widths)
    found: list[Placed] = []
    above: dict[int, Placed] = {}
    for r, row in enumerate(rows):
        merged: dict[int, Placed] = {}
        at = 0
        for raw in row:
            column, at = edges[at], at + raw.span
            width = edges[at] - column
            if not width:
                continue
            over = above.get(column)
            if raw.down is False and over is not None and over.colspan == width:
                over.rowspan += 1
                merged[column] = over
                continue
            made = Placed(r, column, 1, width, raw.items or [], raw.source)
            found.append(made)
            if raw.down is not None:
                merged[column] = made
        found.extend(Placed(r, column, 1, 1, []) for column in range(edges[at], edges[-1]))
        above = merged
    return found, edges[-1]


def assemble(rows: Sequence[Sequence[RawCell]], widths: Sequence[int]) -> list[Item]:
    """The table of these rows with those inside it after it; its contents alone where it only arranges them."""
    placed, columns = lay_out(rows, widths)
    cells = [one.cell(_written(one.items)) for one in placed]
    inner = [item for one in placed for item in one.items if isinstance(item, Table)]
    if is_layout(cells, columns, inner):
        return [item for one in placed for item in one.items]
    return [Table(len(rows), columns, cells), *inner]


def _written(items: list[Item]) -> Bits:
    return join_lines([line for item in items if isinstance(item, Text) for line in split_lines(item.bits)])


def _edges(rows: Sequence[Sequence[RawCell]], widths: Sequence[int]) -> list[int]:
    """For every edge of the columns as the file counts them, the column that begins there, slivers left out."""
    count = max((sum(raw.span for raw in row) for row in rows), default=0)
    slivers = {n for n, width in enumerate(widths) if 0 < width <= _SLIVER}
    for row in rows:
        at = 0
        for raw in row:
            inside = range(at, at + raw.span)
            if raw.items and slivers.issuperset(inside):
                slivers.difference_update(inside)
            at += raw.span
    return [0, *accumulate(n not in slivers for n in range(count))]
