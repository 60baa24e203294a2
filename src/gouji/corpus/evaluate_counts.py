"""What is counted when reports are compared with their gold; counts of several reports add up."""

import msgspec

from gouji.corpus.scoring_claims import ClaimScore
from gouji.corpus.scoring_findings import FindingScore


class Counts(msgspec.Struct, frozen=True):
    """What is counted, over any number of reports.

    claims: gold entries, the report's own, entries that were read, and those of them read with another kind or
    direction. links: gold entries with a cell, links made, right ones, links to another cell. errors: gold errors,
    found by a finding of severity error, such findings, and the right ones among them. all: errors and suspicious
    places, found by any finding, all findings, right ones. traps: places that look wrong and are right, and those
    reported as errors. clean_errors: findings of severity error in clean reports. rounded: reports that were checked
    one place coarser, their gold errors, found before and after.
    """

    reports: int = 0
    clean: int = 0
    gold_claims: int = 0
    own_claims: int = 0
    read_claims: int = 0
    misread_claims: int = 0
    gold_links: int = 0
    own_links: int = 0
    right_links: int = 0
    wrong_links: int = 0
    gold_errors: int = 0
    found_errors: int = 0
    own_errors: int = 0
    right_errors: int = 0
    gold_all: int = 0
    found_all: int = 0
    own_all: int = 0
    right_all: int = 0
    traps: int = 0
    sprung: int = 0
    clean_errors: int = 0
    rounded: int = 0
    rounded_gold: int = 0
    rounded_before: int = 0
    rounded_after: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*map(sum, zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True)))


class RuleCounts(msgspec.Struct, frozen=True):
    """One rule. gold: faults made for it; found: by any rule; named: by this one or another that gold names with it;
    itself: by this one.

    own: its findings, of any severity; right: those that mark a fault.
    """

    gold: int = 0
    found: int = 0
    named: int = 0
    itself: int = 0
    own: int = 0
    right: int = 0

    def __add__(self, other: "RuleCounts") -> "RuleCounts":
        return RuleCounts(*map(sum, zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True)))


def finding_counts(score: FindingScore, clean: bool) -> Counts:
    """The counts of findings; clean: nothing is wrong in the report."""
    severities = [one.severity for one in score.findings]
    errors = [i for i, severity in enumerate(severities) if severity == "error"]
    faults = [g for g, entry in enumerate(score.gold) if entry.severity != "rounding_ok"]
    gold_errors = [g for g in faults if score.gold[g].severity == "error"]
    return Counts(
        gold_errors=len(gold_errors),
        found_errors=len(found_errors(score)),
        own_errors=len(errors),
        right_errors=sum(i in score.right for i in errors),
        gold_all=len(faults),
        found_all=sum(bool(score.hits[g]) for g in faults),
        own_all=len(score.findings),
        right_all=len(score.right),
        traps=len(score.gold) - len(faults),
        sprung=len(score.sprung),
        clean_errors=len(errors) if clean else 0,
    )


def found_errors(score: FindingScore) -> set[str]:
    """Ids of the gold errors that a finding of severity error marks."""
    return {
        entry.id
        for entry, hits in zip(score.gold, score.hits, strict=True)
        if entry.severity == "error" and any(score.findings[i].severity == "error" for i in hits)
    }


def rule_counts(score: FindingScore) -> dict[str, RuleCounts]:
    """The counts of findings and faults by rule."""
    sums: dict[str, RuleCounts] = {}

    def add(rule: str, counts: RuleCounts) -> None:
        sums[rule] = sums.get(rule, RuleCounts()) + counts

    for i, finding in enumerate(score.findings):
        add(finding.rule, RuleCounts(own=1, right=int(i in score.right)))
    for entry, hits in zip(score.gold, score.hits, strict=True):
        if entry.rule and entry.severity != "rounding_ok":
            rules = {score.findings[i].rule for i in hits}
            add(
                entry.rule,
                RuleCounts(
                    gold=1,
                    found=int(bool(hits)),
                    named=int(not rules.isdisjoint(entry.rules)),
                    itself=int(entry.rule in rules),
                ),
            )
    return sums


def claim_counts(score: ClaimScore) -> Counts:
    """The counts of claims and links."""
    return Counts(
        gold_claims=len(score.gold),
        own_claims=len(score.claims),
        read_claims=len(score.pairs),
        misread_claims=len(score.misread),
        gold_links=sum(entry.table_ref is not None for entry in score.gold),
        own_links=len(score.right) + len(score.wrong) + len(score.extra),
        right_links=len(score.right),
        wrong_links=len(score.wrong),
    )
