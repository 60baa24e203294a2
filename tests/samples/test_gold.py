"""The real reports against their gold: what must be found, what must stay silent, which cells are restated.

The bars are those of the design. The reports lie beside the checkout; the tests skip where they are absent.
"""

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import gouji
from gouji.report.jsonform import to_json

pytestmark = pytest.mark.samples

GOLD = {
    "youxian-wangxin-2024": ".txt",
    "putuo-caizheng-2024": ".pdf",
    "putuo-caizheng-2024-seeded": ".pdf",
    "putuo-shegong-2024": ".pdf",
    "putuo-shangwu-2025-budget": ".pdf",
    "jiangsu-renda-2018-budget": ".pdf",
}
CLAIMS = ("putuo-shegong-2024", "jiangsu-renda-2018-budget")
CLEAN = ("putuo-zhengfuban-2025-budget.pdf", "jiangsu-weiban-2019-budget-tables.pdf")


@cache
def scorer(samples: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", samples.parent / "eval" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def checked(file: Path) -> gouji.Report:
    return gouji.check(file)


def score(samples: Path, name: str) -> dict[str, Any]:
    gold = json.loads((samples / f"{name}.gold.json").read_text(encoding="utf-8"))
    result = json.loads(checked(samples / f"{name}{GOLD[name]}").to_json())
    return dict(scorer(samples).findings(gold, result))


@pytest.mark.parametrize("name", GOLD)
def test_every_numeric_error_is_found_and_nothing_else_is_an_error(samples: Path, name: str) -> None:
    result = score(samples, name)
    assert result["numeric_found"] == result["numeric"], result["missed"]
    assert result["traps_sprung"] == 0, result["sprung"]
    assert result["hard_unmatched"] == 0, result["unmatched"]


def test_the_county_offices_errors_are_errors_and_its_boilerplate_is_flagged(samples: Path) -> None:
    report = checked(samples / "youxian-wangxin-2024.txt")
    gold = {g["id"]: g for g in json.loads((samples / "youxian-wangxin-2024.gold.json").read_text(encoding="utf-8"))}
    findings = json.loads(report.to_json())["documents"][0]["findings"]
    hits = scorer(samples).hits
    for number in range(1, 7):
        wanted = gold[f"Y{number:02}"]
        assert any(hits(wanted, f) for f in findings if f["severity"] == "error"), wanted["quote"]
    for number in range(7, 11):
        wanted = gold[f"Y{number:02}"]
        assert any(hits(wanted, f) for f in findings if f["severity"] != "error"), wanted["quote"]


@pytest.mark.parametrize("name", ["putuo-caizheng-2024", "putuo-caizheng-2024-seeded", "putuo-shegong-2024"])
def test_most_textual_errors_are_found_too(samples: Path, name: str) -> None:
    result = score(samples, name)
    assert result["found"] >= result["errors"] - 1, result["missed"]


@pytest.mark.parametrize("file", CLEAN)
def test_budgets_without_errors_have_none(samples: Path, file: str) -> None:
    assert [f for f in checked(samples / file).findings if f.severity == "error"] == []


def test_a_budget_that_gives_a_whole_group_the_name_of_one_of_its_items(samples: Path) -> None:
    errors = [f for f in checked(samples / "jiangsu-renda-2017-budget.pdf").findings if f.severity == "error"]
    assert [(f.rule, f.page) for f in errors] == [("TX-506", 26)]


@pytest.mark.parametrize("name", CLAIMS)
def test_claims_and_the_cells_that_they_restate(samples: Path, name: str) -> None:
    gold = json.loads((samples / f"{name}.claims.json").read_text(encoding="utf-8"))
    found = [json.loads(to_json(claim)) for claim in checked(samples / f"{name}.pdf").claims]
    result = scorer(samples).claims(gold, {"claims": found})
    # The legal threshold that the gold lists is no claim by the contract.
    assert result["extracted"] >= result["claims"] - 1, result["lost"]
    assert result["linked"] == result["table_refs"], result["bad_links"]
    assert result["linked_wrong"] == 0


@pytest.mark.parametrize("name", GOLD)
def test_what_only_looks_wrong_is_left_alone(samples: Path, name: str) -> None:
    """Item by item: no error and no warning that means it and nothing else."""
    gold = json.loads((samples / f"{name}.gold.json").read_text(encoding="utf-8"))
    findings = json.loads(checked(samples / f"{name}{GOLD[name]}").to_json())["documents"][0]["findings"]
    hits = scorer(samples).hits
    wrong = [item for item in gold if item["severity"] != "rounding_ok"]
    loud = [f for f in findings if f["severity"] != "info" and not any(hits(item, f) for item in wrong)]
    right = [item for item in gold if item["severity"] == "rounding_ok"]
    assert {item["id"]: [f["message"] for f in loud if hits(item, f)] for item in right} == {i["id"]: [] for i in right}
