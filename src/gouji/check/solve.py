"""The fewest values whose correction makes all numbers tie: an exact search with a bound.

Every broken equation must come to hold by correcting values, and none that held may break. At each step the search
takes a contradiction that is left and tries each value in it that could be wrong, corrected to what the equation asks
for; the smallest set wins, among equals the one that plain slips of the pen explain best.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec

from gouji.check.equation import Equation, Values
from gouji.check.magnitude import hint
from gouji.model import Finding

_WORK = 12_000
"""Terms that the search for one knot may add up."""
_DEEPEST = 4
"""Corrections that one knot of contradictions may need."""
_WIDEST = 24
"""Contradictions that one knot may have."""


class Goal(msgspec.Struct, frozen=True):
    """A contradiction: by an equation, or (equation None) by a finding that only says what its first suspect must be.

    due: that value in base units, with the ulp of what is written.
    """

    finding: Finding
    equation: Equation | None = None
    due: Decimal | None = None
    ulp: Decimal = Decimal(0)

    @property
    def values(self) -> tuple[str, ...]:
        """The ids of all values that it is about."""
        return tuple(term.id for term in self.equation.terms) if self.equation else self.finding.suspects

    def met(self, corrected: Values) -> bool:
        """Whether it is gone with the corrected values."""
        if self.equation is not None:
            return self.equation.holds(corrected)
        first, *others = self.finding.suspects
        if first in corrected:
            return self.due is not None and abs(corrected[first] - self.due) <= self.ulp
        return any(value in corrected for value in others)


class Solution(msgspec.Struct, frozen=True):
    """Corrected values by id, in base units, and the goals that each of them clears; `rivals`: sets that do as well."""

    values: dict[str, Decimal]
    cleared: dict[str, tuple[Goal, ...]]
    rivals: int = 0


class Knot:
    """Contradictions that hang together, with the equations that hold now and share values with them."""

    def __init__(self, goals: Sequence[Goal], held: Mapping[str, Sequence[Equation]]) -> None:
        self.goals = goals
        self._held = held
        self._work = 0
        self._written: dict[str, Decimal] = {}
        self._ulp: dict[str, Decimal] = {}
        self._usual: Mapping[str, Sequence[Decimal]] = {}
        for goal in goals:
            for term in goal.equation.terms if goal.equation else ():
                self._written[term.id] = term.value
                self._ulp[term.id] = term.ulp
        usual: dict[str, list[Decimal]] = {}
        for goal in goals:
            for value, due in self._options(goal, {}):
                usual.setdefault(value, []).append(due)
        # Only now: what other contradictions ask of a value is no further choice of their own.
        self._usual = usual

    def solve(self) -> Solution | None:
        """The best of the smallest sets of corrections; None where the bound was met first."""
        if len(self.goals) > _WIDEST:
            return None
        for depth in range(1, min(_DEEPEST, len(self.goals)) + 1):
            found = {tuple(sorted(values.items())): values for values in self._search({}, depth)}
            if self._work > _WORK:
                return None
            if found:
                return self._cleared(min(found.values(), key=self._cost), len(found) - 1)
        return None

    def _search(self, corrected: dict[str, Decimal], depth: int) -> Iterator[dict[str, Decimal]]:
        open_goals = [goal for goal in self.goals if not self._met(goal, corrected)]
        if not open_goals and not self._broken(corrected):
            yield corrected
        if not open_goals or not depth or self._work > _WORK:
            return
        narrow = min(open_goals, key=lambda goal: len(goal.values))
        able = set(narrow.values)
        if depth == 1:
            # One value must be in all that is left.
            able.intersection_update(*(goal.values for goal in open_goals))
        tried: set[tuple[str, Decimal]] = set()
        for value, due in self._options(narrow, corrected) if able else ():
            if value in able and value not in corrected and (value, due) not in tried:
                tried.add((value, due))
                yield from self._search({**corrected, value: due}, depth - 1)

    def _met(self, goal: Goal, corrected: Values) -> bool:
        if not corrected:
            return False
        self._work += len(goal.values)
        return goal.met(corrected)

    def _options(self, goal: Goal, corrected: Values) -> Iterator[tuple[str, Decimal]]:
        """The values in a contradiction that may be wrong, each with what would be right."""
        if goal.equation is None:
            if goal.due is not None:
                yield goal.finding.suspects[0], goal.due
            for value in goal.finding.suspects[1:]:
                for due in self._usual.get(value, ()):
                    yield value, due
            return
        gap = goal.equation.gap(corrected)
        for term in goal.equation.terms:
            if not term.blank or term.id in goal.finding.suspects:
                yield term.id, corrected.get(term.id, term.value) - gap / term.factor

    def _broken(self, corrected: Values) -> bool:
        """Whether something that held no longer does."""
        for value in corrected:
            for one in self._held.get(value, ()):
                self._work += len(one.terms)
                if not one.holds(corrected):
                    return True
        return False

    def _cost(self, corrected: dict[str, Decimal]) -> tuple[int, int, int, tuple[str, ...]]:
        """Sort key: the lowest is the likeliest to be what happened."""
        strange = sum(not self._slip(value, due) for value, due in corrected.items())
        below = sum(due < 0 <= self._written.get(value, Decimal(0)) for value, due in corrected.items())
        ranks = sum(-1 if goal.finding.suspects[:1] == (value,) else 0 for goal in self.goals for value in corrected)
        return below, ranks + strange, strange, tuple(sorted(corrected))

    def _slip(self, value: str, due: Decimal) -> bool:
        written, ulp = self._written.get(value), self._ulp.get(value)
        return written is not None and bool(ulp) and hint(written, due) is not None

    def _cleared(self, values: dict[str, Decimal], rivals: int) -> Solution:
        """Each goal under the correction that clears it alone, else under the first one that has a part in it."""
        cleared: dict[str, list[Goal]] = {value: [] for value in values}
        for goal in self.goals:
            alone = [value for value, due in values.items() if goal.met({value: due}) and value in goal.values]
            part = [value for value in values if value in goal.values]
            cleared[(alone or part or list(values))[0]].append(goal)
        return Solution(values, {value: tuple(goals) for value, goals in cleared.items()}, rivals)


def knots(goals: Sequence[Goal]) -> list[list[Goal]]:
    """The contradictions parted into sets that have no value in common."""
    sets: list[tuple[set[str], list[Goal]]] = []
    for goal in goals:
        values, members = set(goal.values), [goal]
        apart = []
        for others, group in sets:
            if values & others:
                values |= others
                members = [*group, *members]
            else:
                apart.append((others, group))
        sets = [*apart, (values, members)]
    return [members for _, members in sets]
