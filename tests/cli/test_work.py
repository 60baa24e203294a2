"""Work over many inputs: order, processes, and one that dies."""

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from gouji.cli.work import each, lost, shown


def name(path: Path, dying: str = "") -> str:
    if path.name == dying:
        os.kill(os.getpid(), signal.SIGKILL)
    return path.name


def stand_in(path: Path) -> str:
    return f"lost {path.name}"


PATHS = [Path(f"{i}.txt") for i in range(6)]


@pytest.mark.parametrize("jobs", [1, 2, 9])
def test_results_come_in_the_order_of_inputs(jobs: int) -> None:
    assert each(name, PATHS, jobs, stand_in) == [path.name for path in PATHS]


def test_one_that_kills_its_process_takes_no_other_along() -> None:
    results = each(partial(name, dying="2.txt"), PATHS, 2, stand_in)
    assert results == ["0.txt", "1.txt", "lost 2.txt", "3.txt", "4.txt", "5.txt"]


def test_lost_is_a_coded_error() -> None:
    assert lost(Path("a.pdf"), "zh").code == "input.crashed"
    assert "a.pdf" in lost(Path("a.pdf"), "zh").message
    assert lost(Path("a.pdf"), "en").message.isascii()


def test_names_can_be_written_anywhere() -> None:
    shown(Path("a\udce9.txt")).encode("utf-8")
