"""The pipeline: status, notes, coverage, timings; the same input gives the same report."""

from pathlib import Path

import msgspec
import pytest

from gouji import pipeline
from gouji.errors import InputError, LexiconError
from gouji.read import Limits

REPORT = Path(__file__).resolve().parents[1] / "corpus" / "reports" / "qingshi-shuiwu-2024.txt"


def test_a_whole_report_is_ok_and_counted() -> None:
    report = pipeline.check(REPORT)
    assert (report.status, report.notes, report.error) == ("ok", (), None)
    assert report.analysis is not None
    coverage = report.coverage
    assert coverage.claims == len(report.analysis.claims)
    assert coverage.linked == len(report.analysis.links)
    assert sum(coverage.loose.values()) == len(report.analysis.loose)
    assert coverage.amounts >= coverage.linked
    assert 0 < coverage.checked <= coverage.claims
    assert list(report.timings) == ["read", "profile", "segment", "extract", "align", "templates", "check"]
    assert list(report.lexicons) == ["final-accounts"]
    assert {run.rule for run in report.runs} == set(report.cards)


def test_the_same_input_gives_the_same_report() -> None:
    one, two = (msgspec.structs.replace(pipeline.check(REPORT), timings={}) for _ in range(2))
    assert msgspec.json.encode(one) == msgspec.json.encode(two)


def test_an_unreadable_input_is_a_failed_report(tmp_path: Path) -> None:
    report = pipeline.check(tmp_path / "gone.pdf", name="gone.pdf")
    assert (report.path, report.status, report.analysis) == ("gone.pdf", "failed", None)
    assert report.error is not None
    assert report.error.code == "input.missing"
    with pytest.raises(InputError):
        pipeline.analyse(tmp_path / "gone.pdf")


@pytest.mark.parametrize(("lang", "words"), [("zh", "没有读到表格"), ("en", "no tables were read")])
def test_gaps_are_said(lang: pipeline.Language, words: str) -> None:
    report = pipeline.check("本年支出合计120.50万元。\n", lang=lang)
    assert report.status == "partial"
    assert any(words in note for note in report.notes)


def test_a_profile_that_is_not() -> None:
    with pytest.raises(LexiconError):
        pipeline.check(REPORT, profile="final")


def test_limits_hold() -> None:
    report = pipeline.check(REPORT, limits=Limits(max_bytes=100))
    assert report.error is not None
    assert report.error.code == "input.too_large"


def test_milder_findings_are_left_out() -> None:
    assert {one.severity for one in pipeline.check(REPORT, min_severity="error").findings} == {"error"}
