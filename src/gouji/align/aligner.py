"""The cells that a claim may restate, scored by what it means; the value only breaks ties."""

from decimal import Decimal

import msgspec

from gouji.align.index import TableIndex, ancestry, index_tables, why
from gouji.align.target import by_definition, parse
from gouji.language.bodies import bodies
from gouji.language.subjects import SubjectEntry, Subjects
from gouji.model import Analysis, Cell, Claim, Link, Loose, Span


class Candidate(msgspec.Struct, frozen=True):
    """Cells that a claim may restate, how well they fit, and in which words that is said."""

    cells: tuple[Cell, ...]
    score: float
    why: str
    row: str = ""
    definition: bool = False


class Aligner:
    """Places claims of one analysis."""

    def __init__(self, analysis: Analysis, known: Subjects) -> None:
        self.analysis = analysis
        self.known = known
        self.tables = index_tables(analysis.tables, known.main, analysis.profile)
        self.placed: dict[int, tuple[str, ...]] = {}
        self.bodies = bodies(analysis.profile)
        self.foreign: dict[int, bool] = {}
        self.causes: dict[int, list[Span]] = {}
        for reason in analysis.reasons:
            self.causes.setdefault(reason.sentence, []).append(reason.span)

    def place(self, claim: Claim) -> Link | Loose:
        """The link of one claim, or why it has none."""
        if claim.number and any(cause.covers(claim.number) for cause in self.causes.get(claim.sentence, ())):
            return Loose(claim.index, "in_reason")
        if claim.kind == "count" or claim.quantity is None:
            return Loose(claim.index, "count")
        if self._other_body(claim.section):
            return Loose(claim.index, "other_body")
        kind = self.kind(claim)
        entry = self.known.named(claim.concept.subject, kind)
        # A section without forms of its own takes the parts of a total from the table that the total stands in.
        forms = self.known.forms(kind) or self.placed.get(claim.whole if claim.whole is not None else -1, ())
        candidates = self._candidates(claim, entry, forms)
        if not candidates:
            return Loose(claim.index, self._missing(claim, entry, forms))
        return self._choose(claim, candidates)

    def kind(self, claim: Claim) -> str | None:
        """The kind of the section that a claim stands in."""
        return self.analysis.sections[claim.section].kind if claim.section is not None else None

    def _other_body(self, section: int | None) -> bool:
        """Whether a section stands under the title of another body than the reporting one (an annex of its own)."""
        if section is None or self.analysis.unit_name is None:
            return False
        if section not in self.foreign:
            node = self.analysis.sections[section]
            named = self.bodies.titled(node.title) if node.kind == "annex" else None
            self.foreign[section] = (
                not self.bodies.same(named, self.analysis.unit_name) if named else self._other_body(node.parent)
            )
        return self.foreign[section]

    def measure(self, claim: Claim) -> str | None:
        """The measure to look for; None for a period that no table can have."""
        period, year = claim.concept.period, self.analysis.year
        if period is None:
            return claim.concept.measure
        last = year is not None and period == year - 1
        return f"上年{claim.concept.measure or self.known.default}" if last else None

    def _candidates(self, claim: Claim, entry: SubjectEntry | None, forms: tuple[str, ...]) -> list[Candidate]:
        measure = self.measure(claim)
        if measure is None:
            return []
        if entry is not None and entry.cells:
            return self._addressed(entry, measure)
        for form in forms:
            found: list[Candidate] = []
            for index in self.tables.get(form, ()):
                by = self._by_account if claim.concept.path else self._by_name
                found += by(claim, index, measure)
            if found:
                return found
        return []

    def _addressed(self, entry: SubjectEntry, measure: str) -> list[Candidate]:
        """The first address of the lexicon whose cells all exist; “A | B” is either of two, and the value decides."""
        for address in entry.cells:
            found: list[Candidate] = []
            for one in address.split("|"):
                found += self._at(one.strip(), measure)
            if found:
                return found
        return []

    def _at(self, address: str, measure: str) -> list[Candidate]:
        """What stands at one address, in every table of its form."""
        targets = parse(address)
        nearly = by_definition(address)
        score, why = (0.6, f"{address[1:]} · 按定义") if nearly else (1.0, address)
        found = []
        for number in range(len(self.tables.get(targets[0].form, ()))):
            cells: list[Cell] = []
            for target in targets:
                index = self.tables.get(target.form, [])[number : number + 1]
                cell = self._cell(index[0], target.row, target.column, measure) if index else None
                if cell is not None:
                    cells.append(cell)
            if len(cells) == len(targets):
                row = " + ".join(self._label(cell) for cell in cells) if len(cells) > 1 else ""
                found.append(Candidate(tuple(cells), score, why, row, nearly))
        return found

    def _label(self, cell: Cell) -> str:
        row = self.analysis.tables[cell.table].rows[cell.row]
        return f"{row.code} {row.label}" if row.code else row.label

    def _cell(self, index: TableIndex, row: str, column: str, measure: str) -> Cell | None:
        for found in index.find_rows(row):
            for col in index.columns_of(found, column, measure):
                cell = index.at(found, col)
                if cell is not None and cell.state != "text":
                    return cell
        return None

    def _by_account(self, claim: Claim, index: TableIndex, measure: str) -> list[Candidate]:
        """Rows of the account named last in the path; the names above it tell equal names apart."""
        path = claim.concept.path
        found = []
        for row in index.find_rows(path[-1]):
            above = index.ancestors(row)
            fit = ancestry(path[:-1], above)
            for column in index.columns_of(row, claim.concept.nature, measure):
                cell = index.at(row, column)
                if cell is not None and cell.state != "text":
                    exact = 1.0 if row.name == path[-1] else 0.95
                    found.append(Candidate((cell,), exact * fit, why(index.table, row, column.name)))
        return found

    def _by_name(self, claim: Claim, index: TableIndex, measure: str) -> list[Candidate]:
        """A column of that name in the total row, or a row of that name in the main column."""
        concept = claim.concept
        found = []
        for column in index.find_columns(concept.subject, measure) if concept.subject else []:
            for row in index.totals:
                cell = index.at(row, column)
                if cell is not None and cell.state != "text":
                    found.append(Candidate((cell,), 1.0, why(index.table, row, column.name)))
        if found:
            return found
        for row in index.find_rows(concept.subject):
            for column in index.columns_of(row, concept.nature, measure):
                cell = index.at(row, column)
                if cell is not None and cell.state != "text":
                    exact = 1.0 if row.name == concept.subject else 0.95
                    found.append(Candidate((cell,), exact, why(index.table, row, column.name)))
        return found

    def _choose(self, claim: Claim, candidates: list[Candidate]) -> Link | Loose:
        best = max(candidate.score for candidate in candidates)
        top = [candidate for candidate in candidates if candidate.score == best]
        if len(top) > 1:
            same = [candidate for candidate in top if _same_value(claim, candidate.cells)]
            if not same and len({tuple(cell.raw for cell in candidate.cells) for candidate in top}) == 1:
                # The same figure wherever it may come from: which cell is meant makes no difference.
                same = top
            if not same:
                rivals = tuple(cell.id for candidate in top for cell in candidate.cells)
                return Loose(claim.index, "ambiguous", rivals)
            top = [msgspec.structs.replace(same[0], score=same[0].score * 0.8)]
        chosen = top[0]
        cells = tuple(cell.id for cell in chosen.cells)
        self.placed[claim.index] = (self.analysis.tables[chosen.cells[0].table].form or "",)
        return Link(claim.index, cells, chosen.score, chosen.why, chosen.row, chosen.definition)

    def _missing(self, claim: Claim, entry: SubjectEntry | None, forms: tuple[str, ...]) -> str:
        if claim.concept.period is not None:
            return "other_period"
        wanted = {parse(one)[0].form for cell in entry.cells for one in cell.split("|")} if entry else set(forms)
        if not wanted:
            return "no_table_for_it"
        return "no_such_cell" if any(form in self.tables for form in wanted) else "table_missing"


def _same_value(claim: Claim, cells: tuple[Cell, ...]) -> bool:
    if claim.quantity is None:
        return False
    total = sum((c.quantity.base.lo + c.quantity.base.hi for c in cells if c.quantity), Decimal(0)) / 2
    return claim.quantity.base.holds(total)
