"""The outside shape of `gouji eval`: figures made of counts. `schemas/eval.json` is made from these records."""

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from gouji.corpus.evaluate import Score, total, total_rules
from gouji.corpus.evaluate_counts import Counts, RuleCounts
from gouji.corpus.evaluate_misses import Miss
from gouji.report.records import Tool

SCHEMA_VERSION: Literal["1.0"] = "1.0"

_DECIMALS = 4


class ClaimFigures(msgspec.Struct, frozen=True):
    """Numbers of the narrative: in gold, read by us, both; and of both those with another kind or direction."""

    gold: int
    own: int
    read: int
    misread: int
    precision: float | None
    recall: float | None


class LinkFigures(msgspec.Struct, frozen=True):
    """Claims tied to cells: wanted, made, right (value and row), tied to another cell than gold's."""

    gold: int
    own: int
    right: int
    wrong: int
    precision: float | None
    recall: float | None
    f1: float | None


class FindingFigures(msgspec.Struct, frozen=True):
    """Faults in gold and those found; findings made and those that mark a fault."""

    gold: int
    found: int
    own: int
    right: int
    precision: float | None
    recall: float | None


class TrapFigures(msgspec.Struct, frozen=True):
    """Places that look wrong and are right, and how many of them were reported as errors."""

    gold: int
    sprung: int


class FalseAlarms(msgspec.Struct, frozen=True):
    """Findings of severity error in reports where nothing is wrong."""

    reports: int
    findings: int
    per_report: float | None


class Rounding(msgspec.Struct, frozen=True):
    """Gold errors found with severity error in text reports as they are, and with every amount one place coarser."""

    reports: int
    gold: int
    found: int
    found_coarser: int
    recall: float | None
    recall_coarser: float | None
    lost: float | None


class Figures(msgspec.Struct, frozen=True):
    """All figures of a set of reports. Ratios are rounded to four decimals, null where there is nothing to divide by.

    errors: gold errors against findings of severity error. all: errors and suspicious places against findings of any
    severity.
    """

    reports: int
    clean: int
    claims: ClaimFigures
    links: LinkFigures
    errors: FindingFigures
    all: FindingFigures
    traps: TrapFigures
    false_alarms: FalseAlarms
    rounding: Rounding


class RuleFigures(msgspec.Struct, frozen=True):
    """One rule: faults made for it, those found by any rule, by a rule that gold names, and by it itself; its findings
    of any severity and those that mark a fault. recall is found ÷ gold, precision right ÷ own.
    """

    rule: str
    gold: int
    found: int
    named: int
    itself: int
    own: int
    right: int
    precision: float | None
    recall: float | None


class GroupFigures(msgspec.Struct, frozen=True):
    """The figures of the reports of one style, or of one format."""

    name: str
    figures: Figures


class Failed(msgspec.Struct, frozen=True):
    """A report that could not be scored: it, or its annotations, cannot be read."""

    path: str
    code: str
    message: str


class DocumentMisses(msgspec.Struct, frozen=True):
    """What went wrong in one report."""

    path: str
    style: str
    format: str
    misses: tuple[Miss, ...]


class EvalResult(msgspec.Struct, frozen=True):
    """`gouji eval --format json`. skipped: reports without annotations. documents: only if details were asked for."""

    schema_version: Literal["1.0"]
    tool: Tool
    skipped: int
    failed: tuple[Failed, ...]
    overall: Figures
    rules: tuple[RuleFigures, ...]
    styles: tuple[GroupFigures, ...]
    formats: tuple[GroupFigures, ...]
    documents: tuple[DocumentMisses, ...]


def eval_result(scores: Sequence[Score], version: str, *, skipped: int = 0, details: bool = False) -> EvalResult:
    """The figures of all scores; `version` is the program's, `details` lists what went wrong in each report."""
    read = [score for score in scores if score.error is None]
    stamps = {profile: stamp for score in read for profile, stamp in score.lexicons.items()}
    return EvalResult(
        schema_version=SCHEMA_VERSION,
        tool=Tool("gouji", version, dict(sorted(stamps.items()))),
        skipped=skipped,
        failed=tuple(Failed(one.path, one.error.code, one.error.message) for one in scores if one.error),
        overall=figures(total(read)),
        rules=tuple(_rule(rule, counts) for rule, counts in total_rules(read).items()),
        styles=_groups(read, lambda score: score.style),
        formats=_groups(read, lambda score: score.format),
        documents=tuple(
            DocumentMisses(score.path, score.style, score.format, score.misses)
            for score in read
            if details and score.misses
        ),
    )


def figures(counts: Counts) -> Figures:
    """The figures that counts amount to."""
    return Figures(
        reports=counts.reports,
        clean=counts.clean,
        claims=_claims(counts),
        links=_links(counts),
        errors=_findings(counts.gold_errors, counts.found_errors, counts.own_errors, counts.right_errors),
        all=_findings(counts.gold_all, counts.found_all, counts.own_all, counts.right_all),
        traps=TrapFigures(counts.traps, counts.sprung),
        false_alarms=FalseAlarms(counts.clean, counts.clean_errors, ratio(counts.clean_errors, counts.clean)),
        rounding=_rounding(counts),
    )


def ratio(part: int, whole: int) -> float | None:
    """part ÷ whole to four decimals; None without a whole. Only all of it is 1.0, only none of it 0.0."""
    if not whole:
        return None
    least: float = 10**-_DECIMALS
    rounded: float = round(part / whole, _DECIMALS)
    if part != whole and rounded == 1:
        return 1 - least
    return least if part and rounded == 0 else rounded


def _findings(gold: int, found: int, own: int, right: int) -> FindingFigures:
    return FindingFigures(gold, found, own, right, ratio(right, own), ratio(found, gold))


def _claims(counts: Counts) -> ClaimFigures:
    gold, own, read = counts.gold_claims, counts.own_claims, counts.read_claims
    return ClaimFigures(gold, own, read, counts.misread_claims, ratio(read, own), ratio(read, gold))


def _links(counts: Counts) -> LinkFigures:
    gold, own, right = counts.gold_links, counts.own_links, counts.right_links
    # 2PR ÷ (P + R), without rounding twice.
    f1 = ratio(2 * right, gold + own)
    return LinkFigures(gold, own, right, counts.wrong_links, ratio(right, own), ratio(right, gold), f1)


def _rounding(counts: Counts) -> Rounding:
    gold, before, after = counts.rounded_gold, counts.rounded_before, counts.rounded_after
    lost = round((before - after) / gold, _DECIMALS) if gold else None
    return Rounding(counts.rounded, gold, before, after, ratio(before, gold), ratio(after, gold), lost)


def _rule(rule: str, counts: RuleCounts) -> RuleFigures:
    precision, recall = ratio(counts.right, counts.own), ratio(counts.found, counts.gold)
    return RuleFigures(
        rule, counts.gold, counts.found, counts.named, counts.itself, counts.own, counts.right, precision, recall
    )


def _groups(scores: Sequence[Score], key: Callable[[Score], str]) -> tuple[GroupFigures, ...]:
    names = sorted({key(score) for score in scores})
    return tuple(
        GroupFigures(name, figures(total(score for score in scores if key(score) == name))) for name in names if name
    )
