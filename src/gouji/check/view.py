"""The document under check, indexed: what rules read, and how they word their evidence."""

from bisect import bisect_right
from decimal import Decimal
from functools import cached_property
from typing import Annotated

import msgspec

from gouji.check.magnitude import hint
from gouji.check.others import NO_OTHERS, Others
from gouji.model import (
    Analysis,
    Cell,
    Claim,
    Column,
    Evidence,
    Finding,
    Link,
    Quantity,
    Reason,
    Row,
    RuleCard,
    Section,
    Sentence,
    Severity,
    Span,
    Table,
)


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers that a house may set otherwise: see the rule that uses each."""

    about_equal: Decimal = Decimal("0.01")
    """Relative difference that 基本持平 allows."""
    repeats: Annotated[int, msgspec.Meta(ge=2)] = 3
    """How many items may share one reason before BP-101 speaks; 2 of identical wording count as info."""
    repeat_length: Annotated[int, msgspec.Meta(ge=1)] = 20
    """Characters that a repeated sentence must have to be worth a word."""
    hospitality_per_head: Decimal = Decimal(500)
    """Yuan that a guest may cost before SG-107 speaks."""

    def __post_init__(self) -> None:
        if not 0 <= self.about_equal <= 1:
            raise ValueError("about_equal is a share from 0 to 1")
        if self.hospitality_per_head < 0:
            raise ValueError("hospitality_per_head is not negative")


class View:
    """Read-only indexes over one Analysis, with the thresholds and the language of messages in force.

    name: what the document is called where it is not the one under check but another that it is held against.
    """

    def __init__(
        self,
        analysis: Analysis,
        thresholds: Thresholds | None = None,
        lang: str = "zh",
        *,
        others: Others = NO_OTHERS,
        name: str | None = None,
    ) -> None:
        self.analysis = analysis
        self.thresholds = thresholds or Thresholds()
        self.lang = lang
        self.others = others
        self.name = name
        self._claims: dict[tuple[frozenset[str] | None, frozenset[str] | None], tuple[Claim, ...]] = {}
        self.memo: dict[object, object] = {}
        """What rules work out once for all of them; it lives as long as the view."""

    @cached_property
    def previous(self) -> "View | None":
        """Last year's report, if there is a comparable one."""
        return self._other(self.others.previous) if self.others.previous else None

    @cached_property
    def budget(self) -> "View | None":
        """The published budget of the year, if there is a comparable one."""
        return self._other(self.others.budget) if self.others.budget else None

    @cached_property
    def parts(self) -> "tuple[View, ...]":
        """The reports of subordinate units."""
        return tuple(map(self._other, self.others.parts))

    def _other(self, analysis: Analysis) -> "View":
        return View(analysis, self.thresholds, self.lang, name=analysis.document.path)

    @cached_property
    def recognised_pages(self) -> frozenset[int | None]:
        """The pages whose text was recognised in pictures."""
        document = self.analysis.document
        return frozenset(document.place(Span(one.start, one.end)).page for one in document.recognised)

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """All value cells by id."""
        return self.analysis.cells()

    @cached_property
    def links(self) -> dict[int, Link]:
        """The link of each linked claim, by claim index."""
        return {link.claim: link for link in self.analysis.links}

    @cached_property
    def by_form(self) -> dict[str, list[Table]]:
        """Tables by form key, in document order; a form may occur more than once."""
        found: dict[str, list[Table]] = {}
        for table in self.analysis.tables:
            if table.form:
                found.setdefault(table.form, []).append(table)
        return found

    @cached_property
    def claims_of(self) -> dict[int, list[Claim]]:
        """Claims by sentence index."""
        found: dict[int, list[Claim]] = {}
        for claim in self.analysis.claims:
            found.setdefault(claim.sentence, []).append(claim)
        return found

    @cached_property
    def reasons_of(self) -> dict[int, list[Reason]]:
        """Stated causes by sentence index."""
        found: dict[int, list[Reason]] = {}
        for reason in self.analysis.reasons:
            found.setdefault(reason.sentence, []).append(reason)
        return found

    @cached_property
    def parts_of(self) -> dict[int, list[Claim]]:
        """The parts (其中) of each total, by the total's claim index."""
        found: dict[int, list[Claim]] = {}
        for claim in self.analysis.claims:
            if claim.whole is not None:
                found.setdefault(claim.whole, []).append(claim)
        return found

    @cached_property
    def about(self) -> dict[int, list[Claim]]:
        """The claims that qualify an amount (shares, changes, completions …), by the amount's claim index."""
        found: dict[int, list[Claim]] = {}
        for claim in self.analysis.claims:
            if claim.about is not None:
                found.setdefault(claim.about, []).append(claim)
        return found

    @cached_property
    def largest(self) -> Quantity | None:
        """The largest amount of money in all tables of a known form; None where they hold none."""
        found = [
            (cell.quantity.value * table.unit.scale, cell.quantity)
            for table in self.analysis.tables
            if table.form and table.unit is not None and table.unit.dimension == "money"
            for cell in table.cells
            if cell.quantity is not None and cell.quantity.unit == table.unit and cell.quantity.value > 0
        ]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def claims(self, kinds: frozenset[str] | None, sections: frozenset[str] | None) -> tuple[Claim, ...]:
        """The claims of these kinds in sections of these kinds, in order; None stands for all."""
        key = (kinds, sections)
        if key not in self._claims:
            self._claims[key] = tuple(
                claim
                for claim in self.analysis.claims
                if (kinds is None or claim.kind in kinds)
                and (sections is None or self.kind_of(claim.section) in sections)
            )
        return self._claims[key]

    def claim(self, index: int) -> Claim:
        """The claim with that index."""
        return self.analysis.claims[index]

    def table(self, form: str) -> Table | None:
        """The first table of a form."""
        tables = self.by_form.get(form)
        return tables[0] if tables else None

    def table_of(self, cell: Cell) -> Table:
        """The table that a cell stands in."""
        return self.analysis.tables[cell.table]

    def row_of(self, cell: Cell) -> Row:
        """The row that a cell stands in."""
        return self.table_of(cell).rows[cell.row]

    def column_of(self, cell: Cell) -> Column:
        """The column that a cell stands in."""
        return self.table_of(cell).columns[cell.column]

    def linked(self, claim: Claim) -> tuple[Cell, ...]:
        """The cells that a claim restates; empty if it is loose."""
        link = self.links.get(claim.index)
        return tuple(self.cells[i] for i in link.cells) if link else ()

    def value(self, cell: Cell) -> Quantity | None:
        """The cell's quantity with the table's unit; blank and dash are an exact 0; None for text."""
        if cell.quantity is not None:
            return cell.quantity
        if cell.state == "text":
            return None
        # A blank is not rounded: so many decimals that its interval is a point for every practical purpose.
        return Quantity(Decimal(0), self.table_of(cell).unit, 9)

    def section(self, index: int | None) -> Section | None:
        """The section with that index."""
        return None if index is None else self.analysis.sections[index]

    def section_at(self, position: int) -> Section | None:
        """The innermost section around a position in the document's text."""
        sections = self.analysis.sections
        last = bisect_right(sections, position, key=lambda section: section.span.start) - 1
        section = sections[last] if last >= 0 else None
        while section is not None and position >= section.span.end:
            section = self.section(section.parent)
        return section

    def kind_of(self, index: int | None) -> str | None:
        """The kind of a section (its own or inherited), None outside of known sections."""
        section = self.section(index)
        return section.kind if section else None

    def sentence(self, claim: Claim) -> Sentence:
        """The sentence in which a claim stands."""
        return self.analysis.sentences[claim.sentence]

    def quote(self, span: Span) -> str:
        """The words of a span."""
        return self.analysis.quote(span)

    def show(self, quantity: Quantity) -> str:
        """A quantity for a message: as written, with thousands separators out and its unit behind."""
        label = quantity.unit.label if quantity.unit else ""
        return f"{quantity.value:f}{label}"

    def hint(self, stated: Decimal, expected: Decimal) -> str | None:
        """The slip that likely turned `expected` into `stated` (both in one unit), in words; None without a guess."""
        return hint(stated, expected, self.lang)

    def from_claim(self, claim: Claim) -> Evidence:
        """The clause of a claim as evidence."""
        quantity = claim.quantity
        return Evidence(
            kind="clause",
            quote=self.quote(claim.span),
            page=self.sentence(claim).page,
            value=f"{quantity.value:f}" if quantity else None,
            unit=quantity.unit.label if quantity and quantity.unit else None,
            span=None if self.name else claim.span,
            document=self.name or self.analysis.document.beside(claim.span),
            ref=self.analysis.document.place(claim.span).ref,
        )

    def from_cell(self, cell: Cell) -> Evidence:
        """A cell as evidence: table, row, column, value as printed."""
        table = self.table_of(cell)
        row, column = table.printed(cell)
        return Evidence(
            kind="cell",
            quote=f"{row} {cell.raw}".strip(),
            page=cell.place.page,
            table=table.title,
            row=row,
            column=column,
            value=cell.raw or "",
            unit=table.unit.label if table.unit else None,
            span=None if self.name else cell.span,
            cell=None if self.name else cell.id,
            document=self.name or self.analysis.document.beside(cell.span),
            ref=cell.place.ref,
        )

    def computation(self, formula: str) -> Evidence:
        """A computation written out, as evidence."""
        return Evidence(kind="computation", quote=formula)

    def finding(
        self,
        card: RuleCard,
        span: Span,
        *,
        section: int | None = None,
        severity: Severity | None = None,
        variant: str = "default",
        facts: dict[str, str] | None = None,
        stated: str | None = None,
        expected: str | None = None,
        unit: str | None = None,
        evidence: tuple[Evidence, ...] = (),
        suspects: tuple[str, ...] = (),
        hint: str | None = None,
    ) -> Finding:
        """A finding of `card` at `span`, with quote, page, box and section label filled in."""
        place = self.analysis.document.place(span)
        node = self.section(section)
        return Finding(
            rule=card.code,
            severity=severity or card.severity,
            span=span,
            variant=variant,
            facts=facts or {},
            stated=stated,
            expected=expected,
            unit=unit,
            evidence=evidence,
            suspects=suspects,
            hint=hint,
            section=node.path if node else None,
            page=place.page,
            bbox=place.bbox,
            document=self.analysis.document.beside(span),
            ref=place.ref,
            quote=self.quote(span),
        )
