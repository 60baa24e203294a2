"""Findings against gold: which annotated faults are found, which findings are right, which traps are sprung."""

import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from gouji.corpus.gold import GoldFinding
from gouji.corpus.scoring_text import Finder, bare, near, overlap, shared
from gouji.model import Analysis, Cell, Finding, Report, Span, Table

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MARKED = 0.5
"""Part of the shorter of two spans that must be shared for a finding to mark an annotated place."""
_QUOTED = 0.6
_PROVED = 0.8
"""Part of the shorter of two quotes that must be shared, where the annotated words are not in the text as read: of the
finding's own quote, and of its evidence."""
_TELLING = 20
"""Numbers up to here stand everywhere: shared ones prove nothing."""
_SHORT = 80
"""Characters up to which a quote is never too long for the words that it is compared with."""


class FindingScore(msgspec.Struct, frozen=True):
    """Findings of one report against its gold. Indices are into `gold` and `findings`.

    hits: for each gold entry the findings that mark it. right: findings that mark a fault (error or suspicious), or
    belong to a root cause that does. sprung: traps reported as errors by a finding that is not right.
    """

    gold: tuple[GoldFinding, ...]
    findings: tuple[Finding, ...]
    hits: tuple[tuple[int, ...], ...]
    right: frozenset[int]
    sprung: tuple[int, ...]


class _Seen(msgspec.Struct, frozen=True):
    """What is looked at in a finding: its place, the places of its proof, its words, its numbers.

    in_table: it marks a cell, so that its proof are the other cells of a relation.
    """

    span: Span
    in_table: bool
    page: int | None
    proof: tuple[Span, ...]
    quote: str
    quotes: tuple[str, ...]
    numbers: frozenset[Decimal]


class _Wanted(msgspec.Struct, frozen=True):
    """What is looked for: the places that an entry may mean and those it names besides, its words, the numbers that tell it, its page.

    parents: cells of the rows above annotated table rows, whose sums come out wrong with them. A value in the wrong
    column leaves a blank behind, and no relation names a blank.
    """

    places: tuple[Span, ...]
    parents: frozenset[Span]
    words: str
    numbers: frozenset[Decimal]
    page: int | str | None

    @property
    def limit(self) -> int:
        """Characters from which on a finding marks too much to prove anything."""
        return max(_SHORT, 4 * len(self.words))


def score_findings(report: Report, gold: tuple[GoldFinding, ...], finder: Finder) -> FindingScore:
    """How the findings of `report` compare with `gold`."""
    assert report.analysis is not None
    analysis = report.analysis
    places = {cell.id: _place(cell, table) for table in analysis.tables for cell in table.cells}
    grids = [block.span for block in analysis.document.blocks if block.kind == "table"]
    seen = [_see(one, places, grids) for one in report.findings]
    hits = []
    for entry in gold:
        wanted = _want(entry, finder, analysis)
        named = {i for i, one in enumerate(report.findings) if entry.anywhere and one.rule in entry.rules}
        hits.append(tuple(i for i, one in enumerate(seen) if i in named or _hit(wanted, one)))
    right = {i for entry, found in zip(gold, hits, strict=True) if entry.severity != "rounding_ok" for i in found}
    causes = {_cause(report.findings[i]) for i in right}
    right |= {i for i, one in enumerate(report.findings) if _cause(one) in causes}
    sprung = tuple(
        g
        for g, entry in enumerate(gold)
        if entry.severity == "rounding_ok"
        and any(report.findings[i].severity == "error" and i not in right for i in hits[g])
    )
    return FindingScore(gold, report.findings, tuple(hits), frozenset(right), sprung)


def _place(cell: Cell, table: Table) -> Span:
    """Where a cell stands; a blank one where its row is named."""
    return cell.span if len(cell.span) else table.rows[cell.row].span or cell.span


def _cause(finding: Finding) -> str:
    return finding.root or finding.id


def _see(finding: Finding, places: dict[str, Span], grids: list[Span]) -> _Seen:
    proof = [one.span for one in finding.evidence if one.span is not None]
    proof += [places[one.cell] for one in finding.evidence if one.cell is not None and one.cell in places]
    words = [finding.stated, finding.expected, finding.quote, *finding.facts.values()]
    for one in finding.evidence:
        words += [one.quote, one.value, one.row, one.column]
    return _Seen(
        span=finding.span,
        in_table=any(grid.covers(finding.span) for grid in grids),
        page=finding.page,
        proof=tuple(span for span in proof if len(span)),
        quote=bare(finding.quote).text,
        quotes=tuple(bare(one.quote).text for one in finding.evidence),
        numbers=_numbers(*words),
    )


def _want(entry: GoldFinding, finder: Finder, analysis: Analysis) -> _Wanted:
    numbers = frozenset(one for one in _numbers(entry.stated, entry.expected) if one > _TELLING)
    places = finder.find(entry.quote, entry.nth, entry.page)
    places += tuple(span for one in entry.also for span in finder.find(one.quote, one.nth, None))
    return _Wanted(
        places=places,
        parents=frozenset(_parents(places, analysis) if "\t" in entry.quote else ()),
        words=bare(entry.quote).text,
        numbers=numbers if len(numbers) >= 2 else frozenset(),
        page=entry.page,
    )


def _parents(places: tuple[Span, ...], analysis: Analysis) -> Iterator[Span]:
    """The cells of the rows above the annotated ones."""
    for table in analysis.tables:
        above = {
            row.parent
            for row in table.rows
            if row.span and any(place.covers(row.span) or row.span.covers(place) for place in places)
        }
        yield from (cell.span for cell in table.cells if cell.row in above and len(cell.span))


def _hit(wanted: _Wanted, seen: _Seen) -> bool:
    """Whether a finding marks, proves with, or names the numbers of, an annotated place."""
    if wanted.places:
        if len(seen.quote) <= wanted.limit and _touches(seen.span, wanted):
            return True
        if any(len(span) <= wanted.limit and _touches(span, wanted) for span in seen.proof):
            return True
        if seen.in_table and any(span in wanted.parents for span in seen.proof):
            return True
    elif near(wanted.page, seen.page):
        if 3 <= len(seen.quote) <= wanted.limit and overlap(wanted.words, seen.quote) >= _QUOTED:
            return True
        if any(6 <= len(one) <= wanted.limit and overlap(wanted.words, one) >= _PROVED for one in seen.quotes):
            return True
    return bool(wanted.numbers) and wanted.numbers <= seen.numbers and near(wanted.page, seen.page)


def _touches(span: Span, wanted: _Wanted) -> bool:
    return any(shared(span, place) >= _MARKED for place in wanted.places)


def _numbers(*words: str | None) -> frozenset[Decimal]:
    found = (match[0] for one in words if one for match in _NUMBER.finditer(one))
    return frozenset(Decimal(one.replace(",", "")) for one in found)
