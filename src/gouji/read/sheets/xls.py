"""Workbooks of Excel 97 to 2003 and WPS (.xls, .et)."""

import io
from typing import Any

import xlrd

from gouji.errors import InputError
from gouji.model import Document
from gouji.plugins import contain
from gouji.read.archive import LOCKED, encrypted
from gouji.read.flow import too_large
from gouji.read.limits import Limits
from gouji.read.sheets.book import At, Book, Sheet, Value
from gouji.read.sheets.formats import GENERAL, shown
from gouji.read.sheets.layout import document

_MOST = 16 * 1024 * 1024
"""Bytes; larger files hold more cells than any limit allows, or pictures."""
_ROWS = 256
_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)


def read_xls(data: bytes, *, name: str, limits: Limits) -> Document:
    """The document in `data`. Raises InputError as `XlsReader` says."""
    if LOCKED in data:
        raise encrypted(name, "xls")
    if len(data) > _MOST:
        raise too_large(name, limits)
    with contain(lambda cause: _damaged(name, cause)):
        found = _open(data, name)
    book = Book(name, limits)
    for one in found.sheets():
        sheet = book.sheet(one.name, hidden=bool(one.visibility))
        if not one.visibility:
            _fill(book, sheet, one, found)
    return document(book, data, "xls")


def _open(data: bytes, name: str) -> Any:
    try:
        # Rows as long as the file has them: a sheet may claim far more.
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO(), use_mmap=False
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise encrypted(name, "xls") from error
        raise


def _fill(book: Book, sheet: Sheet, found: Any, workbook: Any) -> None:
    for row in range(found.nrows):
        if row % _ROWS == 0:
            book.tick()
        before = len(sheet.cells)
        for column in range(found.row_len(row)):
            value = _value(sheet, found, workbook, (row, column))
            if value is not None and value.text.strip():
                book.put(sheet, (row, column), value)
        info = found.rowinfo_map.get(row)
        sheet.hidden_rows += bool(info and info.hidden) and len(sheet.cells) > before
    sheet.hidden_columns.update(column for column, info in found.colinfo_map.items() if info.hidden)
    # The library's ends are outside.
    sheet.merged += [(top, left, bottom - 1, right - 1) for top, bottom, left, right in found.merged_cells]


def _value(sheet: Sheet, found: Any, workbook: Any, at: At) -> Value | None:
    """What a cell shows; None for a blank one."""
    kind, held = found.cell_type(*at), found.cell_value(*at)
    if kind == xlrd.XL_CELL_TEXT:
        return Value(held)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return Value("TRUE" if held else "FALSE")
    if kind == xlrd.XL_CELL_ERROR:
        sheet.faults.append(at)
        return Value(xlrd.error_text_from_code.get(held, "#ERR!"))
    if kind not in _NUMBERS or (not held and not found.show_zero_values):
        return None
    style = workbook.xf_list[found.cell_xf_index(*at)]
    code = workbook.format_map[style.format_key].format_str if style.format_key in workbook.format_map else GENERAL
    return shown(repr(held), code, from_1904=workbook.datemode == 1)


def _damaged(name: str, cause: str) -> InputError:
    return InputError(
        "input.xls_damaged",
        f"{name}: 不是 Excel（.xls）文件，或文件已损坏：{cause}",
        f"{name}: not an Excel file (.xls), or a damaged one: {cause}",
    )
