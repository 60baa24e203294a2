"""Seconds of a whole check, and of each stage, beside pdfplumber only reading the same file, in one run.

    python tests/bench/bench_check.py FILE …      (the sample reports and the shipped one without arguments)

Every figure comes from a process of its own. Seconds are those of one core (user and system), so that other work on
the machine does not count; of the command's cold start the wall clock is given too.

  cold      `gouji check FILE` from nothing, the report written to a file; (wall) seconds on the clock
  start     of that, loading: what is left without the seconds of `check`
  check     a whole check in a process that has checked before: median of several
  read … check   shares of the stages in it, in percent
  plumber   pdfplumber extracting text and tables; ratio: its seconds by ours
"""

import argparse
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[2]
SAMPLES = HOME.parent / "shared" / "samples"
SHIPPED = HOME / "corpus" / "reports" / "qingshi-shuiwu-2024.txt"
STAGES = ("read", "profile", "segment", "extract", "align", "templates", "check")
ROUNDS = 7


def warm(path: Path) -> tuple[int, float, dict[str, float]]:
    """Pages, median seconds of a check, and the median shares of its stages, after a first check."""
    from gouji import pipeline

    pipeline.check(path)
    seconds, shares = [], []
    for _ in range(ROUNDS):
        start = time.process_time()
        report = pipeline.check(path)
        seconds.append(time.process_time() - start)
        whole = sum(report.timings.values())
        shares.append({stage: report.timings[stage] / whole for stage in STAGES})
    assert report.analysis is not None
    pages = len(report.analysis.document.pages)
    median = {stage: statistics.median(share[stage] for share in shares) for stage in STAGES}
    return pages, statistics.median(seconds), median


def cold(path: Path) -> tuple[float, float]:
    """Seconds of one core and on the clock of the whole command, best of several."""
    found = []
    for _ in range(ROUNDS):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        call = [
            sys.executable,
            "-c",
            "from gouji.cli import main; main()",
            "check",
            str(path),
            "-o",
            os.devnull,
            "--exit-zero",
        ]
        subprocess.run(call, check=True, cwd=HOME)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall))
    return min(core for core, _ in found), min(wall for _, wall in found)


def plumber(path: Path) -> float:
    """Seconds of one core that pdfplumber takes for text and tables; 0 for what is no PDF."""
    import pdfplumber

    if path.suffix.lower() != ".pdf":
        return 0.0
    start = time.process_time()
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
    return time.process_time() - start


def apart(work: Callable[[], Any]) -> Any:
    """What `work` gives in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work)


def main() -> None:
    """Print a line a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files or [*sorted(SAMPLES.glob("*.txt")), *sorted(SAMPLES.glob("*.pdf")), SHIPPED]
    stages = " ".join(f"{stage:>9}" for stage in STAGES)
    print(f"{'file':40} pages  cold (wall) start  check {stages}  plumber  ratio")
    for path in files:
        path = path.resolve()
        pages, ours, shares = apart(partial(warm, path))
        core, wall = cold(path)
        theirs = apart(partial(plumber, path))
        percent = " ".join(f"{100 * shares[stage]:8.0f}%" for stage in STAGES)
        rival = f"{theirs:8.2f} {theirs / ours:6.1f}" if theirs else ""
        print(
            f"{path.name[:40]:40} {pages:5} {core:5.2f} ({wall:4.2f}) {core - ours:5.2f} {ours:6.3f} {percent} {rival}"
        )


if __name__ == "__main__":
    main()
