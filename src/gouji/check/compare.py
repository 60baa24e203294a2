"""Comparing what is stated with what the figures allow: intervals of the written precision, nothing global."""

from decimal import ROUND_DOWN, Decimal
from typing import Literal

from gouji.model import Interval, Quantity
from gouji.model.claim import Relation

Tie = Literal["ties", "cut", "broken"]


def tie(stated: Quantity, figures: Interval) -> Tie:
    """Whether `stated` can be a rounding of a value in `figures`, which is in the same unit as `stated`.

    “cut”: not a rounding of any such value, but its digits simply cut off (95.457 → 95.45). Comparison is by
    magnitude-aware truncation towards zero.
    """
    if stated.interval.meets(figures):
        return "ties"
    lowest = min(abs(figures.lo), abs(figures.hi))
    highest = max(abs(figures.lo), abs(figures.hi))
    shown = abs(stated.value)
    same_sign = (figures.lo >= 0) == (stated.value >= 0) or stated.value == 0
    if same_sign and cut(lowest, stated.places) <= shown <= cut(highest, stated.places):
        return "cut"
    return "broken"


def cut(value: Decimal, places: int) -> Decimal:
    """`value` with its decimals beyond `places` cut off."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)


def in_unit_of(quantity: Quantity, other: Quantity) -> Interval:
    """The interval of `quantity` in the unit of `other`; as written where either has no unit."""
    if quantity.unit is None or other.unit is None or quantity.unit.scale == other.unit.scale:
        return quantity.interval
    return quantity.base.scaled(1 / other.unit.scale)


def same_number(a: Quantity, b: Quantity) -> bool:
    """Whether two statements of one quantity can both be right.

    In the same unit and precision they must be equal; otherwise their intervals must meet.
    """
    same_unit = a.unit is None or b.unit is None or a.unit.scale == b.unit.scale
    if same_unit and a.places == b.places:
        return a.value == b.value
    return a.interval.meets(in_unit_of(b, a))


def possible(relation: Relation, left: Interval, right: Interval, tolerance: Decimal) -> bool:
    """Whether `left relation right` can be true of some values in the two intervals.

    `tolerance` is the relative difference that “about_equal” (基本持平) allows.
    """
    if relation == "equal":
        return left.meets(right)
    if relation == "greater":
        return left.hi > right.lo
    if relation == "less":
        return left.lo < right.hi
    if relation == "not_over":
        return left.lo <= right.hi
    if relation == "not_under":
        return left.hi >= right.lo
    gap = max(left.lo - right.hi, right.lo - left.hi, Decimal(0))
    return gap <= tolerance * max(abs(left.hi), abs(right.hi))


def relation_of(left: Interval, right: Interval) -> Relation:
    """The relation that the figures show: equal where the intervals meet."""
    if left.meets(right):
        return "equal"
    return "greater" if left.lo > right.hi else "less"


def with_places(value: Decimal, places: int) -> Decimal:
    """`value` with `places` decimals, or with more where it has more."""
    plain = value.normalize()
    have = max(-int(plain.as_tuple().exponent), 0)
    return plain.quantize(Decimal(1).scaleb(-max(have, places)))
