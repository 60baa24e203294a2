"""Milliseconds of the check alone: by the number of rules, by the length of the report, and rule by rule, in one run.

    python tests/bench/bench_rules.py FILE …      (the shipped report without arguments)

Figures are the best of several rounds, in milliseconds of one core, so that other work on the machine counts little;
compare the ratios rather than the figures. Reading and aligning are not part of it.

  ¼ ½ all   with every fourth, every second and all rules that the profile has; (ratio) to all of them
  ×2 ×10    all rules on a text so many times as long, with as many tables and sentences; (ratio) to once
  by rule   the dearest by themselves, each on fresh indexes: what several rules share counts for each of them;
            the table relations of the profile, which are evaluated together, are one line
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from gouji.check import Rule, Settings, load_rules, run
from gouji.check.relation.rule import RelationRule
from gouji.model import Analysis
from gouji.pipeline import analyse

HOME = Path(__file__).resolve().parents[2]
SHIPPED = HOME / "corpus" / "reports" / "qingshi-shuiwu-2024.txt"
ROUNDS = 9
LONG_ROUNDS = 3
LENGTHS = (2, 10)
SHOWN = 15


def milliseconds(analysis: Analysis, rules: Sequence[Rule], rounds: int = ROUNDS) -> float:
    """The best of several checks with these rules, after one that loads what they need."""
    settings = Settings()
    run(analysis, rules, settings)
    found = []
    for _ in range(rounds):
        start = time.process_time()
        run(analysis, rules, settings)
        found.append(time.process_time() - start)
    return 1000 * min(found)


def lengthened(path: Path, times: int) -> Analysis:
    """The analysis of a text whose tables, sections and sentences stand there several times."""
    return analyse("\n".join([path.read_text(encoding="utf-8")] * times))


def main() -> None:
    """Print a line a file, then its dearest rules."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    for path in parser.parse_args().files or [SHIPPED]:
        analysis = analyse(path)
        rules = load_rules(analysis.profile)
        whole = milliseconds(analysis, rules)
        parts = [(sign, milliseconds(analysis, rules[::step])) for sign, step in (("¼", 4), ("½", 2))]
        parts.append((f"all {len(rules)}", whole))
        if path.suffix == ".txt":
            parts += [(f"×{times}", milliseconds(lengthened(path, times), rules, LONG_ROUNDS)) for times in LENGTHS]
        print(path.name, *(f"{sign} {ms:.1f} ({ms / whole:.2f})" for sign, ms in parts), sep="  ")
        related = [rule for rule in rules if isinstance(rule, RelationRule)]
        alone = [(rule.card.code, milliseconds(analysis, [rule])) for rule in rules if rule not in related]
        alone.append((f"{len(related)} table relations", milliseconds(analysis, related)))
        for code, ms in sorted(alone, key=lambda one: -one[1])[:SHOWN]:
            print(f"  {ms:6.2f} ({ms / whole:.2f}) {code}")


if __name__ == "__main__":
    main()
