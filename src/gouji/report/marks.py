"""Which stretches of a document's text findings speak of, and the text cut at their borders."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from gouji.model import Analysis, Finding, Span
from gouji.model.finding import Severity
from gouji.report.families import gravest


class Mark(msgspec.Struct, frozen=True):
    """A stretch that a finding speaks of: what it finds fault with (evidence is None), or a numbered proof of it."""

    span: Span
    finding: str
    severity: Severity
    evidence: int | None = None

    @property
    def anchor(self) -> str:
        """The name of the place in the page."""
        return f"m-{self.finding}" if self.evidence is None else f"e-{self.finding}-{self.evidence}"


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text under the same marks; `anchors` are the marks that begin with it."""

    text: str
    faults: tuple[Mark, ...] = ()
    proofs: tuple[Mark, ...] = ()
    anchors: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """The gravest severity of the findings that find fault with it."""
        return gravest(mark.severity for mark in self.faults) if self.faults else None


class Marks:
    """All marks of a document, for look-up by place."""

    def __init__(self, ordered: Sequence[Mark]) -> None:
        self._ordered = ordered
        self._longest = max((len(mark.span) for mark in ordered), default=0)

    def near(self, span: Span) -> list[Mark]:
        """The marks that touch `span`, be it at its border: where a blank cell may stand."""
        first = bisect_left(self._ordered, span.start - self._longest, key=_start)
        last = bisect_right(self._ordered, span.end, key=_start)
        return [mark for mark in self._ordered[first:last] if span.start <= mark.span.end]

    def touching(self, span: Span) -> list[Mark]:
        """The marks that share a character with `span`, or stand for the very place of an empty one."""
        return [mark for mark in self.near(span) if mark.span.meets(span) or mark.span == span]


def _start(mark: Mark) -> int:
    return mark.span.start


def find_marks(findings: Iterable[Finding], analysis: Analysis) -> Marks:
    """All marks that the findings make."""
    cells = analysis.cells()
    marks = []
    for finding in findings:
        marks.append(Mark(finding.span, finding.id, finding.severity))
        for i, one in enumerate(finding.evidence):
            cell = cells.get(one.cell) if one.cell else None
            span = cell.span if cell else one.span
            if span is not None:
                marks.append(Mark(span, finding.id, finding.severity, i))
    return Marks(sorted(marks, key=lambda mark: (mark.span, mark.finding, mark.evidence or -1)))


def cut(text: str, span: Span, marks: Sequence[Mark], begun: set[str]) -> list[Piece]:
    """`span` of `text` in pieces, each under the same marks.

    `begun` collects the anchors given out: an anchor stands once, where its mark is met first.
    """
    here = [mark for mark in marks if mark.span.meets(span)]
    borders = {span.start, span.end}
    for mark in here:
        borders |= {max(mark.span.start, span.start), min(mark.span.end, span.end)}
    edges = sorted(borders)
    pieces = []
    for start, end in pairwise(edges):
        part = Span(start, end)
        pieces.append(piece(part.cut(text), [mark for mark in here if mark.span.meets(part)], begun))
    return pieces


def piece(text: str, marks: Sequence[Mark], begun: set[str]) -> Piece:
    """One piece under `marks`."""
    anchors = tuple(mark.anchor for mark in marks if mark.anchor not in begun)
    begun.update(anchors)
    faults = tuple(mark for mark in marks if mark.evidence is None)
    return Piece(text, faults, tuple(mark for mark in marks if mark.evidence is not None), anchors)
