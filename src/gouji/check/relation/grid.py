"""One typed table, indexed for formulas: rows by name and code, the code hierarchy, columns, cells."""

from collections import Counter

from gouji.check.relation.formula import RowPick
from gouji.check.relation.instance import Addend, addend
from gouji.check.relation.lexicon import RelationsFile
from gouji.model import Column, Row, Table


class GapError(Exception):
    """Why a reference gives no number: a key of `GAPS` and what it is about. Never leaves the engine."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(f"{key}: {what}")
        self.key = key
        self.what = what


class AbsentError(GapError):
    """The table has no such row, column or cell."""


class NoColumnError(AbsentError):
    """The row's panel has no such column."""


GAPS = {
    "form": ("没有{what}表", "there is no table {what}"),
    "figure": ("正文没有“{what}”", "the text does not state {what}"),
    "figures": ("正文的“{what}”不止一个数", "the text gives several values for {what}"),
    "narrative": ("正文没有所核对的数", "the text states none of the figures"),
    "kinds": ("{what}与其他数不可比", "{what} and the others are not of one kind"),
    "zero": ("“{what}”四舍五入后为零，是否确为零不明", "{what} is zero only after rounding"),
    "pieces": ("{what}表不止一张，无法逐张对应", "there are several tables {what} that cannot be paired"),
    "empty": ("{what}表没有数据", "table {what} has no data"),
    "measure": ("{what}没有可比的栏", "{what} have no columns that state the same"),
    "row": ("没有“{what}”行", "there is no row {what}"),
    "rows": ("“{what}”行不止一个", "there are several rows {what}"),
    "column": ("没有“{what}”栏", "there is no column {what}"),
    "columns": ("“{what}”栏不止一个", "there are several columns {what}"),
    "default_column": ("看不出“{what}”行取哪一栏", "row {what} has no single value column"),
    "code": ("科目编码{what}重复", "account code {what} occurs twice"),
    "text": ("“{what}”不是数字", "{what} is no number"),
    "unit": ("{what}未注明金额单位", "{what} states no unit"),
    "stranger": ("“{what}”栏是否计入合计不明", "whether column {what} counts is not known"),
    "when": ("前提不成立：{what}", "the precondition does not hold: {what}"),
}


class Sheet:
    """Look-ups in one table. Account rows hang together by their codes, wherever their panel stands."""

    def __init__(self, table: Table, file: RelationsFile) -> None:
        self.table = table
        self.file = file
        self.cells = {(cell.row, cell.column): cell for cell in table.cells}
        self.coded = [row for row in table.rows if row.code]
        counts = Counter(row.code for row in self.coded)
        self.repeated = sorted(code for code, count in counts.items() if code and count > 1)
        self.by_code = {row.code: row for row in self.coded if row.code}
        self.filled = {cell.row for cell in table.cells if cell.state not in ("blank", "dash")}
        for row in self._headings():
            self.by_code.pop(row.code or "")
        self._by_name: dict[str, list[Row]] = {}
        self._by_key: dict[str, list[Row]] = {}
        for row in table.rows:
            for name in dict.fromkeys((row.name, row.code or row.name)):
                self._by_name.setdefault(name, []).append(row)
            self._by_key.setdefault(self.key(row), []).append(row)
        self.has_total = any(row.kind == "total" for row in table.rows)
        found = dict.fromkeys(self.measure(column) for column in table.columns)
        self.measures = tuple(measure for measure in found if measure in file.measures)
        """What the columns state, of what adds up."""
        self._columns: dict[tuple[str, str], dict[str, list[Column]]] = {}
        self._chosen: dict[tuple[str, tuple[str, ...], str], Column] = {}
        self._addends: dict[tuple[int, int, int], Addend] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._children: dict[int, list[Row]] = {}
        self.tops: list[Row] = []
        for row in self.by_code.values():
            parent = self._parent(row)
            if parent is None:
                self.tops.append(row)
            else:
                self._children.setdefault(parent.index, []).append(row)

    @property
    def empty(self) -> bool:
        """Whether no value cell is filled in."""
        return not self.filled

    def key(self, row: Row) -> str:
        """The row's name without the endings that differ from table to table."""
        for suffix in self.file.suffixes:
            if row.name.endswith(suffix) and len(row.name) > len(suffix) + 1:
                return row.name.removesuffix(suffix)
        return row.name

    def variable_rows(self, variable: str, panel: str) -> list[Row]:
        """The rows that a row variable stands for."""
        rows: list[Row]
        if variable == "行":
            rows = list(self.table.rows)
        elif variable == "类":
            rows = self.tops
        elif variable == "父":
            rows = [row for row in self.by_code.values() if row.index in self._children]
        else:
            kind = {"款": "group", "项": "item"}[variable]
            rows = [row for row in self.by_code.values() if row.kind == kind]
        return [row for row in rows if not panel or row.panel == panel]

    def rows(self, pick: RowPick, bound: Row | None) -> list[Row]:
        """The rows that a pick gives, at least one. `bound` is the row of its variable. Raises GapError."""
        if pick.level == "行":
            found = self._lines(pick.panel)
        elif pick.level:
            found = self.variable_rows(pick.level, pick.panel)
        elif bound is None:
            head = self._named(pick)
            found = {"下级": self._below, "上列": self._above}[pick.group](head) if pick.group else [head]
        else:
            found = self._below(bound) if pick.group else [bound]
        if pick.many and self.repeated:
            raise GapError("code", self.repeated[0])
        if not found:
            raise AbsentError("row", pick.level or pick.group)
        return found

    def named(self, name: str) -> list[Row]:
        """All rows of that name."""
        return self._by_name.get(name, [])

    def match(self, other: Row, sheet: "Sheet", panel: str) -> Row:
        """The row that means the same account as `other` of another table. Raises GapError."""
        if other.code and other.code in self.by_code:
            return self.by_code[other.code]
        found = [
            row
            for row in self._by_key.get(sheet.key(other), ())
            if (not panel or row.panel == panel) and not (row.code and other.code)
        ]
        if len(found) == 1:
            return found[0]
        raise GapError("rows", other.name) if found else AbsentError("row", other.name)

    def column(self, row: Row, names: tuple[str, ...], measure: str) -> Column:
        """The column of `row`'s panel by the first name that fits; without names its only value column. Raises GapError."""
        fitting = self._columns_of(row.panel, measure)
        if not fitting:
            raise NoColumnError("column", names[0] if names else measure)
        if not names and len(fitting) == 1 and len(only := next(iter(fitting.values()))) == 1:
            return only[0]
        for name in names or self.file.default_columns:
            found = fitting.get(name, ())
            if len(found) == 1:
                return found[0]
            if found:
                raise GapError("columns", name)
        raise NoColumnError("column", names[0]) if names else GapError("default_column", row.label)

    def _columns_of(self, panel: str, measure: str) -> dict[str, list[Column]]:
        """The columns of a panel that state `measure`, by name."""
        if (panel, measure) not in self._columns:
            found: dict[str, list[Column]] = {}
            for column in self.table.columns:
                if (not panel or not column.panel or column.panel == panel) and self.measure(column) == measure:
                    found.setdefault(column.name, []).append(column)
            self._columns[panel, measure] = found
        return self._columns[panel, measure]

    def measure(self, column: Column) -> str:
        """What a column states; the profile's usual measure where its header names none."""
        return column.measure or self.file.measure

    def column_names(self, measure: str) -> tuple[str, ...]:
        """The names of all columns that state `measure`."""
        if measure not in self._names:
            found = dict.fromkeys(c.name for c in self.table.columns if self.measure(c) == measure)
            self._names[measure] = tuple(found)
        return self._names[measure]

    def addend(self, row: Row, names: tuple[str, ...], measure: str, factor: int) -> Addend:
        """The cell of `row` in the column that `names` and `measure` mean, as an addend. Raises GapError."""
        wanted = (row.panel, names, measure)
        column = self._chosen.get(wanted)
        if column is None:
            self._chosen[wanted] = column = self.column(row, names, measure)
        place = (row.index, column.index, factor)
        found = self._addends.get(place)
        if found is None:
            cell = self.cells.get(place[:2])
            if cell is None:
                raise NoColumnError("column", "/".join(names))
            if cell.state == "text":
                raise GapError("text", cell.raw)
            self._addends[place] = found = addend(factor, cell, self.table.unit)
        return found

    def _headings(self) -> list[Row]:
        """Account rows that only head others: levels of which no row, and there are several, has a number."""
        above = {code[:end] for row in self.coded if (code := row.code) for end in range(1, len(code))}
        levels: dict[int, list[Row]] = {}
        for row in self.coded:
            if row.code in above:
                levels.setdefault(len(row.code or ""), []).append(row)
        blank = [rows for rows in levels.values() if not any(row.index in self.filled for row in rows)]
        return [row for rows in blank if len(rows) > 1 and self.filled for row in rows if not self.repeated]

    def _parent(self, row: Row) -> Row | None:
        """The row with the longest code that begins this row's code."""
        code = row.code or ""
        for length in range(len(code) - 1, 2, -1):
            if code[:length] in self.by_code:
                return self.by_code[code[:length]]
        return None

    def _named(self, pick: RowPick) -> Row:
        for name in pick.names:
            found = [row for row in self._by_name.get(name, ()) if not pick.panel or row.panel == pick.panel]
            if pick.below:
                found = self._under(pick.below, found)
            elif len(found) > 1:
                found = [row for row in found if row.parent is None] or found
            if len(found) == 1:
                return found[0]
            if found:
                raise GapError("rows", name)
        raise AbsentError("row", pick.names[0])

    def _under(self, heads: tuple[str, ...], rows: list[Row]) -> list[Row]:
        """Those of `rows` whose parent bears one of the names `heads`."""
        return [row for row in rows if row.parent is not None and self.table.rows[row.parent].name in heads]

    def _below(self, row: Row) -> list[Row]:
        return self._children.get(row.index, [])

    def _above(self, total: Row) -> list[Row]:
        """What the total adds up: the lines above it in its panel, from the total before it (which counts) on.

        Lines that are part of another line do not count. A total with no line above it adds up those that hang on it.
        """
        rows: list[Row] = []
        for row in self.table.rows[: total.index]:
            if row.panel != total.panel:
                continue
            if row.kind == "total":
                rows = [row]
            elif row.label.startswith(self.file.inset) or row.parent in {above.index for above in rows}:
                continue
            elif self._is_top(row, total):
                rows.append(row)
        return rows or [row for row in self.table.rows if row.parent == total.index and row.panel == total.panel]

    def _lines(self, panel: str) -> list[Row]:
        """The lines of a panel above its first total, without those that are part of a line."""
        rows: list[Row] = []
        for row in self.table.rows:
            if row.panel == panel:
                if row.kind == "total":
                    break
                if not row.label.startswith(self.file.inset) and row.parent is None:
                    rows.append(row)
        return rows

    def _is_top(self, row: Row, total: Row) -> bool:
        if row.code:
            return self._parent(row) is None
        return row.parent is None or row.parent == total.index or self.table.rows[row.parent].kind == "total"
