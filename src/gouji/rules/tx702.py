"""TX-702: completion rates and differences of the three public items against the budgets of their table."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Cell, Claim, Outcome, Quantity
from gouji.rules._changes import signed
from gouji.rules._figures import (
    alike,
    best,
    budget_of,
    difference,
    figure,
    known,
    make_card,
    mark,
    middle,
    number,
    point,
    ratio,
    trimmed,
)


class ThreePublicCompletion:
    """Completion rates and differences of the three public items against the budgets of their table.

    「完成预算的X%」「比预算减少X万元」（三公经费）必须等于三公经费表的决算数÷预算数、决算数−预算数；预算为0时没有完成率。

    Where the prose gives a completion rate, or how much more or less than the budget was spent, without the budget
    beside it, the budget is the table's. Both are computed as intervals and compared at the decimals written. With a budget of zero or blank no rate exists: with an
    outturn the finding is an error; a rate of nothing of nothing, which the forms of some provinces print, is for
    information. Source: T.

    Broken: 公务接待费决算0.80万元，完成预算的95%, table 0.80 of 1.00. Information: 完成预算的0% with a blank budget. Right: 80%.
    """

    card = make_card(
        "TX-702",
        "error",
        ("三公经费完成率与表不符", "completion rate of a public item differs from the table"),
        {
            "default": (
                "决算{outturn} ÷ 预算{budget} = {computed}%，正文称完成{stated}%",
                "outturn {outturn} ÷ budget {budget} = {computed}%, the text says {stated}%",
            ),
            "difference": (
                "决算{outturn} − 预算{budget} = {computed}{unit}，正文称“{stated}”",
                "outturn {outturn} − budget {budget} = {computed}{unit}, the text says “{stated}”",
            ),
            "no_budget": (
                "《{table}》“{name}”预算数为{budget}，没有完成率可言，正文称完成预算的{stated}%",
                "the budget of {name} in table {table} is {budget}: no completion rate exists, the text says {stated}%",
            ),
        },
        __doc__,
        "T",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"completion", "change"})
    sections = frozenset({"three_public"})
    needs = frozenset({"claims", "tables"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Compare one completion rate or difference with the cells of its item."""
        if item.kind == "change" and (not budget_of(item.base) or "上年" in item.base):
            return
        if not known(item):
            return
        if item.about is None or item.against is not None or item.quantity is None:
            return
        cells = view.linked(view.claim(item.about))
        budget = _budget_cell(view, cells[0]) if len(cells) == 1 else None
        if budget is None:
            return
        outturn, planned = view.value(cells[0]), view.value(budget)
        if outturn is None or planned is None:
            return
        touched = (mark(item), cells[0].id, budget.id)
        if item.kind == "change":
            yield from self._difference(item, view, touched, (outturn, planned), (cells[0], budget))
            return
        computed = ratio(outturn, planned, item.quantity)
        if planned.value == 0:
            yield self._finding(item, view, touched, "no_budget", (outturn, planned), (cells[0], budget), None)
        elif computed is not None and best(item.quantity, [computed]) == "broken":
            due = number(middle(computed), item.quantity.places)
            yield self._finding(item, view, touched, "default", (outturn, planned), (cells[0], budget), due)
        else:
            yield Outcome("holds", touched)

    def _difference(
        self,
        item: Claim,
        view: View,
        touched: tuple[str, ...],
        values: tuple[Quantity, Quantity],
        cells: tuple[Cell, Cell],
    ) -> Iterator[Outcome]:
        step = signed(item)
        quantity = item.quantity
        if step is None or quantity is None or not alike(quantity, *values):
            return
        if step.meets(figure(values[0]) - figure(values[1])):
            yield Outcome("holds", touched)
            return
        scale = quantity.unit.scale if quantity.unit else 1
        due = difference((point(values[0]) - point(values[1])) / scale, *values)
        yield self._finding(item, view, touched, "difference", values, cells, due)

    def _finding(
        self,
        item: Claim,
        view: View,
        touched: tuple[str, ...],
        variant: str,
        values: tuple[Quantity, Quantity],
        cells: tuple[Cell, Cell],
        due: str | None,
    ) -> Outcome:
        quantity = item.quantity
        assert quantity is not None
        evidence = view.from_cell(cells[1])
        about = view.claim(item.about or 0)
        near = len(item.span) + item.span.start - about.span.start < 80
        span = type(item.span)(about.span.start, item.span.end) if near else item.span
        finding = view.finding(
            self.card,
            span,
            section=item.section,
            severity="info" if variant == "no_budget" and values[0].value == 0 else None,
            variant=variant,
            facts={
                "outturn": view.show(values[0]),
                "budget": view.show(values[1]),
                "computed": due or "",
                "unit": quantity.unit.label if quantity.unit else "",
                "stated": view.quote(trimmed(view, item.span)) if variant == "difference" else f"{quantity.value:f}",
                "table": evidence.table or "",
                "name": item.concept.subject,
            },
            stated=f"{quantity.value:f}",
            expected=due.replace("−", "-") if due else None,
            unit=quantity.unit.label if quantity.unit else None,
            evidence=(view.from_cell(cells[0]), evidence),
            suspects=(mark(item),),
        )
        return Outcome("broken", touched, finding)


def _budget_cell(view: View, outturn: Cell) -> Cell | None:
    """The budget beside an outturn: the same row and column name, measure 预算. A budget itself has none beside it."""
    table, column = view.table_of(outturn), view.column_of(outturn)
    for other in table.columns if "预算" not in column.measure else ():
        if other.name == column.name and "预算" in other.measure and other.panel in ("", column.panel):
            return table.cell(outturn.row, other.index)
    return None
