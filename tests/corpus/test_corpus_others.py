"""Reports beside a generated one: they tie with it, and a fault that only they show is found."""

from functools import cache
from pathlib import Path

import pytest

from gouji import api
from gouji.corpus import others
from gouji.corpus.document import Report
from gouji.corpus.evaluate import score_report
from gouji.corpus.faults import kinds, single
from gouji.corpus.generate import generate
from gouji.corpus.gold import others_beside
from gouji.corpus.ledger import Ledger
from gouji.corpus.render import text
from gouji.corpus.write import write

COMPARED = {"TT-123", "TT-124", "TT-125", "TT-126"}


def _same(book: Ledger) -> None:
    pass


@cache
def _report(style: str) -> Report:
    """A report of a body that is not new, with units below it and no money of its own."""
    made = (generate(style, 17, number) for number in range(60))
    return next(one for one in made if all(_others(one)))


@cache
def _others(report: Report) -> tuple[Report | None, Report | None, tuple[Report, tuple[Report, ...]] | None]:
    return others.previous(report, _same), others.published(report, _same), others.department(report, _same)


@pytest.mark.parametrize("style", ["hunan", "neimenggu", "shaanxi"])
def test_reports_out_of_the_same_books_tie(style: str) -> None:
    previous, budget, department = _others(_report(style))
    assert previous and budget and department
    body, last, planned = (text(one).text for one in (_report(style), previous, budget))
    checked = api.check(body, name="a.txt", previous=last, budget=planned)
    whole, parts = department
    summed = api.check(text(whole).text, name="b.txt", parts=[text(one).text for one in parts])
    assert len(parts) > 1
    for report in (checked, summed):
        assert not [one for one in report.findings if one.rule in COMPARED or one.severity == "error"]
    ran = {run.rule: run.checked for report in (checked, summed) for run in report.runs if run.checked}
    assert ran.keys() >= COMPARED


@pytest.mark.parametrize("label", ["opening_other", "running_other", "budget_other", "units_other"])
def test_a_fault_that_another_report_shows_is_found(label: str, tmp_path: Path) -> None:
    kind = kinds()[label]
    report = next(made for number in range(60) if (made := single(generate("hunan", 17, number), kind)))
    path = next(one for one in write(report, tmp_path, ["txt"]) if one.name == f"{report.name}.txt")
    beside = others_beside(path)
    assert len(beside) == 1

    def check(source: Path | str, name: str) -> object:
        given = {role: files[0] if role != "parts" else files for role, files in beside.items()}
        return api.check(source, name=name, **given).model  # type: ignore[arg-type]

    score = score_report(path, check, name=path.name)  # type: ignore[arg-type]
    assert score.rules[kind.rules[0]].itself == 1
