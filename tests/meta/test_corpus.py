"""The shipped reports: what is planted is found, and nothing else."""

import json
import re
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

import gouji
from gouji import Finding, Report

REPORTS = Path(__file__).resolve().parents[2] / "corpus" / "reports"
GOLD = sorted(REPORTS.glob("*.gold.json"))


def entries(gold: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(gold.read_text(encoding="utf-8"))
    return found


def text_of(gold: Path) -> str:
    return gold.with_name(gold.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.name)
def test_annotations_quote_their_report(gold: Path) -> None:
    text = text_of(gold)
    found = entries(gold)
    assert len({entry["id"] for entry in found}) == len(found)
    for entry in found:
        assert entry["quote"] in text, entry["id"]
        assert entry["severity"] in ("error", "suspicious", "rounding_ok")
        assert entry["planted"] == (entry["severity"] != "rounding_ok")


def test_the_two_reports_differ_only_where_something_is_planted() -> None:
    clean = (REPORTS / "qingshi-shuiwu-2024-clean.txt").read_text(encoding="utf-8").splitlines()
    planted = (REPORTS / "qingshi-shuiwu-2024.txt").read_text(encoding="utf-8").splitlines()
    assert len(clean) == len(planted)
    quotes = [entry["quote"] for entry in entries(REPORTS / "qingshi-shuiwu-2024.gold.json") if entry["planted"]]
    changed = [b for a, b in zip(clean, planted, strict=True) if a != b]
    assert all(any(quote in line for quote in quotes) for line in changed)
    assert all(any(quote in line for line in changed) for quote in quotes)


@pytest.fixture(scope="module")
def planted() -> Report:
    return gouji.check(REPORTS / "qingshi-shuiwu-2024.txt")


@pytest.fixture(scope="module")
def clean() -> Report:
    return gouji.check(REPORTS / "qingshi-shuiwu-2024-clean.txt")


def bare(words: str | None) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", words or ""))


def overlap(a: str, b: str) -> float:
    """The longest run that both have, as a share of the shorter one."""
    match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return match.size / max(min(len(a), len(b)), 1)


def hits(entry: dict[str, Any], finding: Finding) -> bool:
    """Whether the finding marks the annotated words, or names the annotated cell."""
    if overlap(bare(finding.quote), bare(entry["quote"])) >= 0.6:
        return True
    cells = [item for item in finding.evidence if item.kind == "cell" and item.row]
    return any(bare(item.value) == bare(entry["stated"]) and str(item.row) in entry["quote"] for item in cells)


PLANTED = [entry for entry in entries(REPORTS / "qingshi-shuiwu-2024.gold.json") if entry["planted"]]


@pytest.mark.parametrize("entry", PLANTED, ids=lambda entry: entry["id"])
def test_what_is_planted_is_found(entry: dict[str, Any], planted: Report) -> None:
    found = [finding for finding in planted.findings if hits(entry, finding)]
    assert found
    if entry["kind"] not in ("listing", "numbering", "reason"):
        assert any(finding.severity == "error" for finding in found)


def test_nothing_else_is_called_an_error(planted: Report) -> None:
    errors = [finding for finding in planted.findings if finding.severity == "error" and not finding.root]
    loose = [finding for finding in errors if not any(hits(entry, finding) for entry in PLANTED)]
    assert [(finding.rule, finding.quote, finding.stated, finding.expected) for finding in loose] == []


def test_the_clean_report_is_clean(clean: Report) -> None:
    assert clean.status == "ok"
    assert clean.notes == ()
    assert [(f.rule, f.severity, f.quote, f.stated, f.expected) for f in clean.findings if f.severity != "info"] == []


def test_the_clean_report_is_read_whole(clean: Report) -> None:
    analysis = clean.analysis
    assert [table.form for table in analysis.tables] == ["Z1", "Z2", "Z3", "Z4", "Z5", "Z6", "ZJ", "ZG", "ZS"]
    assert analysis.unit_name == "青石县水务局"
    assert (analysis.year, analysis.profile) == (2024, "final-accounts")
    assert clean.coverage.claims >= 150
    assert clean.coverage.linked >= 50
