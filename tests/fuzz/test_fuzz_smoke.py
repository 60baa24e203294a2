"""The fuzzing itself: a few inputs of every target, always the same, give a result or a coded error."""

import io
import zipfile
from pathlib import Path
from random import Random

import pytest
from tests.fuzz.run import Bounds, judge, run
from tests.fuzz.seeds import seeds
from tests.fuzz.shrink import shrink
from tests.fuzz.targets import TARGETS, Target, make

from gouji.errors import InputError

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")

SEED = 2
LEAST, MOST = 4, 60


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_every_target_takes_some_and_refuses_some(name: str, tmp_path: Path) -> None:
    target = TARGETS[name]
    seen: set[str] = set()
    for number in range(MOST):
        # Words of one's own are kept by the path of their file.
        folder = tmp_path / str(number)
        folder.mkdir()
        verdict, code, detail = judge(target, folder, make(name, SEED, number))
        assert verdict in ("accepted", "refused"), f"{number}: {code}\n{detail}"
        seen.add(verdict)
        if len(seen) == 2 and number >= LEAST:
            return
    pytest.fail(f"only {seen}")


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_seeds_are_good_and_inputs_can_be_made_again(name: str, tmp_path: Path) -> None:
    assert judge(TARGETS[name], tmp_path, seeds(name)[0])[0] == "accepted"
    assert make(name, SEED, 1) == make(name, SEED, 1) != make(name, SEED, 2)


def _endless(folder: Path, data: bytes) -> None:
    while True:
        pass


def _greedy(folder: Path, data: bytes) -> None:
    bytearray(1 << 32)


def _broken(folder: Path, data: bytes) -> None:
    raise KeyError("x")


def _dead(folder: Path, data: bytes) -> None:
    import ctypes

    ctypes.string_at(0)


def _refused(folder: Path, data: bytes) -> None:
    raise InputError("input.crashed" if data else "input.empty", "x")


@pytest.mark.parametrize(
    ("way", "data", "verdict", "code"),
    [
        (_endless, b"", "hang", "SIGXCPU"),
        (_greedy, b"", "memory", "MemoryError"),
        (_broken, b"", "crash", "KeyError test_fuzz_smoke.py:_broken 'x'"),
        (_dead, b"", "crash", "SIGSEGV"),
        (_refused, b"", "refused", "input.empty"),
        (_refused, b"x", "crash", "InputError test_fuzz_smoke.py:_refused x"),
    ],
)
def test_what_goes_wrong_is_told_apart(
    monkeypatch: pytest.MonkeyPatch, way: object, data: bytes, verdict: str, code: str
) -> None:
    monkeypatch.setitem(TARGETS, "way", Target(".txt", lambda good, rng: good, way))  # type: ignore[arg-type]
    outcome = run("way", data, Bounds(seconds=1))
    assert (outcome.verdict, outcome.code) == (verdict, code)


def test_an_input_shrinks_to_what_makes_it_fail() -> None:
    data = b"".join(b"line %d\n" % n for n in range(50))
    assert shrink(data, lambda less: b"37" in less) == b"37"


def test_archives_stay_archives() -> None:
    rng = Random(1)
    opened = 0
    for _ in range(10):
        try:
            zipfile.ZipFile(io.BytesIO(TARGETS["docx"].change(seeds("docx")[-1], rng))).namelist()
            opened += 1
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            pass
    assert opened > 5
