"""What the variables of a formula can stand for, and the cells that its references then pick."""

from collections.abc import Iterator

from gouji.check.relation.formula import NARRATIVE, Ref
from gouji.check.relation.grid import AbsentError, GapError, Sheet
from gouji.check.relation.instance import Addend, addend
from gouji.check.relation.lexicon import RelationsFile
from gouji.check.relation.plan import Question
from gouji.model import Row


class Bindings:
    """What forms and variables stand for at one place: tables, measure, column, row and the table that it is of."""

    def __init__(
        self, sheets: dict[str, Sheet], measure: str, column: str, row: Row | None, sheet: Sheet | None
    ) -> None:
        self.sheets = sheets
        self.measure = measure
        self.column = column
        self.row = row
        self.sheet = sheet

    def words(self, file: RelationsFile) -> str:
        """The place in words, such as “行政运行 · 基本支出”."""
        measure = "" if self.measure == file.measure else self.measure
        return " · ".join(word for word in (self.row.label if self.row else "", self.column, measure) if word)


def pick_addends(ref: Ref, factor: int, at: Bindings) -> list[Addend]:
    """The cells that a reference picks. Raises GapError."""
    sheet = at.sheets.get(ref.form)
    if ref.form == NARRATIVE:
        return [_stated(ref, factor, sheet)]
    if sheet is None:
        raise AbsentError("form", ref.form)
    bound = None
    if ref.row.variable and at.row is not None and at.sheet is not None:
        bound = at.row if at.sheet is sheet else sheet.match(at.row, at.sheet, ref.row.panel)
    names = (at.column,) if ref.each_column else ref.columns
    measure = ref.measure or at.measure
    return [sheet.addend(row, names, measure, factor) for row in sheet.rows(ref.row, bound)]


def _stated(ref: Ref, factor: int, sheet: Sheet | None) -> Addend:
    """The figure that the narrative states under the first of the reference's names. Raises GapError."""
    for name in ref.row.names if sheet else ():
        found = sheet.named(name) if sheet else []
        if len(found) > 1:
            raise GapError("figures", name)
        if found and sheet:
            return addend(factor, sheet.cells[found[0].index, 0], None, stated=True)
    raise AbsentError("figure", ref.row.names[0])


def bind_columns(question: Question, sheets: dict[str, Sheet], measure: str) -> tuple[str, ...]:
    """The names that {列} stands for; one empty name where the formula has no column variable."""
    for ref in question.columns:
        if ref.form in sheets:
            return sheets[ref.form].column_names(ref.measure or measure)
    return ("",)


def bind_rows(question: Question, sheets: dict[str, Sheet]) -> Iterator[tuple[Row | None, Sheet | None]]:
    """The rows that the row variable stands for, from all tables, each account once."""
    picks = [(ref.row, sheets[ref.form]) for ref in question.rows if ref.form in sheets]
    if not picks:
        yield None, None
    seen: set[tuple[int, int]] = set()
    for pick, sheet in picks:
        for row in sheet.variable_rows(pick.variable, "" if pick.group else pick.panel):
            if (sheet.table.index, row.index) in seen:
                continue
            yield row, sheet
            for other_pick, other in picks:
                if other is sheet:
                    seen.add((sheet.table.index, row.index))
                    continue
                try:
                    seen.add((other.table.index, other.match(row, sheet, other_pick.panel).index))
                except GapError:
                    continue
