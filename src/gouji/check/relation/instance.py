"""One relation at one place: its cells, what their decimals allow, and the result."""

from decimal import Decimal
from typing import Literal

import msgspec

from gouji.check.relation.formula import Formula
from gouji.check.relation.lexicon import RelationEntry
from gouji.model import Cell, Interval, Unit

NOUGHT, _ONE = Decimal(0), Decimal(1)
ZERO = Interval(NOUGHT, NOUGHT)

Result = Literal["open", "holds", "last_place", "broken", "gap"]


class Addend(msgspec.Struct, frozen=True):
    """A cell with its sign in a side's sum; amounts are in base units (元), those of blanks and dashes an exact 0.

    value is signed; own is what the written decimals allow, unsigned; ulp one unit of the last written place.
    printed: whether a number stands in the cell, be it 0.
    """

    factor: int
    cell: Cell
    unit: Unit | None
    value: Decimal
    own: Interval
    ulp: Decimal
    printed: bool = True

    @property
    def scale(self) -> Decimal:
        """Base units in one unit of the cell."""
        return self.unit.scale if self.unit else _ONE

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
        return Addend(factor, cell, unit, NOUGHT, ZERO, NOUGHT, printed=False)
    unit = quantity.unit or unit
    scale = unit.scale if unit else _ONE
    value = quantity.value * scale
    count = unit is not None and unit.dimension == "count"
    if count or (stated and not quantity.value and not quantity.places):
        return Addend(factor, cell, unit, value * factor, Interval(value, value), NOUGHT)
    ulp = quantity.ulp * scale
    half = ulp / 2
    return Addend(factor, cell, unit, value * factor, Interval(value - half, value + half), ulp)


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
        left = sum((addend.value for addend in self.left), NOUGHT)
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
