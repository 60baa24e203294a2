"""`gouji check`: read, check, report."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from gouji import pipeline
from gouji.check import ROLES, Role
from gouji.cli import output as out
from gouji.cli.options import Inputs, Jobs, Lang, Output, Profile
from gouji.cli.settings import FileSettings, load_settings
from gouji.cli.work import each, lost, shown
from gouji.errors import PluginError
from gouji.model import Failure, Report, Severity
from gouji.plugins import contain
from gouji.read import find
from gouji.report import Language, find_format


def check(
    inputs: Inputs,
    form: Annotated[str, typer.Option("--format", metavar="NAME", help="terminal, json, html …")] = "terminal",
    output: Output = None,
    select: Annotated[
        str | None, typer.Option("--select", metavar="ID,...", help="Only these rules; prefixes such as TI work.")
    ] = None,
    ignore: Annotated[
        str | None, typer.Option("--ignore", metavar="ID,...", help="Not these rules; prefixes such as BP work.")
    ] = None,
    min_severity: Annotated[
        Severity | None,
        typer.Option("--min-severity", help="Show, and fail on, findings from this level up (default: info)."),
    ] = None,
    profile: Profile = None,
    lang: Lang = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 although there are findings.")] = False,
    previous: Annotated[
        list[Path] | None,
        typer.Option("--previous", metavar="FILE|DIR", help="Last year's report to hold this one against."),
    ] = None,
    budget: Annotated[
        list[Path] | None, typer.Option("--budget", metavar="FILE|DIR", help="The published budget of the year.")
    ] = None,
    parts: Annotated[
        list[Path] | None,
        typer.Option("--parts", metavar="DIR|FILE", help="Reports of the units that a department's report sums up."),
    ] = None,
    jobs: Jobs = 1,
) -> None:
    """Check reports: which statements contradict the figures, and which are boilerplate.

    Exit status: 0 nothing found, 1 findings, 2 a wrong call or an input that could not be read.
    """
    settings = load_settings()
    language: Language = lang or settings.lang
    wanted = find_format(form)
    companions = _gather(settings, previous=previous, budget=budget, parts=parts)
    task = partial(
        _check,
        select=settings.select if select is None else _listed(select),
        ignore=settings.ignore if ignore is None else _listed(ignore),
        min_severity=min_severity or settings.min_severity,
        profile=profile or settings.profile,
        lang=language,
        settings=settings,
        companions=companions,
    )
    reports = each(task, find(inputs), jobs, partial(_lost, lang=language))
    with contain(lambda cause: PluginError("plugin.format", f"format {form!r} does not work: {cause}")):
        text = wanted.render(reports, lang=language, color=out.color(output), width=out.width())
    out.write(text, output)
    out.complain(report.error for report in reports)
    out.complain(Failure(error.code, error.words(language)) for error in companions.failures)
    raise typer.Exit(2 if companions.failures else _status(reports, exit_zero))


def _check(
    path: Path,
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    min_severity: Severity,
    profile: str,
    lang: Language,
    settings: FileSettings,
    companions: pipeline.Companions,
) -> Report:
    return pipeline.check(
        path,
        name=shown(path),
        profile=profile,
        select=select,
        ignore=ignore,
        min_severity=min_severity,
        lang=lang,
        limits=settings.limits,
        thresholds=settings.thresholds,
        companions=companions,
    )


def _gather(settings: FileSettings, **given: list[Path] | None) -> pipeline.Companions:
    """The other documents that options name, else the settings, each analysed once."""
    sources: dict[Role, list[Path]] = {}
    for role in ROLES:
        paths = given[role] if given[role] is not None else [Path(path) for path in getattr(settings, role)]
        sources[role] = find(paths or ())
    return pipeline.gather(sources, limits=settings.limits, called=shown)


def _lost(path: Path, *, lang: Language) -> Report:
    return Report(path=shown(path), sha256="", status="failed", error=lost(path, lang))


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _status(reports: list[Report], exit_zero: bool) -> int:
    if any(report.status == "failed" for report in reports):
        return 2
    return 1 if not exit_zero and any(report.findings for report in reports) else 0
