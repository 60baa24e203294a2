"""`gouji eval` as a user runs it."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from gouji.corpus.evaluate_schema import FILE, schema
from gouji.report.schema import to_text

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def labelled(tmp_path: Path, planted: Path, fine: Path) -> Path:
    """A folder with the two shipped reports and their annotations, and a report without any."""
    folder = tmp_path / "set"
    folder.mkdir()
    for report in (planted, fine):
        shutil.copy(report, folder)
        shutil.copy(report.with_suffix(".gold.json"), folder)
    (folder / "other.txt").write_text("青石县水务局\n", encoding="utf-8")
    return folder


def test_the_shipped_schema_is_todays() -> None:
    assert FILE.read_text(encoding="utf-8") == to_text(schema())


def test_json_fits_the_schema(gouji: Run, labelled: Path) -> None:
    done = gouji("eval", labelled, "--format", "json", "--verbose")
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    jsonschema.validate(result, schema())
    assert (result["overall"]["reports"], result["overall"]["clean"], result["skipped"]) == (2, 1, 1)
    assert result["overall"]["all"]["recall"] == 1.0
    assert result["overall"]["false_alarms"]["findings"] == 0
    assert [group["name"] for group in result["formats"]] == ["txt"]


def test_many_processes_give_the_same(gouji: Run, labelled: Path) -> None:
    one = gouji("eval", labelled, "--format", "json", "--no-rounding")
    two = gouji("eval", labelled, "--format", "json", "--no-rounding", "-j", 2)
    assert one.stdout == two.stdout
    assert json.loads(one.stdout)["overall"]["rounding"]["reports"] == 0


@pytest.mark.parametrize(("lang", "words"), [("zh", "召回率"), ("en", "recall")])
def test_text(gouji: Run, labelled: Path, lang: str, words: str) -> None:
    done = gouji("eval", labelled, "--lang", lang, "--no-rounding")
    assert done.returncode == 0
    assert words in done.stdout
    assert "100.00%" in done.stdout
    assert "NN-101" in done.stdout


def test_a_drop_below_the_baseline_fails(gouji: Run, labelled: Path, tmp_path: Path) -> None:
    base = tmp_path / "base.json"
    assert gouji("eval", labelled, "--no-rounding", "--write-baseline", base).returncode == 0
    same = gouji("eval", labelled, "--no-rounding", "--baseline", base)
    assert (same.returncode, same.stderr) == (0, "")
    gold = next(labelled.glob("*2024.gold.json"))
    more = json.loads(gold.read_text(encoding="utf-8"))
    more.append({"id": "X", "kind": "sum", "severity": "error", "quote": "没有这句话"})
    gold.write_text(json.dumps(more), encoding="utf-8")
    worse = gouji("eval", labelled, "--no-rounding", "--baseline", base)
    assert worse.returncode == 1
    assert "gouji: corpus.worse: all.recall: 1 → 0.9231\n" in worse.stderr


def test_a_broken_annotation_is_named_and_the_others_are_scored(gouji: Run, labelled: Path) -> None:
    broken = next(labelled.glob("*clean.gold.json"))
    broken.write_text('[{"id": 1}]', encoding="utf-8")
    done = gouji("eval", labelled, "--format", "json", "--no-rounding")
    assert done.returncode == 2
    assert done.stderr.startswith(f"gouji: corpus.gold_broken: {broken}: ")
    result = json.loads(done.stdout)
    jsonschema.validate(result, schema())
    assert result["overall"]["reports"] == 1
    assert [one["code"] for one in result["failed"]] == ["corpus.gold_broken"]


def test_annotations_without_a_report_are_named(gouji: Run, labelled: Path) -> None:
    (labelled / "gone.claims.json").write_text("[]", encoding="utf-8")
    done = gouji("eval", labelled, "--no-rounding")
    assert done.returncode == 2
    assert done.stderr == f"gouji: corpus.report_missing: {labelled / 'gone.claims.json'}: 没有与此标注对应的可读报告\n"


def test_a_report_without_annotations(gouji: Run, labelled: Path) -> None:
    done = gouji("eval", labelled / "other.txt")
    assert done.returncode == 2
    assert "corpus.gold_missing" in done.stderr


def test_a_folder_without_annotations(gouji: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("青石县水务局\n", encoding="utf-8")
    done = gouji("eval", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage.no_gold" in done.stderr


def test_a_baseline_that_is_none(gouji: Run, labelled: Path, tmp_path: Path) -> None:
    done = gouji("eval", labelled, "--baseline", tmp_path / "gone.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "corpus.baseline" in done.stderr
