"""NN-106: amount of change against both years."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Claim, Outcome
from gouji.rules._changes import signed, subject_of
from gouji.rules._figures import (
    alike,
    difference,
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


class AmountOfChange:
    """Amount of change against both years.

    增减额 = 本年数 − 上年数（两数都给出时）。

    Where the text gives this year's amount, the amount that it is compared with, and the change, the change must be
    their difference, with its direction, within the written decimals. “由X增加到Y” without the change is held to its
    direction. Source: T.

    Broken: 由上年的100.00万元增加到120.00万元，增加25.00万元 (120.00 − 100.00 = 20.00).
    Right: 由上年的100.00万元增加到120.00万元，增加20.00万元.
    """

    card = make_card(
        "NN-106",
        "error",
        ("增减额与两年数字不符", "amount of change is not the difference"),
        {
            "default": (
                "{a} − {b} = {gap}，正文称{word}{stated}",
                "{a} − {b} = {gap}, the text says {word} {stated}",
            ),
            "direction": (
                "由{b}到{a}，正文称“{word}”，方向不符",
                "from {b} to {a}: the text calls it {word}",
            ),
        },
        __doc__,
        "T",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"change"})
    needs = frozenset({"claims"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Subtract where both values are given."""
        if item.direction == "flat":
            return
        if item.quantity is None:
            yield from self._direction(item, view)
            return
        about = subject_of(view, item)
        last = view.claim(item.against) if item.against is not None else _year_before(view, item, about)
        if last is None:
            return
        step = signed(item)
        if about is None or step is None or not known(item, about, last) or last is about:
            yield undecided(view, "增减额的本年数或上年数不明", "this year's or last year's amount is not certain")
            return
        assert item.quantity is not None and about.quantity is not None and last.quantity is not None
        if not alike(item.quantity, about.quantity, last.quantity):
            return
        touched = marks(item, about, last)
        if step.meets(figure(about.quantity) - figure(last.quantity)):
            yield Outcome("holds", touched)
            return
        scale = item.quantity.unit.scale if item.quantity.unit else 1
        gap = (point(about.quantity) - point(last.quantity)) / scale
        unit = item.quantity.unit.label if item.quantity.unit else ""
        facts = {
            "a": view.show(about.quantity),
            "b": view.show(last.quantity),
            "gap": f"{difference(gap, about.quantity, last.quantity)}{unit}",
            "word": "增加" if item.direction == "increase" else "减少",
            "stated": view.show(item.quantity),
        }
        finding = view.finding(
            self.card,
            stretch(view, item, about, last),
            section=item.section,
            facts=facts,
            stated=number(item.quantity.value, item.quantity.places),
            expected=number(gap, max(about.quantity.places, last.quantity.places)),
            unit=unit or None,
            evidence=(
                view.from_claim(about),
                view.from_claim(last),
                view.computation(f"{facts['a']} − {facts['b']} = {facts['gap']}"),
            ),
            suspects=marks(item, about, last),
            hint=view.hint(item.quantity.value, abs(gap)),
        )
        yield Outcome("broken", touched, finding)

    def _direction(self, item: Claim, view: View) -> Iterator[Outcome]:
        """“由X增加到Y”: the verb against the two amounts."""
        about = view.claim(item.about) if item.about is not None else None
        last = view.claim(item.against) if item.against is not None else None
        if about is None or last is None or item.direction is None or not known(about, last):
            return
        assert about.quantity is not None and last.quantity is not None
        if not alike(about.quantity, last.quantity):
            return
        touched = marks(item, about, last)
        now, then = figure(about.quantity), figure(last.quantity)
        rises = item.direction == "increase"
        if (now.hi > then.lo) if rises else (now.lo < then.hi):
            yield Outcome("holds", touched)
            return
        facts = {
            "a": view.show(about.quantity),
            "b": view.show(last.quantity),
            "word": say(view, "增加", "a rise") if rises else say(view, "减少", "a fall"),
        }
        finding = view.finding(
            self.card,
            stretch(view, item, about, last),
            section=item.section,
            variant="direction",
            facts=facts,
            stated="增加" if rises else "减少",
            expected="减少" if rises else "增加",
            evidence=(view.from_claim(last), view.from_claim(about)),
            suspects=marks(item, about, last),
        )
        yield Outcome("broken", touched, finding)


def _year_before(view: View, item: Claim, about: Claim | None) -> Claim | None:
    """The one amount of the year before that the sentence gives for the same subject; None if there are more."""
    if about is None or view.analysis.year is None:
        return None
    found = [
        claim
        for claim in view.claims_of.get(item.sentence, ())
        if claim.kind == about.kind and claim.concept.period == view.analysis.year - 1 and claim.index < item.index
    ]
    same = [c for c in found if (c.concept.subject, c.concept.path) == (about.concept.subject, about.concept.path)]
    return same[0] if len(same) == len(found) == 1 and about.concept.period is None else None
