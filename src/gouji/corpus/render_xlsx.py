"""The tables of a report as an Excel file: a sheet for each, with merged heads and amounts as numbers."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from gouji.corpus.document import Cell, Paragraph, Rendered, Report, Table
from gouji.corpus.gold import CorpusError
from gouji.corpus.look import around, at_right, widths
from gouji.office.workbook import saved

_THIN = Side(style="thin")
_EDGE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FONT = "宋体"
_POINTS_A_CHARACTER = 5.5
_ROOM = 640.0
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_MOST = 31


def xlsx(report: Report) -> Rendered:
    """The tables, each on a sheet with the lines above and below it; the same report gives the same bytes.

    Raises CorpusError ``corpus.no_tables`` for a report without tables: a workbook needs a sheet.
    """
    book = Workbook()
    book.remove(book.active)
    book.properties.creator, book.properties.title = report.unit, report.name
    for number, (index, table) in enumerate(report.tables(), 1):
        sheet = book.create_sheet(_sheet_name(table, number))
        above, below = around(report.blocks, index)
        _sheet(sheet, table, above, below)
    if not book.worksheets:
        raise CorpusError("corpus.no_tables", f"{report.name}: 报告没有表格，不能生成 xlsx")
    return Rendered(".xlsx", saved(book))


def _sheet_name(table: Table, number: int) -> str:
    return f"{number:02d} {_FORBIDDEN.sub('', table.title)}"[:_MOST].strip()


def _sheet(sheet: Any, table: Table, above: list[Paragraph], below: list[Paragraph]) -> None:
    for line, one in enumerate(above, 1):
        _line(sheet, line, table.columns, one)
    top = len(above) + 1
    for cell in table.cells:
        _cell(sheet, top, cell, head=cell.row < table.header)
    for line, one in enumerate(below, top + table.rows):
        _line(sheet, line, table.columns, one)
    for column, width in enumerate(widths(table, _ROOM, 10.0)[0], 1):
        sheet.column_dimensions[get_column_letter(column)].width = round(width / _POINTS_A_CHARACTER, 1)
    sheet.page_setup.orientation = "landscape" if table.wide else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.print_title_rows = f"1:{top + table.header - 1}"


def _line(sheet: Any, line: int, columns: int, one: Paragraph) -> None:
    """A line over the whole width of the table."""
    place = sheet.cell(line, 1, one.text)
    title = one.role == "title"
    side = "center" if title else "right" if one.role == "caption" and at_right(one.text) else "left"
    place.font = Font(name=_FONT, size=16 if title else 10)
    place.alignment = Alignment(horizontal=side, vertical="center", wrap_text=one.role == "note")
    if columns > 1:
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=columns)


def _cell(sheet: Any, top: int, cell: Cell, *, head: bool) -> None:
    row, column = top + cell.row, 1 + cell.column
    place = sheet.cell(row, column)
    value = amount(cell.text) if cell.figure else None
    if value is None:
        place.value = cell.text or None
    else:
        place.value = value
        places = -int(value.as_tuple().exponent)
        whole = "#,##0" if "," in cell.text else "0"
        place.number_format = f"{whole}.{'0' * places}" if places > 0 else whole
    place.font = Font(name=_FONT, size=10, bold=False)
    side = "center" if head else "right" if value is not None else "left"
    place.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
    for r in range(row, row + cell.rowspan):
        for c in range(column, column + cell.colspan):
            sheet.cell(r, c).border = _EDGE
    if cell.rowspan > 1 or cell.colspan > 1:
        sheet.merge_cells(
            start_row=row, end_row=row + cell.rowspan - 1, start_column=column, end_column=column + cell.colspan - 1
        )


def amount(text: str) -> Decimal | None:
    """The number that a cell prints, with its decimals; None if it prints none."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
