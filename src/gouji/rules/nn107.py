"""NN-107: rate of change against amount of change."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.compare import tie
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Claim, Finding, Interval, Outcome, Quantity
from gouji.rules._changes import before, change_of, signed, subject_of
from gouji.rules._figures import (
    alike,
    figure,
    known,
    make_card,
    marks,
    number,
    point,
    say,
    stretch,
    undecided,
)

_WAYS = ("increase", "decrease")
"""A rate without a direction says how many times, not how much more."""


class RateOfChange:
    """Rate of change against amount of change.

    增减% = 增减额 ÷ 上年数；上年数未给出时，由 本年数 − 增减额 还原。

    This year's amount less the change is last year's amount, given or not; the rate must be the change divided by it,
    within the written decimals of all three. Where rate and change stand with both years' amounts the given one counts.
    A percentage that was cut is information only. A base of 0 is the business of NN-110. Source: D.

    Broken: 支出120.00万元，比上年增加20.00万元，增长120.00% (20.00 ÷ 100.00 = 20.00%; 100 was not taken off).
    Right: 支出120.00万元，比上年增加20.00万元，增长20.00%.
    """

    card = make_card(
        "NN-107",
        "error",
        ("增减百分比与增减额不符", "rate of change does not follow from the change"),
        {
            "default": (
                "{formula} = {expected}，正文称{word}{stated}",
                "{formula} = {expected}, the text says {word} {stated}",
            ),
            "cut": (
                "{formula} = {expected}，正文的{stated}是截尾而非四舍五入",
                "{formula} = {expected}: {stated} was cut, not rounded",
            ),
            "impossible": (
                "本年数{a}小于所称增加额{change}，上年数将为负，增长{stated}不可能成立",
                "this year's {a} is less than the increase of {change}: no base gives a growth of {stated}",
            ),
        },
        __doc__,
        "D",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"rate"})
    needs = frozenset({"claims"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Recover the base and divide."""
        if item.direction not in _WAYS or not known(item) or item.quantity is None:
            return
        if item.quantity.unit is None or item.quantity.unit.dimension != "ratio":
            return
        change = change_of(view, item)
        about = subject_of(view, item) or (subject_of(view, change) if change else None)
        last = view.claim(item.against) if item.against is not None else None
        if about is None or (change is None and last is None) or (change is not None and not known(change)):
            yield undecided(
                view, "正文没有给出增减百分比的本年数和增减额", "this year's amount or the change is not given"
            )
            return
        step, base = _step_and_base(about, change, last)
        if step is None or base is None or base.lo <= 0 <= base.hi:
            yield undecided(view, "增减百分比的基数不明或为0", "the base of the rate is unknown or 0")
            return
        touched = marks(item, about, change, last)
        if base.hi < 0:
            yield Outcome("broken", touched, self._impossible(view, item, about, change))
            return
        figures = (step / base).scaled(1 / item.quantity.unit.scale)
        verdict = tie(_with_sign(item), figures)
        if verdict == "ties":
            yield Outcome("holds", touched)
            return
        finding = self._finding(view, item, about, change, last, (step, base), cut=verdict == "cut")
        yield Outcome("broken", touched, finding)

    def _impossible(self, view: View, item: Claim, about: Claim, change: Claim | None) -> Finding:
        assert item.quantity is not None and about.quantity is not None
        facts = {
            "a": view.show(about.quantity),
            "change": view.show(change.quantity) if change and change.quantity else "",
            "stated": view.show(item.quantity),
        }
        return view.finding(
            self.card,
            stretch(view, item, about, change),
            section=item.section,
            variant="impossible",
            facts=facts,
            stated=number(item.quantity.value, item.quantity.places),
            unit="%",
            evidence=tuple(view.from_claim(c) for c in (about, change) if c),
            suspects=marks(about, change, item),
        )

    def _finding(
        self,
        view: View,
        item: Claim,
        about: Claim,
        change: Claim | None,
        last: Claim | None,
        figures: tuple[Interval, Interval],
        *,
        cut: bool,
    ) -> Finding:
        stated = item.quantity
        assert stated is not None and stated.unit is not None and about.quantity is not None
        sign = stated.unit.label
        step, base = figures
        expected = abs(_exact(about.quantity, change, last, stated))
        formula = _formula(view, about.quantity, change, last)
        facts = {
            "formula": formula,
            "expected": f"{number(expected, max(stated.places, 2) + cut)}{sign}",
            "word": "增长" if item.direction == "increase" else "下降",
            "stated": view.show(stated),
        }
        return view.finding(
            self.card,
            stretch(view, item, change, about),
            section=item.section,
            severity="info" if cut else None,
            variant="cut" if cut else "default",
            facts=facts,
            stated=number(stated.value, stated.places),
            expected=number(expected, stated.places),
            unit=sign,
            evidence=(
                *(view.from_claim(c) for c in (about, change, last) if c),
                view.computation(f"{formula} = {facts['expected']}"),
            ),
            suspects=marks(item, change, about),
            hint=None
            if cut
            else _hint(view, item, about.quantity, step, base)
            or view.hint(stated.value, round(expected, stated.places)),
        )


def _step_and_base(about: Claim, change: Claim | None, last: Claim | None) -> tuple[Interval | None, Interval | None]:
    """Change and last year's amount in base units, from what the text gives."""
    assert about.quantity is not None
    if change is not None:
        return signed(change), before(about, change)
    if last is None or last.quantity is None or not alike(about.quantity, last.quantity) or not known(last):
        return None, None
    base = figure(last.quantity)
    return figure(about.quantity) - base, base


def _exact(now: Quantity, change: Claim | None, last: Claim | None, stated: Quantity) -> Decimal:
    """The rate of the numbers as written, in the unit of the stated one."""
    if change is not None and change.quantity is not None:
        step = point(change.quantity) if change.direction == "increase" else -point(change.quantity)
        base = point(now) - step
    else:
        assert last is not None and last.quantity is not None
        base = point(last.quantity)
        step = point(now) - base
    return step / base / (stated.unit.scale if stated.unit else Decimal(1))


def _formula(view: View, now: Quantity, change: Claim | None, last: Claim | None) -> str:
    """The division written out: “20.00万元 ÷ (120.00万元 − 20.00万元)”."""
    if change is not None and change.quantity is not None:
        sign = "−" if change.direction == "increase" else "+"
        return f"{view.show(change.quantity)} ÷ ({view.show(now)} {sign} {view.show(change.quantity)})"
    assert last is not None and last.quantity is not None
    return f"({view.show(now)} − {view.show(last.quantity)}) ÷ {view.show(last.quantity)}"


def _with_sign(item: Claim) -> Quantity:
    """The stated rate, negative for a decrease."""
    assert item.quantity is not None
    stated = item.quantity
    value = stated.value if item.direction == "increase" else -stated.value
    return Quantity(value, stated.unit, stated.places)


def _hint(view: View, item: Claim, now: Quantity, step: Interval, base: Interval) -> str | None:
    """The usual slips: 100 not taken off, or divided by this year's amount."""
    stated = item.quantity
    assert stated is not None and stated.unit is not None
    scale = 1 / stated.unit.scale
    if tie(stated, (figure(now) / base).scaled(scale)) != "broken" and item.direction == "increase":
        return say(
            view,
            f"{view.show(stated)}是本年数 ÷ 上年数，未减去100%",
            f"{view.show(stated)} is this year ÷ last year: 100% was not taken off",
        )
    this = figure(now)
    if this.lo > 0 and tie(_with_sign(item), (step / this).scaled(scale)) != "broken":
        return say(view, "误以本年数为分母，应以上年数为分母", "divided by this year's amount instead of last year's")
    return None
