"""Plain text and Markdown: what becomes a paragraph, a heading, a table, an entry of the contents."""

import codecs

import pytest

from gouji.model import Block, Document
from gouji.read.limits import Limits
from gouji.read.text import TextReader

ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"]
SAMPLE = "2031年度\n云岭省青石县林业局部门决算\n\n一、收入决算情况说明\n本年收入合计1,234.50万元。\n"


def _read(text: str, name: str = "x.txt") -> Document:
    return TextReader().read(text.encode(), name=name, limits=Limits())


def _texts(document: Document, kind: str = "paragraph") -> list[str]:
    return [block.span.cut(document.text) for block in document.blocks if block.kind == kind]


def _rows(document: Document, grid: int = 0) -> list[list[str]]:
    found = document.grids[grid]
    rows: list[list[str]] = [[] for _ in range(found.rows)]
    for cell in found.cells:
        rows[cell.row].append(cell.text)
    return rows


def _spans(document: Document, grid: int = 0) -> dict[str, tuple[int, int]]:
    return {
        cell.text: (cell.rowspan, cell.colspan)
        for cell in document.grids[grid].cells
        if (cell.rowspan, cell.colspan) != (1, 1)
    }


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    document = TextReader().read(SAMPLE.encode(encoding), name="x.txt", limits=Limits())
    assert document.text == _read(SAMPLE).text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf16_with_a_mark(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    document = TextReader().read(mark + SAMPLE.encode(encoding), name="x.txt", limits=Limits())
    assert document.text == _read(SAMPLE).text


def test_every_paragraph_knows_its_line() -> None:
    document = _read(SAMPLE)
    assert [document.place(block.span).line for block in document.blocks] == [1, 2, 4, 5]


def test_lines_count_as_in_an_editor() -> None:
    document = _read("甲。\r\n\f乙。\r丙。\n丁。")
    assert [document.place(block.span).line for block in document.blocks] == [1, 2, 3, 4]


def test_markdown_headings_and_list_dashes_are_layout() -> None:
    document = _read("# 部门决算\n\n## 一、概况 ##\n\n- 一、部门职责\n> 引文。\n**粗体**字。\n", "x.md")
    assert document.format == "markdown"
    assert _texts(document) == ["部门决算", "一、概况", "一、部门职责", "引文。", "粗体字。"]
    assert [block.level for block in document.blocks] == [1, 2, 0, 0, 0]


def test_underlined_headings_and_rules() -> None:
    document = _read("部门概况\n====\n职责。\n\n---\n\n机构\n----\n正文。\n")
    assert [(text, block.level) for text, block in zip(_texts(document), document.blocks, strict=True)] == [
        ("部门概况", 1), ("职责。", 0), ("机构", 2), ("正文。", 0),
    ]  # fmt: skip


def test_a_sentence_broken_at_a_page_end_is_one_paragraph() -> None:
    document = _read("公务用车购置费支出决算为3万元，决算数与预算\n\n数一致，没有变化。\n")
    assert _texts(document) == ["公务用车购置费支出决算为3万元，决算数与预算数一致，没有变化。"]
    (block,) = document.blocks
    assert [place.line for place in document.places(block.span)] == [1, 3]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("四、财政拨款收入支出决算总体情况说明", "本年收入8万元，与上年持平。"),
        ("八、“三公”经费、会议费、培训费支出情况说明", "本年支出8万元，与上年持平。"),
        ("公用经费支出5.00万元，占支出合计的40%", "人员经费支出7.50万元，占60%。"),
        ("本年因公出国支出0万元，与上年持平", "公务接待费1万元，增加1万元。"),
        ("主要负责全县林业工作，拟订发展规划", "二、机构设置。"),
        ("主要负责全县林业工作，拟订发展规划", "　　另起一段，说明情况。"),
        ("主要负责全县林业工作，拟订发展规划", "注：本表反映收支情况。"),
        ("主要负责全县林业工作，拟订发展规划。", "组织实施规划，监督执行。"),
        ("本表金额单位转换时可能存在误差，不作机械调整", "收入决算表"),
    ],
)
def test_paragraphs_that_may_be_complete_stay_apart(above: str, below: str) -> None:
    assert len(_texts(_read(f"{above}\n\n{below}\n"))) == 2


def test_tab_table_with_captions_and_notes_around() -> None:
    document = _read("收入决算表\n\n单位：万元\n\n项目\t金额\n合计\t12.00\n事业收入\t\n\n注：本表反映收入。\n")
    assert [block.kind for block in document.blocks] == ["paragraph", "paragraph", "table", "paragraph"]
    assert _rows(document) == [["项目", "金额"], ["合计", "12.00"], ["事业收入", ""]]
    assert document.notes == ()


def test_a_table_goes_on_over_a_blank_line() -> None:
    document = _read("项目\t行次\t金额\n合计\t1\t3\n\n\t2\t4\n其他\t3\t5\n\n项目\t金额\n合计\t9\n")
    assert [(grid.rows, grid.columns) for grid in document.grids] == [(4, 3), (2, 2)]


def test_a_cell_broken_over_two_lines_is_one() -> None:
    document = _read("编码\t名称\t金额\n30108\t基本养老保险\n缴费\t5.00\n30109\t年金\t2.00\n")
    assert _rows(document) == [
        ["编码", "名称", "金额"],
        ["30108", "基本养老保险缴费", "5.00"],
        ["30109", "年金", "2.00"],
    ]
    cell = next(cell for cell in document.grids[0].cells if cell.text == "基本养老保险缴费")
    assert [place.line for place in document.places(cell.span)] == [2, 3]
    assert cell.span.cut(document.text) == cell.text


def test_ragged_rows_are_padded_and_noted() -> None:
    document = _read("项目\t基本支出\t项目支出\n合计\t1\t2\n类\t1\n")
    assert _rows(document)[2] == ["类", "1", ""]
    assert [note.words("zh") for note in document.notes] == ["第 1 张表有 1 行缺少单元格，已按空白补齐"]
    assert [note.words("en") for note in document.notes] == ["table 1: 1 row(s) lack cells, which were taken as blank"]


def test_spreadsheet_rows_that_are_captions_leave_the_table() -> None:
    document = _read("收入决算表\t\t\n部门：青石县林业局\t\t单位：万元\n项目\t金额\t备注\n合计\t3\t\n注：无。\t\t\n")
    assert _texts(document) == ["收入决算表", "部门：青石县林业局 单位：万元", "注：无。"]
    assert _rows(document) == [["项目", "金额", "备注"], ["合计", "3", ""]]


def test_header_cells_are_merged_where_that_is_certain() -> None:
    document = _read(
        "预算数\t\t\t决算数\t\t\n合计\t公务用车\t\t合计\t公务用车\t\n\t购置费\t运行费\t\t购置费\t运行费\n1\t2\t3\t4\t5\t6\n"
    )
    merged = [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in document.grids[0].cells if c.row < 2]
    assert merged == [
        ("预算数", 0, 0, 1, 3), ("决算数", 0, 3, 1, 3),
        ("合计", 1, 0, 2, 1), ("公务用车", 1, 1, 1, 2), ("合计", 1, 3, 2, 1), ("公务用车", 1, 4, 1, 2),
    ]  # fmt: skip


def test_a_header_stays_within_the_one_above_it() -> None:
    assert _spans(_read("甲\t乙\t丁\n丙\t\t戊\n己\t庚\t辛\n1\t2\t3\n")) == {"乙": (2, 1)}


def test_headers_that_reach_down_and_across_show_what_stands_below() -> None:
    document = _read(
        "合计\t\t用车\t\t\t\t接待\t\n\t\t购置\t\t运行\t\t\t\n"
        + "预算数\t决算数\t" * 3
        + "预算数\t决算数\n1\t2\t3\t4\t5\t6\t7\t8\n"
    )
    spans = _spans(document)
    assert {label: spans[label][1] for label in ("合计", "用车", "购置", "运行", "接待")} == {
        "合计": 2, "用车": 4, "购置": 2, "运行": 2, "接待": 2
    }  # fmt: skip


def test_no_merging_without_a_body_or_inside_it() -> None:
    assert _spans(_read("项目\t\t支出\t\n编码\t名称\t基本\t项目\n合计\t\t\t\n")) == {"项目": (1, 2), "支出": (1, 2)}
    assert _spans(_read("项目\t金额\n一、外交支出\t\n\t\n总计\t\n")) == {}
    assert _spans(_read("甲\t乙\n丙\t\n")) == {}


def test_markdown_pipe_table() -> None:
    document = _read("支出表\n\n| 项目 | 金额 |\n|:---|---:|\n| 甲\\|乙 | 1.00 |\n| 丙 |\n\n正文。\n", "x.md")
    assert _rows(document) == [["项目", "金额"], ["甲|乙", "1.00"], ["丙", ""]]
    assert _texts(document) == ["支出表", "正文。"]
    assert len(document.notes) == 1


def test_a_lone_tab_is_no_table() -> None:
    document = _read("\t本年收入3万元。\n\t本年支出3万元。\n部门：林业局\t单位：万元\n")
    assert document.grids == ()


def test_contents_end_where_the_first_entry_comes_again() -> None:
    document = _read(
        "目 录\n\n第一部分 概况\n- 一、职责\n第二部分 决算表\n- 一、收入决算表\n\n第一部分\n\n概况\n\n一、职责\n办事。\n"
    )
    assert _texts(document, "toc") == ["目 录", "第一部分 概况", "一、职责", "第二部分 决算表", "一、收入决算表"]
    assert _texts(document)[:2] == ["第一部分", "概况"]


def test_contents_end_at_the_first_entry_also_after_an_annex() -> None:
    document = _read("目录\n一、基本情况\n二、名词解释\n附件：决算表\n一、基本情况\n（一）职责\n办事。\n")
    assert _texts(document, "toc") == ["目录", "一、基本情况", "二、名词解释", "附件：决算表"]


@pytest.mark.parametrize("first", ["XXX单位主要职能", "青石县农业局主要职能"])
@pytest.mark.parametrize("body", ["", "主管全县林业。\n"], ids=["headings alone", "text below"])
def test_contents_end_at_a_first_heading_that_is_not_quite_its_entry(first: str, body: str) -> None:
    entries = ["目录", "青石县林业局主要职能", "青石县林业局机构设置", "名词解释", "一、收入情况"]
    headings = f"{first}\n{body}青石县林业局机构设置\n{body}名词解释\n一、收入情况\n"
    document = _read("\n".join(entries) + "\n" + headings)
    assert _texts(document, "toc") == entries
    assert _texts(document)[0] == first


def test_an_entry_that_stands_twice_does_not_end_the_contents() -> None:
    entries = ["目录", "部门主要职能", "本级情况", "本级预算", "中心情况", "本级预算", "其他事项"]
    document = _read("\n".join(entries) + "\n部门主要职能\n主管全县林业。\n")
    assert _texts(document, "toc") == entries


def test_contents_with_leaders_end_at_running_text() -> None:
    document = _read("目录\n一、部门主要职能……1\n二、名词解释……3\n青石县林业局主要职能\n林业局主管林业。\n")
    assert len(_texts(document, "toc")) == 3
    assert _texts(document)[0] == "青石县林业局主要职能"


def test_without_entries_there_are_no_contents() -> None:
    assert _texts(_read("目录\n本局编制了档案目录，内容如下。\n"), "toc") == []


def test_block_text_is_the_grid() -> None:
    document = _read("前文。\n项目\t金额\n合计\t12\n")
    block: Block = document.blocks[1]
    assert block.span.cut(document.text) == "项目\t金额\n合计\t12"
    for cell in document.grids[0].cells:
        assert cell.span.cut(document.text) == cell.text
