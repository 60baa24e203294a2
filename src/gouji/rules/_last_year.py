"""What a report says of the year before, beside what last year's report says."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from gouji.check.compare import possible
from gouji.check.others import CompanionsFile, companions
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Cell, Claim, Evidence, Interval, Quantity, Span
from gouji.rules._changes import change_of, signed, subject_of
from gouji.rules._figures import alike, figure, known, mark
from gouji.rules._nuances import has_any, nuances
from gouji.rules._twins import claim_twin, linked_cells, proofs, twin, value_of

_FLAT = Interval(Decimal(0), Decimal(0))


class Quoted(msgspec.Struct, frozen=True):
    """One figure of the year before: what this report says or implies, and what last year's says, in base units.

    way: how this report says it: “change” (this year's less the change), “stated”, “rate” or “column”; a rate is in its
    own unit on both sides. given: the figure as written for “stated” and “column”, the change or rate otherwise.
    about_equal: only roughly the same is said.
    """

    way: str
    span: Span
    section: int | None
    name: str
    given: Quantity | None
    ours: Interval
    theirs: Interval
    scale: Decimal
    label: str
    places: int
    evidence: tuple[Evidence, ...]
    suspects: tuple[str, ...]
    about_equal: bool = False

    def ties(self, view: View) -> bool:
        """Whether both can be the same figure."""
        relation = "about_equal" if self.about_equal else "equal"
        return possible(relation, self.ours, self.theirs, view.thresholds.about_equal)  # type: ignore[arg-type]


def quoted(view: View, previous: View) -> Iterator[Quoted]:
    """Every figure of the year before that both reports tell."""
    reader = _Reader(view, previous)
    for claim in view.analysis.claims:
        found = reader.claim(claim)
        if found is not None:
            yield found
    yield from reader.columns()


class _Reader:
    def __init__(self, view: View, previous: View) -> None:
        self._view = view
        self._previous = previous
        self._words: CompanionsFile = companions(view.analysis.profile)

    def claim(self, claim: Claim) -> Quoted | None:
        """The figure of the year before that a claim tells."""
        view = self._view
        if claim.kind == "amount" and known(claim) and view.analysis.year is not None:
            return self._stated(claim) if claim.concept.period == view.analysis.year - 1 else None
        if claim.kind not in ("change", "rate") or not self._against_last_year(claim):
            return None
        about = subject_of(view, claim)
        if about is None or about.quantity is None or about.kind != "amount" or not self._ordinary(about):
            return None
        theirs, evidence = self._there(about)
        if theirs is None:
            return None
        return (
            self._rate(claim, about, theirs, evidence)
            if claim.kind == "rate"
            else self._change(claim, about, theirs, evidence)
        )

    def _against_last_year(self, claim: Claim) -> bool:
        year = self._view.analysis.year
        base = claim.base
        last = any(word in base for word in self._words.last_year) or (year is not None and str(year - 1) in base)
        return last and not any(word in base for word in self._words.elsewhere)

    def _ordinary(self, about: Claim) -> bool:
        """Whether the amount is what reports of this kind mean when they say nothing."""
        measures = {about.concept.measure, *(self._view.column_of(cell).measure for cell in self._view.linked(about))}
        return measures <= {"", self._words.main} and about.concept.period is None

    def _there(self, about: Claim) -> tuple[Interval | None, tuple[Evidence, ...]]:
        """What last year's report has for the same item."""
        view, previous = self._view, self._previous
        cells = linked_cells(about, view)
        if cells:
            twins = [self._twin(cell, (self._words.main, "")) for cell in cells]
            found = [one for one in twins if one is not None]
            if len(found) == len(cells):
                return value_of(found, previous), tuple(proofs(found, previous))
            return None, ()
        link = view.links.get(about.index)
        claim = None if link and not link.definition else claim_twin(about, view, previous)
        if claim is None or claim.quantity is None or claim.quantity.unit is None:
            return None, ()
        return figure(claim.quantity), (previous.from_claim(claim),)

    def _twin(self, cell: Cell, measures: tuple[str, ...]) -> Cell | None:
        form = self._view.table_of(cell).form
        return twin(cell, self._view, self._previous, (form,), measures) if form else None

    def _change(self, claim: Claim, about: Claim, theirs: Interval, evidence: tuple[Evidence, ...]) -> Quoted | None:
        view, quantity = self._view, about.quantity
        step = _FLAT if claim.direction == "flat" else signed(claim)
        if quantity is None or quantity.unit is None or step is None:
            return None
        if claim.quantity is not None and not alike(claim.quantity, quantity):
            return None
        words = squeeze(view.quote(claim.span))
        about_equal = claim.direction == "flat" and has_any(words, nuances(view.analysis.profile).nearly)
        against = view.claim(claim.against) if claim.against is not None else None
        proof = (view.from_claim(about), *evidence)
        if against is not None and known(against) and against.quantity is not None:
            ours = figure(against.quantity)
        else:
            ours = figure(quantity) - step
        places = max(q.places for q in (quantity, claim.quantity) if q is not None)
        return self._make("change", claim, about, claim.quantity, ours, theirs, places, proof, about_equal)

    def _stated(self, claim: Claim) -> Quoted | None:
        quantity = claim.quantity
        if quantity is None or quantity.unit is None or claim.concept.measure not in ("", self._words.main):
            return None
        found = claim_twin(claim, self._view, self._previous)
        if found is None or found.quantity is None or found.quantity.unit is None:
            return None
        proof = (self._previous.from_claim(found),)
        theirs = figure(found.quantity)
        return self._make("stated", claim, claim, quantity, figure(quantity), theirs, quantity.places, proof)

    def _rate(self, claim: Claim, about: Claim, theirs: Interval, evidence: tuple[Evidence, ...]) -> Quoted | None:
        if claim.direction not in ("increase", "decrease") or claim.quantity is None or about.quantity is None:
            return None
        if change_of(self._view, claim) is not None or about.quantity.unit is None or theirs.lo <= 0:
            return None
        scale = claim.quantity.unit.scale if claim.quantity.unit else Decimal(1)
        grown = (figure(about.quantity) / theirs - Interval(Decimal(1), Decimal(1))).scaled(1 / scale)
        stated = claim.quantity.interval if claim.direction == "increase" else -claim.quantity.interval
        proof = (self._view.from_claim(about), *evidence)
        return self._make("rate", claim, about, claim.quantity, stated, grown, claim.quantity.places, proof)

    def _make(
        self,
        way: str,
        claim: Claim,
        about: Claim,
        given: Quantity | None,
        ours: Interval,
        theirs: Interval,
        places: int,
        evidence: tuple[Evidence, ...],
        about_equal: bool = False,
    ) -> Quoted:
        unit = given.unit if way == "rate" and given else about.quantity.unit if about.quantity else None
        return Quoted(
            way=way,
            span=claim.span,
            section=claim.section,
            name=about.concept.path[-1] if about.concept.path else about.concept.subject,
            given=given,
            ours=ours,
            theirs=theirs,
            scale=unit.scale if unit and way != "rate" else Decimal(1),
            label=unit.label if unit else "",
            places=places,
            evidence=evidence,
            suspects=(mark(claim),),
            about_equal=about_equal,
        )

    def columns(self) -> Iterator[Quoted]:
        """The figures in columns that repeat the year before."""
        view = self._view
        then = {entry.measure: entry.then for entry in self._words.column}
        for table in view.analysis.tables:
            wanted = {column.index for column in table.columns if column.measure in then}
            for cell in table.cells if wanted and table.form else ():
                quantity = view.value(cell)
                if cell.column not in wanted or cell.quantity is None or quantity is None or quantity.unit is None:
                    continue
                found = self._twin(cell, (then[table.columns[cell.column].measure],))
                theirs = value_of([found], self._previous) if found else None
                if found is None or theirs is None:
                    continue
                yield Quoted(
                    way="column",
                    span=cell.span,
                    section=None,
                    name=table.rows[cell.row].label,
                    given=quantity,
                    ours=figure(quantity),
                    theirs=theirs,
                    scale=quantity.unit.scale,
                    label=quantity.unit.label,
                    places=quantity.places,
                    evidence=(view.from_cell(cell), *proofs([found], self._previous)),
                    suspects=(cell.id,),
                )
