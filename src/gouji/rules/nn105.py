"""NN-105: the budget named in words is the one that gives the rate."""

from collections.abc import Iterator

from gouji.check.compare import tie
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Cell, Claim, Evidence, Outcome, Quantity
from gouji.rules._figures import BUDGETS, budget_of, known, make_card, mark, marks, ratio, stretch
from gouji.rules.nn102 import denominators, reproduced


class NamedBudget:
    """The budget named in words is the one that gives the rate.

    “完成年初预算的X%”所称的预算（年初、全年、调整）应是算出X%的那个预算。

    Where the text does not give the budget that a completion rate names, the rate is computed from the budgets that the
    text does give, and from the budget columns beside the outturn's cell. If another budget gives the stated rate, and the
    named one, where a table has it, does not, the wrong one was named. (Where the text gives the named budget, NN-102
    compares.) A warning: either the name or the rate may be what is wrong. Source: E.

    Broken: 全年预算为200.00万元，支出决算为150.00万元，完成年初预算的75.00%.
    Right: 全年预算为200.00万元，支出决算为150.00万元，完成全年预算的75.00%.
    """

    card = make_card(
        "NN-105",
        "warning",
        ("完成率所称的预算不是算出它的预算", "the budget named does not give the rate"),
        {
            "default": (
                "正文称完成{named}的{stated}，而{stated}是决算{a} ÷ {other}{b}",
                "the text says {stated} of {named}, yet {stated} is outturn {a} ÷ {other} {b}",
            )
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"completion"})
    needs = frozenset({"claims"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Find the budget that gives the rate where the text does not give the named one."""
        named = budget_of(item.base)
        if named not in BUDGETS[:-1] or item.about is None:
            return
        about = view.claim(item.about)
        if not known(item, about) or item.quantity is None or about.quantity is None or about.quantity.value == 0:
            return
        meant, others = denominators(view, item, about)
        if meant:
            return
        columns = _columns(view, about)
        given = [value for measure, (_, value) in columns.items() if measure == named]
        if any(_gives(item.quantity, about.quantity, value) for value in given):
            yield Outcome("holds", marks(item, about))
            return
        told = reproduced(item, about, others)
        if told is not None and told.quantity is not None:
            proof = view.from_claim(told)
            yield self._broken(view, item, about, (told.concept.measure, told.quantity), (proof, mark(told)))
            return
        for measure, (cell, value) in columns.items():
            if measure != named and _gives(item.quantity, about.quantity, value):
                yield self._broken(view, item, about, (measure, value), (view.from_cell(cell), cell.id))
                return

    def _broken(
        self, view: View, item: Claim, about: Claim, other: tuple[str, Quantity], proof: tuple[Evidence, str]
    ) -> Outcome:
        assert item.quantity is not None and about.quantity is not None
        touched = (*marks(item, about), proof[1])
        facts = {
            "named": budget_of(item.base),
            "stated": view.show(item.quantity),
            "a": view.show(about.quantity),
            "other": other[0],
            "b": view.show(other[1]),
        }
        formula = f"{facts['a']} ÷ {facts['b']} = {facts['stated']}"
        finding = view.finding(
            self.card,
            stretch(view, item, about),
            section=item.section,
            facts=facts,
            stated=facts["named"],
            expected=other[0],
            evidence=(view.from_claim(about), proof[0], view.computation(formula)),
            suspects=marks(item),
        )
        return Outcome("broken", touched, finding)


def _gives(stated: Quantity, outturn: Quantity, budget: Quantity) -> bool:
    computed = ratio(outturn, budget, stated)
    return computed is not None and tie(stated, computed) != "broken"


def _columns(view: View, about: Claim) -> dict[str, tuple[Cell, Quantity]]:
    """The budgets beside the outturn's cell: same row, same column name, by measure."""
    cells = view.linked(about)
    if len(cells) != 1 or view.links[about.index].definition:
        return {}
    cell = cells[0]
    table, column = view.table_of(cell), view.column_of(cell)
    found: dict[str, tuple[Cell, Quantity]] = {}
    for other in table.columns:
        beside = table.cell(cell.row, other.index) if other.measure in BUDGETS[:-1] else None
        value = view.value(beside) if beside is not None and beside.state == "number" else None
        if beside is not None and value is not None and (other.name == column.name or other.panel == column.panel):
            found.setdefault(other.measure, (beside, value))
    return found
