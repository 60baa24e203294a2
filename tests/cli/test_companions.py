"""`gouji check` with other documents: last year's report, the budget, the reports of units."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gouji import pipeline
from gouji.check import ROLES
from gouji.report.schema import schema

Run = Callable[..., subprocess.CompletedProcess[str]]

TABLE = """云岭省青石县{body}{year}年度部门决算

第二部分 {year}年度部门决算表

收入支出决算总表
金额单位：万元
收入\t\t支出\t
项目\t决算数\t项目\t决算数
一、一般公共预算财政拨款收入\t90.00\t一、一般公共服务支出\t85.00
五、事业收入\t10.00\t\t
本年收入合计\t100.00\t本年支出合计\t85.00
使用非财政拨款结余\t\t结余分配\t
年初结转和结余\t{opening}\t年末结转和结余\t{closing}
总计\t{total}\t总计\t{total}
"""


def report(folder: Path, name: str, **facts: str) -> Path:
    facts = {"body": "物价局", "year": "2024", "opening": "6.00", "closing": "21.00", "total": "106.00"} | facts
    file = folder / name
    file.write_text(TABLE.format(**facts), encoding="utf-8")
    return file


@pytest.fixture
def now(tmp_path: Path) -> Path:
    return report(tmp_path, "2024.txt")


@pytest.fixture
def last(tmp_path: Path) -> Path:
    return report(tmp_path, "2023.txt", year="2023", opening="4.00", closing="5.00", total="104.00")


def document(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    result = json.loads(done.stdout)
    jsonschema.validate(result, schema("check"))
    found: dict[str, Any] = result["documents"][0]
    return found


def test_evidence_names_the_other_document_and_its_cell(gouji: Run, now: Path, last: Path) -> None:
    found = document(gouji("check", now, "--previous", last, "--select", "TT-123", "--format", "json"))
    (finding,) = found["findings"]
    ours, theirs = finding["evidence"]
    assert (ours["document"], ours["row"], ours["value"]) == (None, "年初结转和结余", "6.00")
    assert (theirs["document"], theirs["row"], theirs["value"]) == (str(last), "年末结转和结余", "5.00")
    assert str(last) in gouji("check", now, "--previous", last, COLUMNS="400").stdout
    assert last.name in gouji("check", now, "--previous", last, "--format", "html").stdout


def test_without_another_document_the_rule_says_so(gouji: Run, now: Path) -> None:
    found = document(gouji("check", now, "--select", "TT-123", "--format", "json"))
    assert [run["ending"] for run in found["runs"] if run["rule"] == "TT-123"] == ["nothing_to_check"]
    assert not any("未与" in note for note in found["notes"])


@pytest.mark.parametrize(
    ("other", "why"),
    [({"body": "粮食局"}, "粮食局"), ({"year": "2022"}, "年度为2022，应为2023"), ({"year": "2024"}, "就是本报告")],
)
def test_what_is_not_comparable_is_named(
    gouji: Run, tmp_path: Path, now: Path, other: dict[str, str], why: str
) -> None:
    other_file = report(tmp_path, "other.txt", **({"year": "2023"} | other))
    found = document(gouji("check", now, "--previous", other_file, "--format", "json"))
    (note,) = [note for note in found["notes"] if note.startswith(f"未与{other_file}核对")]
    assert why in note
    assert found["status"] == "partial"


def test_an_unreadable_one_fails_the_call_and_the_report_is_checked(gouji: Run, now: Path) -> None:
    done = gouji("check", now, "--previous", "none.txt", "--format", "json")
    assert done.returncode == 2
    assert "input.missing" in done.stderr
    assert any("none.txt" in note for note in document(done)["notes"])


def test_settings_name_them_from_their_own_folder(gouji: Run, tmp_path: Path, now: Path, last: Path) -> None:
    (tmp_path / "gouji.toml").write_text(f'previous = ["{last.name}"]', encoding="utf-8")
    below = tmp_path / "below"
    below.mkdir()
    found = document(gouji("check", now, "--select", "TT-123", "--format", "json", cwd=below))
    assert len(found["findings"]) == 1


def test_each_document_is_analysed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: Path, last: Path) -> None:
    read: list[str] = []
    whole = pipeline.analyse
    monkeypatch.setattr(
        pipeline, "analyse", lambda source, **more: read.append(Path(source).name) or whole(source, **more)
    )
    companions = pipeline.gather({role: [last, now] for role in ROLES})
    reports = [pipeline.check(file, companions=companions) for file in (now, last)]
    assert read == ["2023.txt", "2024.txt"]
    assert [one.status for one in reports] == ["partial", "partial"]
    assert [one.path for one in reports] == [str(now), str(last)]
    assert [finding.rule for finding in reports[0].findings].count("TT-123") == 1
