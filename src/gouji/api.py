"""The Python interface: one call, one report, in the same words and records that the JSON format writes."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from gouji import pipeline
from gouji.check import Thresholds
from gouji.errors import InputError, UsageError
from gouji.model import Analysis, Document, RuleRun, Severity
from gouji.model import Report as ModelReport
from gouji.model.report import Status
from gouji.pipeline import Source
from gouji.read import Limits, find
from gouji.read import read as read_document
from gouji.report import Annotating, Binary, Language, find_format, find_text_format, mark, project
from gouji.report.records import Claim, Coverage, Fact, Finding, Template

if TYPE_CHECKING:
    import pandas

Rows = Literal["findings", "claims", "facts"]


class Report:
    """The result for one document.

    Findings, claims, facts and templates are the records of the JSON formats; `model` is the full result behind them
    and `analysis` everything that is known of the document. `lang` is the language of messages.
    """

    def __init__(self, model: ModelReport, analysis: Analysis, lang: Language = "zh") -> None:
        self.model = model
        self.analysis = analysis
        self.lang: Language = lang

    def __repr__(self) -> str:
        return f"<Report of {self.path}: {self.status}, {len(self.findings)} findings>"

    @property
    def path(self) -> str:
        """What the document is called."""
        return self.model.path

    @property
    def status(self) -> Status:
        """“ok”, or “partial” if something was not read or not checked (see `notes`)."""
        return self.model.status

    @property
    def notes(self) -> tuple[str, ...]:
        """What was not read or not checked."""
        return self.model.notes

    @property
    def runs(self) -> tuple[RuleRun, ...]:
        """How each rule ended."""
        return self.model.runs

    @cached_property
    def coverage(self) -> Coverage:
        """How many numbers were seen, claimed, linked and checked."""
        return project.coverage(self.model)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What does not tie, in reading order; `root` names the finding that one follows from."""
        return project.findings(self.model, self.lang)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The numeric claims of the narrative, with the cell that each one restates."""
        return project.claims(self.analysis)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The table cells as tidy rows."""
        return project.facts(self.analysis)

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """The sentence skeletons with their slots, counts and places."""
        return project.templates(self.analysis)

    def to_frame(self, rows: Rows = "findings") -> "pandas.DataFrame":
        """Findings, claims or facts as a pandas DataFrame, one a row; decimals stay `Decimal`."""
        import pandas

        kinds: dict[Rows, type[msgspec.Struct]] = {"findings": Finding, "claims": Claim, "facts": Fact}
        names = [field.name for field in msgspec.structs.fields(kinds[rows])]
        return pandas.DataFrame([msgspec.structs.asdict(one) for one in getattr(self, rows)], columns=names)

    def to_json(self) -> str:
        """The report as `gouji check --format json` writes it."""
        return self.render("json")

    def render(self, form: str = "terminal", *, color: bool = False, width: int = 80) -> str:
        """The report in any of the formats that are text. Raises UsageError for another one."""
        return find_text_format(form).render([self.model], lang=self.lang, color=color, width=width)

    def to_bytes(self, form: str, original: bytes | None = None) -> bytes:
        """The report in any of the formats, text as UTF-8.

        original: the file that was checked, for the formats that mark the findings in it (docx, pdf). Raises UsageError
        for an unknown format or without the file, InputError for one that cannot be marked.
        """
        made = find_format(form)
        if isinstance(made, Binary):
            return made.build([self.model], lang=self.lang)
        if not isinstance(made, Annotating):
            return self.render(form).encode()
        if original is None:
            raise UsageError("usage.original", f"the format {form!r} marks the file that was checked: give its bytes")
        return mark(made, original, self.model, lang=self.lang)


def check(
    source: Path | bytes | str,
    *,
    name: str = "",
    profile: str = pipeline.AUTO,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Mapping[str, Severity] | None = None,
    extend: Iterable[Path | str] = (),
    lang: Language = "zh",
    limits: Limits | None = None,
    thresholds: Thresholds | None = None,
    previous: Source | None = None,
    budget: Source | None = None,
    parts: Path | str | Iterable[Source] = (),
    tables: Path | str | Iterable[Source] = (),
    password: str | None = None,
) -> Report:
    """Check one report: a path, the bytes of a file, or a text (a str with a line break is text, else a path).

    name: what messages call the document; its suffix helps to tell the format of bytes. select, ignore: rule ids or
    their beginnings. severity: another severity by id or beginning. extend: TOML files with rules and words of one's
    own. previous: last year's report; budget: the published budget of the year; parts: the reports of
    the department's units, or the folder with them. What of these is of another body or year is not compared, and
    `notes` say so. tables: files with the report's tables where they are apart; with it they are one document.
    password: opens encrypted files. Raises InputError if a document cannot be read, UsageError for an unknown rule, LexiconError for
    an unknown profile or a broken extension.
    """
    own = tuple(map(Path, extend))
    limits = _opened(limits, password)
    companions = pipeline.gather(
        {"previous": _others(previous), "budget": _others(budget), "parts": _parts(parts)},
        limits=limits,
        extend=own,
    )
    if companions.failures:
        raise companions.failures[0]
    model = pipeline.check(
        _source(source),
        name=name,
        profile=profile,
        select=select,
        ignore=ignore,
        severity=severity,
        extend=own,
        lang=lang,
        limits=limits,
        thresholds=thresholds,
        companions=companions,
        tables=_parts(tables),
    )
    if model.error:
        raise InputError(model.error.code, model.error.message)
    assert model.analysis is not None
    return Report(model, model.analysis, lang)


def read(
    source: Path | bytes | str, *, name: str = "", limits: Limits | None = None, password: str | None = None
) -> Document:
    """The document in a path, the bytes of a file, or a text: text in reading order, raw tables, places.

    password: opens an encrypted file. Raises InputError if it cannot be read.
    """
    return read_document(_source(source), name=name, limits=_opened(limits, password))


def _opened(limits: Limits | None, password: str | None) -> Limits | None:
    return limits if password is None else msgspec.structs.replace(limits or Limits(), password=password)


def _others(source: Source | None) -> list[Source]:
    return [] if source is None else [_source(source)]


def _parts(parts: Path | str | Iterable[Source]) -> list[Source]:
    if isinstance(parts, Path | str):
        return list(find([parts]))
    return [_source(part) for part in parts]


def _source(source: Path | bytes | str) -> Path | bytes | str:
    return Path(source) if isinstance(source, str) and "\n" not in source else source
