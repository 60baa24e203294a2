"""Findings that rest on characters which the recognition of a picture is not sure of: no errors.

Where the word that stands there and the one that should differ in a character or two, the finding is but a remark: a
character misread makes another body of a name. So is one that says that something is missing: it may not have been read.
"""

from collections.abc import Iterable, Iterator

import msgspec

from gouji.check.view import View
from gouji.model import UNSURE, Finding, Recognised, Severity, Span

_HINT = {
    "zh": "依据中有图像识别不确定的字符（“{text}”，置信度 {confidence}），请先与原件核对",
    "en": "rests on characters that were recognised without certainty (“{text}”, confidence {confidence}): "
    "compare them with the original first",
}
_UNKNOWN = {
    "zh": "依据取自图像页自带的文字层（制作文件时识别而来，准确程度不明），请先与原件核对",
    "en": "rests on the text layer of a page that is an image, recognised by whoever made the file, nobody knows how well: "
    "compare it with the original first",
}
_MISREAD = {
    "zh": "文字由图像识别得来，两者只差个别字，可能是误识，请先与原件核对",
    "en": "the text was recognised in an image, and the two differ in few characters: one may be misread; "
    "compare it with the original first",
}
_MISSED = {
    "zh": "文字由图像识别得来，可能只是没有认出，请先与原件核对",
    "en": "text was recognised in images: this may merely have been missed or misread; compare it with the original first",
}
_FEW, _SHORTEST = 3, 4
"""Words that differ in one of so many characters look alike, if they are not too short for that."""


def softened(finding: Finding, touched: Iterable[str], view: View) -> Finding:
    """`finding`, no longer an error and with a hint why if something that it rests on was recognised without certainty."""
    if not view.analysis.document.recognised:
        return finding
    doubt = min(_doubts(finding, touched, view), key=lambda one: (one.confidence, one.start), default=None)
    if _look_alike(finding.stated or "", finding.expected or "") and (doubt or finding.page in view.recognised_pages):
        return _with(finding, "info", _MISREAD[view.lang], view.lang)
    if _is_absence(finding, doubtful=doubt is not None):
        return _with(finding, "info", _MISSED[view.lang], view.lang)
    if doubt is None:
        return finding
    text = Span(doubt.start, doubt.end).cut(view.analysis.document.text)
    hint = _HINT if doubt.confidence else _UNKNOWN
    severity: Severity = "warning" if finding.severity == "error" else finding.severity
    return _with(finding, severity, hint[view.lang].format(text=text, confidence=f"{doubt.confidence:.2f}"), view.lang)


def _with(finding: Finding, severity: Severity, hint: str, lang: str) -> Finding:
    mark = "；" if lang == "zh" else "; "
    return msgspec.structs.replace(finding, severity=severity, hint=mark.join(filter(None, (finding.hint, hint))))


def _is_absence(finding: Finding, *, doubtful: bool) -> bool:
    """Whether a finding says, in words and without evidence, that something is nowhere.

    One that only names what stands there may be such a one, and counts as one where that is in doubt.
    """
    alone = (
        finding.expected if finding.stated is None else finding.stated if doubtful and not finding.expected else None
    )
    return bool(alone) and not finding.evidence and not any(one.isdigit() for one in alone or "")


def _look_alike(stated: str, expected: str) -> bool:
    """Whether two words, not numbers, differ in few characters."""
    if len(expected) < _SHORTEST or any(one.isdigit() for one in stated + expected):
        return False
    differ = abs(len(stated) - len(expected)) + sum(a != b for a, b in zip(stated, expected, strict=False))
    return 0 < differ <= len(expected) // _FEW


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
