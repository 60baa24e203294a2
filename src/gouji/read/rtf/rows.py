"""Rows of RTF tables: cells that tell where they end, put together to a grid."""

from bisect import bisect_left
from itertools import pairwise

import msgspec

from gouji.read.flow import Item
from gouji.read.flow.grids import RawCell, assemble

_NEAR = 40
"""Edges no further apart than this, in twentieths of a point, are meant to stand in one line."""
_WIDTH = 1000
"""That of a cell which does not tell."""


class Shape(msgspec.Struct, frozen=True):
    """A cell as its row defines it: where it ends, and whether a merged one begins (True) or goes on (False) in it."""

    edge: int
    down: bool | None = None
    across: bool | None = None


class Row(msgspec.Struct, frozen=True):
    """A row: where it begins, the shapes of its cells, and what stands in them."""

    left: int
    shapes: list[Shape]
    cells: list[list[Item]]


def table(rows: list[Row]) -> list[Item]:
    """The items of a table of these rows."""
    rows = [msgspec.structs.replace(row, shapes=_shapes(row)) for row in rows if row.cells]
    edges = _lines(sorted({edge for row in rows for edge in (row.left, *(shape.edge for shape in row.shapes))}))
    if not edges:
        return []
    widths = [right - left for left, right in pairwise(edges)]
    return assemble([_raw(row, edges) for row in rows], widths)


def _shapes(row: Row) -> list[Shape]:
    """One shape for every cell, in rising order."""
    found: list[Shape] = []
    last = row.left
    for n in range(len(row.cells)):
        shape = row.shapes[n] if n < len(row.shapes) else Shape(last + _WIDTH)
        found.append(shape if shape.edge > last else msgspec.structs.replace(shape, edge=last + _NEAR + 1))
        last = found[-1].edge
    return found


def _lines(edges: list[int]) -> list[int]:
    """The edges without those that only nearly agree with the one before."""
    found: list[int] = []
    for edge in edges:
        if not found or edge - found[-1] > _NEAR:
            found.append(edge)
    return found


def _raw(row: Row, edges: list[int]) -> list[RawCell]:
    at = _line(row.left, edges)
    found = [RawCell(1)] * at
    for shape, items in zip(row.shapes, row.cells, strict=True):
        end = max(_line(shape.edge, edges), at)
        if shape.across is False and found:
            last = found[-1]
            found[-1] = RawCell(last.span + end - at, last.down, [*(last.items or []), *items])
        else:
            found.append(RawCell(end - at, shape.down, items))
        at = end
    return found


def _line(edge: int, edges: list[int]) -> int:
    """Which of the lines an edge is: the last one that is not behind it."""
    return max(bisect_left(edges, edge + 1) - 1, 0)
