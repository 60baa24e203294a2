"""Numbers as written: a value, its unit, and the interval that its decimals denote."""

from decimal import Decimal
from typing import Literal

import msgspec

from gouji.model.text import Span

Dimension = Literal["money", "ratio", "points", "count"]
Hedge = Literal["exact", "about", "at_least", "at_most"]


class Unit(msgspec.Struct, frozen=True):
    """A unit: `scale` base units each. Bases: 元 for money, 1 for ratio (so % is 0.01), one piece for count."""

    label: str
    dimension: Dimension
    scale: Decimal


class Interval(msgspec.Struct, frozen=True):
    """A closed interval of decimals."""

    lo: Decimal
    hi: Decimal

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.lo + other.lo, self.hi + other.hi)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.lo - other.hi, self.hi - other.lo)

    def __mul__(self, other: "Interval") -> "Interval":
        ends = (self.lo * other.lo, self.lo * other.hi, self.hi * other.lo, self.hi * other.hi)
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: "Interval") -> "Interval":
        """Raises ZeroDivisionError where `other` holds 0."""
        if other.lo <= 0 <= other.hi:
            raise ZeroDivisionError("the divisor's interval holds 0")
        ends = (self.lo / other.lo, self.lo / other.hi, self.hi / other.lo, self.hi / other.hi)
        return Interval(min(ends), max(ends))

    def __neg__(self) -> "Interval":
        return Interval(-self.hi, -self.lo)

    def scaled(self, factor: Decimal) -> "Interval":
        """The interval times an exact factor of either sign."""
        a, b = self.lo * factor, self.hi * factor
        return Interval(min(a, b), max(a, b))

    def meets(self, other: "Interval") -> bool:
        """Whether the two have a point in common."""
        return self.lo <= other.hi and other.lo <= self.hi

    def holds(self, value: Decimal) -> bool:
        """Whether `value` lies in the interval."""
        return self.lo <= value <= self.hi


class Quantity(msgspec.Struct, frozen=True):
    """A number as written: `value` in `unit`, with `places` decimals written; `span` covers number and unit.

    `hedge` keeps 约, 以上, 不足. `unit` is None where none is written and none is known from the context.
    """

    value: Decimal
    unit: Unit | None
    places: int
    hedge: Hedge = "exact"
    span: Span | None = None
    raw: str = ""

    @property
    def ulp(self) -> Decimal:
        """One unit of the last written place, in `unit`."""
        return Decimal(1).scaleb(-self.places)

    @property
    def interval(self) -> Interval:
        """[value − ½ulp, value + ½ulp], in `unit`: what rounding to the written decimals allows."""
        half = self.ulp / 2
        return Interval(self.value - half, self.value + half)

    @property
    def base(self) -> Interval:
        """The interval in base units (元, plain ratio, pieces); as written where there is no unit."""
        return self.interval.scaled(self.unit.scale) if self.unit else self.interval
