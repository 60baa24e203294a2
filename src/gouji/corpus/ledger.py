"""The books of an invented department: every figure of every table, in 分, so that all of them tie exactly.

A ledger holds primitive columns by account; totals of classes and groups, and columns that are sums of others, are
computed. Sources: general (一般公共预算), fund (政府性基金), capital (国有资本经营), own (what is no fiscal appropriation).
"""

from collections.abc import Iterable
from functools import cache, cached_property

FISCAL = ("general", "fund", "capital")
INCOMES = ("superior", "business", "operating", "affiliate", "other")
PLANS = ("budget", "adjusted")
NATURES = ("basic", "project", "reserve", "upward", "operating", "subsidy")

_SUMS: dict[str, tuple[str, ...]] = {
    **{kind: tuple(f"{kind}.{nature}" for nature in ("basic", "project", "reserve")) for kind in FISCAL},
    **{f"fiscal.{part}": tuple(f"{kind}.{part}" for kind in FISCAL) for part in ("income", "in", "out")},
    "fiscal": FISCAL,
    "fiscal.basic": tuple(f"{kind}.basic" for kind in FISCAL),
    "fiscal.project": tuple(f"{kind}.project" for kind in FISCAL),
    "fiscal.reserve": tuple(f"{kind}.reserve" for kind in FISCAL),
    **{f"spent.{nature}": (*(f"{kind}.{nature}" for kind in FISCAL), f"own.{nature}") for nature in NATURES},
    "spent": tuple(f"spent.{nature}" for nature in NATURES),
    "own.income": tuple(f"income.{source}" for source in INCOMES),
    "income": ("fiscal.income", "own.income"),
    "in": ("fiscal.in", "own.in"),
    "out": ("fiscal.out", "own.out"),
    "total.income": ("income", "own.surplus", "in"),
    "total.spent": ("spent", "own.distributed", "out"),
    **{f"{kind}.total.income": (f"{kind}.income", f"{kind}.in") for kind in (*FISCAL, "fiscal")},
    **{f"{kind}.total.spent": (kind, f"{kind}.out") for kind in (*FISCAL, "fiscal")},
    "economic": ("personnel", "public"),
    "own.spent": tuple(f"own.{nature}" for nature in NATURES),
    **{f"spent.{plan}": (*(f"{kind}.{plan}" for kind in FISCAL), "own.spent") for plan in PLANS},
    **{f"income.{plan}": (*(f"{kind}.income.{plan}" for kind in FISCAL), "own.income") for plan in PLANS},
    **{f"out.{plan}": (*(f"{kind}.out.{plan}" for kind in FISCAL), "own.out") for plan in PLANS},
    **{f"total.income.{plan}": (f"income.{plan}", "own.surplus", "in") for plan in PLANS},
    **{f"total.spent.{plan}": (f"spent.{plan}", "own.distributed", f"out.{plan}") for plan in PLANS},
    "official.all": ("official", "assembly"),
    "spent.personnel": ("personnel", "own.basic"),
    "spent.public": ("public",),
}


@cache
def primitives(column: str) -> frozenset[str]:
    """The columns that are booked, of which `column` is the sum."""
    if column not in _SUMS:
        return frozenset({column})
    return frozenset().union(*(primitives(part) for part in _SUMS[column]))


class Ledger:
    """Primitive figures by column and account code, in 分."""

    def __init__(self) -> None:
        self._leaves: dict[str, dict[str, int]] = {}

    def add(self, column: str, row: str, value: int) -> None:
        """Book `value` 分 on top of what stands in the primitive `column` of account `row`."""
        if value:
            leaves = self._leaves.setdefault(column, {})
            leaves[row] = leaves.get(row, 0) + value

    def put(self, column: str, row: str, value: int) -> None:
        """Book `value` 分 instead of what stands there."""
        self._leaves.setdefault(column, {})[row] = value

    def join(self, other: "Ledger") -> None:
        """Book all that another ledger holds on top of this one."""
        for column, leaves in other._leaves.items():
            for row, value in leaves.items():
                self.add(column, row, value)

    def get(self, column: str, row: str = "") -> int:
        """The figure of `column` for an account and all below it; for row "" of all accounts."""
        return sum(value for code, value in self._column(column).items() if code.startswith(row))

    def rows(self, *columns: str) -> list[str]:
        """The accounts with a figure other than 0 in one of the columns, in order of their codes."""
        return sorted({code for column in columns for code, value in self._column(column).items() if value})

    def with_parents(self, *columns: str) -> list[str]:
        """The same, with the classes and groups above them."""
        return sorted({code[:n] for code in self.rows(*columns) for n in (3, 5, 7) if n <= len(code)})

    def _column(self, column: str) -> dict[str, int]:
        if column not in _SUMS:
            return self._leaves.get(column, {})
        found: dict[str, int] = {}
        for part in _SUMS[column]:
            for code, value in self._column(part).items():
                found[code] = found.get(code, 0) + value
        return found


class Books:
    """The ledgers of this year and of the year before, which is empty for a new body."""

    def __init__(self, now: Ledger, last: Ledger | None) -> None:
        self.now = now
        self.last = last

    @cached_property
    def new(self) -> bool:
        """Whether the body did not exist the year before."""
        return self.last is None

    def figure(self, column: str, row: str = "") -> int:
        """A figure in 分; columns of the year before begin with “last.”, the change since then with “delta.”."""
        if column.startswith("delta."):
            return self.changed(column.removeprefix("delta."), (row,))
        if column.startswith("last."):
            return self.last.get(column[5:], row) if self.last else 0
        return self.now.get(column, row)

    def changed(self, column: str, rows: Iterable[str] = ("",)) -> int:
        """This year's sum over `rows` less last year's."""
        return sum(self.figure(column, row) - self.figure(f"last.{column}", row) for row in rows)
