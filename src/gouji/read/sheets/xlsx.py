"""Workbooks of Excel, WPS and others (.xlsx): the XML itself, for number formats, hidden rows, uncounted formulas."""

import re
from typing import Any

from gouji.errors import InputError
from gouji.model import Document
from gouji.read.archive import LOCKED, OLE, Archive, Form, encrypted
from gouji.read.limits import Limits
from gouji.read.sheets.book import At, Book, Sheet, Value, cell_at
from gouji.read.sheets.formats import BUILTIN, GENERAL, parse, shown
from gouji.read.sheets.layout import document

_FORM = Form("xlsx", "Excel（.xlsx）文件", "Excel file (.xlsx)")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL, _V, _F, _IS = (_MAIN + tag for tag in ("c", "v", "f", "is"))
_SHEET_TAGS = tuple(_MAIN + tag for tag in ("sheetView", "col", "row", "mergeCell"))
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ROWS = 256
_LONGEST = 60
"""Characters of a formula that stand for its missing result."""


def read_xlsx(data: bytes, *, name: str, limits: Limits) -> Document:
    """The document in `data`. Raises InputError as `XlsxReader` says."""
    if data.startswith(OLE) and LOCKED in data:
        raise encrypted(name, "xlsx")
    archive = Archive(data, name, limits, _FORM)
    main = next((part for kind, part in archive.relations("").values() if kind == "officeDocument"), "xl/workbook.xml")
    if main.endswith(".bin"):
        raise InputError(
            "input.xlsx_binary",
            f"{name}: 是二进制工作簿（.xlsb），请另存为 .xlsx",
            f"{name}: a binary workbook (.xlsb); save it as .xlsx",
        )
    root = archive.tree(main)
    if root is None:
        raise archive.damaged("压缩包里没有工作簿", "there is no workbook in the archive")
    book = Book(name, limits)
    _Workbook(archive, main, root, book).read()
    return document(book, data, "xlsx")


class _Workbook:
    """The parts that all sheets share."""

    def __init__(self, archive: Archive, main: str, root: Any, book: Book) -> None:
        self.archive = archive
        self.book = book
        self.root = root
        self.relations = archive.relations(main)
        properties = root.find(_MAIN + "workbookPr")
        self.from_1904 = properties is not None and _flag(properties.get("date1904"))
        self.codes = self._codes(self._part("styles"))
        self.strings = self._strings(self._part("sharedStrings"))
        self.columns: dict[str, int] = {}

    def read(self) -> None:
        """All sheets, in their order."""
        for one in self.root.iter(_MAIN + "sheet"):
            kind, part = self.relations.get(one.get(_ID, ""), ("", ""))
            if kind == "worksheet":
                hidden = one.get("state", "visible") != "visible"
                sheet = self.book.sheet(one.get("name", ""), hidden=hidden)
                if not hidden:
                    self._sheet(sheet, part)

    def _part(self, kind: str) -> str:
        return next((part for one, part in self.relations.values() if one == kind), "")

    def _codes(self, part: str) -> dict[str, str]:
        """The number format of every cell style, by the number that cells name it with."""
        root = self.archive.tree(part) if part else None
        if root is None:
            return {}
        own = {one.get("numFmtId"): one.get("formatCode", GENERAL) for one in root.iter(_MAIN + "numFmt")}
        styles = root.find(_MAIN + "cellXfs")
        ids = [one.get("numFmtId", "0") for one in (() if styles is None else styles.iterchildren(_MAIN + "xf"))]
        codes = (own.get(one) or BUILTIN.get(_number(one, 0), GENERAL) for one in ids)
        return {str(n): code for n, code in enumerate(codes)}

    def _strings(self, part: str) -> list[Value]:
        if not part:
            return []
        found = []
        for one in self.archive.walk(part, (_MAIN + "si",)):
            found.append(Value(_text(one)))
            if not len(found) % _ROWS:
                self.book.tick()
        return found

    def _sheet(self, sheet: Sheet, part: str) -> None:
        zeros = True
        row = -1
        for one in self.archive.walk(part, _SHEET_TAGS):
            if one.tag == _MAIN + "row":
                row = _number(one.get("r"), row + 2) - 1
                if row % _ROWS == 0:
                    self.book.tick()
                before = len(sheet.cells)
                self._row(sheet, row, one, zeros)
                sheet.hidden_rows += _flag(one.get("hidden")) and len(sheet.cells) > before
            elif one.tag == _MAIN + "col" and _flag(one.get("hidden")):
                first, last = _number(one.get("min"), 1), _number(one.get("max"), 0)
                sheet.hidden_columns.update(range(first - 1, min(last, 1 << 14)))
            elif one.tag == _MAIN + "sheetView":
                zeros = _flag(one.get("showZeros", "1"))
            elif one.tag == _MAIN + "mergeCell":
                start, _, end = one.get("ref", "").partition(":")
                first_cell, last_cell = cell_at(start), cell_at(end or start)
                if first_cell and last_cell:
                    sheet.merged.append((*first_cell, *last_cell))

    def _row(self, sheet: Sheet, row: int, element: Any, zeros: bool) -> None:
        column = -1
        number = str(row + 1)
        for cell in element:
            if cell.tag != _CELL:
                continue
            name = cell.get("r", "")
            letters = name.removesuffix(number)
            named = self.columns.get(letters) if letters != name else None
            if named is None and (at := cell_at(name)):
                named = at[1]
                if at[0] == row:
                    self.columns[letters] = named
            column = column + 1 if named is None else named
            value = self._value(sheet, (row, column), cell, zeros)
            if value is not None and value.text.strip():
                self.book.put(sheet, (row, column), value)

    def _value(self, sheet: Sheet, at: At, cell: Any, zeros: bool) -> Value | None:
        """What a cell shows; None for a blank one."""
        written = formula = inline = None
        for child in cell:
            tag = child.tag
            if tag == _V:
                written = child.text
            elif tag == _F:
                formula = child
            elif tag == _IS:
                inline = child
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return None if inline is None else Value(_text(inline))
        if not written:
            if formula is None or kind == "str":
                return None
            sheet.uncounted.append(at)
            return Value(f"={formula.text or ''}"[:_LONGEST])
        if kind == "n":
            if not zeros and parse(written) == 0:
                return None
            code = self.codes.get(cell.get("s", "0"), GENERAL)
            return shown(written, code, from_1904=self.from_1904) or Value(_unescaped(written))
        if kind == "s":
            index = _number(written, -1)
            return self.strings[index] if 0 <= index < len(self.strings) else None
        if kind == "e":
            sheet.faults.append(at)
            return Value(written)
        if kind == "b":
            return Value("TRUE" if _flag(written) else "FALSE")
        return Value(_unescaped(written))


def _text(element: Any) -> str:
    """The characters of a string, of all its runs, without the reading aids."""
    parts = [
        one.text or ""
        for one in element.iter(_MAIN + "t")
        if one.getparent().tag != _MAIN + "rPh"
    ]  # fmt: skip
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    """Control characters are written by their numbers."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(code) if (code := int(match[1], 16)) < 0xD800 else "", text)


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else default


def _flag(text: str | None) -> bool:
    return text in ("1", "true", "on")
