"""Findings that rest on characters which the recognition of a picture is not sure of: no errors."""

from collections.abc import Iterable, Iterator

import msgspec

from gouji.check.view import View
from gouji.model import UNSURE, Finding, Recognised, Span

_HINT = {
    "zh": "依据中有图像识别不确定的字符（“{text}”，置信度 {confidence}），请先与原件核对",
    "en": "rests on characters that were recognised without certainty (“{text}”, confidence {confidence}): "
    "compare them with the original first",
}


def softened(finding: Finding, touched: Iterable[str], view: View) -> Finding:
    """`finding`, no longer an error and with a hint why if a number that it rests on was recognised without certainty."""
    if not view.analysis.document.recognised:
        return finding
    doubt = min(_doubts(finding, touched, view), key=lambda one: (one.confidence, one.start), default=None)
    if doubt is None:
        return finding
    text = Span(doubt.start, doubt.end).cut(view.analysis.document.text)
    hint = _HINT[view.lang].format(text=text, confidence=f"{doubt.confidence:.2f}")
    return msgspec.structs.replace(
        finding,
        severity="warning" if finding.severity == "error" else finding.severity,
        hint=f"{finding.hint}；{hint}"
        if finding.hint and view.lang == "zh"
        else "; ".join(filter(None, (finding.hint, hint))),
    )


def _doubts(finding: Finding, touched: Iterable[str], view: View) -> Iterator[Recognised]:
    spans = list(_spans(finding, touched, view))
    for one in view.analysis.document.recognised:
        if one.confidence < UNSURE and any(one.start < span.end and span.start < one.end for span in spans):
            yield one


def _spans(finding: Finding, touched: Iterable[str], view: View) -> Iterator[Span]:
    """What a finding rests on: what it marks, its evidence, and the claims and cells that were compared."""
    yield finding.span
    yield from (evidence.span for evidence in finding.evidence if evidence.span is not None)
    marks = {*touched, *finding.suspects, *(one.cell for one in finding.evidence if one.cell is not None)}
    yield from (claim.span for n, claim in enumerate(view.analysis.claims) if f"c{n}" in marks)
    for table in view.analysis.tables:
        yield from (cell.span for cell in table.cells if cell.id in marks)
