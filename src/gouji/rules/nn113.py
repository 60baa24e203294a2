"""NN-113: shares: 占…的X%."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.compare import tie
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Claim, Finding, Interval, Outcome
from gouji.rules._figures import (
    HUNDRED,
    alike,
    known,
    make_card,
    marks,
    middle,
    number,
    quotient,
    ratio,
    stretch,
    undecided,
)
from gouji.rules._nuances import has_any, nuances


class Shares:
    """Shares: 占…的X%.

    占比应在0到100之间，且等于 部分 ÷ 总体（两数都给出时）；列举全部时占比之和应为100。

    A share of a whole lies between 0 and 100 %, and is the part divided by the whole where the text gives both, within
    what the written decimals allow. A share that was cut is information only; so are shares of a complete list that do
    not add up to 100 within rounding. Source: T, E.

    Broken: 支出200.00万元，其中：教育支出50.00万元，占26.00% (50.00 ÷ 200.00 = 25.00%).
    Right: 三项各1.00万元，各占33.33% (99.99 in all, within rounding).
    """

    card = make_card(
        "NN-113",
        "error",
        ("占比与金额不符", "share does not follow from the amounts"),
        {
            "default": (
                "{a} ÷ {b} = {expected}，正文称占{stated}",
                "{a} ÷ {b} = {expected}, the text says {stated}",
            ),
            "cut": (
                "{a} ÷ {b} = {expected}，正文的{stated}是截尾而非四舍五入",
                "{a} ÷ {b} = {expected}: {stated} was cut, not rounded",
            ),
            "forced": (
                "{a} ÷ {b} = {expected}，应为{rounded}；正文称{stated}，而同列其他占比均按四舍五入（疑为凑足100%）",
                "{a} ÷ {b} = {expected}, that is {rounded}; the text says {stated}, though the other shares of the "
                "list are rounded (made to reach 100%?)",
            ),
            "range": (
                "占比{stated}大于100%",
                "a share of {stated} is more than the whole",
            ),
            "sum": (
                "各项占比{formula} = {sum}，不等于100%",
                "the shares {formula} add up to {sum}, not 100%",
            ),
        },
        __doc__,
        "T,E",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"share", "amount"})
    needs = frozenset({"claims"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Divide each share's part by its whole; add up the shares of each whole."""
        if item.kind == "amount":
            yield from self._sum(view, item)
        elif item.quantity is not None and known(item):
            yield from self._share(view, item)

    def _share(self, view: View, item: Claim) -> Iterator[Outcome]:
        assert item.quantity is not None
        part = view.claim(item.about) if item.about is not None else None
        whole = whole_of(view, item, part)
        if part is None or whole is None or not known(part, whole):
            if _percent(item).lo > HUNDRED and not has_any(item.base, nuances(view.analysis.profile).exceedable):
                yield Outcome("broken", marks(item), self._range(view, item))
            else:
                yield undecided(
                    view, "正文没有给出占比的部分或总体", "the text does not give part and whole of the share"
                )
            return
        assert part.quantity is not None and whole.quantity is not None
        interval = ratio(part.quantity, whole.quantity, item.quantity) if alike(part.quantity, whole.quantity) else None
        if interval is None:
            yield undecided(view, "占比的总体为0", "the whole of the share is 0")
            return
        verdict = tie(item.quantity, interval)
        touched = marks(item, part, whole)
        if verdict == "ties":
            yield Outcome("holds", touched)
        else:
            yield Outcome("broken", touched, self._finding(view, item, part, whole, cut=verdict == "cut"))

    def _range(self, view: View, item: Claim) -> Finding:
        assert item.quantity is not None
        return view.finding(
            self.card,
            item.span,
            section=item.section,
            variant="range",
            facts={"stated": view.show(item.quantity)},
            stated=number(item.quantity.value, item.quantity.places),
            unit="%",
            evidence=(view.from_claim(item),),
            suspects=marks(item),
        )

    def _finding(self, view: View, item: Claim, part: Claim, whole: Claim, *, cut: bool) -> Finding:
        stated = item.quantity
        assert stated is not None and part.quantity is not None and whole.quantity is not None
        expected = quotient(part.quantity, whole.quantity, stated)
        forced = cut and _others_rounded(view, item, part, whole)
        facts = {
            "a": view.show(part.quantity),
            "b": view.show(whole.quantity),
            "expected": f"{number(expected, max(stated.places, 2) + cut)}%",
            "rounded": f"{number(expected, stated.places)}%",
            "stated": view.show(stated),
        }
        return view.finding(
            self.card,
            stretch(view, item, part),
            section=item.section,
            severity="warning" if forced else "info" if cut else None,
            variant="forced" if forced else "cut" if cut else "default",
            facts=facts,
            stated=number(stated.value, stated.places),
            expected=number(expected, stated.places),
            unit="%",
            evidence=(
                view.from_claim(part),
                view.from_claim(whole),
                view.computation(f"{facts['a']} ÷ {facts['b']} = {facts['expected']}"),
            ),
            suspects=marks(item, part, whole),
            hint=None if cut else view.hint(stated.value, round(expected, stated.places)),
        )

    def _sum(self, view: View, item: Claim) -> Iterator[Outcome]:
        parts = view.parts_of.get(item.index, [])
        if len(parts) < 2 or not all(part.exhaustive for part in parts):
            return
        shares = [share for part in parts for share in view.about.get(part.index, ()) if share.kind == "share"]
        if len(shares) != len(parts) or not known(*shares):
            return
        total = Interval(Decimal(0), Decimal(0))
        for share in shares:
            total = total + _percent(share)
        touched = marks(*shares)
        if total.holds(HUNDRED):
            yield Outcome("holds", touched)
            return
        shown = [share.quantity for share in shares if share.quantity]
        places = max(quantity.places for quantity in shown)
        facts = {
            "formula": " + ".join(number(q.value, q.places) for q in shown),
            "sum": f"{number(middle(total), places)}%",
        }
        finding = view.finding(
            self.card,
            stretch(view, shares[0], *shares[1:]),
            section=item.section,
            severity="info",
            variant="sum",
            facts=facts,
            stated=number(middle(total), places),
            expected="100",
            unit="%",
            evidence=tuple(view.from_claim(share) for share in shares),
            suspects=touched,
        )
        yield Outcome("broken", touched, finding)


def _others_rounded(view: View, item: Claim, part: Claim, whole: Claim) -> bool:
    """Whether another share of the same list, with as many decimals, is rounded up, so that its author does not cut."""
    assert item.quantity is not None
    parts = view.parts_of.get(whole.index, [])
    for other in parts if part in parts else ():
        for share in view.about.get(other.index, ()) if other is not part else ():
            if share.kind != "share" or share is item or not known(share, other) or share.quantity is None:
                continue
            assert other.quantity is not None and whole.quantity is not None
            interval = ratio(other.quantity, whole.quantity, share.quantity)
            alone = share.quantity.places != item.quantity.places
            if (
                interval is not None
                and not alone
                and share.quantity.value > interval.hi
                and tie(share.quantity, interval) == "ties"
            ):
                return True
    return False


def whole_of(view: View, item: Claim, part: Claim | None) -> Claim | None:
    """The amount that a share is of: the one tied to it, or the total that its part belongs to if no other is named."""
    if item.against is not None:
        return view.claim(item.against)
    if part is None or part.whole is None:
        return None
    whole = view.claim(part.whole)
    named = squeeze(item.base)
    return whole if not named or named in whole.concept.subject or whole.concept.subject in named else None


def _percent(share: Claim) -> Interval:
    assert share.quantity is not None
    scale = share.quantity.unit.scale if share.quantity.unit else Decimal("0.01")
    return share.quantity.interval.scaled(scale * HUNDRED)
