"""Sheets → the bytes of a workbook: headings that stay, filters, links, and nothing that a program would run."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from rich.cells import cell_len

from gouji.errors import UsageError
from gouji.office.workbook import saved
from gouji.report.layout import CONTROL
from gouji.report.words import Language, label
from gouji.report.xlsx.sheets import Sheet, Value

_MOST_ROWS = 1_048_575
_MOST_CHARACTERS = 32_767
_FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FORMULA = tuple("=+-@\t\r")
"""What a spreadsheet takes for the beginning of a formula when such a text is typed in or goes through CSV."""
_COLORS = {"error": "FFC7CE", "warning": "FFEB9C", "info": "DDEBF7"}
_LINE, _MOST_LINES = 16.5, 24
"""Points of a line, and the lines that a row has room for."""
_HEAD = PatternFill("solid", fgColor="305496")
_HEAD_FONT = Font(bold=True, color="FFFFFF")
_LINK = Font(color="0563C1", underline="single")
_TOP = Alignment(vertical="top", wrap_text=True)
_NUMBER = Alignment(vertical="top")
_FILLS = {severity: PatternFill("solid", fgColor=color) for severity, color in _COLORS.items()}


def write(sheets: Sequence[Sheet], lang: Language) -> bytes:
    """The workbook; the same sheets give the same bytes. Raises UsageError ``usage.too_many_rows``."""
    book = Workbook()
    book.remove(book.active)
    titles = {sheet.key: label(sheet.key, lang) for sheet in sheets}
    for sheet in sheets:
        if len(sheet.rows) > _MOST_ROWS:
            raise UsageError(
                "usage.too_many_rows", f"{len(sheet.rows)} {sheet.key} do not fit a sheet: check fewer reports"
            )
        _sheet(book.create_sheet(titles[sheet.key]), sheet, titles, lang)
    book.properties.creator = "gouji"
    return saved(book)


def _sheet(made: Any, sheet: Sheet, titles: dict[str, str], lang: Language) -> None:
    for column, one in enumerate(sheet.columns, 1):
        cell = made.cell(1, column, one.en if lang == "en" else one.zh)
        cell.font, cell.fill, cell.alignment = _HEAD_FONT, _HEAD, _TOP
        made.column_dimensions[get_column_letter(column)].width = one.width
    for row, values in enumerate(sheet.rows, 2):
        for column, value in enumerate(values, 1):
            if value is not None and value != "":
                _put(made.cell(row, column), value)
        lines = max((_lines(value, one.width) for value, one in zip(values, sheet.columns, strict=True)), default=1)
        if lines > 1:
            # Not every program finds out by itself.
            made.row_dimensions[row].height = _LINE * min(lines, _MOST_LINES)
    for (row, column), (key, target) in sheet.links.items():
        cell = made.cell(row + 2, column + 1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{titles[key]}'!A{target + 2}")
        cell.font = _LINK
    for row, severity in enumerate(sheet.severities, 2):
        if sheet.colored is not None:
            made.cell(row, sheet.colored + 1).fill = _FILLS[severity]
    for column in range(len(sheet.columns)):
        if sheet.rows and all(row[column] in (None, "") for row in sheet.rows):
            made.column_dimensions[get_column_letter(column + 1)].hidden = True
    made.freeze_panes = "B2"
    made.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = made.PAPERSIZE_A4
    made.page_setup.fitToHeight = 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.print_title_rows = "1:1"
    made.print_options.gridLines = True
    made.page_margins = PageMargins(left=0.3, right=0.3, top=0.4, bottom=0.5)
    made.oddFooter.center.text = "&A  &P / &N"


def _lines(value: Value, width: int) -> int:
    """How many lines a value takes in a column, of which some room at the ends of lines stays empty."""
    if not isinstance(value, str):
        return 1
    full = width - 1 - width // 12
    return sum(max(-(-cell_len(line) // full), 1) for line in value.split("\n"))


def _put(cell: Any, value: Value) -> None:
    """A number as a number with the decimals it was written with, words as words whatever they begin with."""
    if isinstance(value, str):
        text = _FORBIDDEN.sub("", value.translate(CONTROL))[:_MOST_CHARACTERS]
        cell.value = text
        cell.data_type = "s"
        cell.alignment = _TOP
        if text.startswith(_FORMULA):
            cell.quotePrefix = True
        return
    cell.value = value
    cell.alignment = _NUMBER
    if isinstance(value, Decimal):
        places = -int(value.as_tuple().exponent)
        cell.number_format = "#,##0" + (f".{'0' * min(places, 20)}" if places > 0 else "")
