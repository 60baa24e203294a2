"""Sentences, clauses, and which of them are headings, captions or notes."""

from pathlib import Path

import pytest

from gouji.model import Span, Structure
from gouji.read import read
from gouji.segment import choose_profile, segment
from gouji.segment.split import clauses, sentence_spans


def _sentences(text: str) -> list[str]:
    return [span.cut(text) for span in sentence_spans(text, Span(0, len(text)))]


def _clauses(text: str) -> list[tuple[str, str]]:
    return [(one.span.cut(text), one.end_mark) for one in clauses(text, Span(0, len(text)))]


def _kinds(text: str) -> list[tuple[str, str]]:
    document = read(text)
    structure: Structure = segment(document, "final-accounts")
    return [(one.kind, one.span.cut(document.text)) for one in structure.sentences]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("收入3.50万元。支出2万元！", ["收入3.50万元。", "支出2万元！"]),
        ("基本支出3万元；项目支出2万元。", ["基本支出3万元；项目支出2万元。"]),
        ("1.收入3万元。 2.支出2万元", ["1.收入3万元。", "2.支出2万元"]),
        ("称为“收入。支出”的表。完。", ["称为“收入。支出”的表。", "完。"]),
        ("他说：“已完成。”随后公开。", ["他说：“已完成。”随后公开。"]),
        ("收入（含补助。以合同为准）3万元。", ["收入（含补助。以合同为准）3万元。"]),
        ("收入（含补助3万元。支出2万元。", ["收入（含补助3万元。", "支出2万元。"]),
        ("收入）3万元。支出2万元。", ["收入）3万元。", "支出2万元。"]),
        ("完成任务。。继续。", ["完成任务。。", "继续。"]),
        ("　 ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert _sentences(text) == parts


def test_what_runs_on_for_too_long_is_cut_at_a_clause() -> None:
    text = "本年支出一项，" * 2000
    parts = [span.cut(text) for span in sentence_spans(text, Span(0, len(text)))]
    assert "".join(parts) == text
    assert all(part.endswith("，") and len(part) <= 4000 for part in parts)
    whole = "支" * 9001
    assert [len(span) for span in sentence_spans(whole, Span(0, len(whole)))] == [4000, 4000, 1001]


def test_a_bracket_closed_far_away_holds_nothing_together() -> None:
    assert len(_sentences("收入（含补助3万元。" + "支出若干。" * 100 + "另见）附表。")) == 102


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "本年收入1,234.50万元，其中：财政拨款（含补助，结转）1,000万元；其他234.50万元。",
            [
                ("本年收入1,234.50万元", "，"),
                ("其中", "："),
                ("财政拨款（含补助，结转）1,000万元", "；"),
                ("其他234.50万元", "。"),
            ],
        ),
        ("收入2，995.39万元，增长3%", [("收入2，995.39万元", "，"), ("增长3%", "")]),
        ("内设机构3个,分别为:甲、乙", [("内设机构3个", "，"), ("分别为", "："), ("甲、乙", "")]),
        ("会议于9:30开始，参会12人。", [("会议于9:30开始", "，"), ("参会12人", "。")]),
        ("完成。。", [("完成", "。")]),
    ],
)
def test_clauses(text: str, parts: list[tuple[str, str]]) -> None:
    assert _clauses(text) == parts


def test_kinds_of_sentences() -> None:
    assert _kinds(
        "2031年度\n青石县林业局部门决算\n\n一、收入决算情况说明\n\n收入3万元。\n\n（一）总体情况说明。\n\n支出3万元。\n\n"
        "收入决算表\n\n单位：万元\n\n项目\t金额\n合计\t3\n\n注：本表反映收入。\n\n"
        "（二）人员经费3万元。主要包括：工资。\n\n1、林业（款）造林（项）。主要用于：造林。\n\n2、完成其他任务。\n"
    ) == [
        ("heading", "2031年度"),
        ("heading", "青石县林业局部门决算"),
        ("heading", "一、收入决算情况说明"),
        ("prose", "收入3万元。"),
        ("heading", "（一）总体情况说明。"),
        ("prose", "支出3万元。"),
        ("caption", "收入决算表"),
        ("caption", "单位：万元"),
        ("note", "注：本表反映收入。"),
        ("prose", "（二）人员经费3万元。"),
        ("prose", "主要包括：工资。"),
        ("heading", "1、林业（款）造林（项）。"),
        ("prose", "主要用于：造林。"),
        ("prose", "2、完成其他任务。"),
    ]


def test_table_cells_and_contents_are_no_sentences() -> None:
    kinds = _kinds("目录\n\n一、收入情况\n二、支出情况\n\n一、收入情况\n\n收入3万元。\n\n项目\t金额\n合计\t3\n")
    assert kinds == [("heading", "一、收入情况"), ("prose", "收入3万元。")]


def test_the_name_of_a_chart_is_a_caption() -> None:
    assert _kinds("一、收入情况\n\n图1：收入构成图\n\n图书购置支出3万元。\n")[1:] == [
        ("caption", "图1：收入构成图"),
        ("prose", "图书购置支出3万元。"),
    ]


def test_a_slot_left_open_is_an_amount() -> None:
    assert _kinds("1、因公出国（境）费支出XXX万元。全年团组XX个。\n")[0][0] == "prose"


@pytest.mark.samples
@pytest.mark.parametrize(
    "file", ["youxian-wangxin-2024.txt", "putuo-caizheng-2024.pdf", "jiangsu-renda-2018-budget.pdf"]
)
def test_sentences_of_samples_hold_together(samples: Path, file: str) -> None:
    document = read(samples / file)
    structure = segment(document, choose_profile(document))
    prose = [one for one in structure.sentences if one.kind == "prose"]
    assert len(prose) > 80
    for one in structure.sentences:
        assert one.index == structure.sentences.index(one)
        assert document.blocks[one.block].span.covers(one.span)
        if one.section is not None:
            assert structure.sections[one.section].span.start <= one.span.start
    narrated = [
        one
        for one in prose
        if one.section is not None and structure.sections[one.section].kind in ("total", "general_items", "income")
    ]
    whole = [one for one in narrated if one.span.cut(document.text)[-1] in "。；："]
    assert len(whole) == len(narrated) > 5
