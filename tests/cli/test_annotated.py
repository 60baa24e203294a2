"""`gouji check` with formats that are files: where they go, and what is refused before the work."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

BENCHMARK = Path(__file__).resolve().parents[2] / "corpus" / "benchmark"
DOCX = BENCHMARK / "hunan-2026-0000-faulty.docx"


def comments(file: Path) -> int:
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        return archive.read("word/comments.xml").count(b"<w:comment ")


def test_a_marked_copy(gouji: Run, tmp_path: Path) -> None:
    done = gouji("check", DOCX, "--format", "docx", "-o", "out.docx", "--select", "NN")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    text = gouji("check", DOCX, "--format", "text", "--select", "NN").stdout
    assert comments(tmp_path / "out.docx") == len(text.splitlines()) > 0


def test_several_inputs_go_to_a_folder(gouji: Run, tmp_path: Path, planted: Path) -> None:
    shutil.copy(DOCX, tmp_path / "二.docx")
    done = gouji("check", DOCX, "二.docx", planted, "--format", "docx", "-o", "out", "--select", "NN-118")
    assert done.returncode == 2
    assert done.stderr.startswith("gouji: input.not_markable: ")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [DOCX.name, "二.docx"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["a.docx"], "-o FILE"),
        (["-", "-o", "x.docx"], "standard input"),
        (["a.docx", "b.docx", "-o", "there.txt"], "-o FOLDER"),
        (["one/a.docx", "two/a.docx", "-o", "out"], "a.docx"),
    ],
)
def test_calls_that_name_no_place(gouji: Run, tmp_path: Path, arguments: list[str], words: str) -> None:
    (tmp_path / "there.txt").touch()
    done = gouji("check", *arguments, "--format", "docx")
    assert done.returncode == 2
    assert done.stderr.startswith("gouji: usage.output: ")
    assert words in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "稿.txt", "-o", "稿.txt"],
        ["check", "稿.txt", "--format", "html", "-o", "./稿.txt"],
        ["check", "folder", "--format", "json", "-o", "folder/二.md"],
        ["check", "二.docx", "--format", "docx", "--previous", "稿.txt", "-o", "稿.txt"],
        ["check", "二.docx", "--format", "xlsx", "-o", "二.docx"],
        ["claims", "稿.txt", "-o", "link.txt"],
        ["facts", "稿.txt", "--tables", "folder/二.md", "--format", "csv", "-o", "folder/二.md"],
    ],
)
def test_no_result_takes_the_place_of_an_input(gouji: Run, tmp_path: Path, arguments: list[str]) -> None:
    shutil.copy(DOCX, tmp_path / "二.docx")
    (tmp_path / "folder").mkdir()
    for name in ("稿.txt", "folder/二.md"):
        (tmp_path / name).write_text("本年收入合计10.00万元。\n", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("稿.txt")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    done = gouji(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("gouji: usage.output: ")
    assert "is an input" in done.stderr
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_a_draft_may_be_marked_in_its_place(gouji: Run, tmp_path: Path) -> None:
    shutil.copy(DOCX, tmp_path / "二.docx")
    for _ in range(2):
        assert gouji("check", "二.docx", "--format", "docx", "-o", "二.docx", "--select", "NN-118").returncode == 1
    assert comments(tmp_path / "二.docx") == 1


def test_a_workbook_of_all(gouji: Run, planted: Path, fine: Path, tmp_path: Path) -> None:
    assert gouji("check", planted, "--format", "xlsx").returncode == 2
    assert gouji("check", planted, fine, "--format", "xlsx", "-o", "all.xlsx").returncode == 1
    assert zipfile.is_zipfile(tmp_path / "all.xlsx")
