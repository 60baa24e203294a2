"""NN-110: growth rate from a base of 0."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Claim, Outcome
from gouji.rules._changes import change_of, subject_of
from gouji.rules._figures import alike, known, make_card, marks, number, point, stretch


class GrowthFromNothing:
    """Growth rate from a base of 0.

    上年数为0时没有增长率，“增长100%”只是惯例。

    Where this year's amount is all increase, last year's was 0 and a rate of growth is not defined, whatever number is
    given. A warning: many forms ask for the number. Source: E.

    Broken: 支出30.00万元，比上年增加30.00万元，增长100.00%.
    Right: 支出30.00万元，比上年增加30.00万元，主要原因是单位为本年新设立.
    """

    card = make_card(
        "NN-110",
        "warning",
        ("基数为0却写增长率", "growth rate from a base of 0"),
        {
            "default": (
                "{a} − {change} = 0，上年数为0，增长率无从计算，正文称增长{stated}",
                "{a} − {change} = 0: last year's amount is 0, no growth rate exists, the text says {stated}",
            ),
            "given": (
                "上年数为{b}，增长率无从计算，正文称增长{stated}",
                "last year's amount is {b}, no growth rate exists, the text says {stated}",
            ),
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"rate"})
    needs = frozenset({"claims"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Look whether the base is 0."""
        if item.direction != "increase" or not known(item) or item.quantity is None:
            return
        if item.quantity.value == 0:
            return
        change = change_of(view, item)
        about = subject_of(view, item) or (subject_of(view, change) if change else None)
        last = view.claim(item.against) if item.against is not None else None
        if about is None or about.quantity is None or about.quantity.value == 0:
            return
        touched = marks(item, about, change, last)
        if last is not None and known(last) and last.quantity is not None:
            zero, variant = last.quantity.value == 0, "given"
        elif change is not None and known(change) and change.quantity is not None:
            if change.direction != "increase" or not alike(about.quantity, change.quantity):
                return
            zero, variant = point(about.quantity) == point(change.quantity), "default"
        else:
            return
        if not zero:
            yield Outcome("holds", touched)
            return
        facts = {
            "a": view.show(about.quantity),
            "change": view.show(change.quantity) if change and change.quantity else "",
            "b": view.show(last.quantity) if last and last.quantity else "",
            "stated": view.show(item.quantity),
        }
        finding = view.finding(
            self.card,
            stretch(view, item, change, about),
            section=item.section,
            variant=variant,
            facts=facts,
            stated=number(item.quantity.value, item.quantity.places),
            unit="%",
            evidence=tuple(view.from_claim(c) for c in (about, change, last) if c),
            suspects=marks(item),
        )
        yield Outcome("broken", touched, finding)
