"""What must hold between values, in a form that can be asked again with other values: linear, with intervals."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, Protocol

import msgspec

from gouji.check.view import View

Sign = Literal["=", "≤", "≥"]
Values = Mapping[str, Decimal]


class Term(msgspec.Struct, frozen=True, gc=False):
    """A value in a sum: “c12” or “t3.r1.c2”, in base units, unsigned; lo and hi are what it can stand for.

    ulp is one unit of its last written place; blank: nothing is printed there.
    """

    id: str
    factor: int
    value: Decimal
    lo: Decimal
    hi: Decimal
    ulp: Decimal
    blank: bool = False


class Equation(msgspec.Struct, frozen=True):
    """The sum of the terms against `offset`. exact: the values restate each other and must be equal as written.

    `rule` and `touched` are those of the outcome that judged it.
    """

    rule: str
    touched: tuple[str, ...]
    terms: tuple[Term, ...]
    sign: Sign = "="
    offset: Decimal = Decimal(0)
    exact: bool = False

    def holds(self, corrected: Values) -> bool:
        """Whether it holds with the corrected values; rounding that a correction cannot know of is let pass."""
        lo = hi = total = -self.offset
        loose = Decimal(0)
        for term in self.terms:
            value = corrected.get(term.id)
            a, b = (term.lo, term.hi) if value is None else (value - term.ulp / 2, value + term.ulp / 2)
            if value is not None:
                loose = max(loose, term.ulp)
            lo += term.factor * (a if term.factor > 0 else b)
            hi += term.factor * (b if term.factor > 0 else a)
            total += term.factor * (term.value if value is None else value)
        if self.exact:
            return total == 0
        if self.sign == "≤":
            return lo - loose <= 0
        return hi + loose >= 0 if self.sign == "≥" else lo - loose <= 0 <= hi + loose

    def gap(self, corrected: Values) -> Decimal:
        """How far the sum as written is above the offset."""
        total = -self.offset
        for term in self.terms:
            total += term.factor * corrected.get(term.id, term.value)
        return total


class Equational(Protocol):
    """A rule that can name all its equations, those that hold as well."""

    def equations(self, view: View) -> Iterable[Equation]:
        """Every equation that the rule judged."""
        ...
