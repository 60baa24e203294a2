"""`gouji eval`: every report of a labelled set against its gold, and the sums.

This layer lies below the pipeline, so the check itself is handed in.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from gouji.corpus.evaluate_counts import Counts, RuleCounts, claim_counts, finding_counts, found_errors, rule_counts
from gouji.corpus.evaluate_misses import Miss, claim_misses, finding_misses
from gouji.corpus.evaluate_rounding import coarsen, coarsen_gold
from gouji.corpus.gold import CorpusError, load_gold, others_beside, tables_beside
from gouji.corpus.scoring_claims import score_claims
from gouji.corpus.scoring_findings import FindingScore, score_findings
from gouji.corpus.scoring_text import Finder
from gouji.model import Failure, Report
from gouji.read.encoding import decode

Check = Callable[[Path | str, str], Report]
"""Checks a file or a literal text that messages call by a name; never raises for what cannot be read."""

_TEXT_FORMATS = ("text", "markdown")
_TABLES_ONLY = (".xlsx",)


class Score(msgspec.Struct, frozen=True):
    """One report against its gold. error: why it could not be read, or what is wrong with its gold."""

    path: str
    style: str = ""
    format: str = ""
    counts: Counts = Counts()
    rules: dict[str, RuleCounts] = {}
    misses: tuple[Miss, ...] = ()
    lexicons: dict[str, str] = {}
    error: Failure | None = None


def score_report(path: Path, check: Check, *, name: str, rounding: bool = True) -> Score:
    """Check one report and compare with the annotations beside it.

    rounding: check text files once more with all amounts one place coarser. What is wrong with the report or its
    annotations is in `error`; nothing is raised.
    """
    try:
        gold = load_gold(path)
    except CorpusError as error:
        return Score(name, error=Failure(error.code, error.message))
    report = check(path, name)
    if report.analysis is None:
        return Score(name, gold.style, error=report.error)
    clean = gold.clean
    if path.suffix in _TABLES_ONLY:
        gold = gold.tables
    finder = Finder(report.analysis.document)
    counts, rules, misses = Counts(reports=1, clean=int(clean)), {}, []
    if gold.findings is not None:
        found = score_findings(report, gold.findings, finder)
        counts += finding_counts(found, clean)
        rules = rule_counts(found)
        misses += finding_misses(found)
        alone = not tables_beside(path) and not others_beside(path)
        if rounding and not clean and alone and report.analysis.document.format in _TEXT_FORMATS:
            more, lost = _rounded(path, check, name, found, finder)
            counts += more
            misses += lost
    if gold.claims is not None:
        claims = score_claims(report.analysis, gold.claims, finder)
        counts += claim_counts(claims)
        misses += claim_misses(claims)
    return Score(name, gold.style, path.suffix.lstrip("."), counts, rules, tuple(misses), report.lexicons)


def total(scores: Iterable[Score]) -> Counts:
    """The counts of several reports together."""
    return sum((score.counts for score in scores), Counts())


def total_rules(scores: Iterable[Score]) -> dict[str, RuleCounts]:
    """The counts of every rule over several reports, by id."""
    sums: dict[str, RuleCounts] = {}
    for score in scores:
        for rule, counts in score.rules.items():
            sums[rule] = sums.get(rule, RuleCounts()) + counts
    return dict(sorted(sums.items()))


def _rounded(path: Path, check: Check, name: str, exact: FindingScore, finder: Finder) -> tuple[Counts, list[Miss]]:
    """The gold errors found in the report as it is, and one place coarser."""
    source, _ = coarsen(decode(path.read_bytes(), name))
    report = check(source, name)
    gold = coarsen_gold(exact.gold, finder, report.analysis.document) if report.analysis else None
    if gold is None:
        return Counts(), []
    assert report.analysis is not None
    after = found_errors(score_findings(report, gold, Finder(report.analysis.document)))
    before = found_errors(exact)
    errors = [entry for entry in exact.gold if entry.severity == "error"]
    lost = [
        Miss("lost_rounded", entry.quote, entry.id, entry.rule, severity=entry.severity, note=entry.kind)
        for entry in errors
        if entry.id in before - after
    ]
    return Counts(rounded=1, rounded_gold=len(errors), rounded_before=len(before), rounded_after=len(after)), lost
