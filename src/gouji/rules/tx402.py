"""TX-402: the change of all fiscal appropriations against the change of general public budget expenditure."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Claim, Outcome
from gouji.rules._changes import this_year, this_year_from, yearly_changes, yearly_step
from gouji.rules._figures import figure, make_card, mark, middle, number, point


class FiscalTotalChange:
    """The change of all fiscal appropriations against the change of general public budget expenditure.

    「财政拨款收入支出总计」与上年相比的变化，不能使上年总计小于上年一般公共预算财政拨款支出。

    The total of fiscal appropriations of a year holds at least that year's general public budget expenditure. Both of
    last year's figures follow from this year's figure and the stated change; if last year's total could not hold last
    year's expenditure, the stated change of the total is impossible. Intervals of the written decimals throughout.
    Source: T, D.

    Broken: 总计2,961.68万元，与上年持平, while 支出2,940.05万元，减少63.14万元 (last year 3,003.19 > 2,961.68).
    Right: 总计减少63.14万元.
    """

    card = make_card(
        "TX-402",
        "error",
        ("财政拨款总计的增减与支出的增减不能并存", "change of the fiscal total contradicts the change of expenditure"),
        {
            "default": (
                "按“{change}”，上年财政拨款总计为{total}；而上年一般公共预算财政拨款支出为{now} {sign} {delta} = {spent}，"
                "支出不可能大于总计",
                "by “{change}” last year's fiscal total was {total}, yet last year's general public budget expenditure was "
                "{now} {sign} {delta} = {spent}: expenditure cannot exceed the total",
            )
        },
        __doc__,
        "T,D",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Hold each change of the fiscal total against each change of the expenditure."""
        spending = [
            c
            for c in yearly_changes(item, view, "general", "general_overall")
            if c.direction != "flat" and c.quantity is not None
        ]
        for total in yearly_changes(item, view, "fiscal_total"):
            for spent in spending[:1]:
                yield self._compare(total, spent, view)

    def _compare(self, total: Claim, spent: Claim, view: View) -> Outcome:
        total_now, spent_now = this_year(total, view), this_year(spent, view)
        if total_now is None or spent_now is None:
            return Outcome("undecided")
        total_last = figure(total_now) - yearly_step(total)
        spent_last = figure(spent_now) - yearly_step(spent)
        touched = (mark(total), mark(spent))
        if total_last.hi >= spent_last.lo:
            return Outcome("holds", touched)
        unit = total_now.unit
        scale, label = (unit.scale, unit.label) if unit else (Decimal(1), "")
        places = max(quantity.places for quantity in (total_now, spent_now, spent.quantity) if quantity)

        def show(base: Decimal) -> str:
            return f"{number(base / scale, places)}{label}"

        finding = view.finding(
            self.card,
            total.span,
            section=total.section,
            facts={
                "change": view.quote(total.span),
                "total": show(middle(total_last)),
                "now": show(point(spent_now)),
                "sign": "−" if spent.direction == "increase" else "+",
                "delta": show(abs(middle(yearly_step(spent)))),
                "spent": show(middle(spent_last)),
            },
            stated=view.quote(total.span),
            expected=f"≤{show(middle(figure(total_now) - spent_last))}",
            evidence=(view.from_claim(spent), *this_year_from(spent, view), *this_year_from(total, view)),
            suspects=(mark(total),),
        )
        return Outcome("broken", touched, finding)
