"""`gouji check`: exit status, options, streams."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gouji.report.schema import schema

Run = Callable[..., subprocess.CompletedProcess[str]]


def documents(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    result = json.loads(done.stdout)
    jsonschema.validate(result, schema("check"))
    found: list[dict[str, Any]] = result["documents"]
    return found


def test_findings_exit_with_1(gouji: Run, planted: Path) -> None:
    done = gouji("check", planted)
    assert done.returncode == 1
    assert "NN-101" in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_exit_zero(gouji: Run, planted: Path) -> None:
    assert gouji("check", planted, "--exit-zero").returncode == 0


def test_nothing_at_or_above_the_level_exits_with_0(gouji: Run, fine: Path) -> None:
    done = gouji("check", fine, "--min-severity", "error", "--format", "json")
    assert (done.returncode, documents(done)[0]["findings"]) == (0, [])


def test_min_severity_leaves_out_what_is_milder(gouji: Run, planted: Path) -> None:
    done = gouji("check", planted, "--min-severity", "error", "--format", "json")
    assert {finding["severity"] for finding in documents(done)[0]["findings"]} == {"error"}
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("options", "runs", "off"),
    [
        (["--select", "NN-101,TX"], {"NN-101", "TX-101", "TX-701"}, {"NN-102", "TI-301"}),
        (["--ignore", "NN,TX-7"], {"TI-301", "TX-101"}, {"NN-101", "TX-701"}),
        (["--select", "nn", "--ignore", "NN-10"], {"NN-112"}, {"NN-101", "TX-101"}),
    ],
)
def test_select_and_ignore(gouji: Run, planted: Path, options: list[str], runs: set[str], off: set[str]) -> None:
    document = documents(gouji("check", planted, "--format", "json", *options))[0]
    endings = {run["rule"]: run["ending"] for run in document["runs"]}
    assert {rule for rule in runs | off if endings[rule] == "off"} == off
    assert all(endings[finding["rule"]] == "ran" for finding in document["findings"])


def test_output_goes_to_the_file(gouji: Run, planted: Path, tmp_path: Path) -> None:
    done = gouji("check", planted, "--format", "html", "-o", "out.html")
    assert (done.returncode, done.stdout) == (1, "")
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_output_that_cannot_be_written(gouji: Run, planted: Path) -> None:
    done = gouji("check", planted, "-o", "no/such/folder.txt")
    assert done.returncode == 2
    assert done.stderr.startswith("gouji: usage.output: ")


def test_languages(gouji: Run, planted: Path) -> None:
    for lang, words in (("zh", "正文称“等于”"), ("en", "the text says “等于”")):
        done = gouji("check", planted, "--select", "NN-101", "--lang", lang, "--format", "json")
        assert words in documents(done)[0]["findings"][0]["message"]


def test_standard_input(gouji: Run, planted: Path) -> None:
    done = gouji("check", "-", "--format", "json", stdin=planted.read_bytes())
    assert documents(done)[0]["path"] == "-"
    assert done.returncode == 1


def test_a_folder_stands_for_its_reports(gouji: Run, planted: Path, fine: Path) -> None:
    done = gouji("check", planted.parent, "--format", "json")
    assert {str(planted), str(fine)} <= {document["path"] for document in documents(done)}


def test_processes_give_the_same_bytes(gouji: Run, planted: Path, fine: Path) -> None:
    alone = gouji("check", planted, fine, "gone.txt", "--format", "json")
    many = gouji("check", planted, fine, "gone.txt", "--format", "json", "-j", "2")
    assert many.stdout == alone.stdout
    assert [document["status"] for document in documents(many)][2] == "failed"


def test_two_runs_give_the_same_bytes(gouji: Run, planted: Path) -> None:
    first, second = (gouji("check", planted, "--format", "html", PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first.stdout == second.stdout


@pytest.mark.parametrize(
    ("options", "code", "near"),
    [
        (["--format", "jsom"], "usage.format", "json"),
        (["--select", "NM-101"], "usage.unknown_rule", "NN-101"),
        (["--profile", "final"], "lexicon.profile", "final-accounts"),
    ],
)
def test_a_wrong_option_names_the_right_one(
    gouji: Run, planted: Path, options: list[str], code: str, near: str
) -> None:
    done = gouji("check", planted, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"gouji: {code}: ")
    assert near in done.stderr


@pytest.mark.parametrize(
    "options", [["--lang", "fr"], ["--min-severity", "fatal"], ["--no-such"], ["-j", "0"], ["-j", "x"]]
)
def test_a_wrong_call_exits_with_2(gouji: Run, planted: Path, options: list[str]) -> None:
    assert gouji("check", planted, *options).returncode == 2


def test_no_input_is_a_wrong_call(gouji: Run) -> None:
    assert gouji("check").returncode == 2


def test_a_reader_that_closes_the_pipe_is_no_error(planted: Path) -> None:
    command = f"{sys.executable} -c 'from gouji.cli import main; main()' check {planted} --format html | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
