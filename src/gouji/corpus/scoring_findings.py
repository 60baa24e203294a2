"""Findings against gold: which annotated faults are found, which findings are right, which traps are sprung."""

import re
from decimal import Decimal

import msgspec

from gouji.corpus.gold import GoldFinding
from gouji.corpus.scoring_text import Finder, bare, near, overlap, shared
from gouji.model import Cell, Finding, Report, Span

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
    """What is looked at in a finding: its place, the places of its proof, its words, its numbers."""

    span: Span
    page: int | None
    proof: tuple[Span, ...]
    quote: str
    quotes: tuple[str, ...]
    numbers: frozenset[Decimal]


class _Wanted(msgspec.Struct, frozen=True):
    """What is looked for: the places that an entry may mean, its words, the numbers that tell it, its page."""

    places: tuple[Span, ...]
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
    cells = report.analysis.cells()
    seen = [_see(one, cells) for one in report.findings]
    hits = []
    for entry in gold:
        wanted = _want(entry, finder)
        hits.append(tuple(i for i, one in enumerate(seen) if _hit(wanted, one)))
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


def _cause(finding: Finding) -> str:
    return finding.root or finding.id


def _see(finding: Finding, cells: dict[str, Cell]) -> _Seen:
    proof = [one.span for one in finding.evidence if one.span is not None]
    proof += [cells[one.cell].span for one in finding.evidence if one.cell is not None and one.cell in cells]
    words = [finding.stated, finding.expected, finding.quote, *finding.facts.values()]
    for one in finding.evidence:
        words += [one.quote, one.value, one.row, one.column]
    return _Seen(
        span=finding.span,
        page=finding.page,
        proof=tuple(span for span in proof if len(span)),
        quote=bare(finding.quote).text,
        quotes=tuple(bare(one.quote).text for one in finding.evidence),
        numbers=_numbers(*words),
    )


def _want(entry: GoldFinding, finder: Finder) -> _Wanted:
    numbers = frozenset(one for one in _numbers(entry.stated, entry.expected) if one > _TELLING)
    places = finder.find(entry.quote, entry.nth, entry.page)
    return _Wanted(places, bare(entry.quote).text, numbers if len(numbers) >= 2 else frozenset(), entry.page)


def _hit(wanted: _Wanted, seen: _Seen) -> bool:
    """Whether a finding marks, proves with, or names the numbers of, an annotated place."""
    if wanted.places:
        if len(seen.quote) <= wanted.limit and _touches(seen.span, wanted):
            return True
        if any(len(span) <= wanted.limit and _touches(span, wanted) for span in seen.proof):
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
