"""Runs the command as a user does: a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "corpus" / "reports" / "qingshi-shuiwu-2024.txt"
CLEAN = ROOT / "corpus" / "reports" / "qingshi-shuiwu-2024-clean.txt"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def gouji(tmp_path: Path) -> Run:
    """Run `gouji` with arguments in an empty folder; no traceback may ever show."""

    def run(
        *arguments: object, stdin: bytes = b"", cwd: Path = tmp_path, **more: str
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from gouji.cli import main; main()", *map(str, arguments)]
        environment = {**os.environ, "COLUMNS": "80", **more}
        done = subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=environment, timeout=120)
        text = subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )
        assert "Traceback" not in text.stdout + text.stderr, text.stderr
        return text

    return run


@pytest.fixture
def planted() -> Path:
    """The shipped report with planted contradictions."""
    return REPORT


@pytest.fixture
def fine() -> Path:
    """The shipped report without them."""
    return CLEAN
