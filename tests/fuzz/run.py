"""Running inputs: each in a child process with bounds on its time and its memory."""

import faulthandler
import gc
import json
import os
import resource
import select
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Literal

import msgspec
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS, Target

from gouji.errors import GoujiError

Verdict = Literal["accepted", "refused", "crash", "hang", "memory"]
FAULTS: tuple[Verdict, ...] = ("crash", "hang", "memory")
_WALL = 8
"""How many times the bound on processor time the clock may go on: other programs run beside."""


class Bounds(msgspec.Struct, frozen=True):
    """Seconds of processor time and megabytes of memory for an input."""

    seconds: int = 30
    megabytes: int = 1024


class Outcome(msgspec.Struct, frozen=True):
    """What became of an input. code: of the refusal, or what crashed; detail: the traceback."""

    verdict: Verdict
    code: str = ""
    detail: str = ""
    seconds: float = 0.0
    megabytes: int = 0


def warm(name: str) -> None:
    """Judge the seeds of a target, so that children find modules and lexicons loaded. Raises what no seed may raise."""
    with tempfile.TemporaryDirectory() as folder:
        for data in seeds(name):
            TARGETS[name].judge(Path(folder), data)
    gc.collect()
    gc.freeze()


def run(name: str, data: bytes, bounds: Bounds) -> Outcome:
    """Judge one input of a target in a child."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(inlet)
        _child(TARGETS[name], data, bounds, outlet)
    os.close(outlet)
    said = _hear(inlet, child, time.monotonic() + bounds.seconds * _WALL)
    _, status, used = os.wait4(child, 0)
    return _outcome(said, status, used, bounds)


def _child(target: Target, data: bytes, bounds: Bounds, outlet: int) -> None:
    """Judge, tell the parent in a line of JSON, and end without a word more."""
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)
    faulthandler.enable(outlet)
    faulthandler.register(signal.SIGXCPU, outlet, chain=True)
    bytes_ = bounds.megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (bytes_, bytes_))
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.seconds, bounds.seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        said = judge(target, Path(folder), data)
    os.write(outlet, (json.dumps(said) + "\n").encode())
    os._exit(0)


def judge(target: Target, folder: Path, data: bytes) -> tuple[Verdict, str, str]:
    """How an input fares: the verdict, a code, a traceback."""
    try:
        target.judge(folder, data)
    except GoujiError as error:
        if not error.code.endswith("crashed"):
            return "refused", error.code, error.message[:200]
        return _fault(error)
    except MemoryError as error:
        return "memory", "MemoryError", "".join(traceback.format_exception(error)[-12:])[-6000:]
    except BaseException as error:
        # Whatever it is, it is what is looked for here.
        return _fault(error)
    return "accepted", "", ""


def _fault(error: BaseException) -> tuple[Verdict, str, str]:
    text = "".join(traceback.format_exception(error))
    cause: BaseException = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    if isinstance(cause, MemoryError) or "MemoryError" in str(error):
        return "memory", "MemoryError", text[-6000:]
    frames = traceback.extract_tb(cause.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else ""
    return "crash", f"{type(cause).__name__} {place} {str(cause)[:80]}", text[-6000:]


def _hear(inlet: int, child: int, deadline: float) -> str:
    """What the child says until it ends; one that goes on too long is ended."""
    parts = []
    while True:
        ready, _, _ = select.select([inlet], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            os.kill(child, signal.SIGKILL)
            break
        part = os.read(inlet, 65536)
        if not part:
            break
        parts.append(part)
    os.close(inlet)
    return b"".join(parts).decode("utf-8", "replace")


def _outcome(said: str, status: int, used: resource.struct_rusage, bounds: Bounds) -> Outcome:
    seconds, megabytes = (
        used.ru_utime + used.ru_stime,
        used.ru_maxrss // (1024 if sys.platform != "darwin" else 1 << 20),
    )
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        slow = number in (signal.SIGXCPU, signal.SIGKILL)
        return Outcome("hang" if slow else "crash", signal.Signals(number).name, said[-6000:], seconds, megabytes)
    try:
        verdict, code, detail = json.loads(said.strip().rpartition("\n")[2])
    except ValueError:
        return Outcome("crash", "nothing said", said[-6000:], seconds, megabytes)
    if megabytes > bounds.megabytes:
        verdict = "memory"
    return Outcome(verdict, code, detail, seconds, megabytes)
