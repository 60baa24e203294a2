"""`gouji eval`: score against gold."""

from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from gouji import pipeline
from gouji.cli import output as out
from gouji.cli.options import Jobs, Lang, Listing, Output, Profile
from gouji.cli.settings import FileSettings, load_settings
from gouji.cli.work import each, lost, shown
from gouji.corpus.evaluate import Score, score_report
from gouji.corpus.evaluate_baseline import baseline, drops, load_baseline, to_text
from gouji.corpus.evaluate_records import eval_result
from gouji.corpus.evaluate_view import render
from gouji.corpus.gold import has_gold, orphans, others_beside, tables_beside
from gouji.errors import UsageError
from gouji.model import Failure, Report
from gouji.read import find
from gouji.report.jsonform import to_json


def evaluate(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE|DIR...",
            help="Reports with NAME.gold.json or NAME.claims.json beside.",
            show_default=False,
            readable=False,
        ),
    ],
    form: Listing = "terminal",
    output: Output = None,
    compare: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Fail where a figure is worse than in FILE."),
    ] = None,
    keep: Annotated[
        Path | None, typer.Option("--write-baseline", metavar="FILE", help="Write the figures to compare with.")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="List everything missed, made up or wrong.")] = False,
    rounding: Annotated[
        bool, typer.Option("--rounding/--no-rounding", help="Check text reports once more, one decimal less.")
    ] = True,
    profile: Profile = None,
    lang: Lang = None,
    jobs: Jobs = 1,
) -> None:
    """Score claims, links and findings against the annotations beside the reports.

    Exit status: 0 scored, 1 a figure is worse than in the baseline, 2 a wrong call, or a report or annotation that
    could not be read.
    """
    before = load_baseline(compare) if compare else None
    settings = load_settings()
    found = find(inputs)
    # A path that was named and is no report stays: its error is shown.
    paths = [path for path in found if has_gold(path) or path in inputs]
    if not paths:
        raise UsageError("usage.no_gold", f"{' '.join(map(str, inputs))}: 没有带标注的报告")
    task = partial(_score, profile=profile or settings.profile, settings=settings, rounding=rounding)
    scores = each(task, paths, jobs, _lost)
    scores += [_orphan(file) for file in orphans((path for path in inputs if path.is_dir()), found)]
    result = eval_result(scores, version("gouji"), skipped=len(found) - len(paths), details=verbose)
    worse = drops(result, before) if before else []
    if form == "json":
        text = to_json(result)
    else:
        text = render(result, lang=lang or settings.lang, color=out.color(output), width=out.width())
    out.write(text, output)
    if keep:
        out.write(to_text(baseline(result)), keep)
    out.complain(score.error for score in scores)
    out.complain(Failure("corpus.worse", f"{one.figure}: {one.was:g} → {_shown(one.now)}") for one in worse)
    raise typer.Exit(2 if result.failed else 1 if worse else 0)


def _score(path: Path, *, profile: str, settings: FileSettings, rounding: bool) -> Score:
    check = partial(_check, profile=profile, settings=settings)
    return score_report(path, check, name=shown(path), rounding=rounding)


def _check(source: Path | str, name: str, *, profile: str, settings: FileSettings) -> Report:
    beside = tables_beside(source) if isinstance(source, Path) else None
    others = others_beside(source) if isinstance(source, Path) else {}
    return pipeline.check(
        source,
        name=name,
        profile=profile,
        limits=settings.limits,
        thresholds=settings.thresholds,
        companions=pipeline.gather(others, limits=settings.limits),
        tables=[beside] if beside else (),
    )


def _lost(path: Path) -> Score:
    return Score(shown(path), error=lost(path, "zh"))


def _orphan(file: Path) -> Score:
    message = f"{shown(file)}: 没有与此标注对应的可读报告"
    return Score(shown(file), error=Failure("corpus.report_missing", message))


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
