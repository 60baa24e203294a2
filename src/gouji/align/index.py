"""Tables by form, with rows and columns by name: where a concept may stand."""

import re
from collections import defaultdict
from functools import cache

import msgspec

from gouji.language.subjects import account_key
from gouji.lexicon import LexiconFile, load
from gouji.model import Cell, Column, Row, Table

_CODED = re.compile(r"(?P<code>\d{3}|\d{5}|\d{7})[-—]?(?:（(?P<name>\D[^（）]*)）|(?P<name2>\D.*))")
"""An account named by code and name: 2130101行政运行, 2130101（行政运行）."""


class MeasureEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A measure of the prose and the column measures that can hold it, best first."""

    name: str
    columns: tuple[str, ...]


class MeasuresFile(LexiconFile, frozen=True, kw_only=True):
    """`measures.toml`."""

    measure: tuple[MeasureEntry, ...]


@cache
def accepted_measures(profile: str) -> dict[str, tuple[str, ...]]:
    """The column measures that can hold each measure of the prose. Raises LexiconError on a broken file."""
    return {entry.name: entry.columns for entry in load(profile, "measures", MeasuresFile).measure}


class TableIndex:
    """Rows, columns and cells of one table for look-up."""

    def __init__(self, table: Table, main: tuple[str, ...], measures: dict[str, tuple[str, ...]]) -> None:
        self.table = table
        self.main = main
        self.measures = measures
        self.cells: dict[tuple[int, int], Cell] = {(c.row, c.column): c for c in table.cells}
        self.rows: dict[str, list[Row]] = defaultdict(list)
        for row in table.rows:
            for key in {row.name, account_key(row.name), row.code or row.name}:
                self.rows[key].append(row)
        # “人大事务行政运行”: a group and its item in one word, where no row has that name itself.
        self.joined: dict[str, list[Row]] = defaultdict(list)
        for row in table.rows:
            if row.code and row.parent is not None:
                above = table.rows[row.parent].name
                for key in {above + row.name, account_key(above) + row.name}:
                    self.joined[account_key(key)].append(row)
        self.keys = [account_key(row.name) if row.code else "" for row in table.rows]
        self.totals = [row for row in table.rows if row.kind == "total"]

    def find_rows(self, name: str) -> list[Row]:
        """The rows of that name or code, or of both; an account's trailing 支出 may be missing on either side, and
        the name of its group may stand before it.
        """
        coded = _CODED.fullmatch(name)
        if coded:
            name = coded["name"] or coded["name2"]
            named = self.find_rows(name)
            return [row for row in named if row.code == coded["code"]] or named
        key = account_key(name)
        return self.rows.get(name) or self.rows.get(key) or self.joined.get(key) or []

    def find_columns(self, name: str, measure: str) -> list[Column]:
        """The columns of that name, of the nearest measure that fits the one asked for."""
        named = [c for c in self.table.columns if c.name == name]
        for accepted in self.measures.get(measure, ()):
            fitting = [c for c in named if c.measure == accepted]
            # A figure that names no measure is of the first one that the table has, not of another column's.
            if fitting or (not measure and any(c.measure == accepted for c in self.table.columns)):
                return fitting
        return []

    def columns_of(self, row: Row, name: str, measure: str) -> list[Column]:
        """The columns of that name; where none is given, of the first main name that holds a figure in the row (the
        panels of a table differ in theirs).
        """
        if name:
            return self.find_columns(name, measure)
        for main in self.main:
            found = [c for c in self.find_columns(main, measure) if (row.index, c.index) in self.cells]
            if found:
                return found
        return []

    def at(self, row: Row, column: Column) -> Cell | None:
        """The cell of a row and a column of the same panel."""
        return self.cells.get((row.index, column.index))

    def ancestors(self, row: Row) -> tuple[str, ...]:
        """The names of the rows above, nearest last."""
        names: list[str] = []
        parent = row.parent
        while parent is not None:
            names.append(self.table.rows[parent].name)
            parent = self.table.rows[parent].parent
        return tuple(reversed(names))


def index_tables(tables: tuple[Table, ...], main: tuple[str, ...], profile: str) -> dict[str, list[TableIndex]]:
    """Indexes by form; `main` names the columns that hold a row's own figure."""
    measures = accepted_measures(profile)
    found: dict[str, list[TableIndex]] = defaultdict(list)
    for table in tables:
        if table.form:
            found[table.form].append(TableIndex(table, main, measures))
    return found


def ancestry(path: tuple[str, ...], above: tuple[str, ...]) -> float:
    """How well the names above an account agree: 1 where all given ones do, less for each that does not."""
    if not path:
        return 1.0
    wanted = [account_key(name) for name in path]
    given = [account_key(name) for name in above]
    misses = sum(1 for name in wanted if name not in given) + max(0, len(given) - len(wanted)) * 0.01
    return max(1.0 - 0.2 * misses, 0.2)


def why(table: Table, row: Row, column: str) -> str:
    """Form, account and column in a few words."""
    name = f"{row.code} {row.name}" if row.code else row.name
    return f"{table.form} {name} · {column}"
