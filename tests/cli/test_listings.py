"""`claims`, `facts`, `templates`, `rules`, `explain`."""

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gouji.check import all_rules
from gouji.plugins import load_group
from gouji.report.schema import schema
from gouji.report.words import KEYS

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


@pytest.mark.parametrize("command", ["claims", "facts"])
def test_csv(gouji: Run, planted: Path, tmp_path: Path, command: str) -> None:
    done = gouji(command, planted, "gone.txt", "--format", "csv")
    assert done.returncode == 2
    assert "input.missing" in done.stderr
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert len(rows) > 20
    assert {row["path"] for row in rows} == {str(planted)}
    assert any(row["value"] == "0" or "." in row["value"] for row in rows)
    assert gouji(command, planted, "--format", "csv", "-o", tmp_path / "made.csv").stdout == ""
    # Spreadsheets know the encoding by the mark.
    data = (tmp_path / "made.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfpath,")
    assert data.count(b"\n") == len(rows) + 1


def test_words_of_ones_own_count_in_listings(gouji: Run, tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_text("一、收入\n本年收入与上年打平。\n", encoding="utf-8")
    (tmp_path / "own.toml").write_text('profiles = ["generic"]\n\n[claims]\nflat = ["打平"]\n', encoding="utf-8")
    call = ("claims", tmp_path / "稿.txt", "--profile", "generic", "--format", "json")
    assert load(gouji(*call), "claims")["documents"][0]["claims"] == []
    (claim,) = load(gouji(*call, "--rules", tmp_path / "own.toml"), "claims")["documents"][0]["claims"]
    assert claim["direction"] == "flat"


def test_the_formats_are_named_in_the_help(gouji: Run) -> None:
    text = gouji("check", "--help").stdout
    named = " ".join(text.partition("--format NAME")[2].partition("[default")[0].split())
    assert sorted(named.removesuffix(", or a plugin's.").split(", ")) == sorted(load_group("gouji.formats"))


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


def test_explain_says_in_words_what_a_rule_looks_at_and_needs(gouji: Run) -> None:
    assert "核对对象：全文\n前提：上年的报告（--previous）" in gouji("explain", "TT-123").stdout
    assert (
        "looks at: the whole document\nneeds: last year's report (--previous)"
        in gouji("explain", "TT-123", "--lang", "en").stdout
    )
    kinds = {rule.looks_at for rule in all_rules()}
    assert all(f"look_{kind}" in KEYS for kind in kinds)


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
