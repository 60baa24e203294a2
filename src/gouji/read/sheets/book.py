"""A workbook as its readers hand it over: sheets of cells that show something."""

import time
from decimal import Decimal
from functools import lru_cache

import msgspec

from gouji.errors import InputError
from gouji.model import Note
from gouji.read.flow import timeout, too_large
from gouji.read.limits import Limits

At = tuple[int, int]
"""Row and column of a cell, from 0."""

_NAMED = 3


class Value(msgspec.Struct, frozen=True, gc=False):
    """What a cell shows, the number behind it (see `gouji.model.GridCell`), and its line in a text file."""

    text: str
    stored: Decimal | None = None
    line: int | None = None


class Sheet:
    """A sheet as it is filled; name is empty in files without sheets. merged: top, left, bottom, right, all inside.

    title: what stands for the title of a table that has none. prefix: of references to its cells.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.title = name
        quoted = name if name.isidentifier() else "'" + name.replace("'", "''") + "'"
        self.prefix = f"{quoted}!" if name else ""
        self.cells: dict[At, Value] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows = 0
        self.hidden_columns: set[int] = set()
        self.uncounted: list[At] = []
        self.faults: list[At] = []

    def ref(self, at: At) -> str:
        """The reference to a cell as spreadsheets write it."""
        return self.prefix + cell_name(at)

    def notes(self) -> list[Note]:
        """What a reader of the result must know."""
        found = []
        columns = len({column for _, column in self.cells} & self.hidden_columns)
        if self.hidden_rows or columns:
            found.append(
                Note(
                    f"工作表“{self.name}”有隐藏的内容（{self.hidden_rows} 行、{columns} 列），已一并读取",
                    f"sheet “{self.name}” has hidden rows ({self.hidden_rows}) or columns ({columns}), which were read",
                )
            )
        if self.uncounted:
            places = self._places(self.uncounted)
            found.append(
                Note(
                    f"工作表“{self.name}”有 {len(self.uncounted)} 个公式没有保存计算结果（{places}），未核对；"
                    "请用表格软件打开并保存后再试",
                    f"sheet “{self.name}”: {len(self.uncounted)} formula(s) have no stored result ({places}) and were "
                    "not checked; open and save the file in a spreadsheet program first",
                )
            )
        if self.faults:
            places = self._places(self.faults)
            found.append(
                Note(
                    f"工作表“{self.name}”有 {len(self.faults)} 个单元格是错误值（{places}），未核对",
                    f"sheet “{self.name}”: {len(self.faults)} cell(s) hold errors ({places}) and were not checked",
                )
            )
        return found

    def _places(self, cells: list[At]) -> str:
        return "、".join(map(cell_name, cells[:_NAMED])) + ("…" if len(cells) > _NAMED else "")


class Book:
    """A workbook in the making: counts its cells, and the time."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.sheets: list[Sheet] = []
        self.hidden: list[str] = []
        self._cells = 0
        self._deadline = time.monotonic() + limits.seconds

    def sheet(self, name: str, *, hidden: bool = False) -> Sheet:
        """A new sheet; what stands in hidden ones is not kept."""
        if len(self.sheets) + len(self.hidden) >= self.limits.max_sheets:
            most = self.limits.max_sheets
            raise InputError(
                "input.too_large",
                f"{self.name}: 工作表过多（上限 {most} 个）",
                f"{self.name}: too many sheets (limit {most})",
            )
        if hidden:
            self.hidden.append(name)
        else:
            self.sheets.append(Sheet(name))
        return Sheet(name) if hidden else self.sheets[-1]

    def put(self, sheet: Sheet, at: At, value: Value) -> None:
        """A cell that shows something."""
        self._cells += 1
        if self._cells > self.limits.max_cells:
            raise too_large(self.name, self.limits)
        sheet.cells[at] = value

    def tick(self) -> None:
        """To be called now and then: raises InputError ``input.timeout``."""
        if time.monotonic() > self._deadline:
            raise timeout(self.name, self.limits)

    def notes(self) -> list[Note]:
        """What a reader of the result must know."""
        found = [note for sheet in self.sheets for note in sheet.notes()]
        if self.hidden:
            names = "、".join(self.hidden)
            found.append(Note(f"隐藏的工作表未读取：{names}", f"hidden sheets were not read: {names}"))
        return found


def cell_name(at: At) -> str:
    """“C7” for row 6, column 2."""
    return f"{letters(at[1])}{at[0] + 1}"


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """“C” for column 2."""
    found = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        found = chr(ord("A") + letter) + found
    return found


def cell_at(name: str) -> At | None:
    """Row and column of “C7” or “$C$7”, None for what is no reference to a cell."""
    bare = name.replace("$", "")
    head = bare.rstrip("0123456789")
    digits = bare[len(head) :]
    if not (head.isascii() and head.isalpha() and 0 < len(head) <= 3 and 0 < len(digits) <= 7):
        return None
    column = 0
    for letter in head.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return (int(digits) - 1, column - 1) if int(digits) else None
