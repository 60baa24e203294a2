"""Scores of a whole report: a perfect one is 1.0, and every kind of fault lowers the figure that it belongs to."""

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gouji import pipeline
from gouji.corpus.evaluate import Score, score_report
from gouji.corpus.evaluate_counts import Counts
from gouji.corpus.evaluate_records import figures, ratio
from gouji.corpus.gold import nth
from gouji.model import Report, Span
from gouji.report import project
from gouji.report.jsonform import to_json

REPORTS = Path(__file__).resolve().parents[2] / "corpus" / "reports"
Entries = list[dict[str, Any]]


@cache
def checked(source: Path | str, name: str) -> Report:
    return pipeline.check(source, name=name)


def shipped(name: str) -> Report:
    return checked(REPORTS / name, name)


@cache
def claims_as_gold() -> str:
    """Everything that is read in the clean report, written down as if it were gold."""
    analysis = shipped("qingshi-shuiwu-2024-clean.txt").analysis
    assert analysis is not None
    entries: dict[Span, dict[str, Any]] = {}
    for claim, record in zip(analysis.claims, project.claims(analysis), strict=True):
        if claim.number is None or (claim.number in entries and entries[claim.number]["table_ref"]):
            continue
        made = json.loads(to_json(record))
        ref = made["table_ref"]
        entries[claim.number] = {
            "id": f"C{claim.index}",
            "quote": claim.number.cut(analysis.document.text),
            "nth": nth(analysis.document.text, claim.number.start, claim.number.end),
            "value": made["value"],
            "unit": made["unit"],
            "kind": made["kind"],
            "direction": made["direction"],
            "table_ref": ref and {"table": ref["table"], "row": ref["row"], "value": ref["value"]},
        }
    return json.dumps(list(entries.values()), ensure_ascii=False)


Make = Callable[..., Score]


@pytest.fixture
def scored(tmp_path: Path) -> Make:
    """Score a shipped report, with its annotations of claims or findings changed."""

    def make(
        name: str,
        claims: Callable[[Entries], Entries] | None = None,
        findings: Callable[[Entries], Entries] = lambda entries: entries,
    ) -> Score:
        report = shutil.copy(REPORTS / f"{name}.txt", tmp_path)
        gold = json.loads((REPORTS / f"{name}.gold.json").read_text(encoding="utf-8"))
        made = {"style": "青石", "findings": findings(gold)}
        (tmp_path / f"{name}.gold.json").write_text(json.dumps(made), encoding="utf-8")
        if claims:
            (tmp_path / f"{name}.claims.json").write_text(json.dumps(claims(json.loads(claims_as_gold()))))
        return score_report(Path(report), lambda source, _: checked(_same(source, name), f"{name}.txt"), name=name)

    return make


def _same(source: Path | str, name: str) -> Path | str:
    return REPORTS / f"{name}.txt" if isinstance(source, Path) else source


CLEAN, PLANTED = "qingshi-shuiwu-2024-clean", "qingshi-shuiwu-2024"


def linked(entries: Entries) -> dict[str, Any]:
    """The first entry with a cell whose value is not 0."""
    return next(entry for entry in entries if entry["table_ref"] and entry["table_ref"]["value"])


def test_a_perfect_result_is_one(scored: Make) -> None:
    score = scored(CLEAN, lambda entries: entries)
    made = figures(score.counts)
    assert made.claims.gold > 150
    assert (made.claims.precision, made.claims.recall, made.claims.misread) == (1.0, 1.0, 0)
    assert (made.links.precision, made.links.recall, made.links.f1, made.links.wrong) == (1.0, 1.0, 1.0, 0)
    assert made.false_alarms.per_report == 0.0
    assert (made.traps.gold, made.traps.sprung) == (7, 0)
    assert score.misses == ()
    assert (score.style, score.format) == ("青石", "txt")


def test_a_finding_at_another_place_of_a_fault_is_right(scored: Make) -> None:
    """Gold that marks an innocent place first is right about the fault once it names the other place that was changed."""

    def moved(entries: Entries, *, also: bool) -> Entries:
        fault = next(entry for entry in entries if entry["severity"] == "error")
        rest = [entry for entry in entries if entry is not fault]
        places = [{"quote": fault["quote"]}] if also else []
        return [
            *rest,
            fault
            | {"quote": "一、收入支出决算总体情况说明", "nth": 2, "stated": None, "expected": None, "also": places},
        ]

    whole = scored(PLANTED).counts
    alone = scored(PLANTED, findings=lambda entries: moved(entries, also=False)).counts
    both = scored(PLANTED, findings=lambda entries: moved(entries, also=True)).counts
    assert both == whole
    assert alone.found_errors == whole.found_errors - 1 and alone.right_errors < whole.right_errors


def test_a_claim_that_is_not_read_lowers_recall(scored: Make) -> None:
    def change(entries: Entries) -> Entries:
        entries[0]["value"] += 1
        return entries

    score = scored(CLEAN, change)
    made = figures(score.counts)
    assert made.claims.recall is not None and made.claims.recall < 1
    assert made.claims.read == made.claims.gold - 1
    assert {miss.what for miss in score.misses} >= {"lost_claim", "spurious_claim"}


def test_a_claim_that_gold_does_not_know_lowers_precision_only(scored: Make) -> None:
    made = figures(scored(CLEAN, lambda entries: entries[1:]).counts)
    assert made.claims.recall == 1.0
    assert made.claims.precision is not None and made.claims.precision < 1


def test_equal_claims_count_once_each(scored: Make) -> None:
    """Two entries for one number: the second has no claim left."""
    made = figures(scored(CLEAN, lambda entries: [*entries, entries[0] | {"id": "again"}]).counts)
    assert made.claims.read == made.claims.gold - 1


@pytest.mark.parametrize("change", [{"kind": "listing"}, {"direction": "flat"}])
def test_another_kind_or_direction_is_misread(scored: Make, change: dict[str, str]) -> None:
    score = scored(CLEAN, lambda entries: [entries[0] | change, *entries[1:]])
    assert score.counts.misread_claims == 1
    assert [miss.what for miss in score.misses] == ["misread"]


def test_kinds_of_another_vocabulary_are_not_compared(scored: Make) -> None:
    assert scored(CLEAN, lambda entries: [e | {"kind": "决算", "direction": "增加"} for e in entries]).misses == ()


@pytest.mark.parametrize(
    ("key", "value"), [("value", 0.07), ("value", None), ("row", "教育附加安排的支出"), ("forms", ["ZX"])]
)
def test_a_wrong_cell_counts_as_wrong(scored: Make, key: str, value: object) -> None:
    def change(entries: Entries) -> Entries:
        linked(entries)["table_ref"][key] = value
        return entries

    score = scored(CLEAN, change)
    made = figures(score.counts).links
    assert (made.wrong, made.right) == (1, made.gold - 1)
    assert made.precision is not None and made.recall is not None and made.f1 is not None
    assert made.precision < 1 and made.recall < 1 and made.f1 < 1
    assert [miss.what for miss in score.misses] == ["wrong_link"]


def test_the_right_form_is_right(scored: Make) -> None:
    def change(entries: Entries) -> Entries:
        linked(entries)["table_ref"]["forms"] = [f"Z{i}" for i in range(1, 7)]
        return entries

    assert scored(CLEAN, change).misses == ()


def test_a_link_that_gold_does_not_have_lowers_precision_only(scored: Make) -> None:
    def change(entries: Entries) -> Entries:
        linked(entries)["table_ref"] = None
        return entries

    made = figures(scored(CLEAN, change).counts).links
    assert made.recall == 1.0
    assert made.precision is not None and made.precision < 1
    assert made.wrong == 0


def test_a_link_that_is_not_made_lowers_recall_only(scored: Make) -> None:
    def change(entries: Entries) -> Entries:
        free = next(entry for entry in entries if not entry["table_ref"])
        free["table_ref"] = {"table": "支出决算表", "row": "合计", "value": 1}
        return entries

    score = scored(CLEAN, change)
    made = figures(score.counts).links
    assert made.precision == 1.0
    assert made.recall is not None and made.recall < 1
    assert [miss.what for miss in score.misses] == ["missing_link"]


def test_planted_faults_are_found_and_rounding_is_measured(scored: Make) -> None:
    score = scored(PLANTED)
    made = figures(score.counts)
    assert (made.all.gold, made.all.recall) == (12, 1.0)
    assert made.errors.precision == 1.0
    assert (made.rounding.reports, made.rounding.gold) == (1, 11)
    assert made.rounding.found == made.errors.found
    assert made.false_alarms.reports == 0


def test_a_fault_that_is_not_found_is_listed(scored: Make) -> None:
    missing = {"id": "X", "kind": "sum", "severity": "error", "quote": "青石县水务局", "rules": ["TI-101"], "nth": 1}
    score = scored(PLANTED, findings=lambda entries: [*entries, missing])
    assert figures(score.counts).all.found == 12
    assert [(miss.id, miss.rule) for miss in score.misses if miss.what == "missed"] == [("X", "TI-101")]
    assert score.rules["TI-101"].gold == 1
    assert score.rules["TI-101"].found == 0


def test_a_finding_without_a_fault_is_unmatched_and_a_false_alarm(scored: Make) -> None:
    keep = ("rounding_ok",)
    score = scored(PLANTED, findings=lambda entries: [entry for entry in entries if entry["severity"] in keep])
    made = figures(score.counts)
    assert made.errors.own > 0
    assert made.errors.right == made.all.right == 0
    assert made.errors.precision == 0.0
    assert made.false_alarms.findings == made.errors.own
    assert sum(miss.what == "unmatched" for miss in score.misses) == made.all.own
    assert all(counts.right == 0 and counts.own > 0 for counts in score.rules.values())


def test_a_trap_that_is_reported_as_an_error_is_sprung(scored: Make) -> None:
    def change(entries: Entries) -> Entries:
        return [entry | {"severity": "rounding_ok"} for entry in entries if entry["id"] == "Q01"]

    score = scored(PLANTED, findings=change)
    assert score.counts.sprung == 1
    assert "sprung" in {miss.what for miss in score.misses}


def test_what_cannot_be_read_is_named_and_not_counted(tmp_path: Path) -> None:
    (tmp_path / "a.gold.json").write_text("[]")
    gone = score_report(tmp_path / "a.txt", checked, name="a.txt")
    assert gone.error is not None and gone.error.code == "input.missing"
    bare = score_report(tmp_path / "b.txt", checked, name="b.txt")
    assert bare.error is not None and bare.error.code == "corpus.gold_missing"
    assert gone.counts == bare.counts == Counts()


def test_only_all_of_it_is_one_and_only_none_of_it_is_zero() -> None:
    assert ratio(0, 0) is None
    assert ratio(5, 5) == 1.0
    assert ratio(99_999, 100_000) == 0.9999
    assert ratio(0, 9) == 0.0
    assert ratio(1, 100_000) == 0.0001
    assert ratio(2, 3) == 0.6667


def test_claims_that_share_a_number_count_once(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("一、收入支出总体情况\n2024年度收入总计、支出总计均为3.10万元。\n", encoding="utf-8")
    entry = {"id": "C1", "quote": "支出总计均为3.10万元", "value": 3.1, "unit": "万元"}
    report.with_suffix(".claims.json").write_text(json.dumps([entry]), encoding="utf-8")
    assert len(checked(report, "a.txt").analysis.claims) == 2  # type: ignore[union-attr]
    made = figures(score_report(report, checked, name="a.txt").counts).claims
    assert (made.gold, made.own, made.read) == (1, 1, 1)
