"""NN-108: direction words of one statement."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Claim, Outcome
from gouji.rules._changes import change_of
from gouji.rules._figures import known, make_card, marks, stretch

_WORDS = {"increase": "增加", "decrease": "减少"}


class DirectionWords:
    """Direction words of one statement.

    同一句中增减额与增减百分比的方向必须一致。

    A change and the rate that stands right behind it speak of one movement: both up or both down. Zeros have no
    direction. Source: T.

    Broken: 比上年增加12.00万元，下降5.00%.
    Right: 比上年减少12.00万元，下降5.00%.
    """

    card = make_card(
        "NN-108",
        "error",
        ("增减方向前后矛盾", "direction words disagree"),
        {
            "default": (
                "“{change}”与“{rate}”方向相反",
                "“{change}” and “{rate}” point in opposite directions",
            )
        },
        __doc__,
        "T",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"rate"})
    needs = frozenset({"claims"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Compare the signs of rate and change."""
        if not known(item):
            return
        change = change_of(view, item)
        if change is None or not known(change) or "flat" in (item.direction, change.direction):
            return
        assert item.quantity is not None and change.quantity is not None
        if item.direction is None or change.direction is None:
            return
        touched = marks(item, change)
        if item.quantity.value * change.quantity.value == 0:
            return
        same_sign = (item.quantity.value > 0) == (change.quantity.value > 0)
        if (item.direction == change.direction) == same_sign:
            yield Outcome("holds", touched)
            return
        finding = view.finding(
            self.card,
            stretch(view, item, change),
            section=item.section,
            facts={"change": view.quote(change.span), "rate": view.quote(item.span)},
            stated=_WORDS[item.direction],
            expected=_WORDS[change.direction],
            evidence=(view.from_claim(change), view.from_claim(item)),
            suspects=marks(item, change),
        )
        yield Outcome("broken", touched, finding)
