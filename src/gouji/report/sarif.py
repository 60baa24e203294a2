"""Results as SARIF 2.1.0, the format that code scanning services and editors take."""

import json
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from gouji.model import Finding, Report, RuleCard, Span
from gouji.report import project
from gouji.report.records import Finding as Record
from gouji.report.terminal import evidence_words
from gouji.report.words import Language, rule_name

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
FINGERPRINT = "gouji/v1"
"""The key of the finding's id among `partialFingerprints`."""


class SarifFormat:
    """`gouji check --format sarif`."""

    name = "sarif"

    def render(self, reports: Sequence[Report], *, lang: Language, color: bool, width: int) -> str:
        """All reports as one run."""
        cards = {code: card for report in reports for code, card in sorted(report.cards.items())}
        codes = sorted(cards)
        places = {code: i for i, code in enumerate(codes)}
        results = [
            _result(source, finding, record, places[finding.rule], lang)
            for source in (_Source(i, report) for i, report in enumerate(reports))
            for finding, record in zip(source.report.findings, project.findings(source.report, lang), strict=True)
        ]
        run = {
            "tool": {
                "driver": {
                    "name": "gouji",
                    "version": version("gouji"),
                    "rules": [_rule(cards[code], lang) for code in codes],
                }
            },
            "language": "en-US" if lang == "en" else "zh-CN",
            "columnKind": "unicodeCodePoints",
            "artifacts": [_artifact(report) for report in reports],
            "invocations": [_invocation(reports)],
            "results": results,
        }
        whole = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


class _Source:
    """A report, its place among the artifacts, and its cells by id."""

    def __init__(self, index: int, report: Report) -> None:
        self.index = index
        self.report = report
        self.cells = report.analysis.cells() if report.analysis else {}


def _rule(card: RuleCard, lang: Language) -> dict[str, Any]:
    name = rule_name(card, lang)
    return {
        "id": card.code,
        "shortDescription": {"text": name},
        "fullDescription": {"text": card.doc.strip() or name},
        "help": {"text": f"gouji explain {card.code}"},
        "defaultConfiguration": {"level": _LEVELS[card.severity]},
    }


def _artifact(report: Report) -> dict[str, Any]:
    made: dict[str, Any] = {"location": {"uri": _uri(report.path)}}
    if report.sha256:
        made["hashes"] = {"sha-256": report.sha256}
    return made


def _invocation(reports: Sequence[Report]) -> dict[str, Any]:
    """How the run went: inputs that could not be read, and what was not checked in the others."""
    notifications = [
        {"level": level, "message": {"text": text}, "locations": [{"physicalLocation": {"artifactLocation": _at(report, i)}}]}
        for i, report in enumerate(reports)
        for level, text in _notices(report)
    ]  # fmt: skip
    return {
        "executionSuccessful": not any(report.error for report in reports),
        "toolExecutionNotifications": notifications,
    }


def _notices(report: Report) -> Iterator[tuple[str, str]]:
    if report.error:
        yield "error", f"[{report.error.code}] {report.error.message}"
    for note in report.notes:
        yield "warning", note


def _result(source: _Source, finding: Finding, record: Record, rule: int, lang: Language) -> dict[str, Any]:
    location: dict[str, Any] = _location(source.report, source.index, finding.span, record.page)
    if record.section:
        location["logicalLocations"] = [{"fullyQualifiedName": record.section, "kind": "section"}]
    made: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{record.message}（{record.hint}）" if record.hint else record.message},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: finding.id},
    }
    related = list(_related(source, finding, record, lang))
    if related:
        made["relatedLocations"] = related
    if finding.suppression:
        kind = "inSource" if finding.suppression.kind == "inline" else "external"
        reason = finding.suppression.reason
        made["suppressions"] = [{"kind": kind, "status": "accepted", "justification": reason}]
    facts = {
        name: getattr(record, name)
        for name in ("page", "bbox", "stated", "expected", "unit", "root", "document", "ref")
    }
    made["properties"] = {"start": record.start, "end": record.end} | {
        name: value for name, value in facts.items() if value is not None
    }
    return made


def _related(source: _Source, finding: Finding, record: Record, lang: Language) -> Iterator[dict[str, Any]]:
    """Where the proof stands; what is computed, or of another document, is said without a place."""
    for i, (one, shown) in enumerate(zip(finding.evidence, record.evidence, strict=True)):
        cell = source.cells.get(one.cell) if one.cell else None
        span = cell.span if cell else one.span
        place = _location(source.report, source.index, span, one.page) if span is not None else {}
        yield {"id": i + 1, "message": {"text": evidence_words(shown, lang)}, **place}


def _location(report: Report, index: int, span: Span, page: int | None) -> dict[str, Any]:
    """The lines of a text file; of other formats the characters of the document as read, and the page."""
    region: dict[str, Any] = {}
    other = report.analysis.document.beside(span) if report.analysis else None
    if other is not None:
        region = {"properties": {"page": page}} if page is not None else {}
        return {
            "physicalLocation": {"artifactLocation": {"uri": _uri(other)}, **({"region": region} if region else {})}
        }
    if report.analysis:
        places = report.analysis.document.places(span)
        lines = [place.line for place in places if place.line is not None]
        words = span.cut(report.analysis.document.text)
        if lines:
            region = {"startLine": lines[0], "endLine": lines[-1]}
        else:
            region = {"charOffset": span.start, "charLength": len(span)}
        if words:
            region["snippet"] = {"text": words}
        if page is not None:
            region["properties"] = {"page": page}
    return {"physicalLocation": {"artifactLocation": _at(report, index), **({"region": region} if region else {})}}


def _at(report: Report, index: int) -> dict[str, Any]:
    return {"uri": _uri(report.path), "index": index}


def _uri(path: str) -> str:
    """The path as a URI: relative ones stay so."""
    written = quote(PurePath(path).as_posix())
    return f"file://{written}" if written.startswith("/") else written
