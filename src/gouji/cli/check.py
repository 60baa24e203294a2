"""`gouji check`: read, check, report."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from gouji import pipeline
from gouji.check import ROLES, Role
from gouji.cli import baseline as base
from gouji.cli import output as out
from gouji.cli.deliver import deliver, targets
from gouji.cli.options import (
    FORMATS,
    BaselineFile,
    Budget,
    Extensions,
    Ignore,
    Inputs,
    Jobs,
    Lang,
    MinSeverity,
    NewBaseline,
    Output,
    Parts,
    Password,
    Previous,
    Profile,
    Select,
    SuppressionsFile,
    Tables,
)
from gouji.cli.settings import FileSettings, load_settings
from gouji.cli.suppressions import Suppressions, find_suppressions
from gouji.cli.tally import Tally
from gouji.cli.work import lost, shown, stream, with_tables
from gouji.errors import PluginError
from gouji.model import Report, Severity, Suppression
from gouji.plugins import contain
from gouji.read import find
from gouji.report import Annotating, Binary, Format, Language, find_format, pieces


def check(
    inputs: Inputs,
    form: Annotated[str, typer.Option("--format", metavar="NAME", help=FORMATS)] = "terminal",
    output: Output = None,
    select: Select = None,
    ignore: Ignore = None,
    min_severity: MinSeverity = None,
    suppressions: SuppressionsFile = None,
    baseline: BaselineFile = None,
    write_baseline: NewBaseline = None,
    extend: Extensions = None,
    profile: Profile = None,
    lang: Lang = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 although there are findings.")] = False,
    tables: Tables = None,
    previous: Previous = None,
    budget: Budget = None,
    parts: Parts = None,
    password: Password = None,
    jobs: Jobs = 1,
) -> None:
    """Check reports: which statements contradict the figures, and which are boilerplate.

    Exit status: 0 nothing found that counts, 1 findings, 2 a wrong call or an input that could not be read.
    """
    called = _Called(
        select=None if select is None else _listed(select),
        ignore=None if ignore is None else _listed(ignore),
        min_severity=min_severity,
        profile=profile,
        lang=lang,
        extend=None if extend is None else tuple(map(str, extend)),
    )
    settings = called.over(load_settings()).opened(password)
    wanted = find_format(form)
    paths, apart = with_tables(inputs, tables)
    files = targets(wanted, paths, output)
    # A marked copy may take the place of the draft, which it holds.
    mine = () if isinstance(wanted, Annotating) else paths
    out.spare(output, [*mine, *apart, *(previous or ()), *(budget or ()), *(parts or ())])
    known = find_suppressions(settings, suppressions)
    place = baseline or (Path(settings.baseline) if settings.baseline and not write_baseline else None)
    old = base.load_baseline(place, settings.lang) if place else {}
    companions = _gather(settings, previous=previous, budget=budget, parts=parts)
    task = partial(_check, settings=settings, old=old, suppressions=known, companions=companions, tables=apart)
    tally = Tally()
    reports = tally.count(stream(task, paths, jobs, partial(_lost, lang=settings.lang)))
    failures = list(companions.failures)
    if isinstance(wanted, Annotating | Binary):
        failures += deliver(wanted, reports, paths, files, settings.lang)
    else:
        out.write_parts(_rendered(wanted, form, reports, settings.lang, output), output)
    if write_baseline:
        out.write(base.to_text(tally.baseline), write_baseline)
    tally.complain(known, inputs, failures, settings.lang)
    raise typer.Exit(tally.status(exit_zero or write_baseline is not None, failures))


class _Called(msgspec.Struct, frozen=True):
    """What the command line sets; None where it says nothing."""

    select: tuple[str, ...] | None
    ignore: tuple[str, ...] | None
    min_severity: Severity | None
    profile: str | None
    lang: Language | None
    extend: tuple[str, ...] | None

    def over(self, settings: FileSettings) -> FileSettings:
        """The settings with what was called for in place of theirs; what paths ignore stays ignored."""
        said = {name: value for name, value in msgspec.structs.asdict(self).items() if value is not None}
        alone = {name: None for name in said if name in ("select", "min_severity", "profile")}
        paths = tuple(msgspec.structs.replace(entry, **alone) for entry in settings.per_path)
        return msgspec.structs.replace(settings, per_path=paths, **said)


def _rendered(
    wanted: Format, name: str, reports: Iterable[Report], lang: Language, output: Path | None
) -> Iterator[str]:
    """The parts of the result as they come; what a format throws is an error of the format."""
    made = pieces(wanted, reports, lang=lang, color=out.color(output), width=out.width())
    while True:
        with contain(lambda cause: PluginError("plugin.format", f"format {name!r} does not work: {cause}")):
            piece = next(made, None)
        if piece is None:
            return
        yield piece


def _check(
    path: Path,
    *,
    settings: FileSettings,
    old: dict[str, Suppression],
    suppressions: Suppressions,
    companions: pipeline.Companions,
    tables: tuple[Path, ...],
) -> Report:
    here = settings.at(path)
    return pipeline.check(
        path,
        name=shown(path),
        profile=here.profile,
        select=here.select,
        ignore=here.ignore,
        severity=here.severity,
        accepted={**old, **suppressions.at(path)},
        min_severity=here.min_severity,
        lang=here.lang,
        limits=here.limits,
        thresholds=here.thresholds,
        companions=companions,
        extend=tuple(map(Path, here.extend)),
        tables=tables,
    )


def _gather(settings: FileSettings, **given: list[Path] | None) -> pipeline.Companions:
    """The other documents that options name, else the settings, each analysed once."""
    sources: dict[Role, list[Path]] = {}
    for role in ROLES:
        paths = given[role] if given[role] is not None else [Path(path) for path in getattr(settings, role)]
        sources[role] = find(paths or ())
    return pipeline.gather(sources, limits=settings.limits, called=shown, extend=tuple(map(Path, settings.extend)))


def _lost(path: Path, *, lang: Language) -> Report:
    return Report(path=shown(path), sha256="", status="failed", error=lost(path, lang))


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())
