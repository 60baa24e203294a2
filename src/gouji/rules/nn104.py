"""NN-104: completion rate of a budget of 0."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Claim, Outcome
from gouji.rules._figures import known, make_card, marks, number, stretch, undecided
from gouji.rules.nn102 import denominators, reproduced


class RateOfNothing:
    """Completion rate of a budget of 0.

    年初预算为0时不存在“完成年初预算的X%”。

    A budget of 0 has no completion rate. Given with an outturn above 0 it is wrong, whatever the number; if the rate is
    that of another budget in the same passage, the message names it. Given for 0 of 0 it is undefined but harmless, and
    the forms of some provinces print it: for information. Source: E.

    Broken: 年初预算为0万元，全年预算为200.00万元，支出决算为150.00万元，完成年初预算的75.00%.
    Right: 年初预算为0万元，支出决算为150.00万元。决算数大于年初预算数的主要原因是年中追加项目.
    """

    card = make_card(
        "NN-104",
        "error",
        ("预算为0却写完成率", "completion rate of a budget of 0"),
        {
            "default": (
                "{base}为{b}，决算{a}，完成率无从计算，正文称完成{base}的{stated}",
                "{base} is {b}, outturn {a}: there is no completion rate, the text says {stated}",
            ),
            "wrong_base": (
                "{base}为{b}，不存在完成率；正文所称{stated}是决算{a} ÷ {other}{c}，应写完成{other}的{stated}",
                "{base} is {b} and has no completion rate; {stated} is outturn {a} ÷ {other} {c}",
            ),
            "nothing_of_nothing": (
                "{base}为{b}，决算{a}，0 ÷ 0 无意义，不宜写完成{base}的{stated}",
                "{base} is {b}, outturn {a}: a rate of 0 ÷ 0 means nothing, the text gives {stated}",
            ),
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"completion"})
    needs = frozenset({"claims"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Look whether every budget that the rate may mean is 0."""
        if item.quantity is None or item.about is None:
            return
        about = view.claim(item.about)
        if not known(item, about) or about.quantity is None:
            return
        meant, others = denominators(view, item, about)
        if not meant:
            yield undecided(view, "正文没有给出完成率的预算数", "the text does not give the budget of the rate")
            return
        budget = meant[0]
        if any(claim.quantity is not None and claim.quantity.value != 0 for claim in meant):
            yield Outcome("holds", marks(item, about, budget))
            return
        yield self._broken(view, item, about, budget, reproduced(item, about, others))

    def _broken(self, view: View, item: Claim, about: Claim, budget: Claim, other: Claim | None) -> Outcome:
        assert item.quantity is not None and about.quantity is not None and budget.quantity is not None
        base = budget.concept.measure or item.base
        facts = {
            "base": base,
            "b": view.show(budget.quantity),
            "a": view.show(about.quantity),
            "stated": view.show(item.quantity),
        }
        variant, expected = "default", None
        if about.quantity.value == 0:
            variant = "nothing_of_nothing"
        elif other is not None and other.quantity is not None:
            variant, expected = "wrong_base", f"完成{other.concept.measure}的{facts['stated']}"
            facts |= {"other": other.concept.measure, "c": view.show(other.quantity)}
        finding = view.finding(
            self.card,
            stretch(view, item, about, budget, other),
            section=item.section,
            severity="info" if variant == "nothing_of_nothing" else None,
            variant=variant,
            facts=facts,
            stated=number(item.quantity.value, item.quantity.places) if expected is None else view.quote(item.span),
            expected=expected,
            unit="%" if expected is None else None,
            evidence=tuple(view.from_claim(c) for c in (budget, about, other) if c),
            suspects=marks(item, budget, about),
        )
        return Outcome("broken", marks(item, about, budget), finding)
