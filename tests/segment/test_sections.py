"""The section tree: numbers, kinds, paths, and what is no heading."""

from pathlib import Path

import pytest

from gouji.model import Structure
from gouji.read import read
from gouji.segment import choose_profile, segment

REPORT = """2031年度
云岭省青石县林业局
部门决算

目录

第一部分 部门概况
一、部门职责
第二部分 2031年度部门决算情况说明
一、收入支出决算总体情况说明

第一部分

部门概况

一、部门职责

- 1、贯彻林业法规，组织植树造林。
- 2、完成县委交办的其他任务。

第二部分

2031年度部门决算情况说明

一、收入支出决算总体情况说明

2031年度收、支总计120.50万元，与2030年度持平。

二、收入决算情况说明

本年收入合计120.50万元。

五、一般公共预算财政拨款支出决算情况说明

（一）一般公共预算财政拨款支出决算总体情况

财政拨款支出120.50万元。

（二）一般公共预算财政拨款支出决算结构情况

农林水支出（类）120.50万元，占100%。

（三）一般公共预算财政拨款支出决算具体情况

1、农林水支出（类）林业和草原（款）行政运行（项）。

年初预算为100万元，支出决算为80万元。

2、农林水支出（类）林业和草原（款）森林资源培育（项）。主要用于：育苗。支出决算为40.50万元。

七、财政拨款“三公”经费支出决算情况说明

1.因公出国（境）费支出决算为0万元，与上年持平。
2.公务用车购置及运行维护费支出决算为3万元。其中：
公务用车购置费支出0万元。
公务用车运行维护费支出3万元。
3.公务接待费支出决算为1万元，增加1万元。
2031年度会议费支出2万元。

十一、其他重要事项的情况说明

（一）机关运行经费支出情况

机关运行经费支出20万元。

第三部分 名词解释

一、财政拨款收入：指财政当年拨付的资金。“三公”经费：（1）因公出国费，指出国支出。（2）公务接待费，指接待支出。

附件1：绩效评价报告

一、一般公共预算支出情况
支出120.50万元。

二、政府性基金预算支出情况
无。

二、存在的问题
无。
"""


def _segment(text: str, profile: str = "final-accounts") -> Structure:
    return segment(read(text), profile)


def _tree(structure: Structure) -> dict[str, tuple[str, str | None]]:
    return {one.path: (one.title, one.kind) for one in structure.sections}


def _section_of(structure: Structure, text: str, words: str) -> str | None:
    for sentence in structure.sentences:
        if words in sentence.span.cut(text) and sentence.kind == "prose":
            return None if sentence.section is None else structure.sections[sentence.section].path
    raise AssertionError(words)


@pytest.fixture(scope="module")
def report() -> Structure:
    return _segment(REPORT)


def test_kinds_come_from_titles_and_are_inherited(report: Structure) -> None:
    kinds = [(one.path, one.kind) for one in report.sections if one.level <= 2 or one.parent == 6]
    assert ("第一部分", "about") in kinds
    assert ("第二部分", "narrative") in kinds
    assert ("第三部分", "glossary") in kinds
    tree = _tree(report)
    assert tree["五"][1] == "general"
    assert [tree[f"五（{n}）"][1] for n in "一二三"] == ["general_overall", "general_structure", "general_items"]
    assert tree["五（三）1"][1] == "general_items"
    assert tree["十一"] == ("其他重要事项的情况说明", "narrative")
    assert tree["十一（一）"][1] == "operating"


def test_titles_of_the_narrative_mean_nothing_in_an_annex(report: Structure) -> None:
    annex = [one for one in report.sections if one.path.startswith("附件1")]
    assert [one.kind for one in annex] == ["annex"] * 4
    assert [one.path for one in annex] == ["附件1", "附件1一", "附件1二", "附件1二"]
    assert [one.title for one in annex if one.ordinal == 2] == ["政府性基金预算支出情况", "存在的问题"]
    assert {one.parent for one in annex[1:]} == {annex[0].index}


def test_parents_come_first_and_hold_their_children(report: Structure) -> None:
    for one in report.sections:
        assert one.span.covers(one.heading)
        if one.parent is not None:
            parent = report.sections[one.parent]
            assert parent.index < one.index
            assert parent.level == one.level - 1
            assert parent.span.covers(one.span)


def test_a_bare_number_takes_the_next_line_as_its_title(report: Structure) -> None:
    text = read(REPORT).text
    first = report.sections[0]
    assert (first.title, first.number, first.ordinal) == ("部门概况", "第一部分", 1)
    assert first.heading.cut(text) == "第一部分\n部门概况"


def test_a_part_with_its_title_on_two_lines() -> None:
    structure = _segment(
        "第二部分 云岭省青石县林业局\n\n2031年度部门决算表\n\n第三部分 名词解释\n\n一、收入：指收入。\n"
    )
    assert structure.sections[0].title == "云岭省青石县林业局2031年度部门决算表"
    assert structure.sections[0].kind == "tables"


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("年初预算为100万元", "五（三）1"),
        ("支出决算为40.50万元", "五（三）2"),
        ("公务用车购置费支出0万元", "七2"),
        ("公务用车运行维护费支出3万元", "七2"),
        ("公务接待费支出决算为1万元", "七3"),
        ("2031年度会议费支出2万元", "七"),
        ("指接待支出", "（2）"),
    ],
)
def test_every_sentence_knows_its_item(report: Structure, words: str, path: str) -> None:
    found = _section_of(report, read(REPORT).text, words)
    assert found is not None
    assert found.endswith(path)


def test_the_heading_of_an_item_is_its_title(report: Structure) -> None:
    text = read(REPORT).text
    tree = {one.path: one for one in report.sections}
    item = tree["五（三）2"]
    assert item.title == "农林水支出（类）林业和草原（款）森林资源培育（项）"
    assert item.heading.cut(text) == f"2、{item.title}。"
    assert tree["七1"].heading.cut(text) == "1.因公出国（境）费支出决算为0万元"


@pytest.mark.parametrize(
    "line",
    [
        "一是加强预算管理，二是压缩开支。",
        "12.5万元用于植树，3万元用于育苗。",
        "2031.1.1-2031.12.31",
        "20万元以上设备3台。",
        "3个项目完成验收。",
        "三公经费支出2万元。",
        "（如持平作持平表述）",
        "附件一并公开。",
    ],
)
def test_no_heading(line: str) -> None:
    assert _segment(f"一、收入情况\n收入3万元。\n{line}\n支出3万元。\n").sections[1:] == ()


@pytest.mark.parametrize(
    ("line", "number", "ordinal"),
    [
        ("第三部分 说明", "第三部分", 3),
        ("二十一、说明", "二十一", 21),
        ("（十二）说明", "（十二）", 12),
        ("(三)说明", "（三）", 3),
        ("1．说明", "1", 1),
        ("2.2031年说明", "2", 2),
        ("10、说明", "10", 10),
        ("（4）说明", "（4）", 4),
        ("③说明", "③", 3),
        ("第五条 说明", "第五条", 5),
    ],
)
def test_numbers(line: str, number: str, ordinal: int) -> None:
    (section,) = _segment(f"{line}\n收入3万元。\n").sections
    assert (section.number, section.ordinal) == (number, ordinal)
    assert section.title.endswith("说明")


def test_markdown_levels_rule_over_numbers() -> None:
    structure = _segment(
        "# 林业局部门决算\n\n## 一、收入情况\n\n收入3万元。\n\n### 1. 来源\n\n财政拨款。\n\n## 二、支出情况\n\n无。\n"
    )
    assert [(one.level, one.number, one.parent) for one in structure.sections] == [
        (1, "一", None), (2, "1", 0), (1, "二", None),
    ]  # fmt: skip


def test_inline_items_need_numbers_that_go_on() -> None:
    structure = _segment("一、职责\n（七）管理会计。（八）管理收费。（三）另见条例。\n")
    assert [one.number for one in structure.sections] == ["一", "（七）", "（八）"]


def test_budget_headings_without_numbers() -> None:
    text = "云岭省青石县林业局主要职能\n管理林业。\n名词解释\n（一）收入：指收入。\n2031年部门预算编制说明\n收入3万元。\n其他相关情况说明\n一、2031年“三公”经费预算情况说明\n（一）公务接待费1万元。\n育苗项目经费情况说明\n一、绩效目标\n造林。\n"
    structure = _segment(text, "budget")
    assert [one.kind for one in structure.sections if one.parent is None] == [
        "about", "glossary", "narrative", "narrative", "project",
    ]  # fmt: skip
    tree = {one.title: one.kind for one in structure.sections}
    assert tree["2031年“三公”经费预算情况说明"] == "three_public"
    assert tree["绩效目标"] == "project"


def test_entries_of_a_glossary_numbered_like_the_sections_above_them() -> None:
    text = "一、收入说明\n收入3万元。\n{head}\n一、收入：指收入。\n二、“三公”经费：指三项支出。\n{after}\n支出2万元。\n"
    for head in ("二、名词解释", "二、专业名词解释\n（一）名词解释"):
        structure = _segment(text.format(head=head, after="三、“三公”经费支出情况"))
        assert {one.title: one.kind for one in structure.sections if one.number in ("一", "二", "三")} == {
            "收入说明": "income", head[2:].split("\n")[0]: "glossary", "收入": "glossary", "“三公”经费": "glossary",
            "“三公”经费支出情况": "three_public",
        }  # fmt: skip
        assert structure.sections[-1].parent is None
    # Without a colon or 指 they are headings like the others.
    structure = _segment("二、名词解释\n一、收入说明\n收入3万元。\n")
    assert [one.parent for one in structure.sections] == [None, None]


def test_title_unit_year(report: Structure) -> None:
    assert report.title == "2031年度云岭省青石县林业局部门决算"
    assert report.unit_name == "云岭省青石县林业局"
    assert report.year == 2031


@pytest.mark.parametrize(
    ("text", "unit", "year"),
    [
        ("云岭省2032年省级部门预算\n预算主管部门：云岭省林业厅\n目录\n一、职能\n二、说明\n正文开始。\n", "云岭省林业厅", 2032),
        ("第一部分 青石县林业局概况\n\n一、职责\n种树。\n\n第二部分 青石县林业局2032年度部门决算情况说明\n\n一、说明\n2019年种树。\n", "青石县林业局", 2032),
        ("收入决算表\n\n部门：青石县林业局\n\n项目\t金额\n合计\t3\n", "青石县林业局", None),
        ("关于青石县林业局2032年度部门决算公开的说明\n\n一、收入情况\n无。\n", "青石县林业局", 2032),
        ("青石县林业局二〇三二年度部门决算\n\n一、收入情况\n无。\n", "青石县林业局", 2032),
        ("青石县林业局2032年度部门决算\n\n第二部分 2033年度部门决算表\n\n第三部分 2033年度部门决算说明\n", "青石县林业局", 2032),
        ("2019年收入3万元，2020年收入4万元。\n", None, None),
    ],
)  # fmt: skip
def test_whose_report_and_which_year(text: str, unit: str | None, year: int | None) -> None:
    structure = _segment(text)
    assert (structure.unit_name, structure.year) == (unit, year)


@pytest.mark.parametrize(
    ("text", "profile"),
    [(REPORT, "final-accounts"), ("2031年部门预算\n收入预算数3万元。", "budget"), ("今天天气很好。", "generic")],
)
def test_profile(text: str, profile: str) -> None:
    assert choose_profile(read(text)) == profile


FINAL = {
    "about", "narrative", "glossary", "total", "income", "expenditure", "fiscal_total", "general", "general_overall",
    "general_structure", "general_items", "general_basic", "three_public", "gov_fund", "operating", "procurement",
    "assets", "performance", "tables",
}  # fmt: skip
SHANGHAI = {
    "about",
    "glossary",
    "narrative",
    "three_public",
    "operating",
    "procurement",
    "performance",
    "assets",
    "project",
}
JIANGSU = {
    "about", "tables", "narrative", "glossary", "total", "income", "expenditure", "fiscal_total", "fiscal_items",
    "fiscal_basic", "general", "general_basic", "three_public", "gov_fund", "operating", "procurement",
}  # fmt: skip


@pytest.mark.samples
@pytest.mark.parametrize(
    ("file", "profile", "year", "kinds"),
    [
        ("youxian-wangxin-2024.txt", "final-accounts", 2024, FINAL | {"annex", "general_spending"}),
        ("putuo-caizheng-2024.pdf", "final-accounts", 2024, FINAL | {"state_capital"}),
        ("putuo-caizheng-2024-seeded.pdf", "final-accounts", 2024, FINAL | {"state_capital"}),
        ("putuo-shegong-2024.pdf", "final-accounts", 2024, FINAL | {"state_capital"}),
        ("official-template-2024.pdf", "final-accounts", 2024, FINAL | {"state_capital"}),
        ("putuo-shangwu-2025-budget.pdf", "budget", 2025, SHANGHAI),
        ("putuo-zhengfuban-2025-budget.pdf", "budget", 2025, SHANGHAI),
        ("jiangsu-renda-2018-budget.pdf", "budget", 2018, JIANGSU | {"state_capital", "performance"}),
        ("jiangsu-renda-2017-budget.pdf", "budget", 2017, JIANGSU),
        ("jiangsu-weiban-2019-budget.pdf", "budget", 2019, JIANGSU | {"assets", "performance"}),
    ],
)
def test_sample_reports_have_their_sections(samples: Path, file: str, profile: str, year: int, kinds: set[str]) -> None:
    document = read(samples / file)
    assert choose_profile(document) == profile
    structure = segment(document, profile)
    assert structure.year == year
    assert structure.unit_name
    assert structure.unit_name in structure.title or "主管部门" in document.text[:200]
    assert {one.kind for one in structure.sections if one.kind} == kinds
    narrated = [one for one in structure.sections if one.kind in kinds - {"about", "annex", "glossary", "tables"}]
    again = [one.path for one in narrated if one.number and one.level == 2 and one.kind != "project"]
    assert len(again) == len(set(again))
