"""Findings that do not count: suppressions, comments, baselines; severity and settings by path."""

import json
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

TEXT = """2024年度青石县水务局部门决算

一、行政运行支出情况
年初预算为10.00万元，支出决算为12.00万元，决算数等于年初预算数。

二、会议费支出情况
年初预算为5.00万元，支出决算为4.00万元，决算数等于年初预算数。
"""
ONLY = ("--select", "NN-101")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "drafts" / "水务局.md"
    file.parent.mkdir()
    file.write_text(TEXT, encoding="utf-8")
    return file


def findings(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [finding for document in json.loads(done.stdout)["documents"] for finding in document["findings"]]


def test_suppressed_findings_stand_in_the_result_and_do_not_count(gouji: Run, report: Path, tmp_path: Path) -> None:
    assert gouji("check", report, *ONLY, "--format", "json", "-o", "r.json").returncode == 1
    ids = [one["id"] for one in json.loads((tmp_path / "r.json").read_text())["documents"][0]["findings"]]
    assert len(set(ids)) == 2
    done = gouji("suppress", *ids, "--reason", "口径已说明", "--in", "r.json")
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'gouji-suppressions.toml'}: +2\n")
    entries = tomllib.loads((tmp_path / "gouji-suppressions.toml").read_text(encoding="utf-8"))["suppression"]
    assert [entry["id"] for entry in entries] == ids
    assert entries[0] | {"id": "", "quote": ""} == {
        "id": "", "quote": "", "rule": "NN-101", "path": "./drafts/水务局.md", "reason": "口径已说明",
    }  # fmt: skip
    done = gouji("check", report, *ONLY, "--format", "json")
    assert done.returncode == 0
    assert [one["suppressed"] for one in findings(done)] == [{"kind": "file", "reason": "口径已说明"}] * 2
    text = gouji("check", report, *ONLY).stdout
    assert "NN-101" not in text
    assert "2 个已豁免" in text


def test_a_suppression_holds_only_where_its_path_fits(gouji: Run, report: Path) -> None:
    one = findings(gouji("check", report, *ONLY, "--format", "json"))[0]["id"]
    assert gouji("suppress", one, "--reason", "r", "--in", report).returncode == 0
    other = report.with_name("copy.md")
    other.write_text(TEXT, encoding="utf-8")
    assert [bool(f["suppressed"]) for f in findings(gouji("check", report, *ONLY, "--format", "json"))] == [True, False]
    assert not any(f["suppressed"] for f in findings(gouji("check", other, *ONLY, "--format", "json")))


def test_unused_suppressions_are_named(gouji: Run, report: Path) -> None:
    report.parent.joinpath("drafts").mkdir()
    report.parent.joinpath("drafts", "a.md").write_text(TEXT, encoding="utf-8")
    here, draft = f'path = "./{report.name}"', 'path = "drafts/*.md"'
    said = ['rule = "NN-101"', 'path = "other.md"', 'rule = "NN-102"', f'{here}\nrule = "NN-101"', here, draft]
    file = report.parent / "known.toml"
    file.write_text(
        "".join(f'[[suppression]]\nid = "{i:012}"\nreason = "r"\n{line}\n' for i, line in enumerate(said)),
        encoding="utf-8",
    )

    def named(*inputs: Path, select: tuple[str, ...] = ONLY) -> list[str]:
        done = gouji("check", *inputs, *select, "--suppressions", file, "--lang", "en")
        said = " speaks of no finding in what was checked"
        return [line.removesuffix(said)[-1] for line in done.stderr.splitlines() if line.endswith(said)]

    assert named(report) == ["3"], "the others may speak of reports, or come of rules, that are not in this run"
    assert named(report.parent / "drafts") == []
    assert named(report.parent) == ["0", "3"]
    assert named(report, select=()) == ["3", "4"]
    assert named(report.parent / "drafts", select=()) == ["5"]
    assert named(report.parent, select=()) == ["0", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[suppression]]\nid = "000000000000"\n', 1, "missing required field `reason`"),
        ('[[suppression]]\nid = "000000000000"\nreason = " "\n', 3, "$.suppression[0].reason"),
        ('[[suppression]]\nid = "abc"\nreason = "r"\n', 2, "$.suppression[0].id"),
        ('[[suppression]]\nid = "000000000000"\nreason = "r"\nwhy = "x"\n', 4, "unknown field `why`"),
    ],
)
def test_a_broken_file_of_suppressions(
    gouji: Run, report: Path, tmp_path: Path, text: str, line: int, said: str
) -> None:
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    done = gouji("check", report, "--suppressions", "s.toml")
    assert done.returncode == 2
    assert done.stderr.startswith(f"gouji: usage.suppressions: s.toml:{line}: ")
    assert said in done.stderr


def test_suppress_refuses(gouji: Run, report: Path, tmp_path: Path) -> None:
    known = findings(gouji("check", report, *ONLY, "--format", "json"))[0]["id"]
    for arguments, code in [
        (["abc", "--reason", "r"], "usage.suppressions"),
        ([known, "--reason", " "], "usage.suppressions"),
        ([known[:-1] + "z", "--reason", "r", "--in", report], "usage.unknown_finding"),
        ([known, "--reason", "r", "--in", "gone.json"], "usage.suppressions"),
        ([known, "--reason", "r", "--in", "gone.md"], "input.missing"),
    ]:
        done = gouji("suppress", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"gouji: {code}: ")
    assert not (tmp_path / "gouji-suppressions.toml").exists()
    assert gouji("suppress", known, "--reason", 'say "so"\n\\').returncode == 0
    again = gouji("suppress", known, "--reason", "r")
    assert again.returncode == 2
    assert "gouji-suppressions.toml:3: " in again.stderr


def test_comments_in_the_report(gouji: Run, report: Path) -> None:
    first, second = "一、行政运行支出情况\n", "决算数等于年初预算数。\n\n二"
    text = TEXT.replace(first, first + "<!-- gouji: ignore NN-101,TX 口径不同 -->\n")
    report.write_text(text.replace(second, second.replace("\n", " <!-- gouji: ignore NN-103 多余 -->\n", 1)), "utf-8")
    done = gouji("check", report, "--select", "NN-101,NN-103", "--format", "json")
    assert [one["suppressed"] for one in findings(done)] == [{"kind": "inline", "reason": "口径不同"}, None]
    assert done.stderr == f"gouji: {report}: 第5行：豁免注释（NN-103）没有对应的发现，可以删去\n"
    assert done.returncode == 1


def test_a_comment_without_a_reason_ignores_nothing(gouji: Run, report: Path) -> None:
    report.write_text(TEXT.replace("二、", "<!-- gouji: ignore NN-101 -->\n二、"), encoding="utf-8")
    done = gouji("check", report, *ONLY, "--format", "json", "--lang", "en")
    assert not any(one["suppressed"] for one in findings(done))
    assert "line 6: a comment that ignores needs rule ids and a reason" in done.stderr


@pytest.mark.parametrize("source", ["--write-baseline", "--format json -o"])
def test_only_new_findings_fail(gouji: Run, report: Path, source: str) -> None:
    assert gouji("check", report, *ONLY, *source.split(), "base.json").returncode == ("json" in source)
    done = gouji("check", report, *ONLY, "--baseline", "base.json")
    assert done.returncode == 0
    assert "2 个已豁免" in done.stdout
    more = "三、培训费支出情况\n年初预算为7.00万元，支出决算为8.00万元，决算数等于年初预算数。\n"
    report.write_text(TEXT.replace("\n一、", f"\n{more}\n一、"), encoding="utf-8")
    done = gouji("check", report, *ONLY, "--baseline", "base.json", "--format", "json")
    assert done.returncode == 1
    assert [one["suppressed"] and one["suppressed"]["kind"] for one in findings(done)] == [None, "baseline", "baseline"]


def test_a_baseline_that_is_none(gouji: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"documents": [{"path": 1}]}')
    (tmp_path / "deep.json").write_text('{"x": ' + "[" * 100_000)
    (tmp_path / "gbk.json").write_bytes('{"schema_version": "基线"}'.encode("gb18030"))
    for name in ("b.json", "deep.json", "gbk.json", "gone.json"):
        done = gouji("check", report, "--baseline", name)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"gouji: usage.baseline: {name}: ")


def test_severity_by_rule(gouji: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "gouji.toml").write_text('select = ["NN-101"]\n[severity]\nNN = "info"\nNN-10 = "warning"\n')
    assert {one["severity"] for one in findings(gouji("check", report, "--format", "json"))} == {"warning"}
    assert gouji("check", report, "--min-severity", "error").returncode == 0
    (tmp_path / "gouji.toml").write_text('[severity]\nNM-101 = "info"\n')
    done = gouji("check", report)
    assert done.returncode == 2
    assert done.stderr.startswith("gouji: usage.unknown_rule: ")
    assert "NN-101" in done.stderr


def test_settings_by_path(gouji: Run, report: Path, tmp_path: Path) -> None:
    final = tmp_path / "终稿.md"
    final.write_text(TEXT, encoding="utf-8")
    (tmp_path / "gouji.toml").write_text(
        'select = ["NN-101"]\n[[per_path]]\npaths = ["drafts/**"]\nseverity = {NN-101 = "info"}\n'
        '[[per_path]]\npaths = ["终*.md"]\nignore = ["NN-101"]\nprofile = "generic"\n',
        encoding="utf-8",
    )
    done = gouji("check", report, final, "--format", "json", "-j", "2")
    assert [one["severity"] for one in findings(done)] == ["info", "info"]
    assert json.loads(done.stdout)["documents"][1]["profile"] == "generic"
    # What the command line says holds everywhere, but for what paths ignore.
    done = gouji("check", report, final, "--format", "json", "--profile", "final-accounts", "--ignore", "NN-103")
    assert {document["profile"] for document in json.loads(done.stdout)["documents"]} == {"final-accounts"}
    assert len(findings(done)) == 2


def test_what_does_not_count_needs_no_correction(gouji: Run, planted: Path) -> None:
    whole = json.loads(gouji("check", planted, "--format", "json").stdout)["documents"][0]
    assert whole["corrections"]
    gouji("check", planted, "--write-baseline", "base.json")
    done = gouji("check", planted, "--baseline", "base.json", "--format", "json")
    document = json.loads(done.stdout)["documents"][0]
    assert (done.returncode, document["corrections"]) == (0, [])
    assert [one["root"] for one in document["findings"]] == [one["root"] for one in whole["findings"]]
