"""Which stretches of a document findings speak of, and the document cut at their borders.

A mark is kept as the run of pieces that it covers, so that the work and the page stay linear in the marks, however
they overlap.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import pairwise

import msgspec

from gouji.model import Analysis, Finding, Span
from gouji.model.finding import Severity
from gouji.report.words import SEVERITIES


class Mark(msgspec.Struct, frozen=True):
    """A stretch that a finding speaks of: what it finds fault with (evidence is None), or a numbered proof of it.

    quiet: the finding does not count, so that the stretch is no fault to show.
    """

    span: Span
    finding: str
    severity: Severity
    evidence: int | None = None
    quiet: bool = False


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text under the same marks. number counts the pieces from 0, None where no mark is.

    severity: the gravest of the findings that find fault with it; finding: the one of them to lead to.
    """

    text: str
    number: int | None = None
    severity: Severity | None = None
    finding: str | None = None


def find_marks(findings: Iterable[Finding], analysis: Analysis) -> list[Mark]:
    """All marks that the findings make."""
    cells = analysis.cells()
    marks = []
    for finding in findings:
        quiet = finding.suppression is not None
        marks.append(Mark(finding.span, finding.id, finding.severity, None, quiet))
        for i, one in enumerate(finding.evidence):
            cell = cells.get(one.cell) if one.cell else None
            span = cell.span if cell else one.span
            if span is not None:
                marks.append(Mark(span, finding.id, finding.severity, i, quiet))
    return marks


class Borders:
    """Where marks begin and end."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._edges = sorted({edge for mark in marks for edge in (mark.span.start, mark.span.end)})

    def cut(self, span: Span) -> list[Span]:
        """`span` in parts, so that no mark begins or ends inside one."""
        first, last = bisect_right(self._edges, span.start), bisect_left(self._edges, span.end)
        return [Span(a, b) for a, b in pairwise((span.start, *self._edges[first:last], span.end))]


class Ink:
    """The marks over the stretches that a page is made of: text cut at the `Borders`, and whole table cells."""

    def __init__(self, stretches: Iterable[Span], marks: Sequence[Mark]) -> None:
        self._stretches = sorted(set(stretches))
        self._starts = [one.start for one in self._stretches]
        self._ends = [one.end for one in self._stretches]
        self._runs: dict[tuple[str, int | None], tuple[int, int]] = {}
        spread = []
        for mark in marks:
            run = self._run(mark.span)
            if run:
                self._runs.setdefault((mark.finding, mark.evidence), run)
                spread.append((run, mark))
        self._over = self._sweep(sorted(spread, key=lambda one: (one[0][0], one[1].evidence is not None)))

    def run(self, finding: str, evidence: int | None = None) -> str | None:
        """The numbers of the first and the last piece of a mark as “3-5”; None where the page has no place for it."""
        run = self._runs.get((finding, evidence))
        return f"{run[0]}-{run[1]}" if run else None

    def piece(self, stretch: Span, text: str) -> Piece:
        """The piece of a stretch, with the marks that lie on it."""
        number = bisect_left(self._stretches, stretch)
        over = self._over.get(number)
        return Piece(text) if over is None else msgspec.structs.replace(over, text=text)

    def _run(self, span: Span) -> tuple[int, int] | None:
        """The first and last stretch that share a character with `span`, or stand for the very place of an empty one.

        A fault of many cells spoken of as a whole takes in the empty ones among them.
        """
        if not len(span):
            at = bisect_left(self._stretches, span)
            return (at, at) if self._stretches[at : at + 1] == [span] else None
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end) - 1
        return (first, last) if first <= last else None

    def _sweep(self, spread: Sequence[tuple[tuple[int, int], Mark]]) -> dict[int, Piece]:
        """The marked pieces by number: at each, the gravest fault, the shortest of those, from a heap of open ones."""
        found: dict[int, Piece] = {}
        faults: list[tuple[int, int, str, int]] = []
        reach, at, next_mark = -1, 0, 0
        while next_mark < len(spread) or at <= reach:
            if at > reach and next_mark < len(spread):
                at = max(at, spread[next_mark][0][0])
            while next_mark < len(spread) and spread[next_mark][0][0] <= at:
                (_, last), mark = spread[next_mark]
                next_mark += 1
                reach = max(reach, last)
                if mark.evidence is None and not mark.quiet:
                    heappush(faults, (SEVERITIES.index(mark.severity), len(mark.span), mark.finding, last))
            while faults and faults[0][3] < at:
                heappop(faults)
            found[at] = Piece("", at, SEVERITIES[faults[0][0]], faults[0][2]) if faults else Piece("", at)
            at += 1
        return found
