"""Typed tables: what a raw grid means."""

from bisect import bisect_left
from decimal import Decimal
from typing import Literal

import msgspec

from gouji.model.quantity import Quantity, Unit
from gouji.model.text import Place, Span

RowKind = Literal["total", "class", "group", "item", "line", "other"]
CellState = Literal["number", "blank", "dash", "text"]


class Row(msgspec.Struct, frozen=True):
    """A logical row: of one panel, so that a printed line of a two-panel table gives two rows.

    label: the text as printed, lines joined, without stray spaces. name: the canonical name from the lexicon (form row
    or account), `label` stripped of its list number where the lexicon knows none. code: the account code
    (“201”, “20137”, “2013701”, “30201”), joined where 类/款/项 stand in columns of their own; None without one.
    kind: total (合计, 总计), class (类, 3 digits), group (款, 5 digits), item (项, 7 digits), line (a row of a
    form without codes), other. parent: index of the row one level up in the same panel, None at the top.
    panel: “收入”, “支出”, … or empty.
    """

    index: int
    label: str
    name: str
    code: str | None
    kind: RowKind
    parent: int | None
    panel: str
    span: Span | None = None
    page: int | None = None


class Column(msgspec.Struct, frozen=True):
    """A logical value column: header path from the top, and its canonical name in the form (“合计”, “基本支出”, …).

    `name` is the lexicon's, or the joined path where the form knows none. panel as in `Row`; measure is the key of
    what the column states: “决算”, “预算”, “年初预算”, “全年预算”, “调整预算”, “上年决算” … (empty if none). printed_row: the
    label of the printed row, where a table whose items or measures stand in rows was turned into one data row.
    """

    index: int
    path: tuple[str, ...]
    name: str
    panel: str
    measure: str = ""
    printed_row: str = ""


class Cell(msgspec.Struct, frozen=True):
    """A value cell. state blank, dash (—, -, /) and number 0 or 0.00 all count as zero, yet stay distinct.

    quantity is what the cell shows: None for blank, dash and text. stored: the number behind it in the same unit, where
    it has digits that do not show (a workbook's 89.9315 shown as 89.93). `id` is “t3.r12.c2”: table, row, column index.
    """

    id: str
    table: int
    row: int
    column: int
    raw: str
    state: CellState
    quantity: Quantity | None
    span: Span
    place: Place
    stored: Decimal | None = None


class Table(msgspec.Struct, frozen=True):
    """A typed table. form: a key of the profile's form lexicon (“Z1” … “ZS”, budget forms “B1” …) or None.

    unit applies to every value cell without one of its own; year is the fiscal year in title or header.
    empty_note: the text of a note saying that the table has no data, None without one; empty_note_span: its place.
    """

    index: int
    grid: int
    form: str | None
    title: str
    unit: Unit | None
    year: int | None
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]
    page: int | None = None
    notes: tuple[str, ...] = ()
    empty_note: str | None = None
    title_span: Span | None = None
    empty_note_span: Span | None = None

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at row and column index, None where the panel of the row lacks the column.

        `cells` is sorted by row, then column.
        """
        at = bisect_left(self.cells, (row, column), key=lambda cell: (cell.row, cell.column))
        if at < len(self.cells) and (self.cells[at].row, self.cells[at].column) == (row, column):
            return self.cells[at]
        return None

    def printed(self, cell: Cell) -> tuple[str, str]:
        """The labels of the row and the column that the cell stands in on the page."""
        column = self.columns[cell.column]
        return column.printed_row or self.rows[cell.row].label, "/".join(column.path) or column.name
