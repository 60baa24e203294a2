"""Ids of findings: made of what they say, so that they outlive edits elsewhere, other page breaks and renumbering."""

import hashlib
from collections import Counter
from collections.abc import Iterable

import msgspec

from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.language.numbering import find_marker
from gouji.model import Finding


def identify(findings: Iterable[Finding], view: View) -> list[Finding]:
    """`findings` by place, each with its id; the second of two that say the same has an id of its own."""
    ordered = sorted(
        findings, key=lambda f: (f.span.start, f.rule, f.span.end, f.variant, f.stated or "", f.expected or "")
    )
    seen: Counter[str] = Counter()
    named = []
    for finding in ordered:
        content = _content(finding, view)
        seen[content] += 1
        digest = hashlib.sha256(f"{content}\x1f{seen[content]}".encode()).hexdigest()[:12]
        named.append(msgspec.structs.replace(finding, id=digest))
    return named


def _content(finding: Finding, view: View) -> str:
    """What tells the finding from others: no page, offset or section number, which shift when something else changes."""
    cell = finding.evidence[0] if finding.evidence and finding.evidence[0].kind == "cell" else None
    section = view.section_at(finding.span.start)
    quote = squeeze(finding.quote)
    marker = find_marker(quote)
    parts = (
        finding.rule,
        finding.variant,
        section.kind if section else None,
        quote[marker.length :] if marker else quote,
        finding.stated,
        finding.expected,
        *((cell.table, cell.row, cell.column) if cell else ()),
    )
    return "\x1f".join(part or "" for part in parts)
