"""The terminal format: golden files, widths, colours, and nothing that steers a terminal."""

from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len

from gouji.extract.quantity_words import QuantitiesFile
from gouji.lexicon import load
from gouji.model import Correction, Report
from gouji.report import find_format
from gouji.report.words import mention

GOLDEN = Path(__file__).parents[1] / "golden" / "report"


def render(*reports: Report, lang: str = "zh", color: bool = False, width: int = 80) -> str:
    return find_format("terminal").render(reports, lang=lang, color=color, width=width)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_golden(report: Report, clean: Report, failed: Report, lang: str) -> None:
    assert render(report, clean, failed, lang=lang) == (GOLDEN / f"terminal-{lang}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(report: Report, lang: str, width: int) -> None:
    assert max(map(cell_len, render(report, lang=lang, width=width).splitlines())) <= width


def test_the_fewest_corrections_are_named(report: Report) -> None:
    one = Correction("f1", "《支出决算表》行政运行 · 基本支出", "39.78", "38.79", "万元", 2, rivals=3)
    two = Correction("f2", "“占95.45%”", "95.45", "94.55", "%", 1)
    text = render(msgspec.structs.replace(report, corrections=(one, two)))
    assert "改正 2 处即可消除 3 个数字矛盾" in text
    assert "《支出决算表》行政运行 · 基本支出：39.78 → 38.79万元" in text
    assert "另有 3 种改法" in text.replace("\n", "").replace("  ", "")
    assert "“占95.45%”：95.45 → 94.55%" in text
    english = render(msgspec.structs.replace(report, corrections=(one, two)), lang="en")
    assert "2 correction(s) clear 3 contradiction(s) in numbers" in english
    assert "改正" not in render(msgspec.structs.replace(report, corrections=(two,)))


def test_gravest_first_and_followers_below_their_root(report: Report) -> None:
    text = render(report)
    places = [text.index(code) for code in ("NN-101", "└ NN-113", "TI-302")]
    assert places == sorted(places)
    assert "└ TI-302" not in text


def test_a_family_counts_as_its_gravest_member(report: Report) -> None:
    table, share, _ = report.findings
    worse = msgspec.structs.replace(share, severity="error", root=table.id)
    text = render(msgspec.structs.replace(report, findings=(table, worse)))
    assert text.index("错误（1 处根源）") < text.index("TI-302") < text.index("└ NN-113")


def test_a_finding_whose_root_is_not_shown_stands_alone(report: Report) -> None:
    text = render(msgspec.structs.replace(report, findings=report.findings[:2]))
    assert "NN-113" in text
    assert "└" not in text


def test_every_ending_is_said(report: Report) -> None:
    text = render(report)
    assert "3 条已运行 · 1 条无可核对 · 1 条运行出错 · 1 条未启用" in text
    assert "运行出错：NN-114" in text


def test_colours_only_if_wanted(report: Report, clean: Report) -> None:
    assert "\x1b" not in render(report, clean)
    assert "\x1b[1;31mNN-101" in render(report, clean, color=True)


def test_a_report_cannot_steer_the_terminal(report: Report) -> None:
    findings = tuple(
        msgspec.structs.replace(one, quote="\x1b[2J坏\x07\x9b31m\r\n字", facts={"left": "\x1b]0;x\x07"})
        for one in report.findings
    )
    nasty = msgspec.structs.replace(report, findings=findings, notes=("\x1b[1mx",), path="a\x1b[31m.pdf")
    assert not {char for char in render(nasty) if char < " " and char != "\n"}
    assert "\x9b" not in render(nasty)


def test_a_partial_report_without_findings_does_not_look_clean(clean: Report) -> None:
    partial = msgspec.structs.replace(clean, status="partial", notes=("没有读到表格",))
    assert "没有读到表格" in render(partial)
    assert "\x1b[32m没有发现不符" in render(clean, color=True)
    assert "\x1b[32m" not in render(partial, color=True)


@pytest.mark.parametrize("form", ["terminal", "md", "html"])
def test_nothing_found_in_a_part_is_not_nothing_found(clean: Report, form: str) -> None:
    partial = msgspec.structs.replace(clean, status="partial")
    whole, part = ("没有发现不符", "已核对的部分没有发现不符")
    made = find_format(form)
    assert part in made.render([partial], lang="zh", color=False, width=80)
    text = made.render([clean], lang="zh", color=False, width=80)
    assert whole in text
    assert part not in text
    assert "no findings in the part that was checked" in made.render([partial], lang="en", color=False, width=80)


def test_every_reason_has_chinese_words() -> None:
    whys = {entry.why for entry in load("generic", "quantities", QuantitiesFile).mention} | {
        "malformed",
        "unknown_unit",
    }
    for why in whys:
        assert mention(why.replace("_", " "), "zh") != why.replace("_", " ")
        assert mention(why.replace("_", " "), "en") == why.replace("_", " ")
