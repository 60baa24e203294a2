"""One relation at one place: its cells, what their decimals allow, and the result."""

from decimal import Decimal
from typing import Literal

import msgspec

from gouji.check.relation.formula import Formula
from gouji.check.relation.lexicon import RelationEntry
from gouji.model import Cell, Interval, Unit

ZERO = Interval(Decimal(0), Decimal(0))

Result = Literal["open", "holds", "last_place", "broken", "gap"]


class Addend(msgspec.Struct, frozen=True):
    """A cell with its sign in a side's sum; amounts are in base units (元), those of blanks and dashes an exact 0.

    value is signed; own is what the written decimals allow, unsigned; ulp one unit of the last written place.
    """

    factor: int
    cell: Cell
    unit: Unit | None
    value: Decimal
    own: Interval
    ulp: Decimal

    @property
    def printed(self) -> bool:
        """Whether a number stands in the cell, be it 0."""
        return self.cell.quantity is not None

    @property
    def scale(self) -> Decimal:
        """Base units in one unit of the cell."""
        return self.unit.scale if self.unit else Decimal(1)

    @property
    def slack(self) -> Interval:
        """What the decimals allow, unsigned, if they may also have been cut off instead of rounded."""
        whole = self.value * self.factor
        far = whole + self.ulp if whole >= 0 else whole - self.ulp
        return Interval(min(self.own.lo, far), max(self.own.hi, far))


def addend(factor: int, cell: Cell, unit: Unit | None, stated: bool = False) -> Addend:
    """The addend that a cell gives; `unit` is the table's, for cells without one of their own.

    Counts are exact, and so is a bare 0 that the narrative has stated.
    """
    quantity = cell.quantity
    if quantity is None:
        return Addend(factor, cell, unit, Decimal(0), ZERO, Decimal(0))
    unit = quantity.unit or unit
    scale = unit.scale if unit else Decimal(1)
    value = quantity.value * scale
    count = unit is not None and unit.dimension == "count"
    exact = count or (stated and not quantity.value and not quantity.places)
    own = Interval(value, value) if exact else quantity.interval.scaled(scale)
    return Addend(factor, cell, unit, value * factor, own, Decimal(0) if exact else quantity.ulp * scale)


class Instance(msgspec.Struct, frozen=True):
    """One relation at one place: the two sums, what they came to, or why they could not be compared.

    item: the account, column and measure that variables stand for, in words. result: “open” before it is judged,
    “gap” where `why` says what is missing, “last_place” where only cut decimals or a stray last digit explain it.
    """

    entry: RelationEntry
    formula: Formula
    result: Result
    item: str = ""
    left: tuple[Addend, ...] = ()
    right: tuple[Addend, ...] = ()
    offset: Decimal = Decimal(0)
    why: str = ""

    @property
    def gap(self) -> Decimal:
        """How far the two sides are apart as printed, in base units; below 0 where the right side is larger."""
        left = sum((addend.value for addend in self.left), Decimal(0))
        return left - sum((addend.value for addend in self.right), self.offset)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells of both sides."""
        return tuple(addend.cell for addend in (*self.left, *self.right))


class Parts(msgspec.Struct, frozen=True):
    """What a total is made of by one relation; vertical: the parts stand in other rows."""

    relation: str
    vertical: bool
    cells: tuple[Addend, ...]
