"""NN-111: a rate of change that no base allows."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.language.subjects import subjects
from gouji.model import Claim, Outcome, Severity
from gouji.rules._changes import before, change_of, subject_of
from gouji.rules._figures import HUNDRED, figure, known, make_card, marks, number, point, stretch
from gouji.rules._nuances import has_any
from gouji.rules._reasons import reason_words

_BEYOND = 10


class RateBeyondReason:
    """A rate of change that no base allows.

    增减额与增减百分比放在一起，上年数必须说得通：有增减额则百分比不能为0，无增减额则百分比应为0，下降不能超过100%。

    Where the text gives no amount to compute with (else NN-107 does), change and rate alone imply last year's amount:
    change ÷ rate. A change with a rate of 0.00% implies one beyond all the body's money, an error if it is more than
    ten times the largest figure of the tables; a rate other than 0 without any change implies none at all; a decrease of more
    than 100% is impossible for what cannot be negative. Source: E.

    Broken: 比上年减少35.20万元，下降0.00%. Broken: 比上年增加0万元，增长5.00%. Broken: 下降120.00%.
    Right: 比上年减少0.10万元，下降0.00% in a report of 2,995.39万元.
    """

    card = make_card(
        "NN-111",
        "error",
        ("增减百分比不可能成立", "a rate of change that no base allows"),
        {
            "nothing": (
                "{change}而百分比为{stated}，上年数须在{base}以上，远超报表最大数{largest}",
                "a change of {change} at {stated} needs a base of {base} and more, far beyond all figures of the tables ({largest})",
            ),
            "no_change": (
                "增减额为{change}，百分比却为{stated}",
                "the change is {change}, yet the rate is {stated}",
            ),
            "more_than_all": (
                "下降{stated}超过100%，不可能成立",
                "a decrease of {stated} is more than all there was",
            ),
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"rate"})
    needs = frozenset({"claims"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Look at rates that no amount stands beside."""
        unit = item.quantity.unit if item.quantity else None
        if not known(item) or item.quantity is None or unit is None or unit.dimension != "ratio":
            return
        if item.direction not in ("increase", "decrease"):
            return
        change = change_of(view, item)
        about = subject_of(view, item) or (subject_of(view, change) if change else None)
        if about is not None and change is not None and before(about, change) is not None:
            return
        share = item.quantity.base
        words = reason_words(view.analysis.profile).file.inverse
        if item.direction == "decrease" and item.quantity.value > HUNDRED:
            able = has_any(item.concept.subject + squeeze(view.quote(item.span)), words)
            yield Outcome("holds", marks(item)) if able else self._broken(view, item, None, "more_than_all")
            return
        if change is None or not known(change) or change.quantity is None:
            return
        step = figure(change.quantity)
        if step.lo <= 0 <= step.hi:
            wrong = step.lo == step.hi and share.lo > 0
            yield self._broken(view, item, change, "no_change") if wrong else Outcome("holds", marks(item, change))
        elif step.lo > 0 and share.lo <= 0 and view.largest is not None and _own_money(view, change):
            base = step.lo / share.hi
            beyond = base / point(view.largest)
            if beyond <= 1:
                yield Outcome("holds", marks(item, change))
            else:
                severity: Severity = "error" if beyond > _BEYOND else "warning"
                yield self._broken(view, item, change, "nothing", severity)

    def _broken(
        self, view: View, item: Claim, change: Claim | None, variant: str, severity: Severity | None = None
    ) -> Outcome:
        assert item.quantity is not None
        facts = {"stated": view.show(item.quantity)}
        if change is not None and change.quantity is not None:
            facts["change"] = view.show(change.quantity)
        if variant == "nothing" and change is not None and change.quantity is not None and change.quantity.unit:
            scale = change.quantity.unit.scale
            base = figure(change.quantity).lo / item.quantity.base.hi / scale
            assert view.largest is not None
            facts |= {"base": f"{number(base, 0)}{change.quantity.unit.label}", "largest": view.show(view.largest)}
        finding = view.finding(
            self.card,
            stretch(view, item, change),
            section=item.section,
            severity=severity,
            variant=variant,
            facts=facts,
            stated=number(item.quantity.value, item.quantity.places),
            unit="%",
            evidence=tuple(view.from_claim(claim) for claim in (change, item) if claim is not None),
            suspects=marks(item, change),
        )
        return Outcome("broken", marks(item, change), finding)


def _own_money(view: View, change: Claim) -> bool:
    """Whether a change is one of money in a section that takes its figures from the tables."""
    unit = change.quantity.unit if change.quantity else None
    forms = subjects(view.analysis.profile).forms(view.kind_of(change.section))
    return unit is not None and unit.dimension == "money" and bool(forms)
