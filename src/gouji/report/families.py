"""Findings in the order in which people read them: the gravest first, what follows from one under it."""

from collections.abc import Iterable, Sequence

import msgspec

from gouji.model.finding import Severity
from gouji.report.records import Finding
from gouji.report.words import SEVERITIES


class Family(msgspec.Struct, frozen=True):
    """A root cause and what follows from it; severity is the gravest of all members."""

    root: Finding
    follows: tuple[Finding, ...]
    severity: Severity


def families(findings: Sequence[Finding]) -> list[Family]:
    """One family a root cause, gravest first, otherwise in the order given.

    A finding whose root is not among `findings` is a root of its own.
    """
    known = {finding.id for finding in findings}
    heads = [finding for finding in findings if finding.root not in known]
    below: dict[str | None, list[Finding]] = {}
    for finding in findings:
        below.setdefault(finding.root, []).append(finding)
    made = []
    for head in heads:
        follows = tuple(below.get(head.id, ()))
        made.append(Family(head, follows, gravest(one.severity for one in (head, *follows))))
    return sorted(made, key=lambda family: SEVERITIES.index(family.severity))


def gravest(severities: Iterable[Severity]) -> Severity:
    """The gravest of `severities`, of which there must be one."""
    return min(severities, key=SEVERITIES.index)
