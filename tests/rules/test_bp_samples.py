"""What a reviewer marked as stock wording in the real samples is spoken of, and never as an error."""

import json
from functools import cache
from pathlib import Path

import pytest

from gouji.language.fold import squeeze
from gouji.model import Finding
from gouji.pipeline import check

REPEATED = {
    "putuo-caizheng-2024": ("CG12", "CG13", "CG14", "CG16"),
    "putuo-shegong-2024": ("SG14", "SG15", "SG17"),
    "youxian-wangxin-2024": ("Y08", "Y09", "Y10"),
    "putuo-shangwu-2025-budget": ("shangwu25-010", "shangwu25-012", "shangwu25-013", "shangwu25-017"),
}


@cache
def findings(file: Path) -> tuple[Finding, ...]:
    return check(file, select=["BP"]).findings


def phrases(finding: Finding) -> list[str]:
    return [squeeze(finding.quote), *(squeeze(evidence.quote) for evidence in finding.evidence)]


@pytest.mark.samples
@pytest.mark.parametrize(("name", "ids"), REPEATED.items())
def test_marked_repetitions_are_found(samples: Path, name: str, ids: tuple[str, ...]) -> None:
    file = next(samples / (name + suffix) for suffix in (".pdf", ".txt") if (samples / (name + suffix)).is_file())
    gold = {item["id"]: squeeze(item["quote"]) for item in json.loads((samples / f"{name}.gold.json").read_text())}
    said = [phrase for finding in findings(file) for phrase in phrases(finding)]
    for key in ids:
        assert any(phrase in gold[key] or gold[key] in phrase for phrase in said), key


@pytest.mark.samples
def test_repetition_is_never_an_error_and_quoted_briefly(samples: Path) -> None:
    for name in REPEATED:
        for file in samples.glob(f"{name}.[pt][dx][ft]"):
            assert findings(file)
            for finding in findings(file):
                assert finding.severity in ("warning", "info")
                assert len(finding.quote) <= 80


@pytest.mark.samples
def test_a_budget_that_repeats_nothing_is_left_alone(samples: Path) -> None:
    found = findings(samples / "putuo-zhengfuban-2025-budget.pdf")
    assert [(finding.rule, finding.severity) for finding in found] == [("BP-102", "info")]
