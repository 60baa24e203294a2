"""NN-109: 持平 with a change."""

from collections.abc import Iterator

from gouji.check.compare import possible
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Claim, Outcome
from gouji.model.claim import Relation
from gouji.rules._changes import before, subject_of
from gouji.rules._figures import HUNDRED, alike, figure, known, make_card, marks, stretch, trimmed
from gouji.rules._nuances import has_any, nuances

_GAP = 12


class FlatWithChange:
    """持平 with a change.

    称“持平”“无变化”时，增减额和增减百分比应为0，两年数字应相同。

    What is said to be unchanged must not have a change or rate other than 0 in the same breath, nor two different
    amounts for the two years. “基本持平” allows the relative difference `about_equal`. Source: E.

    Broken: 支出20.00万元，与上年持平，增加3.00万元. Broken: 由上年的10.00万元到本年的20.00万元，持平.
    Right: 支出20.00万元，与上年持平，增加0.00万元. Right: 与上年基本持平，增长0.35%.
    """

    card = make_card(
        "NN-109",
        "error",
        ("称持平却有增减", "called unchanged, yet there is a change"),
        {
            "default": (
                "正文称“{word}”，同时写有“{change}”",
                "the text says “{word}” and “{change}” of the same amount",
            ),
            "amounts": (
                "正文称“{word}”，而两数为{a}和{b}",
                "the text says “{word}”, yet the amounts are {a} and {b}",
            ),
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"change", "rate"})
    needs = frozenset({"claims"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Hold “unchanged” against the amounts of both years and against changes beside it."""
        if item.direction != "flat" or item.residue:
            return
        if item.quantity is not None and item.quantity.value != 0:
            yield self._broken(view, item, item)
            return
        if item.against is not None:
            yield from self._amounts(view, item, view.claim(item.against))
        for other in _beside(view, item):
            assert other.quantity is not None
            if other.quantity.value == 0 or (_about(view, item) and _small(view, item, other)):
                yield Outcome("holds", marks(item, other))
            else:
                yield self._broken(view, item, other)

    def _amounts(self, view: View, item: Claim, last: Claim) -> Iterator[Outcome]:
        about = subject_of(view, item)
        if about is None or not known(about, last) or about.quantity is None or last.quantity is None:
            return
        if not alike(about.quantity, last.quantity):
            return
        touched = marks(item, about, last)
        relation: Relation = "about_equal" if _about(view, item) else "equal"
        if possible(relation, figure(about.quantity), figure(last.quantity), view.thresholds.about_equal):
            yield Outcome("holds", touched)
            return
        finding = view.finding(
            self.card,
            stretch(view, item, about, last),
            section=item.section,
            variant="amounts",
            facts={"word": _word(view, item), "a": view.show(about.quantity), "b": view.show(last.quantity)},
            stated="持平",
            evidence=(view.from_claim(about), view.from_claim(last)),
            suspects=marks(item, about, last),
        )
        yield Outcome("broken", touched, finding)

    def _broken(self, view: View, item: Claim, other: Claim) -> Outcome:
        assert other.quantity is not None
        change = view.quote(other.span) if other is not item else view.show(other.quantity)
        finding = view.finding(
            self.card,
            stretch(view, item, other),
            section=item.section,
            facts={"word": _word(view, item), "change": change},
            stated="持平",
            evidence=(view.from_claim(item), view.from_claim(other)),
            suspects=marks(item, other),
        )
        return Outcome("broken", marks(item, other), finding)


def _beside(view: View, item: Claim) -> Iterator[Claim]:
    """Changes and rates of the same amount and base right beside “unchanged”."""
    text = view.analysis.document.text
    for other in view.claims_of.get(item.sentence, ()):
        if other.kind not in ("change", "rate") or other.direction in (None, "flat") or not known(other):
            continue
        if other.about != item.about or len({other.base, item.base} - {""}) > 1 or _of_another(item, other):
            continue
        first, second = sorted((item.span, other.span))
        between = squeeze(text[first.end : max(first.end, second.start)])
        if len(between) <= _GAP and not any(mark in between for mark in "；。"):
            yield other


def _of_another(item: Claim, other: Claim) -> bool:
    """Whether two statements on amounts that the text does not give are of different things: the later names its own."""
    first, second = sorted((item, other), key=lambda claim: claim.span)
    return item.about is None and second.concept.subject not in ("", first.concept.subject)


def _small(view: View, item: Claim, other: Claim) -> bool:
    """Whether a change beside “基本持平” is within the tolerance, or cannot be measured."""
    assert other.quantity is not None
    if other.kind == "rate":
        return abs(other.quantity.value) <= view.thresholds.about_equal * HUNDRED
    about = subject_of(view, item)
    base = before(about, other) if about is not None else None
    if base is None:
        return True
    limit = view.thresholds.about_equal * max(abs(base.lo), abs(base.hi))
    return abs(figure(other.quantity).lo) <= limit


def _word(view: View, item: Claim) -> str:
    return view.quote(trimmed(view, item.span))[-12:]


def _about(view: View, item: Claim) -> bool:
    return has_any(squeeze(view.quote(item.span)), nuances(view.analysis.profile).nearly)
