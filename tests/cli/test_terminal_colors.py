"""Colours on a terminal, and nowhere else."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def on_a_terminal(folder: Path, **more: str) -> str:
    """What `gouji explain` shows on a terminal."""
    master, slave = pty.openpty()
    command = [sys.executable, "-c", "from gouji.cli import main; main()", "explain", "TT-123"]
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm", **more}
    process = subprocess.Popen(command, stdout=slave, stderr=subprocess.DEVNULL, cwd=folder, env=environment)
    os.close(slave)
    shown = b""
    try:
        while more_of_it := os.read(master, 1 << 16):
            shown += more_of_it
    except OSError:
        # How Linux says that the other end is closed.
        pass
    finally:
        os.close(master)
    assert process.wait(timeout=60) == 0
    return shown.decode("utf-8")


@pytest.mark.parametrize(
    ("settings", "colored"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_where_they_are_wanted(tmp_path: Path, settings: dict[str, str], colored: bool) -> None:
    shown = on_a_terminal(tmp_path, **settings)
    assert "TT-123" in shown
    assert ("\x1b[" in shown) is colored


def test_no_colours_in_a_pipe_or_a_file(gouji: Run, tmp_path: Path) -> None:
    assert "\x1b" not in gouji("explain", "TT-123", TERM="xterm").stdout
    assert gouji("rules", "-o", "rules.txt", TERM="xterm").stdout == ""
    assert "\x1b" not in (tmp_path / "rules.txt").read_text(encoding="utf-8")
