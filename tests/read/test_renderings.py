"""The same report in every format: the same claims, links and findings."""

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from tests.read.facts import facts

from gouji.office.names import CHARACTERS, RUN, P, W
from gouji.pipeline import check
from gouji.read import read

BENCHMARK = Path(__file__).parents[2] / "corpus" / "benchmark"
NAMES = ["hunan-2026-0000-faulty", "shanghai-budget-2026-0001-traps", "chongqing-2026-0001-faulty"]
SUFFIXES = (".md", ".html", ".docx", ".pdf")
APART = "jiangsu-apart-2026-0000-faulty"


@pytest.mark.parametrize("name", NAMES)
def test_renderings_agree(name: str) -> None:
    text = facts(check(BENCHMARK / f"{name}.txt"))
    # In a report with traps only there is nothing to find.
    assert all(kept for kind, kept in text.items() if kind != "findings" or name.endswith("faulty"))
    for suffix in SUFFIXES:
        if (file := BENCHMARK / f"{name}{suffix}").exists():
            assert facts(check(file)) == text, suffix


def test_renderings_of_prose_and_tables_apart_agree() -> None:
    prose = BENCHMARK / f"{APART}.txt"
    text = facts(check(prose, tables=[BENCHMARK / f"{APART}-tables.txt"]))
    assert all(text.values())
    for suffix in SUFFIXES:
        report = check(BENCHMARK / f"{APART}{suffix}", tables=[BENCHMARK / f"{APART}-tables{suffix}"])
        assert facts(report) == text, suffix
    assert facts(check(prose, tables=[BENCHMARK / f"{APART}-tables.xlsx"])) == text


def test_every_anchor_of_a_whole_report_holds_its_characters() -> None:
    data = (BENCHMARK / f"{NAMES[0]}.docx").read_bytes()
    document = read(data, name="样本.docx")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    runs, paragraphs = list(root.iter(RUN)), list(root.iter(P))
    for anchor in document.anchors:
        assert anchor.part == "word/document.xml"
        if anchor.start == anchor.end:
            blank = paragraphs[anchor.paragraph]
            assert not "".join(one.text or "" for one in blank.iter(W + "t"))
            continue
        assert anchor.run is not None
        run = runs[anchor.run]
        assert next(run.iterancestors(P)) is paragraphs[anchor.paragraph]
        written = "".join((one.text or "") if one.tag == W + "t" else "\t" * (one.tag in CHARACTERS) for one in run)
        length = anchor.end - anchor.start
        assert written[anchor.offset : anchor.offset + length] == document.text[anchor.start : anchor.end]
    held = {at for anchor in document.anchors for at in range(anchor.start, anchor.end)}
    assert all(at in held for at, char in enumerate(document.text) if not char.isspace())
