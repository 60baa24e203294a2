"""Inputs that cannot be read, or only in part: each is named, none is clean, the others are still checked."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from gouji.cli.app import build

Run = Callable[..., subprocess.CompletedProcess[str]]

NO_TABLES = "# 2024年度青石县档案馆部门决算\n\n## 三、支出决算情况说明\n\n本年支出合计120.50万元，其中：基本支出120.50万元，占100.00%。\n"
NO_NARRATIVE = (
    "2024年度青石县档案馆部门决算\n\n支出决算表\n单位：万元\n\n"
    "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t合计\t120.50\t80.50\t40.00\n"
    "201\t一般公共服务支出\t120.50\t80.50\t40.00\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \r\n\t\n")
    (tmp_path / "film.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(64))
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n")
    (tmp_path / "noise.txt").write_bytes(bytes(range(128, 256)) * 8)
    (tmp_path / "nothing").mkdir()
    (tmp_path / "locked.txt").write_text(NO_TABLES, encoding="utf-8")
    return tmp_path


def failure(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    (document,) = json.loads(done.stdout)["documents"]
    assert document["status"] == "failed"
    error: dict[str, Any] = document["error"]
    return error


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("gone.pdf", "input.missing"),
        ("nothing", "input.no_reports"),
        ("film.mp4", "input.unknown_type"),
        ("empty.txt", "input.empty"),
        ("blank.txt", "input.empty"),
        ("cut.pdf", "input.pdf_damaged"),
        ("noise.txt", "input.encoding"),
    ],
)
def test_each_is_a_coded_error(gouji: Run, folder: Path, name: str, code: str) -> None:
    done = gouji("check", name, "--format", "json")
    assert done.returncode == 2
    error = failure(done)
    assert error["code"] == code
    assert name in error["message"]
    assert done.stderr == f"gouji: {code}: {error['message']}\n"


def test_the_other_inputs_are_still_checked(gouji: Run, folder: Path, planted: Path) -> None:
    done = gouji("check", "gone.pdf", planted, "cut.pdf", "--format", "json")
    assert done.returncode == 2
    assert [document["status"] == "failed" for document in json.loads(done.stdout)["documents"]] == [True, False, True]
    assert json.loads(done.stdout)["documents"][1]["findings"]
    assert done.stderr.count("gouji: input.") == 2


def test_exit_zero_does_not_hide_an_unread_input(gouji: Run, folder: Path) -> None:
    assert gouji("check", "gone.pdf", "--exit-zero").returncode == 2


@pytest.mark.parametrize("command", ["claims", "facts", "templates"])
def test_listings_name_it_too(gouji: Run, folder: Path, command: str) -> None:
    done = gouji(command, "cut.pdf", "--format", "json")
    assert done.returncode == 2
    (document,) = json.loads(done.stdout)["documents"]
    assert document["error"]["code"] == "input.pdf_damaged"
    assert document[command] == []
    assert done.stderr.startswith("gouji: input.pdf_damaged: ")


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret-word", ownerPassword="owner", strength=128))
    canvas.drawString(96, 700, "Expenditure 2024: 120.50")
    canvas.save()
    path = tmp_path / "locked.pdf"
    path.write_bytes(buffer.getvalue())
    return path


@pytest.mark.parametrize("command", ["check", "claims", "facts", "templates"])
def test_encrypted_files_open_with_their_password_only(gouji: Run, locked: Path, command: str) -> None:
    closed = gouji(command, locked, "--format", "json")
    assert closed.returncode == 2
    assert "input.pdf_encrypted" in closed.stderr and "--password" in closed.stderr
    wrong = gouji(command, locked, "--format", "json", "--password", "geheim")
    assert "input.pdf_password" in wrong.stderr
    assert "geheim" not in wrong.stderr + wrong.stdout
    for done in (
        gouji(command, locked, "--format", "json", "--password", "secret-word"),
        gouji(command, locked, "--format", "json", GOUJI_PASSWORD="secret-word"),
    ):
        assert done.returncode == 0 and done.stderr == ""
        assert "secret-word" not in done.stdout


@pytest.mark.parametrize(
    ("text", "words"),
    [(NO_TABLES, "没有读到表格"), (NO_NARRATIVE, "没有读到带数字的文字说明"), ("你好，世界。\n", "没有读到")],
)
def test_half_a_report_says_what_was_not_checked(gouji: Run, folder: Path, text: str, words: str) -> None:
    (folder / "half.txt").write_text(text, encoding="utf-8")
    done = gouji("check", "half.txt", "--format", "json")
    (document,) = json.loads(done.stdout)["documents"]
    assert document["status"] == "partial"
    assert any(words in note for note in document["notes"])
    assert words in gouji("check", "half.txt").stdout.replace("\n", "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_recognised(gouji: Run, folder: Path, encoding: str) -> None:
    (folder / "other.txt").write_text(NO_TABLES, encoding=encoding)
    done = gouji("claims", "other.txt", "--format", "json")
    assert [claim["value"] for claim in json.loads(done.stdout)["documents"][0]["claims"]][:1] == [120.5]


def test_a_name_that_is_no_utf8(gouji: Run, folder: Path) -> None:
    name = b"caf\xe9.txt"
    try:
        Path(str(folder), name.decode("utf-8", "surrogateescape")).write_text(NO_TABLES, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    done = gouji("check", ".", "--format", "json")
    assert any("caf\ufffd" in document["path"] for document in json.loads(done.stdout)["documents"])


def _under(shell: str, *names: str) -> subprocess.CompletedProcess[str]:
    """`gouji check NAMES` under a shell line in which “$@” is the call."""
    call = [sys.executable, "-c", "from gouji.cli import main; main()", "check", *names]
    return subprocess.run(["sh", "-c", shell, "sh", *call], capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_results_that_cannot_be_written(folder: Path) -> None:
    report = folder / "locked.txt"
    for shell in ('"$@" >/dev/full', '"$@" -o /dev/full', '"$@" >&-'):
        done = _under(shell, str(report))
        assert done.returncode == 2
        assert done.stderr.startswith("gouji: usage.output: ")
        assert "Traceback" not in done.stderr


def test_without_standard_error_messages_do_not_mix_with_results(folder: Path) -> None:
    done = _under('"$@" --format json 2>&-', str(folder / "gone.pdf"))
    assert done.returncode == 2
    assert failure(done)["code"] == "input.missing"


def test_a_folder_that_is_gone(folder: Path) -> None:
    here = folder / "here"
    here.mkdir()
    done = _under(f'cd "{here}" && rmdir "{here}" && "$@"', str(folder / "locked.txt"))
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_one_locked_file_does_not_keep_the_others_from_being_checked(gouji: Run, folder: Path) -> None:
    (folder / "locked.txt").chmod(0)
    (folder / "open.txt").write_text(NO_TABLES, encoding="utf-8")
    done = gouji("check", "locked.txt", "open.txt", "--format", "json")
    assert done.returncode == 2
    locked, other = json.loads(done.stdout)["documents"]
    assert locked["error"]["code"] == "input.unreadable"
    assert other["status"] == "partial"


def test_the_command_line_turns_no_path_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would turn away the whole call, with all other inputs."""
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    done = CliRunner().invoke(build(["check"]), ["check", str(folder / "locked.txt"), "-o", str(folder / "out.txt")])
    assert done.exit_code in (0, 1)
    assert (folder / "out.txt").exists()
