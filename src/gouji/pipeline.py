"""From an input to a report: the only module that knows every stage."""

from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter
from typing import Literal, TypeVar

import msgspec

from gouji.align import align
from gouji.boilerplate import find_templates
from gouji.check import Settings, Thresholds, load_rules, run
from gouji.errors import InputError
from gouji.extract import extract
from gouji.lexicon import stamp
from gouji.model import Analysis, Coverage, Failure, Report, Severity
from gouji.read import Limits, read
from gouji.segment import choose_profile, segment

AUTO = "auto"
Language = Literal["zh", "en"]
Timings = dict[str, float]

T = TypeVar("T")

_NOTES: dict[str, dict[Language, str]] = {
    "no_tables": {
        "zh": "没有读到表格：表内、表间以及文字与表格之间的勾稽关系未核对",
        "en": "no tables were read: relations within and between tables, and of the prose with them, were not checked",
    },
    "no_form": {
        "zh": "没有一张表格是已知的报表：表内、表间以及文字与表格之间的勾稽关系未核对",
        "en": "no table is of a known form: relations within and between tables, and of the prose with them, "
        "were not checked",
    },
    "no_claims": {
        "zh": "没有读到带数字的文字说明：文字内部以及文字与表格之间的勾稽关系未核对",
        "en": "no narrative with figures was read: relations within the prose, and of it with the tables, "
        "were not checked",
    },
}


def check(
    source: Path | bytes | str,
    *,
    name: str = "",
    profile: str = AUTO,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    min_severity: Severity = "info",
    lang: Language = "zh",
    limits: Limits | None = None,
    thresholds: Thresholds | None = None,
) -> Report:
    """Read, check and report on one input (str is literal text).

    select, ignore: rule ids or their beginnings; nothing selected means all. min_severity: milder findings are left
    out. lang: the language of notes and hints. Status “partial”: something was not read or not checked; `notes` say
    what. Status “failed”: the input could not be read; `error` says why. Raises UsageError for an unknown rule and
    LexiconError for an unknown or broken profile.
    """
    settings = Settings(
        select=tuple(select),
        ignore=tuple(ignore),
        min_severity=min_severity,
        lang=lang,
        thresholds=thresholds or Thresholds(),
    )
    timings: Timings = {}
    try:
        analysis = analyse(source, name=name, profile=profile, limits=limits, timings=timings)
    except InputError as error:
        path = name or (str(source) if isinstance(source, Path) else "")
        return Report(path=path, sha256="", status="failed", error=Failure(error.code, error.message))
    rules = load_rules(analysis.profile)
    checked = _timed(timings, "check", lambda: run(analysis, rules, settings))
    notes = (*analysis.document.notes, *_gaps(analysis, lang), *checked.notes)
    return Report(
        path=analysis.document.path,
        sha256=analysis.document.sha256,
        status="partial" if notes else "ok",
        findings=checked.findings,
        runs=checked.runs,
        coverage=_coverage(analysis, checked.checked),
        cards={rule.card.code: rule.card for rule in rules},
        notes=notes,
        analysis=analysis,
        lexicons={analysis.profile: stamp(analysis.profile)},
        timings=timings,
    )


def analyse(
    source: Path | bytes | str,
    *,
    name: str = "",
    profile: str = AUTO,
    limits: Limits | None = None,
    timings: Timings | None = None,
) -> Analysis:
    """Everything up to checking: structure, tables, claims, links, templates.

    `timings` collects the seconds of each stage. Raises InputError for an input that cannot be read, LexiconError for
    an unknown or broken profile.
    """
    timings = {} if timings is None else timings
    document = _timed(timings, "read", lambda: read(source, name=name, limits=limits))
    if profile == AUTO:
        profile = _timed(timings, "profile", lambda: choose_profile(document))
    structure = _timed(timings, "segment", lambda: segment(document, profile))
    extraction = _timed(timings, "extract", lambda: extract(document, structure, profile))
    analysis = Analysis(
        document=document,
        profile=profile,
        title=structure.title,
        unit_name=structure.unit_name,
        year=structure.year,
        sections=structure.sections,
        sentences=structure.sentences,
        tables=structure.tables,
        claims=extraction.claims,
        reasons=extraction.reasons,
        mentions=extraction.mentions,
    )
    links, loose = _timed(timings, "align", lambda: align(analysis))
    analysis = msgspec.structs.replace(analysis, links=links, loose=loose)
    templates = _timed(timings, "templates", lambda: find_templates(analysis))
    return msgspec.structs.replace(analysis, templates=templates)


def _timed(timings: Timings, stage: str, work: Callable[[], T]) -> T:
    begin = perf_counter()
    result = work()
    timings[stage] = perf_counter() - begin
    return result


def _gaps(analysis: Analysis, lang: Language) -> list[str]:
    """What could not be checked because it is not there, in words."""
    gaps = []
    if not analysis.tables:
        gaps.append("no_tables")
    elif not any(table.form for table in analysis.tables):
        gaps.append("no_form")
    if not analysis.claims:
        gaps.append("no_claims")
    return [_NOTES[gap][lang] for gap in gaps]


def _coverage(analysis: Analysis, checked: int) -> Coverage:
    reasons: dict[str, int] = {}
    for loose in analysis.loose:
        reasons[loose.why] = reasons.get(loose.why, 0) + 1
    return Coverage(
        amounts=sum(claim.number is not None for claim in analysis.claims) + len(analysis.mentions),
        claims=len(analysis.claims),
        linked=len(analysis.links),
        checked=checked,
        loose=dict(sorted(reasons.items())),
    )
