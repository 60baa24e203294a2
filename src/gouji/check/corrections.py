"""From findings to the fewest corrections: the contradictions in numbers, what holds beside them, the solution."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import cast

from gouji.check.compare import with_places
from gouji.check.equation import Equation, Equational, Term
from gouji.check.select import RANK
from gouji.check.solve import Goal, Knot, Solution, knots
from gouji.check.view import View
from gouji.model import Claim, Correction, Finding, Quantity

_EXACT = 9
"""Decimals of a blank, which is an exact 0."""
_WORDS = 40
"""Characters of a clause that name a value."""

Touched = Mapping[tuple[object, ...], tuple[str, ...]]


def key_of(finding: Finding) -> tuple[object, ...]:
    """What tells a finding from others before it has an id."""
    return finding.rule, finding.span, finding.variant, finding.suspects, finding.stated, finding.expected


def solutions(findings: Sequence[Finding], touched: Touched, rules: Iterable[object], view: View) -> list[Solution]:
    """The smallest set of corrections for each knot of contradictions; a knot beyond the bound has none."""
    system = _System(findings, touched, rules, view)
    found: list[Solution] = []
    for group in knots(system.goals):
        if len(group) == 1:
            found += system.single(group[0])
            continue
        solved = Knot(group, system.held(group)).solve()
        if solved is not None:
            found.append(solved)
    return found


class _System:
    """The contradictions among findings, and the equations that hold, by the values in them."""

    def __init__(self, findings: Sequence[Finding], touched: Touched, rules: Iterable[object], view: View) -> None:
        self._view = view
        self._rules = rules
        self._sound: dict[int, bool] = {}
        self.goals = [goal for finding in findings for goal in self._goal(finding, touched.get(key_of(finding), ()))]

    def _goal(self, finding: Finding, touched: tuple[str, ...]) -> Iterator[Goal]:
        if not finding.suspects or RANK[finding.severity] < RANK["warning"]:
            return
        equation = self._link(touched) if touched == finding.suspects else None
        if equation is None and finding.suspects[0].startswith("t"):
            same = self._by_touched.get((finding.rule, touched), ())
            equation = next((one for one in same if not self._holds(one)), None)
        if equation is not None:
            yield Goal(finding, equation)
            return
        due = self._due(finding)
        if due is not None and finding.severity == "error":
            yield Goal(finding, None, *due)

    def _due(self, finding: Finding) -> tuple[Decimal, Decimal] | None:
        """What the first suspect must be by the finding, in base units, and its last place; None if it does not say."""
        quantity = _quantity(finding.suspects[0], self._view)
        if quantity is None or finding.expected is None or finding.stated is None:
            return None
        try:
            expected, stated = Decimal(finding.expected), Decimal(finding.stated)
        except InvalidOperation:
            return None
        if (
            stated != quantity.value
            or expected == stated
            or (quantity.unit.label if quantity.unit else None) != finding.unit
        ):
            return None
        scale = quantity.unit.scale if quantity.unit else Decimal(1)
        return expected * scale, quantity.ulp * scale

    def single(self, goal: Goal) -> Iterator[Solution]:
        """The correction of a contradiction that stands alone: of its first suspect."""
        value, due = goal.finding.suspects[0], goal.due
        if goal.equation is not None:
            term = next((term for term in goal.equation.terms if term.id == value), None)
            due = term.value - goal.equation.gap({}) / term.factor if term else None
        if due is not None:
            # A claim that stands against a table is the suspect; in a sum any of the suspects may be wrong.
            rivals = 0 if value.startswith("c") else len(goal.finding.suspects) - 1
            yield Solution({value: due}, {value: (goal,)}, rivals)

    def held(self, goals: Sequence[Goal]) -> dict[str, list[Equation]]:
        """The equations that hold, by each value that is in one of the goals."""
        broken = {id(goal.equation) for goal in goals}
        found: dict[str, list[Equation]] = {value: [] for goal in goals for value in goal.values}
        for value, held in found.items():
            held += (one for one in self._by_value.get(value, ()) if id(one) not in broken and self._holds(one))
            links = (self._link(touched) for touched in self._links.get(value, ()))
            held += (made for made in links if made is not None and made.holds({}))
        return found

    def _holds(self, one: Equation) -> bool:
        """Whether an equation of a rule holds as things stand."""
        if id(one) not in self._sound:
            self._sound[id(one)] = one.holds({})
        return self._sound[id(one)]

    @cached_property
    def _all(self) -> list[Equation]:
        """The equations of all rules."""
        able = (rule for rule in self._rules if hasattr(rule, "equations"))
        return [one for rule in able for one in cast(Equational, rule).equations(self._view)]

    @cached_property
    def _by_touched(self) -> dict[tuple[str, tuple[str, ...]], list[Equation]]:
        """The equations of all rules, by rule and what was touched."""
        found: dict[tuple[str, tuple[str, ...]], list[Equation]] = {}
        for one in self._all:
            found.setdefault((one.rule, one.touched), []).append(one)
        return found

    @cached_property
    def _by_value(self) -> dict[str, list[Equation]]:
        """The equations of all rules, by each value in them."""
        found: dict[str, list[Equation]] = {}
        for one in self._all:
            for term in one.terms:
                found.setdefault(term.id, []).append(one)
        return found

    @cached_property
    def _links(self) -> dict[str, list[tuple[str, ...]]]:
        """Each linked claim with its cells, by claim and by cell."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for link in self._view.analysis.links:
            touched = (f"c{link.claim}", *link.cells)
            for value in touched:
                found.setdefault(value, []).append(touched)
        return found

    def _link(self, touched: tuple[str, ...]) -> Equation | None:
        """A claim and the cells that it restates, as an equation."""
        view = self._view
        claim = _claim(touched[0], view) if touched else None
        link = view.links.get(claim.index) if claim is not None else None
        if claim is None or link is None or link.cells != touched[1:] or link.definition or link.near:
            return None
        quantity = claim.quantity
        cells = [view.value(view.cells[one]) for one in link.cells]
        if quantity is None or any(cell is None for cell in cells):
            return None
        values = [cell for cell in cells if cell is not None]
        alike = len(values) == 1 and _alike(quantity, values[0])
        terms = [_term(touched[0], 1, quantity)]
        terms += [_term(one, -1, value) for one, value in zip(link.cells, values, strict=True)]
        return Equation("", touched, tuple(terms), exact=alike)


def corrections(solved: Iterable[Solution], roots: Mapping[str, str], view: View) -> tuple[Correction, ...]:
    """The corrected values in words, in the order of their findings; `roots` gives the root of a finding that has one."""
    found: list[tuple[int, Correction]] = []
    for solution in solved:
        for value, due in solution.values.items():
            goals = solution.cleared[value]
            quantity = _quantity(value, view)
            # A change has its sign in words, not in its number.
            if not goals or quantity is None or (due < 0 <= quantity.value and value.startswith("c")):
                continue
            head = roots.get(goals[0].finding.id, goals[0].finding.id)
            scale = quantity.unit.scale if quantity.unit else Decimal(1)
            shown = f"{with_places(due / scale, quantity.places if quantity.places < _EXACT else 0):f}"
            label = quantity.unit.label if quantity.unit else None
            place = min(goal.finding.span.start for goal in goals)
            made = Correction(
                head, _words(value, view), f"{quantity.value:f}", shown, label, len(goals), solution.rivals
            )
            found.append((place, made))
    return tuple(made for _, made in sorted(found, key=lambda pair: (pair[0], pair[1].what)))


def _quantity(value: str, view: View) -> Quantity | None:
    claim = _claim(value, view)
    if claim is not None:
        return claim.quantity
    cell = view.cells.get(value)
    return view.value(cell) if cell else None


def _claim(value: str, view: View) -> Claim | None:
    """The claim with the id, if there is one: rules of plugins may suspect anything."""
    number = value.removeprefix("c")
    index = int(number) if number.isdecimal() and number != value else -1
    return view.claim(index) if 0 <= index < len(view.analysis.claims) else None


def _words(value: str, view: View) -> str:
    """A value in words: the cell's place, or the clause."""
    claim = _claim(value, view)
    if claim is not None:
        words = view.quote(claim.span).strip("，、；：。 ")
        return f"“{words[:_WORDS]}{'…' if len(words) > _WORDS else ''}”"
    cell = view.cells[value]
    row, column = view.table_of(cell).printed(cell)
    return f"《{view.table_of(cell).title}》{row} · {column}"


def _alike(a: Quantity, b: Quantity) -> bool:
    scales = [quantity.unit.scale if quantity.unit else Decimal(1) for quantity in (a, b)]
    return scales[0] == scales[1] and a.places == b.places


def _term(value: str, factor: int, quantity: Quantity) -> Term:
    scale = quantity.unit.scale if quantity.unit else Decimal(1)
    base = quantity.base
    return Term(value, factor, quantity.value * scale, base.lo, base.hi, quantity.ulp * scale)
