"""What is no defect stays unspoken of, whatever rule looks at it: cases in tests/cases/not-defects.toml."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gouji.model import Report
from gouji.pipeline import check

ROOT = Path(__file__).resolve().parents[2]
CASES = tomllib.loads((ROOT / "tests/cases/not-defects.toml").read_text(encoding="utf-8"))["case"]
TWINS = [case for case in CASES if "twin" in case]


@cache
def clean() -> str:
    return (ROOT / "corpus/reports/qingshi-shuiwu-2024-clean.txt").read_text(encoding="utf-8")


def edited(edits: list[dict[str, str]]) -> Report:
    text = clean()
    for edit in edits:
        assert text.count(edit["old"]) == 1, edit["old"]
        text = text.replace(edit["old"], edit["new"])
    return check(text, name="case.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_nothing_is_said(case: dict[str, Any]) -> None:
    report = edited(case["edit"])
    assert [(finding.rule, finding.severity, finding.quote) for finding in report.findings] == []
    assert report.analysis is not None
    values = {str(claim.quantity.value) for claim in report.analysis.claims if claim.quantity}
    assert not values & set(case.get("never", ()))


@pytest.mark.parametrize("case", TWINS, ids=lambda case: case["name"])
def test_a_slip_in_the_same_place_is_found(case: dict[str, Any]) -> None:
    found = {finding.rule for finding in edited(case["twin"]).findings}
    assert set(case["rules"]) <= found
