"""Workbooks of LibreOffice and others (.ods): the file holds what each cell shows beside the number."""

import re
from typing import Any

from gouji.model import Document
from gouji.read.archive import Archive, Form
from gouji.read.flow import too_large
from gouji.read.limits import Limits
from gouji.read.sheets.book import Book, Sheet, Value
from gouji.read.sheets.formats import behind, parse, plain
from gouji.read.sheets.layout import document

_FORM = Form("ods", "OpenDocument 表格（.ods）文件", "OpenDocument spreadsheet (.ods)")
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_T, _O, _X = (f"{{{_URN}{name}:1.0}}" for name in ("table", "office", "text"))
_STYLE = f"{{{_URN}style:1.0}}"
_CELL, _COVERED = _T + "table-cell", _T + "covered-table-cell"
_COLUMNS_REPEATED, _ROWS_REPEATED = _T + "number-columns-repeated", _T + "number-rows-repeated"
_COLUMNS_SPANNED, _ROWS_SPANNED = _T + "number-columns-spanned", _T + "number-rows-spanned"
_FORMULA, _KIND, _NUMBER, _PARAGRAPH = _T + "formula", _O + "value-type", _O + "value", _X + "p"
_DIGIT = re.compile(r"\d")
_TAGS = (_STYLE + "style", _T + "table-column", _T + "table-row", _T + "table")
_HIDDEN = ("collapse", "filter")
_MONEY = "¥￥$€£"
_WIDEST = 1 << 14
_LONGEST = 60


def read_ods(data: bytes, *, name: str, limits: Limits) -> Document:
    """The document in `data`. Raises InputError as `OdsReader` says."""
    archive = Archive(data, name, limits, _FORM)
    manifest = archive.load("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise archive.encrypted()
    if not archive.has("content.xml"):
        raise archive.damaged("压缩包里没有表格", "there is no spreadsheet in the archive")
    book = Book(name, limits)
    _Content(archive, book).read()
    return document(book, data, "ods")


class _Content:
    """The sheets as they come: rows end before their table does."""

    def __init__(self, archive: Archive, book: Book) -> None:
        self.archive = archive
        self.book = book
        self.hidden_styles: set[str] = set()
        self.column = 0
        self.row = 0
        self.sheet: Sheet | None = None

    def read(self) -> None:
        """All sheets, in their order."""
        for one in self.archive.walk("content.xml", _TAGS):
            if one.tag == _STYLE + "style":
                properties = one.find(_STYLE + "table-properties")
                if properties is not None and properties.get(_T + "display") == "false":
                    self.hidden_styles.add(one.get(_STYLE + "name", ""))
            elif one.tag == _T + "table":
                if one.getparent().tag == _O + "spreadsheet":
                    self._open(one)
                    self.sheet = None
            elif one.tag == _T + "table-column":
                self._column(one)
            elif self._in_sheet(one):
                self._row(one)

    def _in_sheet(self, element: Any) -> bool:
        """Whether a row is one of a sheet, not of a table in a drawing or of changes."""
        above = element.getparent()
        while above is not None and above.tag.startswith(_T) and above.tag != _T + "table":
            above = above.getparent()
        return above is not None and above.getparent().tag == _O + "spreadsheet"

    def _open(self, element: Any) -> Sheet:
        """The sheet that a table element is; a new one where it is the first time."""
        above = element.getparent()
        if self.sheet is None and above is not None and above.tag == _O + "spreadsheet":
            hidden = element.get(_T + "style-name", "") in self.hidden_styles
            self.sheet = self.book.sheet(element.get(_T + "name", ""), hidden=hidden)
            self.row = self.column = 0
        return self.sheet or Sheet("")

    def _column(self, element: Any) -> None:
        table = element.getparent()
        while table is not None and table.tag != _T + "table":
            table = table.getparent()
        sheet = Sheet("") if table is None else self._open(table)
        count = _count(element, _COLUMNS_REPEATED)
        if element.get(_T + "visibility") in _HIDDEN:
            sheet.hidden_columns.update(range(self.column, min(self.column + count, _WIDEST)))
        self.column += count

    def _row(self, element: Any) -> None:
        table = element.getparent()
        while table.tag != _T + "table":
            table = table.getparent()
        sheet = self._open(table)
        repeated = _count(element, _ROWS_REPEATED)
        self.book.tick()
        before = len(sheet.cells)
        found = self._cells(sheet, element)
        for n in range(repeated if found else 0):
            for column, value in found:
                self.book.put(sheet, (self.row + n, column), value)
        if element.get(_T + "visibility") in _HIDDEN and len(sheet.cells) > before:
            sheet.hidden_rows += repeated
        self.row += repeated

    def _cells(self, sheet: Sheet, element: Any) -> list[tuple[int, Value]]:
        """The columns of a row that show something."""
        found: list[tuple[int, Value]] = []
        column = 0
        for cell in element.iterchildren(_CELL, _COVERED):
            repeated = _count(cell, _COLUMNS_REPEATED)
            value = _value(cell) if cell.tag == _CELL else None
            if value is not None and value.text.strip():
                at = (self.row, column)
                if value.text.startswith("=") and cell.get(_FORMULA):
                    sheet.uncounted.append(at)
                elif value.text.startswith(("#", "Err:")) and cell.get(_KIND) is None:
                    sheet.faults.append(at)
                right, down = _count(cell, _COLUMNS_SPANNED) - 1, _count(cell, _ROWS_SPANNED) - 1
                if right or down:
                    sheet.merged.append((*at, self.row + down, column + right))
                if len(found) + repeated > self.book.limits.max_cells:
                    raise too_large(self.book.name, self.book.limits)
                found += [(column + n, value) for n in range(repeated)]
            column += repeated
        return found


def _value(cell: Any) -> Value | None:
    """What a cell shows; None for a blank one."""
    paragraphs = [_text(child) for child in cell if child.tag == _PARAGRAPH]
    text = "\n".join(paragraphs)
    kind = cell.get(_KIND)
    if kind is None and not text and (formula := cell.get(_FORMULA)):
        return Value(f"={formula.partition('=')[2]}"[:_LONGEST])
    number = parse(cell.get(_NUMBER, "")) if kind in ("float", "percentage", "currency") else None
    if number is None:
        return Value(text) if paragraphs else None
    if number and not _DIGIT.search(text):
        # Hidden by its format, or written by a program that leaves the text out.
        return Value(plain(number))
    if kind == "currency":
        text = "".join(char for char in text if char not in _MONEY)
    return Value(text, behind(text, number))


def _text(element: Any) -> str:
    """The characters of a paragraph; blanks, tabs and line breaks are elements."""
    if not len(element):
        return element.text or ""
    out = [element.text or ""]
    for child in element:
        if child.tag == _X + "s":
            out.append(" " * min(_count(child, _X + "c"), 99))
        elif child.tag == _X + "tab":
            out.append(" ")
        elif child.tag == _X + "line-break":
            out.append("\n")
        elif child.tag in (_X + "span", _X + "a", _X + "ruby", _X + "ruby-base"):
            out.append(_text(child))
        out.append(child.tail or "")
    return "".join(out)


def _count(element: Any, name: str) -> int:
    text = element.get(name)
    return max(int(text), 1) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1
