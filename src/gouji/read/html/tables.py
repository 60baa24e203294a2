"""The grid of a table as browsers lay it out."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import msgspec

from gouji.read.flow import Item
from gouji.read.html.names import is_hidden

_WIDEST = 1000
_HIGHEST = 65534


class Placed(msgspec.Struct, frozen=True):
    """A cell at its place; `items` are its contents."""

    row: int
    column: int
    rowspan: int
    colspan: int
    items: list[Item]


class Layout:
    """Places cells row by row: a cell takes the first columns that no cell from above reaches into."""

    def __init__(self) -> None:
        self.cells: list[Placed] = []
        self.rows = 0
        self.columns = 0
        self._taken: dict[int, int] = {}
        self._at = 0

    def add(self, items: list[Item], rowspan: int, colspan: int) -> None:
        """The next cell of the row; rowspan 0 reaches to the end of the table."""
        while self._taken.get(self._at, 0) > self.rows:
            self._at += 1
        end = self.rows + (rowspan or _HIGHEST)
        for column in range(self._at, self._at + colspan):
            if self._taken.get(column, 0) > self.rows:
                # Cells that overlap: the one from above keeps the column.
                colspan = column - self._at
                break
            self._taken[column] = end
        self.cells.append(Placed(self.rows, self._at, end - self.rows, colspan, items))
        self._at += colspan
        self.columns = max(self.columns, self._at)

    def close_row(self) -> None:
        """Ends the row."""
        self.rows += 1
        self._at = 0

    def finished(self) -> list[Placed]:
        """The cells in order: none reaches below the table, and places without a cell have a blank one.

        Columns that no cell has for itself are left out: edges that miss each other by a hair make them.
        """
        edges = self._edges()
        self.columns = edges[-1]
        free = {(row, column) for row in range(self.rows) for column in range(self.columns)}
        found = []
        for cell in self.cells:
            rowspan = min(cell.rowspan, self.rows - cell.row)
            column, end = edges[cell.column], edges[cell.column + cell.colspan]
            found.append(Placed(cell.row, column, rowspan, end - column, cell.items))
            free -= {(row, at) for row in range(cell.row, cell.row + rowspan) for at in range(column, end)}
        found += [Placed(row, column, 1, 1, []) for row, column in free]
        return sorted(found, key=lambda cell: (cell.row, cell.column))

    def _edges(self) -> list[int]:
        """For every edge of the columns, the column that begins there when the needless ones are left out."""
        over: list[list[int]] = [[] for _ in range(self.columns)]
        widths = [cell.colspan for cell in self.cells]
        for n, cell in enumerate(self.cells):
            for column in range(cell.column, cell.column + cell.colspan):
                over[column].append(n)
        kept = []
        for cells in over:
            kept.append(any(widths[n] == 1 for n in cells))
            if not kept[-1]:
                for n in cells:
                    widths[n] -= 1
        return [0, *accumulate(kept)]


def rows_of(table: Any) -> Iterator[Any]:
    """The rows of a table in the order in which they show: the foot last."""
    last = []
    stack = list(reversed(table))
    while stack:
        child = stack.pop()
        if child.tag == "tr":
            if not is_hidden(child):
                yield child
        elif child.tag == "tfoot":
            last.append(child)
        elif child.tag in ("thead", "tbody", "form", "center"):
            stack.extend(reversed(child))
    for foot in last:
        yield from (row for row in foot.iterchildren("tr") if not is_hidden(row))


def span(cell: Any, name: str) -> int:
    """The rowspan or colspan of a cell as browsers read it."""
    text = (cell.get(name) or "").strip()
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    if not digits or not digits.isascii():
        return 1
    most, least = (_HIGHEST, 0) if name == "rowspan" else (_WIDEST, 1)
    return max(min(int(digits[:9]), most), least)
