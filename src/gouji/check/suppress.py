"""Findings that do not count: known by their id, or by a comment at their place in the document."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from gouji.check.select import matches
from gouji.model import Analysis, Finding, Ignore, Note, Suppression


def suppress(findings: Iterable[Finding], analysis: Analysis, accepted: Mapping[str, Suppression]) -> list[Finding]:
    """`findings`, those with their suppression that a comment in the document speaks of, or whose id is accepted."""
    found = []
    for finding in findings:
        ignore = next((one for one in analysis.document.ignores if _speaks_of(one, finding)), None)
        known = Suppression("inline", ignore.reason) if ignore else accepted.get(finding.id)
        found.append(msgspec.structs.replace(finding, suppression=known) if known else finding)
    return found


def faults(findings: Sequence[Finding], analysis: Analysis, ran: Iterable[str]) -> list[Note]:
    """What is wrong with the document's comments: no rules or reason, or no finding although their rules `ran`."""
    rules = tuple(ran)
    found = []
    for one in analysis.document.ignores:
        zh, en = f"第{one.line}行", f"line {one.line}"
        if not one.reason:
            found.append(Note(
                f"{zh}：豁免注释须写明规则编号和理由：<!-- gouji: ignore NN-101 理由 -->",
                f"{en}: a comment that ignores needs rule ids and a reason: <!-- gouji: ignore NN-101 reason -->",
            ))  # fmt: skip
        elif not any(_speaks_of(one, finding) for finding in findings) and any(
            matches(code, pattern) for code in rules for pattern in one.rules
        ):
            named = ",".join(one.rules)
            found.append(Note(
                f"{zh}：豁免注释（{named}）没有对应的发现，可以删去",
                f"{en}: the comment that ignores {named} has no finding to speak of, and may go",
            ))  # fmt: skip
    return found


def _speaks_of(ignore: Ignore, finding: Finding) -> bool:
    here = ignore.span.meets(finding.span) or ignore.span.covers(finding.span)
    return bool(ignore.reason) and here and any(matches(finding.rule, pattern) for pattern in ignore.rules)
