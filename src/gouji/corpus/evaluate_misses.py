"""What went wrong, one by one, for people who mend it."""

import msgspec

from gouji.corpus.scoring_claims import ClaimScore
from gouji.corpus.scoring_findings import FindingScore
from gouji.model import Finding


class Miss(msgspec.Struct, frozen=True):
    """One thing that went wrong, for people who mend it.

    what: missed (a fault that nothing marks), milder (an error that only milder findings mark), unmatched (a finding
    that marks no fault), sprung (a trap), lost_rounded (found only with all decimals), lost_claim, spurious_claim,
    misread, wrong_link, extra_link, missing_link.
    id: of the annotation; rule: the finding's rule, or the rule that the fault was made for.
    """

    what: str
    quote: str
    id: str | None = None
    rule: str | None = None
    severity: str | None = None
    page: int | None = None
    note: str = ""


def finding_misses(score: FindingScore) -> list[Miss]:
    """Faults that nothing marks, findings that mark none, traps that were sprung."""
    misses = []
    for entry, hits in zip(score.gold, score.hits, strict=True):
        severities = {score.findings[i].severity for i in hits}
        if entry.severity == "error" and severities and "error" not in severities:
            rules = " ".join(sorted({score.findings[i].rule for i in hits}))
            misses.append(Miss("milder", entry.quote, entry.id, entry.rule, severity=entry.severity, note=rules))
        elif entry.severity != "rounding_ok" and not hits:
            note = f"{entry.kind} {entry.stated or ''} → {entry.expected or ''}"
            misses.append(Miss("missed", entry.quote, entry.id, entry.rule, severity=entry.severity, note=note))
    for i, finding in enumerate(score.findings):
        if i not in score.right:
            misses.append(_of_finding("unmatched", finding))
    for g in score.sprung:
        entry = score.gold[g]
        rules = " ".join(sorted({score.findings[i].rule for i in score.hits[g]}))
        misses.append(Miss("sprung", entry.quote, entry.id, rules, note=entry.kind))
    return misses


def _of_finding(what: str, finding: Finding) -> Miss:
    note = f"{finding.stated or ''} → {finding.expected or ''}" if finding.stated or finding.expected else ""
    return Miss(what, finding.quote, None, finding.rule, finding.severity, finding.page, note)


def claim_misses(score: ClaimScore) -> list[Miss]:
    """Claims lost, made up or misread, and links that go wrong."""
    read = {g for g, _ in score.pairs}
    used = {c for _, c in score.pairs}
    misses = [
        Miss("lost_claim", entry.quote, entry.id, note=f"{entry.kind or ''} {entry.value}{entry.unit or ''}".strip())
        for g, entry in enumerate(score.gold)
        if g not in read
    ]
    for c, own in enumerate(score.claims):
        if c not in used:
            misses.append(
                Miss("spurious_claim", own.quote, page=own.page, note=f"{own.kind} {own.value}{own.unit or ''}")
            )
    for g, c in score.misread:
        entry, own = score.gold[g], score.claims[c]
        note = f"{entry.kind} {entry.direction or ''} → {own.kind} {own.direction or ''}"
        misses.append(Miss("misread", entry.quote, entry.id, page=own.page, note=note))
    misses += [_of_link("wrong_link", score, g, c) for g, c in score.wrong]
    misses += [_of_link("extra_link", score, None, c) for c in score.extra]
    claim_of = dict(score.pairs)
    misses += [_of_link("missing_link", score, g, claim_of.get(g)) for g in score.unlinked]
    return misses


def _of_link(what: str, score: ClaimScore, g: int | None, c: int | None) -> Miss:
    entry = score.gold[g] if g is not None else None
    own = score.claims[c] if c is not None else None
    wanted = made = ""
    if entry and entry.table_ref:
        ref = entry.table_ref
        wanted = f"{ref.table} {' '.join(ref.forms)} {ref.row} {ref.col} {ref.value or 0}"
    if own:
        cell = own.table_ref
        made = f"{cell.table} {cell.row} {cell.column} {cell.value}" if cell else own.loose or ""
    quote = entry.quote if entry else own.quote if own else ""
    return Miss(what, quote, entry.id if entry else None, page=own.page if own else None, note=f"{made} → {wanted}")
