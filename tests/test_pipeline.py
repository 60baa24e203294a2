"""The pipeline: status, notes, coverage, timings; the same input gives the same report."""

from decimal import ROUND_UP, Context, localcontext
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
    assert sum(coverage.mentions.values()) == len(report.analysis.mentions)
    stated = {claim.number for claim in report.analysis.claims if claim.number is not None}
    assert coverage.amounts == len(stated) + sum(coverage.mentions.values())
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


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (TimeoutError("regex timed out"), "input.timeout"),
        (LexiconError("lexicon.timeout", "a pattern took too long"), "input.timeout"),
        (RecursionError("too deep"), "input.crashed"),
    ],
)
@pytest.mark.parametrize("stage", ["segment", "extract", "align", "find_templates", "run"])
def test_what_breaks_a_stage_is_an_error_of_its_input(
    monkeypatch: pytest.MonkeyPatch, stage: str, fault: Exception, code: str
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(pipeline, stage, fail)
    report = pipeline.check(REPORT, name="a.txt")
    assert (report.path, report.status) == ("a.txt", "failed")
    assert report.error is not None
    assert report.error.code == code
    assert report.error.message.startswith("a.txt: ")
    english = pipeline.check(REPORT, name="a.txt", lang="en").error
    assert english is not None
    assert english.message.isascii()


def test_a_broken_lexicon_is_not_the_inputs_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise LexiconError("lexicon.schema", "forms.toml:1: broken")

    monkeypatch.setattr(pipeline, "segment", fail)
    with pytest.raises(LexiconError):
        pipeline.check(REPORT)


def test_notes_are_in_the_language_of_messages() -> None:
    text = "支出决算表\n项目\t基本支出\t项目支出\n合计\t1\t2\n类\t1\n"
    assert any(note.startswith("第 1 张表") for note in pipeline.check(text).notes)
    assert any(note.startswith("table 1:") for note in pipeline.check(text, lang="en").notes)


def test_rules_that_run_out_of_time_are_named() -> None:
    report = pipeline.check(REPORT, limits=Limits(seconds=0))
    assert report.status == "partial"
    late = [run for run in report.runs if run.ending == "crashed"]
    assert late
    assert all("核对用时超过上限" in run.detail for run in late)
    assert len(report.notes) == len(late)


def test_numbers_beyond_all_measure_crash_nothing() -> None:
    text = REPORT.read_text(encoding="utf-8").replace("11.82", "9" * 27 + ".99").replace("74.53", "1" * 40)
    report = pipeline.check(text)
    assert report.error is None
    assert not [run for run in report.runs if run.ending == "crashed"]


def test_the_callers_arithmetic_does_not_matter() -> None:
    wanted = pipeline.check(REPORT).findings
    with localcontext(Context(prec=3, rounding=ROUND_UP)):
        assert pipeline.check(REPORT).findings == wanted
