"""Relations and words of one's own, without Python."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

OWN = """version = "2.1"
profiles = ["final-accounts"]

[[relations.relation]]
id = "YQS-001"
formula = "Z3[合计, 基本支出] ≤ Z3[合计, 项目支出]"
zh = "基本支出不超过项目支出"
severity = "warning"

[claims]
flat = ["打平"]

[stock]
phrase = ['本表口径.*']
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.toml"
    file.write_text(OWN, encoding="utf-8")
    return file


def test_a_relation_of_ones_own(gouji: Run, planted: Path, own: Path) -> None:
    done = gouji("check", planted, "--rules", own, "--select", "YQS", "--format", "json")
    result = json.loads(done.stdout)
    (document,) = result["documents"]
    assert document["profile"] == "final-accounts"
    assert result["tool"]["lexicons"]["own.toml"].startswith("2.1+")
    assert [one["ending"] for one in document["runs"] if one["rule"] == "YQS-001"] == ["ran"]
    for finding in document["findings"]:
        assert (finding["rule"], finding["severity"], finding["name"]) == (
            "YQS-001",
            "warning",
            "基本支出不超过项目支出",
        )
    assert done.returncode == bool(document["findings"])


def test_it_is_listed_and_explained(gouji: Run, own: Path, tmp_path: Path) -> None:
    (tmp_path / "gouji.toml").write_text('extend = ["own.toml"]\n')
    assert "YQS-001" in gouji("rules").stdout
    page = gouji("explain", "yqs-001").stdout
    assert "Z3[合计, 基本支出] ≤ Z3[合计, 项目支出]" in page
    (tmp_path / "gouji.toml").unlink()
    assert gouji("explain", "YQS-001").returncode == 2
    assert gouji("explain", "YQS-001", "--rules", own).returncode == 0


def test_words_of_ones_own(gouji: Run, own: Path, tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text(
        "2024年度青石县水务局部门决算\n\n支出决算20.00万元，与上年打平，增加3.00万元。\n", encoding="utf-8"
    )
    command = ("check", report, "--profile", "final-accounts", "--select", "NN-109", "--format", "json")
    assert json.loads(gouji(*command).stdout)["documents"][0]["findings"] == []
    assert len(json.loads(gouji(*command, "--rules", own).stdout)["documents"][0]["findings"]) == 1
    # Of another profile the file is not.
    assert gouji(*command, "--rules", own, "--profile", "generic").returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("[claims]", "[claim]", 10, "unknown key 'claim'; the nearest is claims"),
        ("Z3[合计, 基本支出] ≤", "Z3[合计, 基本支出]", 6, "a sign is missing"),
        ("Z3[合计, 项目支出]", "Z33[合计, 项目支出]", 6, "no form is called Z33; the nearest is Z3"),
        ("YQS-001", "TI-901", 5, "three letters or more"),
        ('zh = "基', 'zn = "基', 7, "the nearest is `zh`"),
        ('severity = "warning"', 'severity = "grave"', 8, "grave"),
        ('flat = ["打平"]', 'flat = "打平"', 11, "Expected `array`"),
        ('flat = ["打平"]', 'flatt = ["打平"]', 11, "the nearest is `flat`"),
        ("本表口径.*", "本表(口径.*", 14, "not a pattern"),
        ('["final-accounts"]', '["final-acounts"]', 2, "unknown profile 'final-acounts'"),
        ("[stock]", "[[stock]]", 13, "write [stock]"),
        ('["打平"]', "[" * 900 + "]" * 900, 15, "nested too deep"),
        ('"2.1"', "2.1", 1, "version is a text"),
    ],
)
def test_errors_point_at_the_line(
    gouji: Run, planted: Path, own: Path, old: str, new: str, line: int, said: str
) -> None:
    own.write_text(OWN.replace(old, new), encoding="utf-8")
    if "acounts" in new:
        own.write_text(OWN.replace(old, '["final-accounts", "final-acounts"]'), encoding="utf-8")
    done = gouji("check", planted, "--rules", own, "--select", "NN-101")
    assert done.returncode == 2
    assert f"{own}:{line}: " in done.stderr
    assert said in done.stderr


def test_a_file_that_is_not_there(gouji: Run, planted: Path) -> None:
    done = gouji("check", planted, "--rules", "gone.toml")
    assert done.returncode == 2
    assert done.stderr.startswith("gouji: lexicon.unreadable: gone.toml:1: ")


def test_a_pattern_that_never_ends_is_stopped(gouji: Run, planted: Path, tmp_path: Path) -> None:
    (tmp_path / "slow.toml").write_text("[stock]\nphrase = ['(?:(?:.|..)+)+(?<!.)']\n", encoding="utf-8")
    done = gouji("check", planted, "--rules", "slow.toml", "--select", "BP,NN-119", "--format", "json")
    assert done.returncode in (1, 2)
    (document,) = json.loads(done.stdout)["documents"] if done.stdout else ({"status": "failed"},)
    assert document["status"] in ("partial", "failed")
