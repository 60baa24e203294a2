"""NN-103: completion rate against comparison word."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.compare import possible, relation_of
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Claim, Interval, Outcome
from gouji.rules._figures import BUDGETS, HUNDRED, budget_of, budgets, fits, known, make_card, marks, stretch

_FULL = Interval(HUNDRED, HUNDRED)
_SHOWN = {"greater": ("大于", "above"), "less": ("小于", "below"), "equal": ("等于", "equal to")}


class RateAndWord:
    """Completion rate against comparison word.

    完成率大于100%时决算数应大于预算数，小于100%时应小于，等于100%时应等于。

    A completion rate above 100 % goes with 大于, below 100 % with 小于, of 100 % with 等于 or 持平; the two must speak of
    the same outturn and of budgets that can be the same. A rate for 0 of 0 says nothing (see NN-104). Source: E.

    Broken: 支出决算为80.00万元，完成年初预算的88.90%。决算数大于年初预算数.
    Right: 支出决算为80.00万元，完成年初预算的99.96%。决算数与年初预算数基本持平.
    """

    card = make_card(
        "NN-103",
        "error",
        ("完成率与比较用语矛盾", "completion rate contradicts the comparison word"),
        {
            "default": (
                "完成{base}的{rate}，{rate}{shown}100%，决算数应{shown}预算数，正文称“{word}”",
                "the completion rate of {base} is {rate}, {relation} 100%, yet the text says “{word}”",
            )
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"comparison"})
    needs = frozenset({"claims"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Hold each rate of the same outturn against the comparison word."""
        if item.comparison is None or item.about is None or item.residue:
            return
        about = view.claim(item.about)
        for rate in view.about.get(item.about, ()):
            if rate.kind != "completion" or not known(rate) or rate.quantity is None:
                continue
            if not _same_budget(view, item, rate, about):
                continue
            nothing = about.quantity is not None and about.quantity.value == 0 and rate.quantity.value in (0, HUNDRED)
            if nothing and item.comparison.relation in ("equal", "about_equal", "not_over", "not_under"):
                continue
            interval = _percent(rate)
            if possible(item.comparison.relation, interval, _FULL, view.thresholds.about_equal):
                yield Outcome("holds", marks(item, rate))
                continue
            shown, english = _SHOWN[relation_of(interval, _FULL)]
            facts = {
                "base": rate.base or budget_of(rate.base) or BUDGETS[-1],
                "rate": view.show(rate.quantity),
                "shown": shown,
                "relation": english,
                "word": item.comparison.word,
            }
            finding = view.finding(
                self.card,
                stretch(view, item, rate, about),
                section=item.section,
                facts=facts,
                stated=item.comparison.word,
                expected=shown,
                evidence=(view.from_claim(rate), view.from_claim(item)),
                suspects=marks(item, rate),
            )
            yield Outcome("broken", marks(item, rate), finding)


def _percent(rate: Claim) -> Interval:
    assert rate.quantity is not None
    scale = rate.quantity.unit.scale if rate.quantity.unit else Decimal("0.01")
    return rate.quantity.interval.scaled(scale * HUNDRED)


def _same_budget(view: View, item: Claim, rate: Claim, about: Claim) -> bool:
    """Whether word and rate mean the same budget: by name, or because only one can be meant."""
    assert item.comparison is not None
    word, base = budget_of(item.comparison.right), budget_of(rate.base or BUDGETS[-1])
    if not word or not base:
        return False
    if word == base and word != BUDGETS[-1]:
        return True
    return fits(word, base) and len(budgets(view, about, item.against)) <= 1
