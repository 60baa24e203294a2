"""Fuzzing: good files are damaged at random, and each must give a result or a coded error within bounds.

    python -m tests.fuzz --reader docx --minutes 10 --seed 1        ten minutes of Word files
    python -m tests.fuzz --reader docx --seed 1 --only 417          one input of such a run again, with its traceback

Inputs that crash, hang or take too much memory are kept in the folder of `--output`, the smallest form of those that are
text beside them; the sums of a run are printed as JSON.
"""

import argparse
import json
import sys
import time
import warnings
from collections import Counter
from pathlib import Path

from tests.fuzz.run import FAULTS, Bounds, Outcome, run, warm
from tests.fuzz.shrink import shrink
from tests.fuzz.targets import TARGETS, make

_PLAIN = (".txt", ".html", ".csv", ".toml", ".json")
_SLOW = 10.0
"""Seconds from which on an input is worth a look although it is within bounds."""


def fuzz(name: str, seed: int, seconds: float, most: int, output: Path, bounds: Bounds) -> dict[str, object]:
    """Run inputs of a target until time or their number is up; what the sums of the run are."""
    warm(name)
    begin = time.monotonic()
    verdicts: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    known: Counter[str] = Counter()
    slowest, largest = Outcome("accepted"), Outcome("accepted")
    slow_at = large_at = number = 0
    while number < most and time.monotonic() - begin < seconds:
        data = make(name, seed, number)
        outcome = run(name, data, bounds)
        verdicts[outcome.verdict] += 1
        if outcome.verdict == "refused":
            codes[outcome.code] += 1
        if outcome.seconds > slowest.seconds:
            slowest, slow_at = outcome, number
        if outcome.megabytes > largest.megabytes:
            largest, large_at = outcome, number
        if outcome.verdict in FAULTS or outcome.seconds > _SLOW:
            _keep(name, seed, number, data, outcome, output, known, bounds)
        number += 1
    return {
        "reader": name,
        "seed": seed,
        "minutes": round((time.monotonic() - begin) / 60, 1),
        "inputs": number,
        **verdicts,
        "codes": dict(codes.most_common()),
        "slowest": {"seconds": round(slowest.seconds, 1), "input": slow_at, "verdict": slowest.verdict},
        "largest": {"megabytes": largest.megabytes, "input": large_at, "verdict": largest.verdict},
        "faults": dict(known.most_common()),
    }


def _keep(
    name: str, seed: int, number: int, data: bytes, outcome: Outcome, output: Path, known: Counter[str], bounds: Bounds
) -> None:
    """Write down an input that fails, or is slow; of those that fail alike the first three."""
    sign = f"{outcome.verdict if outcome.verdict in FAULTS else 'slow'} {outcome.code}"
    known[sign] += 1
    print(f"{name} {seed}/{number}: {sign} {outcome.seconds:.1f}s {outcome.megabytes}MB", file=sys.stderr, flush=True)
    if known[sign] > 3:
        return
    output.mkdir(parents=True, exist_ok=True)
    suffix = TARGETS[name].suffix
    stem = output / f"{name}-{seed}-{number}"
    stem.with_suffix(suffix).write_bytes(data)
    stem.with_suffix(".log").write_text(f"{sign}\n{outcome.detail}\n", encoding="utf-8")
    if known[sign] == 1 and outcome.verdict == "crash" and suffix in _PLAIN:
        small = shrink(data, lambda less: run(name, less, bounds).code == outcome.code)
        stem.with_suffix(f".small{suffix}").write_bytes(small)


def main() -> int:
    """The command; ends with 1 where an input failed."""
    parser = argparse.ArgumentParser(
        "python -m tests.fuzz", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--reader", required=True, choices=sorted(TARGETS))
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--inputs", type=int, default=sys.maxsize, help="at most so many")
    parser.add_argument("--only", type=int, help="run this input alone")
    parser.add_argument("--output", type=Path, default=Path("fuzz-faults"))
    parser.add_argument("--seconds", type=int, default=Bounds().seconds, help="processor time for an input")
    parser.add_argument("--megabytes", type=int, default=Bounds().megabytes, help="memory for an input")
    asked = parser.parse_args()
    # Names that stand in an archive twice are wanted here.
    warnings.simplefilter("ignore")
    bounds = Bounds(asked.seconds, asked.megabytes)
    if asked.only is not None:
        data = make(asked.reader, asked.seed, asked.only)
        outcome = run(asked.reader, data, bounds)
        print(f"{len(data)} bytes: {outcome.verdict} {outcome.code} {outcome.seconds:.1f}s {outcome.megabytes}MB")
        print(outcome.detail)
        return outcome.verdict in FAULTS
    sums = fuzz(asked.reader, asked.seed, asked.minutes * 60, asked.inputs, asked.output, bounds)
    print(json.dumps(sums, ensure_ascii=False))
    return any(verdict in sums for verdict in FAULTS)


if __name__ == "__main__":
    sys.exit(main())
