"""What the rules on prose against tables share: a claim that restates a cell must have its value."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.compare import in_unit_of, same_number
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Cell, Claim, Finding, Outcome, Quantity, RuleCard
from gouji.rules._borrowed import borrowed
from gouji.rules._figures import known, make_card, mark, number

CERTAIN = 0.9
"""The score from which a link is as good as said in words."""

_MESSAGES: dict[str, tuple[str, str]] = {
    "default": (
        "正文中{subject}为{stated}，《{table}》“{row}”行“{column}”栏为{expected}",
        "the text states {stated} for {subject}, table {table}, row {row}, column {column} has {expected}",
    ),
    "blank": (
        "正文中{subject}为{stated}，《{table}》“{row}”行“{column}”栏为空",
        "the text states {stated} for {subject}, table {table}, row {row}, column {column} is blank",
    ),
}


def restated_card(
    code: str,
    name: tuple[str, str],
    doc: str | None,
    source: str,
    more: dict[str, tuple[str, str]] | None = None,
) -> RuleCard:
    """The card of a rule that holds claims against their cells; `more` are messages of further variants."""
    return make_card(code, "error", name, _MESSAGES | (more or {}), doc, source)


class Restated:
    """Base of the rules on restated figures: `sections` are the kinds of section that a rule looks at."""

    card: RuleCard
    sections: frozenset[str]
    looks_at: LooksAt = "claim"
    needs = frozenset({"claims", "tables"})

    def mine(self, item: Claim, view: View) -> bool:
        """Whether the rule answers for a claim of its sections."""
        return True

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Compare one linked amount with its cells."""
        link = view.links.get(item.index)
        if link is None or link.definition or not known(item) or not self.mine(item, view):
            return
        cells = view.linked(item)
        values = [view.value(cell) for cell in cells]
        quantity = item.quantity
        if quantity is None or any(value is None for value in values):
            return
        touched = (mark(item), *(cell.id for cell in cells))
        figures = [value for value in values if value is not None]
        expected = _total(figures)
        if same_number(quantity, expected) or _added(quantity, figures) or rounding_tail(view, quantity, cells):
            yield Outcome("holds", touched)
        else:
            yield Outcome("broken", touched, self._finding(item, cells, expected, view))

    def _finding(self, item: Claim, cells: tuple[Cell, ...], expected: Quantity, view: View) -> Finding:
        quantity, cell = item.quantity, cells[0]
        assert quantity is not None
        due = middle_in_unit(expected, quantity)
        evidence = view.from_cell(cell)
        blank = len(cells) == 1 and cell.state != "number"
        return view.finding(
            self.card,
            item.span,
            section=item.section,
            # An account known only by a likeness of names proves nothing: the amount may be another's.
            severity="warning" if view.links[item.index].score < CERTAIN else None,
            variant="blank" if blank else "default",
            facts={
                "subject": item.concept.subject + item.concept.measure,
                "stated": view.show(quantity),
                "expected": view.show(expected),
                "table": evidence.table or "",
                "row": view.links[item.index].row or evidence.row or "",
                "column": evidence.column or "",
            },
            stated=f"{quantity.value:f}",
            expected=_written(due, expected, quantity),
            unit=quantity.unit.label if quantity.unit else None,
            evidence=tuple(view.from_cell(each) for each in cells),
            suspects=(mark(item), *(each.id for each in cells)),
            hint=(borrowed(view, quantity, cell) if len(cells) == 1 else None) or view.hint(quantity.value, due),
        )


def _total(values: list[Quantity]) -> Quantity:
    """One value as it is, several added up with the precision of the coarsest."""
    if len(values) == 1:
        return values[0]
    places = min(value.places for value in values)
    return Quantity(sum((value.value for value in values), Decimal(0)), values[0].unit, places)


def _added(stated: Quantity, figures: list[Quantity]) -> bool:
    """Whether `stated` can be the rounded total of several figures that were each rounded for themselves."""
    if len(figures) < 2:
        return False
    total = in_unit_of(figures[0], stated)
    for figure in figures[1:]:
        total += in_unit_of(figure, stated)
    return stated.interval.meets(total)


def middle_in_unit(expected: Quantity, stated: Quantity) -> Decimal:
    """The expected value in the unit of the stated one."""
    interval = in_unit_of(expected, stated)
    return (interval.lo + interval.hi) / 2


def _written(due: Decimal, expected: Quantity, stated: Quantity) -> str:
    """The expected value in the unit of the stated one: with its own decimals where it is in that unit anyway."""
    same = expected.unit is None or stated.unit is None or expected.unit.scale == stated.unit.scale
    return number(due, expected.places if same and expected.places < 9 else None)


def rounding_tail(view: View, stated: Quantity, cells: tuple[Cell, ...]) -> bool:
    """Whether a difference is the tail of rounded addends, which another table of the report prints as stated.

    A class total is printed as the rounded total in one table and as the sum of rounded items in another: both are
    right. The difference may be half a unit for each addend and one for the total.
    """
    if len(cells) != 1:
        return False
    cell = cells[0]
    value = view.value(cell)
    table = view.table_of(cell)
    row = view.row_of(cell)
    if value is None or row.kind not in ("total", "class", "group"):
        return False
    addends = sum(1 for other in table.rows if other.parent == row.index) or sum(
        1 for other in table.rows if other.kind == "class"
    )
    gap = abs(middle_in_unit(value, stated) - stated.value)
    return gap <= (addends + 1) * stated.ulp / 2 and any(same_number(stated, twin) for twin in _twins(view, cell))


def _twins(view: View, cell: Cell) -> Iterator[Quantity]:
    """The figures that other tables print for the same row."""
    row, own = view.row_of(cell), view.table_of(cell)
    for table in view.analysis.tables:
        for other in table.rows if table.index != own.index else ():
            if other.name != row.name and (other.code is None or other.code != row.code):
                continue
            for each in table.cells:
                value = view.value(each) if each.row == other.index and each.state == "number" else None
                if value is not None:
                    yield value
