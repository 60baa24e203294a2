"""Table relations as rules: one rule an entry of relations.toml, all on one evaluation of the document."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from gouji.check.compare import with_places
from gouji.check.equation import Equation
from gouji.check.figures import NOTHING
from gouji.check.magnitude import hint
from gouji.check.relation.engine import Engine
from gouji.check.relation.instance import Addend, Instance
from gouji.check.relation.lexicon import RelationEntry, RelationsFile, card_of, relations
from gouji.check.relation.linear import equations, touched
from gouji.check.relation.narrative import INDEX
from gouji.check.relation.plan import Plan
from gouji.check.relation.wording import title_of, write_out
from gouji.check.rule import LooksAt
from gouji.check.select import RANK
from gouji.check.view import View
from gouji.model import Cell, Claim, Evidence, Finding, Outcome, Severity, Span

_QUOTE = 80
"""Characters that a quote of the narrative may have."""


def relation_rules(profile: str) -> Iterator["RelationRule"]:
    """The table relations of `profile`, each a rule. Raises LexiconError where relations.toml is broken."""
    file = relations(profile)
    evaluation = Evaluation(file)
    for entry in file.relation:
        yield RelationRule(entry, file, evaluation)


class _Done(NamedTuple):
    """All instances, and by cell id the broken and the fitting equations."""

    engine: Engine
    broken: Counter[str]
    fitting: Counter[str]


class Evaluation:
    """The relations of a profile evaluated once a document, and how often each cell broke or fitted one."""

    def __init__(self, file: RelationsFile) -> None:
        self._file = file

    @cached_property
    def _plan(self) -> Plan:
        return Plan(self._file)

    def of(self, view: View) -> "_Done":
        """The engine, and by cell id the broken and the fitting equations."""
        done = view.memo.get(self)
        if not isinstance(done, _Done):
            engine = Engine(view, self._plan)
            broken: Counter[str] = Counter()
            fitting: Counter[str] = Counter()
            for instance in (one for instances in engine.instances.values() for one in instances):
                if instance.formula.sign == "=" and instance.result in ("holds", "broken"):
                    count = broken if instance.result == "broken" else fitting
                    count.update({cell.id for cell in instance.cells})
            view.memo[self] = done = _Done(engine, broken, fitting)
        return done


class RelationRule:
    """One table relation."""

    looks_at: LooksAt = "document"

    def __init__(self, entry: RelationEntry, file: RelationsFile, evaluation: Evaluation) -> None:
        self.card = card_of(entry, file)
        self.needs = entry.needs
        self._entry = entry
        self._evaluation = evaluation

    def check(self, item: Any, view: View) -> Iterable[Outcome]:
        """An outcome for every place where the relation can be asked for, or for what is missing."""
        engine, _, _ = self._evaluation.of(view)
        instances = engine.instances[self._entry.id]
        assessed = [instance for instance in instances if instance.result != "gap"]
        # A formula for another province's form is no loss where one of the others could be checked.
        gaps = [gap for gap in instances if gap.result == "gap" and (gap.item or not assessed)]
        for gap in {gap.why: gap for gap in gaps}.values():
            yield Outcome("undecided", why=gap.why)
        shown: set[frozenset[str]] = set()
        for instance in assessed:
            if instance.result == "holds":
                yield Outcome("holds", touched(instance))
            elif frozenset(touched(instance)) not in shown:
                # Of an equation and a bound on the same numbers, the first that is broken tells all.
                shown.add(frozenset(touched(instance)))
                yield Outcome("broken", touched(instance), self._finding(instance, engine, view))

    def equations(self, view: View) -> Iterator[Equation]:
        """Every equation that the relation gave."""
        engine, _, _ = self._evaluation.of(view)
        return equations(engine.instances[self._entry.id], engine)

    def _finding(self, instance: Instance, engine: Engine, view: View) -> Finding:
        suspects = self._suspects(instance, view)
        first = suspects[0]
        named = _named(instance, suspects).cell
        tables = dict.fromkeys(engine.table_of(cell) for cell in instance.cells)
        where = "、".join(dict.fromkeys(title_of(table) for table in tables))
        computation = write_out(instance, engine.table_of, view.lang)
        none = instance.formula.logical or first.cell.raw == NOTHING.raw
        shown = "" if none else f"{_bound(instance, first)}{_expected(instance, first):,f}"
        quantity = first.cell.quantity
        stated = first.cell.raw if first.cell.table == INDEX or not quantity else f"{quantity.value:f}"
        evidence = [_evidence(cell, view) for cell in _proof(instance, suspects, named)]
        unit = quantity.unit if quantity and quantity.unit else first.unit
        table = engine.table_of(named)
        return view.finding(
            self.card,
            _span_of(first.cell, engine, view),
            section=view.claim(_claim(first.cell)).section if first.cell.table == INDEX else None,
            severity=self._severity(instance),
            variant=_variant(instance),
            facts={
                "tables": where,
                "item": instance.item,
                "row": table.rows[named.row].label,
                "column": table.columns[named.column].name,
                "words": self.card.name[view.lang],
                "computation": computation,
                "stated": f"{quantity.value:,f}" if quantity else "",
                "expected": shown,
            },
            stated=stated,
            expected=shown.replace(",", "") or None,
            unit=unit.label if unit else None,
            evidence=(*evidence, Evidence(kind="computation", quote=computation)),
            suspects=tuple(dict.fromkeys(addend.cell.id for addend in suspects)),
            hint=_slip(instance, first, view.lang),
        )

    def _severity(self, instance: Instance) -> Severity:
        """A whole side left blank is a gap in the table, not provably a wrong number; a last place proves nothing."""
        blank_side = not all(any(addend.printed for addend in side) for side in (instance.left, instance.right))
        mildest: Severity = "info" if instance.result == "last_place" else "warning" if blank_side else "error"
        # A plain number on one side (… ≥ 0) is no blank.
        if instance.result == "broken" and not (instance.left and instance.right):
            mildest = "error"
        if instance.formula.text in self._entry.warns:
            mildest = min(mildest, "warning", key=RANK.__getitem__)
        return min(mildest, self.card.severity, key=RANK.__getitem__)

    def _suspects(self, instance: Instance, view: View) -> list[Addend]:
        """The cells that may be wrong: of those that break most equations the ones that fit fewest.

        A number that a plain slip of the pen explains comes first, one that would have to be negative last. A blank is
        under suspicion only where its whole side is blank, or where nothing fits it.
        """
        if instance.formula.logical:
            # Either side may be wrong; the narrative's is the one to read again.
            both = (*instance.left, *instance.right)
            return sorted(both, key=lambda addend: (addend.cell.table != INDEX, not addend.value))
        _, broken, fitting = self._evaluation.of(view)
        blank_side = not all(any(addend.printed for addend in side) for side in (instance.left, instance.right))
        able = [
            addend
            for addend in (*instance.left, *instance.right)
            if addend.printed or blank_side or (broken[addend.cell.id] > 1 and not fitting[addend.cell.id])
        ]
        best = min((-broken[addend.cell.id], fitting[addend.cell.id]) for addend in able)
        likely = [addend for addend in able if (-broken[addend.cell.id], fitting[addend.cell.id]) == best]
        return sorted(likely, key=lambda addend: (_slip(instance, addend) is None, _expected(instance, addend) < 0))


def _expected(instance: Instance, suspect: Addend) -> Decimal:
    """What the suspect cell would have to state for the two sides to be equal, in its own unit."""
    change = -instance.gap if suspect in instance.left else instance.gap
    value = (suspect.value + change) * suspect.factor / suspect.scale
    places = suspect.cell.quantity.places if suspect.cell.quantity else 0
    return with_places(value, places)


def _slip(instance: Instance, suspect: Addend, lang: str = "zh") -> str | None:
    """The slip that turned the number due in the suspect cell into the one that stands there, in words."""
    quantity = suspect.cell.quantity
    if quantity is None or instance.formula.sign != "=":
        return None
    return hint(quantity.value, _expected(instance, suspect), lang)


def _bound(instance: Instance, suspect: Addend) -> str:
    """“≤” or “≥” where the suspect cell must not exceed, or not fall below, what is expected; empty for equations."""
    if instance.formula.sign == "=":
        return ""
    same_way = (suspect in instance.left) == (suspect.factor == 1)
    return "≤" if (instance.formula.sign == "≤") == same_way else "≥"


def _variant(instance: Instance) -> str:
    if instance.result == "last_place":
        return "last_place"
    if instance.formula.logical or any(cell.table == INDEX for cell in instance.cells):
        return "figures"
    if instance.formula.sign != "=":
        return "bound"
    return "blank" if _empty_side(instance) and not instance.offset else "default"


def _empty_side(instance: Instance) -> tuple[Addend, ...]:
    """The side that holds no number other than 0, where the other one does; nothing where both do."""
    empty = [side for side in (instance.left, instance.right) if not any(addend.value for addend in side)]
    return empty[0] if empty else ()


def _named(instance: Instance, suspects: list[Addend]) -> Addend:
    """The number that the message speaks of: the one that is not there, else the first suspect."""
    empty = _empty_side(instance) if _variant(instance) == "blank" else ()
    return next((one for one in (*suspects, *empty) if one in empty), suspects[0])


def _proof(instance: Instance, suspects: list[Addend], named: Cell) -> list[Cell]:
    """The cells to show: the first suspect, then all that hold a number other than 0 or are spoken of, in order."""
    shown = [named, *(suspect.cell for suspect in suspects)]
    cells = [suspects[0].cell, *(a.cell for a in (*instance.left, *instance.right) if a.value or a.cell in shown)]
    return list({cell.id: cell for cell in cells}.values())


def _claim(cell: Cell) -> int:
    """The index of the claim that a cell of the narrative stands for."""
    return int(cell.id.removeprefix("c"))


def _evidence(cell: Cell, view: View) -> Evidence:
    return view.from_claim(view.claim(_claim(cell))) if cell.table == INDEX else view.from_cell(cell)


def _span_of(cell: Cell, engine: Engine, view: View) -> Span:
    """The characters to mark: the cell's, or its row's where the cell is blank; the clauses that lead to a figure."""
    if cell.table == INDEX:
        return _clauses(view.claim(_claim(cell)), view)
    row = engine.table_of(cell).rows[cell.row].span
    return cell.span if len(cell.span) or row is None else row


def _clauses(claim: Claim, view: View) -> Span:
    """The figure with the clauses that say what it is, from the last ； or the sentence's start where that is short."""
    sentence = view.sentence(claim).span
    text = view.analysis.document.text
    semicolon = max(text.rfind(mark, sentence.start, claim.span.start) for mark in "；;")
    start = max(semicolon + 1, sentence.start)
    return Span(start, claim.span.end) if claim.span.end - start <= _QUOTE else claim.span
