"""From an input to a report: the only module that knows every stage."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Context, localcontext
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Literal, TypeVar

import msgspec

from gouji.align import align
from gouji.boilerplate import find_templates
from gouji.check import Checked, Offered, Others, Role, Rule, Settings, Thresholds, choose, load_rules, run
from gouji.errors import InputError, LexiconError
from gouji.extract import extract
from gouji.lexicon import check_extensions, extended, files_of, plain, stamps
from gouji.model import Analysis, Coverage, Document, Failure, Note, Report, Severity, Suppression
from gouji.plugins import contain
from gouji.read import Limits, join, read
from gouji.segment import choose_profile, segment

AUTO = "auto"
Language = Literal["zh", "en"]
Timings = dict[str, float]
Source = Path | bytes | str

T = TypeVar("T")

_PRECISION = 80
_STAGES = {
    "read": "读取",
    "profile": "识别报告种类",
    "segment": "划分章节和表格",
    "extract": "提取数字陈述",
    "align": "与表格对应",
    "templates": "归纳句式",
    "check": "核对",
}

_NOTES = {
    "no_tables": Note(
        "没有读到表格：表内、表间以及文字与表格之间的勾稽关系未核对",
        "no tables were read: relations within and between tables, and of the prose with them, were not checked",
    ),
    "no_form": Note(
        "没有一张表格是已知的报表：表内、表间以及文字与表格之间的勾稽关系未核对",
        "no table is of a known form: relations within and between tables, and of the prose with them, "
        "were not checked",
    ),
    "no_claims": Note(
        "没有读到带数字的文字说明：文字内部以及文字与表格之间的勾稽关系未核对",
        "no narrative with figures was read: relations within the prose, and of it with the tables, were not checked",
    ),
}


class Companions(msgspec.Struct, frozen=True):
    """Other documents that reports are held against, each analysed once; `failures` are those that can't be read.

    `files` holds the analyses by path, for a report under check that is itself among them.
    """

    offered: Offered = {}
    files: dict[Path, Analysis] = {}
    failures: tuple[InputError, ...] = ()


ALONE = Companions()


def gather(
    sources: Mapping[Role, Iterable[Source]],
    *,
    limits: Limits | None = None,
    called: Callable[[Path], str] = str,
    extend: Sequence[Path] = (),
) -> Companions:
    """Analyse the documents that reports are to be held against; `called` gives the name of a path in messages."""
    done: dict[Source, Analysis] = {}
    failures: dict[Source, InputError] = {}
    offered: dict[Role, list[Analysis]] = {}
    for role, given in sources.items():
        for source in given:
            key = source.resolve() if isinstance(source, Path) else source
            if key not in done and key not in failures:
                try:
                    name = called(source) if isinstance(source, Path) else ""
                    done[key] = analyse(source, name=name, limits=limits, extend=extend)
                except InputError as error:
                    failures[key] = error
            if key in done:
                offered.setdefault(role, []).append(done[key])
    return Companions(
        {role: tuple(found) for role, found in offered.items()},
        {key: found for key, found in done.items() if isinstance(key, Path)},
        tuple(failures.values()),
    )


def check(
    source: Source,
    *,
    name: str = "",
    profile: str = AUTO,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Mapping[str, Severity] | None = None,
    accepted: Mapping[str, Suppression] | None = None,
    min_severity: Severity = "info",
    lang: Language = "zh",
    limits: Limits | None = None,
    thresholds: Thresholds | None = None,
    companions: Companions = ALONE,
    extend: Sequence[Path] = (),
    tables: Sequence[Source] = (),
) -> Report:
    """Read, check and report on one input (str is literal text).

    select, ignore: rule ids or their beginnings; nothing selected means all. severity: another one by id or beginning.
    accepted: findings that do not count, by id. min_severity: milder ones are left out. lang: of notes and hints.
    companions: other documents to hold it against. extend: rules and words of one's own. tables: files with tables that
    belong to the report, which are one document with it. Raises UsageError for an
    unknown rule, LexiconError for an unknown or broken profile or extension.
    """
    limits, timings = limits or Limits(), Timings()
    settings = Settings(
        select=tuple(select),
        ignore=tuple(ignore),
        severity=dict(severity or {}),
        accepted=dict(accepted or {}),
        min_severity=min_severity,
        lang=lang,
        thresholds=thresholds or Thresholds(),
        seconds=limits.seconds,
    )
    called = _called(source, name)
    try:
        known = None if tables else _known(source, name, profile, companions, extend)
        analysis = known or analyse(
            source, name=name, profile=profile, limits=limits, timings=timings, extend=extend, tables=tables
        )
        rules = _rules(analysis.profile)
        others = choose(analysis, companions.offered)
        checked = _Stages(called, timings).run("check", lambda: run(analysis, rules, settings, others))
    except InputError as error:
        return Report(called, "", "failed", error=Failure(error.code, error.words(lang)))
    notes = _notes(analysis, others, companions, checked, lang)
    return _report(analysis, checked, rules, notes, timings)


def _report(
    analysis: Analysis, checked: Checked, rules: Iterable[Rule], notes: tuple[str, ...], timings: Timings
) -> Report:
    return Report(
        path=analysis.document.path,
        sha256=analysis.document.sha256,
        status="partial" if notes else "ok",
        findings=checked.findings,
        corrections=checked.corrections,
        runs=checked.runs,
        coverage=_coverage(analysis, checked.checked),
        cards={rule.card.code: rule.card for rule in rules},
        notes=notes,
        analysis=analysis,
        lexicons=stamps(analysis.profile),
        timings=timings,
        accepted=checked.accepted,
        remarks=checked.remarks,
    )


def _rules(profile: str) -> tuple[Rule, ...]:
    """The rules of a profile, once what extends it has proved right: an error in it must not pass for a crash of a rule."""
    rules = load_rules(profile)
    check_extensions(profile)
    return rules


def _notes(analysis: Analysis, others: Others, companions: Companions, checked: Checked, lang: str) -> tuple[str, ...]:
    """What was not read or not checked, in words."""
    gaps = (*analysis.document.notes, *_gaps(analysis), *(note for notes in others.gaps.values() for note in notes))
    lost = (failure.words(lang) for failure in companions.failures)
    return (*(note.words(lang) for note in gaps), *lost, *checked.notes)


def _known(source: Source, name: str, profile: str, companions: Companions, extend: Sequence[Path]) -> Analysis | None:
    """The analysis of a report that is among the documents analysed before."""
    known = companions.files.get(source.resolve()) if isinstance(source, Path) else None
    if known is None or profile not in (AUTO, plain(known.profile)) or files_of(known.profile) != tuple(extend):
        return None
    return msgspec.structs.replace(known, document=msgspec.structs.replace(known.document, path=_called(source, name)))


def analyse(
    source: Source,
    *,
    name: str = "",
    profile: str = AUTO,
    limits: Limits | None = None,
    timings: Timings | None = None,
    extend: Sequence[Path] = (),
    tables: Sequence[Source] = (),
) -> Analysis:
    """Everything up to checking: structure, tables, claims, links, templates.

    tables: files with tables that belong to the document. `timings` collects the seconds of each stage. Raises InputError for an input that cannot be read, LexiconError for
    an unknown or broken profile.
    """
    stages = _Stages(_called(source, name), {} if timings is None else timings)
    document = stages.run("read", lambda: _read(source, name, tables, limits))
    if profile == AUTO:
        profile = stages.run("profile", lambda: choose_profile(document))
    profile = extended(profile, extend)
    structure = stages.run("segment", lambda: segment(document, profile))
    extraction = stages.run("extract", lambda: extract(document, structure, profile))
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
    links, loose = stages.run("align", lambda: align(analysis))
    analysis = msgspec.structs.replace(analysis, links=links, loose=loose)
    templates = stages.run("templates", lambda: find_templates(analysis))
    return msgspec.structs.replace(analysis, templates=templates)


def _read(source: Source, name: str, tables: Sequence[Source], limits: Limits | None) -> Document:
    """The document in `source` and the files with its tables."""
    found = [read(source, name=name, limits=limits)]
    for one in tables:
        # A path may hold bytes that no encoding of results can.
        called = str(one).encode("utf-8", "replace").decode("utf-8") if isinstance(one, Path) else ""
        found.append(read(one, name=called, limits=limits))
    return join(found)


class _Stages:
    """Runs the stages on one input, named `name`, and notes the seconds of each in `timings`.

    Whatever an input brings about in a stage is an error of that input: the others are still to be checked.
    """

    def __init__(self, name: str, timings: Timings) -> None:
        self._name = name
        self._timings = timings

    def run(self, stage: str, work: Callable[[], T]) -> T:
        """What `work` gives. Raises InputError ``input.timeout`` or ``input.crashed``, and what is coded already."""
        begin = perf_counter()
        # Of its own, so that results do not depend on the program around; wide enough for any sum of longest numerals.
        with localcontext(Context(prec=_PRECISION)), contain(partial(self._fault, stage)):
            try:
                result = work()
            except TimeoutError as error:
                raise self._timeout(stage) from error
            except LexiconError as error:
                if error.code == "lexicon.timeout":
                    raise self._timeout(stage) from error
                raise
        self._timings[stage] = perf_counter() - begin
        return result

    def _timeout(self, stage: str) -> InputError:
        return InputError(
            "input.timeout",
            f"{self._name}: 文字中有一处使词库的模式匹配超时（{_STAGES[stage]}阶段），不像是正常的报告文字",
            f"{self._name}: a pattern of the lexicons took too long on this text (stage {stage}): it is unlike a report",
        )

    def _fault(self, stage: str, cause: str) -> InputError:
        return InputError(
            "input.crashed",
            f"{self._name}: {_STAGES[stage]}时出错：{cause}",
            f"{self._name}: the stage {stage} failed: {cause}",
        )


def _called(source: Source, name: str) -> str:
    return name or (str(source) if isinstance(source, Path) else "")


def _gaps(analysis: Analysis) -> list[Note]:
    """What could not be checked because it is not there."""
    gaps = []
    if not analysis.tables:
        gaps.append("no_tables")
    elif not any(table.form for table in analysis.tables):
        gaps.append("no_form")
    if not analysis.claims:
        gaps.append("no_claims")
    return [_NOTES[gap] for gap in gaps]


def _coverage(analysis: Analysis, checked: int) -> Coverage:
    reasons = Counter(loose.why for loose in analysis.loose)
    mentions = Counter(mention.why for mention in analysis.mentions)
    # One number may make several claims (“A、B均为0万元”).
    stated = {claim.number for claim in analysis.claims if claim.number is not None}
    return Coverage(
        amounts=len(stated) + len(analysis.mentions),
        claims=len(analysis.claims),
        linked=len(analysis.links),
        checked=checked,
        loose=dict(sorted(reasons.items())),
        mentions=dict(sorted(mentions.items())),
    )
