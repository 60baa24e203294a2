"""`claims`, `facts`, `templates`, `rules`, `explain`."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gouji.check import all_rules
from gouji.report.schema import schema

Run = Callable[..., subprocess.CompletedProcess[str]]


def load(done: subprocess.CompletedProcess[str], command: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(done.stdout)
    jsonschema.validate(result, schema(command))
    return result


@pytest.mark.parametrize("command", ["claims", "facts", "templates"])
def test_json_fits_its_schema(gouji: Run, planted: Path, command: str) -> None:
    done = gouji(command, planted, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    (document,) = load(done, command)["documents"]
    assert len(document[command]) > 20


def test_claims_name_their_cells(gouji: Run, planted: Path) -> None:
    claims = load(gouji("claims", planted, "--format", "json"), "claims")["documents"][0]["claims"]
    assert any(claim["table_ref"] for claim in claims)
    assert not [claim for claim in claims if claim["table_ref"] and claim["loose"]]


@pytest.mark.parametrize(("command", "words"), [("claims", "→"), ("facts", "支出决算表"), ("templates", "⟨")])
def test_text(gouji: Run, planted: Path, command: str, words: str) -> None:
    done = gouji(command, planted, "gone.txt")
    assert done.returncode == 2
    assert words in done.stdout
    assert "[input.missing]" in done.stdout


def test_rules_are_all_there(gouji: Run) -> None:
    listed = load(gouji("rules", "--format", "json"), "rules")["rules"]
    assert [one["rule"] for one in listed] == [rule.card.code for rule in all_rules()]
    text = "".join(gouji("rules").stdout.split())
    assert all(one["rule"] in text and "".join(one["name"].split()) in text for one in listed)


@pytest.mark.parametrize("rule", ["NN-101", "nn-101"])
def test_explain(gouji: Run, rule: str) -> None:
    done = gouji("explain", rule)
    assert done.returncode == 0
    assert "NN-101" in done.stdout
    assert "基本持平" in done.stdout


def test_explain_gives_each_formula_a_line_and_says_which_only_warn(gouji: Run) -> None:
    text = gouji("explain", "SG-105").stdout
    assert "\n    文[国内接待批次] ⇔ 文[国内接待人次]\n    文[公务接待批次] ⇔ 文[公务接待人次]\n" in text
    assert "以下只作提示：\n    ZS[合计, 公务接待费] ⇔ 文[公务接待人次]\n" in text
    assert "文[…]是正文所述的数；⇔表示两边同为零或同不为零。" in text


def test_explain_in_english(gouji: Run) -> None:
    assert "comparison word" in gouji("explain", "NN-101", "--lang", "en").stdout


def test_explain_of_an_unknown_rule_names_the_nearest(gouji: Run) -> None:
    done = gouji("explain", "TX-7022")
    assert done.returncode == 2
    assert done.stderr == "gouji: usage.unknown_rule: no rule has the id 'TX-7022'; the nearest is TX-702\n"


def test_version_and_help(gouji: Run) -> None:
    assert gouji("--version").stdout.startswith("gouji ")
    text = gouji("--help").stdout
    assert all(command in text for command in ("check", "claims", "facts", "templates", "rules", "explain"))
