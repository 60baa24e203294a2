"""The benchmark that comes with gouji is complete, and no figure of it gets worse.

`python tests/corpus/test_benchmark.py` writes today's figures into `corpus/baseline.json` and both READMEs.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gouji.corpus.evaluate_baseline import Baseline, load_baseline
from gouji.corpus.gold import has_gold, load_gold, tables_beside
from gouji.corpus.style import styles
from gouji.corpus.write import chosen
from gouji.read.registry import readers

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
SET, BASELINE = CORPUS / "benchmark", CORPUS / "baseline.json"
GOLD = (".claims.json", ".gold.json")
FORMS = (".txt", ".md", ".html", ".docx", ".xlsx")
LAID_OUT = ("-0000-faulty", "-0001-traps")
"""Reports that are there as pdf too, which takes the most room."""
READMES = {ROOT / "README.md": 0, ROOT / "README.zh-CN.md": 1}
# The words of each row in both READMEs, and its figure.
ROWS = (
    ("numbers in the prose read, precision", "读出文字中的数字，精确率", "claims.precision"),
    ("numbers in the prose read, recall", "读出文字中的数字，召回率", "claims.recall"),
    ("numbers tied to cells, F1", "数字对应到单元格，F1", "links.f1"),
    ("findings of severity `error`, precision", "`error` 级发现，精确率", "errors.precision"),
    ("findings of severity `error`, recall", "`error` 级发现，召回率", "errors.recall"),
    ("false `error` findings per clean report", "每份无误报告误报的 `error`", "false_alarms.findings"),
    ("recall lost if every amount has one decimal less", "金额一律少写一位小数时损失的召回率", "rounding.lost"),
)
HIGH_IS_BAD = ("false_alarms.findings", "rounding.lost")


def _measured() -> list[Path]:
    """The files that are scored: of every format that gouji reads."""
    suffixes = {suffix for reader in readers() for suffix in reader.suffixes if suffix}
    return [file for file in sorted(SET.iterdir()) if file.suffix in suffixes and has_gold(file)]


def _eval(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Score the whole set in all formats that are read."""
    program = "from gouji.cli import main; main()"
    command = [sys.executable, "-c", program, "eval", SET, "-j", "2", *arguments]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=600)


def test_no_figure_is_worse_than_the_baseline() -> None:
    done = _eval("--baseline", BASELINE, "--format", "json")
    assert done.returncode == 0, done.stderr
    overall = json.loads(done.stdout)["overall"]
    assert overall["reports"] == len(_measured()) > 150
    assert overall["clean"] == sum("-faulty" not in file.name for file in _measured())
    assert overall["false_alarms"]["findings"] == 0
    assert overall["traps"]["sprung"] == 0


def test_every_report_has_its_annotations_and_all_renderings() -> None:
    names = {file.name.removesuffix(".gold.json") for file in SET.glob("*.gold.json")}
    expected = {
        f"{style}-2026-{number:04}{ending}"
        for style in styles()
        for number, clean in enumerate(("", "-traps"))
        for ending in (clean, "-faulty")
    }
    assert names == expected
    files = {name + form for name in names for form in (*GOLD, *FORMS, *((".pdf",) if name.endswith(LAID_OUT) else ()))}
    for name in [name for name in names if name.startswith("jiangsu-apart")]:
        forms = {file.removeprefix(name) for file in files if file.startswith(f"{name}.")} - set(GOLD)
        files |= {f"{name}-tables{form}" for form in forms}
        files.remove(f"{name}.xlsx")
    assert {file.name for file in SET.iterdir()} == files
    assert all(file.stat().st_size for file in SET.iterdir())


@pytest.mark.parametrize("style", chosen([], None))
def test_annotations_are_of_their_report(style: str) -> None:
    for file in SET.glob(f"{style}-2026-*.txt"):
        if not has_gold(file):
            continue
        gold = load_gold(file)
        assert gold.style == style
        assert gold.claims is not None and len(gold.claims) > 30
        assert gold.findings is not None and gold.clean == (not file.stem.endswith("-faulty"))
        beside = tables_beside(file)
        texts = {"": file.read_text(encoding="utf-8"), "tables": beside.read_text(encoding="utf-8") if beside else ""}
        assert [one.id for one in gold.claims if texts[""][one.start : one.end] != one.quote] == []
        assert [one.id for one in gold.findings if texts[one.file][one.start : one.end] != one.quote] == []


def test_the_whole_corpus_stays_small() -> None:
    assert sum(file.stat().st_size for file in CORPUS.rglob("*") if file.is_file()) < 20_000_000


def _clean(group: str = "") -> int:
    """How many clean reports are scored, in all or of a group (“styles.hunan”, “formats.txt”)."""
    kind, _, name = group.partition(".")
    return sum(
        "-faulty" not in file.name
        and (kind != "formats" or file.suffix == f".{name}")
        and (kind != "styles" or file.name.startswith(f"{name}-2026"))
        for file in _measured()
    )


def _cell(figure: str, value: float, reports: int) -> str:
    return f"{value / reports:g}" if figure == "false_alarms.findings" else f"{value * 100:.2f} %"


def _rows(kept: Baseline, column: int) -> Iterator[tuple[str, str]]:
    """The rows of the table: its words, and the row with the whole set and the worst style or format."""
    for *words, figure in ROWS:
        groups = [
            name for name in kept.figures if re.fullmatch(rf"(styles|formats)\.[\w-]+\.{re.escape(figure)}", name)
        ]
        worst = (max if figure in HIGH_IS_BAD else min)(groups, key=lambda name: kept.figures[name])
        overall = _cell(figure, kept.figures[figure], _clean())
        yield (
            words[column],
            f"| {words[column]} | {overall} | {_cell(figure, kept.figures[worst], _clean('.'.join(worst.split('.')[:2])))} |",
        )


@pytest.mark.parametrize("readme", READMES, ids=lambda readme: readme.name)
def test_readmes_show_the_baseline(readme: Path) -> None:
    lines = readme.read_text(encoding="utf-8").splitlines()
    assert [row for _, row in _rows(load_baseline(BASELINE), READMES[readme]) if row not in lines] == []


def refresh() -> None:
    """Write today's figures."""
    done = _eval("--write-baseline", BASELINE, "--lang", "en")
    print(done.stdout, done.stderr)
    done.check_returncode()
    for readme, column in READMES.items():
        text = readme.read_text(encoding="utf-8")
        for words, row in _rows(load_baseline(BASELINE), column):
            text = re.sub(rf"^\| {re.escape(words)} \|.*$", row, text, flags=re.MULTILINE)
        readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    refresh()
