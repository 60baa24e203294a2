"""Hand-made tables: a compact notation, and the analysis made of it.

    Z4 万元 | 收入:金额 | 支出:合计 | 支出:一般公共预算财政拨款
    收入:年初结转和结余 | 5.00
    收入:> 年初结转-一般公共预算 | 5.00
    支出:本年支出合计 | | 100.00 | 100.00
    201 一般公共服务支出 | …

The first line of a table names its form, unit and columns (`panel:name@measure`); a row may begin with its panel, with
`>` as a child of the last row without, and with an account code. A row's cells are those of its panel's columns.
"""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from gouji.language.numerals import parse_number
from gouji.language.units import units
from gouji.model import Analysis, Cell, Column, Document, Place, Quantity, Row, Span, Table
from gouji.model.table import CellState, RowKind

KINDS: dict[int, RowKind] = {3: "class", 5: "group", 7: "item"}


class Edit(NamedTuple):
    """A cell given another text: its table's form, row and column as written in the notation."""

    form: str
    row: str
    column: str
    text: str


class Sheets:
    """Collects tables and the text that their cells stand in."""

    def __init__(self) -> None:
        self.text = ""
        self.tables: list[Table] = []

    def add(self, lines: list[list[str]], measure: str) -> None:
        form, _, unit = lines[0][0].partition(" ")
        number = len(self.tables)
        columns = tuple(self._column(i, head, measure) for i, head in enumerate(lines[0][1:]))
        rows: list[Row] = []
        cells: list[Cell] = []
        top: int | None = None
        for index, (label, *values) in enumerate(lines[1:]):
            row = self._row(index, label, top)
            if row.parent is None and not row.code:
                top = index
            rows.append(row)
            for column in (c for c in columns if c.panel in ("", row.panel) or not row.panel):
                raw = values[column.index] if column.index < len(values) else ""
                cells.append(self._cell(number, row, column, raw, unit))
        table = Table(number, number, form, f"{form}表", units().get(unit), 2024, tuple(rows), columns, tuple(cells))
        self.tables.append(table)

    def _column(self, index: int, head: str, measure: str) -> Column:
        panel, _, rest = head.rpartition(":")
        name, _, own = rest.partition("@")
        return Column(index, (name,), name, panel, own or measure)

    def _row(self, index: int, label: str, top: int | None) -> Row:
        panel, _, rest = label.rpartition(":")
        child = rest.startswith(">")
        rest = rest.removeprefix(">").strip()
        code, _, name = rest.partition(" ")
        if not code.isdigit():
            code, name = "", rest
        total = name.endswith(("合计", "总计"))
        kind: RowKind = KINDS[len(code)] if code else "total" if total else "line"
        span = self._write(rest)
        return Row(index, rest, name, code or None, kind, top if child else None, panel, span)

    def _cell(self, table: int, row: Row, column: Column, raw: str, unit: str) -> Cell:
        span = self._write(raw)
        number = parse_number(raw)
        state: CellState = "number" if number else "blank" if not raw else "dash" if raw == "—" else "text"
        quantity = Quantity(number.value, units().get(unit), number.places, span=span, raw=raw) if number else None
        where = f"t{table}.r{row.index}.c{column.index}"
        return Cell(where, table, row.index, column.index, raw, state, quantity, span, Place())

    def _write(self, text: str) -> Span:
        start = len(self.text)
        self.text += text + "\n"
        return Span(start, start + len(text))


def read_notation(text: str) -> list[list[list[str]]]:
    """Tables as lines of pieces; tables are parted by blank lines."""
    blocks = [block for block in text.strip().split("\n\n") if block.strip()]
    return [[[piece.strip() for piece in line.split("|")] for line in block.strip().splitlines()] for block in blocks]


def edit(tables: list[list[list[str]]], edits: list[Edit]) -> None:
    """Give cells another text. An edit that meets no cell is an error of the test."""
    for form, row, column, text in edits:
        head, *lines = next(lines for lines in tables if lines[0][0].split(" ")[0] == form)
        line = next(line for line in lines if line[0] == row)
        at = head.index(column)
        line.extend([""] * (at + 1 - len(line)))
        line[at] = text


def analyse(tables: list[list[list[str]]], profile: str) -> Analysis:
    """The analysis of a document that holds just these tables."""
    sheets = Sheets()
    for lines in tables:
        sheets.add(lines, "预算" if profile == "budget" else "决算")
    document = Document("tables.txt", "0", "text", sheets.text, (), (), ())
    return Analysis(document, profile, "", None, 2024, tables=tuple(sheets.tables))


@pytest.fixture(scope="session")
def build() -> Callable[..., Analysis]:
    """`build(notation, edits=(), profile="final-accounts")` → Analysis."""

    def make(text: str, edits: tuple[Edit, ...] = (), profile: str = "final-accounts") -> Analysis:
        tables = read_notation(text)
        edit(tables, [Edit(*one) for one in edits])
        return analyse(tables, profile)

    return make
