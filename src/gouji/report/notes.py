"""A finding as the lines of a note: a comment in a Word file, a note in a PDF."""

from collections.abc import Iterator

from gouji.model import Analysis, Span
from gouji.model import Finding as ModelFinding
from gouji.report.layout import clean
from gouji.report.records import Finding
from gouji.report.terminal import evidence_words
from gouji.report.words import Language, label


def here(analysis: Analysis, finding: ModelFinding) -> Span | None:
    """Where to hang a note on a finding in the first file of a report: on it, else on the first proof that stands there.

    None where neither does: the tables may be in a file of their own.
    """
    spans = [finding.span, *(one.span for one in finding.evidence if one.span is not None)]
    return next((span for span in spans if analysis.document.beside(span) is None), None)


def lines(finding: Finding, lang: Language) -> Iterator[str]:
    """Severity, rule and name; the message; the evidence; the hint; the id, by which a later run knows the note."""
    severity = label("brackets", lang, label(finding.severity, lang))
    yield f"{finding.rule} {clean(finding.name)}{severity}"
    yield clean(finding.message)
    for one in finding.evidence:
        yield f"{label('evidence', lang)}{label('colon', lang)}{evidence_words(one, lang)}"
    if finding.hint:
        yield f"{label('hint', lang)}{label('colon', lang)}{clean(finding.hint)}"
    root = f" {label('follows', lang)}{label('colon', lang)}{finding.root}" if finding.root else ""
    yield f"gouji [{finding.id}]{root}"
