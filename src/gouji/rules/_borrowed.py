"""Where a wrong figure was taken from: the row beside the right one, last year's column, another column of the row."""

from gouji.check.compare import same_number
from gouji.check.view import View
from gouji.model import Cell, Quantity, Row, Table
from gouji.rules._figures import say

_DIGITS = 3
"""Digits that a figure must have for the same figure in another cell to be no chance."""


def borrowed(view: View, stated: Quantity, cell: Cell) -> str | None:
    """The one cell near `cell` that has exactly the stated figure, in words; None where there is none, or more than one.

    Looked at are the rows of the same level above and below in the same column, and the other columns of the same row. A
    figure that several of them have explains nothing.
    """
    if len(stated.value.normalize().as_tuple().digits) < _DIGITS:
        return None
    table = view.table_of(cell)
    rows = _beside(table, table.rows[cell.row])
    found = []
    for other in table.cells:
        near = other.row == cell.row or (other.column == cell.column and other.row in rows)
        value = view.value(other) if near and other.state == "number" and other.id != cell.id else None
        if value is not None and same_number(stated, value):
            found.append(other)
    if len(found) != 1:
        return None
    other = found[0]
    row, column = table.printed(other)
    if other.row != cell.row:
        return say(view, f"误用了相邻行“{row}”的数", f"this is the figure of the row beside it, {row}")
    if "上年" in view.column_of(other).measure:
        return say(view, f"误用了上年数（“{column}”栏）", f"this is last year's figure (column {column})")
    return say(view, f"误用了同一行“{column}”栏的数", f"this is the figure of column {column} in the same row")


def _beside(table: Table, row: Row) -> frozenset[int]:
    """The nearest rows of the same level in the same panel, before and after."""
    same = [one.index for one in table.rows if one.kind == row.kind and one.panel == row.panel]
    at = same.index(row.index)
    return frozenset(same[max(at - 1, 0) : at] + same[at + 1 : at + 2])
