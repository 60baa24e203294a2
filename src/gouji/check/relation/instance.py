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
    """A cell with its sign in a side's sum; `value` is None where the cell holds text instead of a number."""

    factor: int
    cell: Cell
    unit: Unit | None

    @property
    def printed(self) -> bool:
        """Whether a number stands in the cell, be it 0."""
        return self.cell.quantity is not None

    @property
    def value(self) -> Decimal:
        """The signed value in base units; blank and dash are 0."""
        quantity = self.cell.quantity
        if quantity is None:
            return Decimal(0)
        return quantity.value * self.scale * self.factor

    @property
    def scale(self) -> Decimal:
        """Base units in one unit of the cell."""
        return self.unit.scale if self.unit else Decimal(1)

    @property
    def ulp(self) -> Decimal:
        """One unit of the last written place, in base units; 0 for a blank."""
        return self.cell.quantity.ulp * self.scale if self.cell.quantity else Decimal(0)

    @property
    def own(self) -> Interval:
        """What the written decimals allow, unsigned, in base units."""
        quantity = self.cell.quantity
        return quantity.interval.scaled(self.scale) if quantity else ZERO

    @property
    def slack(self) -> Interval:
        """The same if the decimals may also have been cut off instead of rounded."""
        quantity = self.cell.quantity
        if quantity is None:
            return ZERO
        whole = quantity.ulp if quantity.value >= 0 else -quantity.ulp
        far = (quantity.value + whole) * self.scale
        return Interval(min(self.own.lo, far), max(self.own.hi, far))


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
