"""Rows with account codes for the rules on classifications."""

from collections.abc import Iterator

from gouji.model import Row, Span, Table


def coded(table: Table) -> dict[str, list[Row]]:
    """The rows of each panel that have an account code, in order."""
    found: dict[str, list[Row]] = {}
    for row in table.rows:
        if row.code is not None:
            found.setdefault(row.panel, []).append(row)
    return found


def where(table: Table, row: Row) -> Span:
    """What to mark for a row: its label, else its first cell, else the table's title."""
    cells: Iterator[Span] = (cell.span for cell in table.cells if cell.row == row.index)
    return row.span or next(cells, table.title_span or Span(0, 0))
