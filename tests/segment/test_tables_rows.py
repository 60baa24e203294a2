"""Rows: codes, hierarchy, panels, canonical names, carried labels."""

import pytest

CODES = {
    "joined": ["科目编码|科目名称|合计", "201|甲类支出|9.00", "20137|乙款|9.00", "2013701|丙项|4.00", "2013799|丁项|5.00"],
    "split, all parts on each row": [
        "科目编码|<|<|科目名称|合计", "类|款|项|^|^",
        "201|||甲类支出|9.00", "201|37||乙款|9.00", "201|37|01|丙项|4.00", "201|37|99|丁项|5.00",
    ],
    "split, only the own part": [
        "科目编码|<|<|科目名称|合计", "类|款|项|^|^",
        "201|||甲类支出|9.00", "|37||乙款|9.00", "||01|丙项|4.00", "||99|丁项|5.00",
    ],
    "split, whole codes in their columns": [
        "科目编码|<|<|科目名称|合计", "类|款|项|^|^",
        "201|||甲类支出|9.00", "201|20137||乙款|9.00", "201|20137|2013701|丙项|4.00", "201|20137|2013799|丁项|5.00",
    ],
    "code and name in one cell": ["项目|合计", "201 甲类支出|9.00", "20137 乙款|9.00", "2013701丙项|4.00", "[2013799]丁项|5.00"],
    "no header over the codes": ["项目|<|合计", "201|甲类支出|9.00", "20137|乙款|9.00", "2013701|丙项|4.00", "2013799|丁项|5.00"],
}  # fmt: skip


@pytest.mark.parametrize("lines", CODES.values(), ids=CODES)
def test_codes_and_their_hierarchy(tables, lines):
    (table,) = tables("一般公共预算财政拨款支出决算表", lines).tables
    assert [row.code for row in table.rows] == ["201", "20137", "2013701", "2013799"]
    assert [row.name for row in table.rows] == ["甲类支出", "乙款", "丙项", "丁项"]
    assert [row.kind for row in table.rows] == ["class", "group", "item", "item"]
    assert [row.parent for row in table.rows] == [None, 0, 1, 1]
    assert [cell.raw for cell in table.cells] == ["9.00", "9.00", "4.00", "5.00"]


def test_a_group_that_is_left_out_is_skipped_over(tables):
    (table,) = tables("支出决算表", ["科目编码|科目名称|合计", "201|甲|1", "2013701|乙|1"]).tables
    assert [row.parent for row in table.rows] == [None, 0]


@pytest.mark.parametrize("place", ["first", "last", "with the level words"])
def test_total_row_anywhere(tables, place):
    head = ["科目编码|<|<|科目名称|基本支出|项目支出", "类|款|项|^|^|^"]
    body = ["201|||甲类支出|5.00|4.00", "205|||乙类支出|1.00|"]
    lines = {
        "first": [*head, "合 计|<|<|<|6.00|4.00", *body],
        "last": [*head, *body, "合计|<|<|<|6.00|4.00"],
        "with the level words": ["科目编码|<|<|科目名称|基本支出|项目支出", "类|款|项|合计|6.00|4.00", *body],
    }[place]
    (table,) = tables("一般公共预算财政拨款支出决算表", lines).tables
    totals = [row for row in table.rows if row.kind == "total"]
    assert [(row.name, row.code, row.parent) for row in totals] == [("合计", None, None)]
    assert [row.code for row in table.rows if row.kind == "class"] == ["201", "205"]
    assert [column.name for column in table.columns] == ["基本支出", "项目支出"]


def test_equal_labels_mean_different_rows_by_what_stands_above(tables, at):
    (table,) = tables(
        "财政拨款收入支出决算总表",
        [
            "收入|<|支出|<|<",
            "项目|金额|项目|合计|一般公共预算财政拨款",
            "一、一般公共预算财政拨款|80.00|一、教育支出|80.00|80.00",
            "二、政府性基金预算财政拨款|||||"[:-1],
            "三、国有资本经营财政拨款||||",
            "本年收入合计|80.00|本年支出合计|80.00|80.00",
            "年初财政拨款结转和结余|7.00|年末财政拨款结转和结余|7.00|7.00",
            "一般公共预算财政拨款|7.00|||",
            "二、政府性基金预算财政拨款|0.00|||",
            "总计|87.00|总计|87.00|87.00",
        ],
    ).tables
    income = [row for row in table.rows if row.panel == "收入"]
    assert [row.name for row in income] == [
        "一般公共预算财政拨款收入",
        "政府性基金预算财政拨款收入",
        "国有资本经营预算财政拨款收入",
        "本年收入合计",
        "年初结转和结余",
        "年初结转-一般公共预算",
        "年初结转-政府性基金预算",
        "收入总计",
    ]
    assert [row.parent for row in income] == [None, None, None, None, None, 4, 4, None]
    assert at(table, "年初结转-一般公共预算", "金额").raw == "7.00"
    assert at(table, "年末结转和结余", "一般公共预算财政拨款").raw == "7.00"
    assert at(table, "支出总计", "合计").raw == "87.00"


def test_a_cell_exists_only_where_the_panel_matches(tables):
    (table,) = tables(
        "收入支出决算总表",
        ["收入|<|支出|<", "项目|金额|项目|金额", "一、事业收入|5.00|一、教育支出|5.00", "总计|5.00|总计|5.00"],
    ).tables
    panels = {row.index: row.panel for row in table.rows}
    for row in table.rows:
        for column in table.columns:
            assert (table.cell(row.index, column.index) is not None) == (panels[row.index] == column.panel)


def test_three_panels_with_totals_over_two_of_them(tables):
    merged = [
        "收入|<|支出|<|<|<",
        "项目名称|金额|功能分类|<|支出用途|<",
        "^|^|功能科目名称|金额|项目名称|金额",
        "一、财政拨款|9.00|一、教育支出|6.00|一、基本支出|5.00",
        "1. 一般公共预算|9.00|二、其他支出|3.00|二、项目支出|4.00",
        "当年收入小计|9.00|当年支出小计|<|<|9.00",
        "上年结转资金||结转下年资金|<|<|",
        "收入合计|9.00|支出合计|<|<|9.00",
    ]
    flat = [line.replace("|<", "|").replace("^", "") if n > 2 else line for n, line in enumerate(merged)]
    for lines in (merged, flat):
        (table,) = tables("收支预算总表", "单位：万元", lines, profile="budget").tables
        assert table.form == "B1"
        names = {
            panel: [row.name for row in table.rows if row.panel == panel] for panel in ("收入", "支出", "支出用途")
        }
        assert names["收入"] == [
            "财政拨款收入",
            "一般公共预算财政拨款收入",
            "本年收入合计",
            "年初结转和结余",
            "收入总计",
        ]
        assert names["支出"][:2] == ["教育支出", "其他支出"]
        assert names["支出用途"][:3] == ["基本支出", "项目支出", "本年支出合计"]
        assert names["支出用途"][-1] == "支出总计"
        assert sum(cell.raw == "9.00" for cell in table.cells) == 6
        child = next(row for row in table.rows if row.name == "一般公共预算财政拨款收入")
        assert child.parent == 0


def test_panels_of_one_kind_become_one_list(tables, at):
    lines = [
        "经济分 类科目 编码|科目名称|决算数|经济分 类科目 编码|科目名称|决算数|经济分 类科目 编码|科目名称|决算数",
        "301|工资福利支出|9.00|302|商品和服务支出|4.00|310|资本性支出|2.00",
        "30101|基本工资|9.00|30201|办公费|4.00|31002|办公设备购置|2.00",
        "人员经费合计||9.00|公用经费合计|||||6.00",
    ]
    (table,) = tables("一般公共预算财政拨款基本支出决算明细表", "单位: 万元", lines).tables
    assert [(column.name, column.panel, column.measure) for column in table.columns] == [("金额", "", "决算")]
    assert [row.code or row.name for row in table.rows] == [
        "301", "30101", "人员经费合计", "302", "30201", "310", "31002", "公用经费合计",
    ]  # fmt: skip
    assert at(table, "公用经费合计", "金额").raw == "6.00"
    assert at(table, "31002", "金额").raw == "2.00"
    assert len(table.cells) == 8


def test_personnel_and_public_panels_under_headers_of_their_own(tables, at):
    lines = [
        "人员经费|<|<|公用经费|<|<|<|<|<",
        "科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数",
        "301|工资福利支出|9.00|302|商品和服务支出|4.00|307|债务利息及费用支出|",
        "人员经费合计|<|9.00|公用经费合计|<|<|<|<|4.00",
    ]
    (table,) = tables("一般公共预算财政拨款基本支出决算表", lines).tables
    assert table.form == "Z6"
    assert at(table, "公用经费合计", "金额").raw == "4.00"
    assert at(table, "302", "金额").raw == "4.00"


def test_rows_labelled_by_two_columns(tables, at):
    lines = [
        "项目名称|<|金额",
        "收入总计|<|9.00",
        "一般公共预算资金|小计|8.00",
        "^|公共财政拨款（补助）资金|7.00",
        "^|专项收入|1.00",
        "其他资金|小计|1.00",
        "|其他收入|1.00",
    ]
    (table,) = tables("收入预算总表", lines, profile="budget").tables
    assert [row.label for row in table.rows] == [
        "收入总计",
        "一般公共预算资金/小计",
        "一般公共预算资金/公共财政拨款（补助）资金",
        "一般公共预算资金/专项收入",
        "其他资金/小计",
        "其他资金/其他收入",
    ]
    assert [row.parent for row in table.rows] == [None, None, 1, 1, None, 4]
    assert at(table, "一般公共预算财政拨款收入", "合计").raw == "8.00"
    assert at(table, "其他收入", "合计").raw == "1.00"
    assert [row.kind for row in table.rows][:2] == ["total", "line"]


def test_parts_after_among_them(tables):
    lines = ["项目|金额", "一、甲|5.00", "其中：乙|3.00", "（一）丙|1.00", "1.丁|0.50", "二、戊|6.00"]
    (table,) = tables(lines, profile="generic").tables
    assert [row.name for row in table.rows] == ["甲", "乙", "丙", "丁", "戊"]
    assert [row.parent for row in table.rows] == [None, 0, 0, 2, None]


def test_an_unlabelled_row_gets_a_name(tables):
    (table,) = tables("支出预算总表", ["合计|基本支出|项目支出", "2.00|1.00|1.00"], profile="budget").tables
    (row,) = table.rows
    assert (row.label, row.name, row.kind) == ("数据行", "合计", "total")
    (table,) = tables(["甲数|乙数", "2.10|1.00", "3.00|1.00"], profile="generic").tables
    assert [row.name for row in table.rows] == ["数据行", "数据行"]


def test_a_label_torn_by_a_page_end_is_mended(tables):
    head = ["收入|<|支出|<", "项目|金额|项目|金额", "一、事业收入|5.00|一、教育支出|5.00"]
    torn = [*head, "本年收|5.00|二、社会保障和就|5.00", "--", "入合计||业支出|", "上年结转||结转下年|"]
    (table,) = tables("收入支出决算总表", torn).tables
    assert [row.name for row in table.rows] == [
        "事业收入", "本年收入合计", "年初结转和结余", "教育支出", "社会保障和就业支出", "年末结转和结余",
    ]  # fmt: skip
    whole = [line for line in torn if line != "--"]
    (table,) = tables("收入支出决算总表", whole).tables
    assert "本年收入合计" not in {row.name for row in table.rows}


def test_an_account_name_torn_by_a_page_end_is_mended(tables):
    lines = ["科目编码|科目名称|合计", "201|甲类支出|3.00", "2080505|机关养老保险缴", "--", "|费支出|", "合计|<|3.00"]
    (table,) = tables("支出决算表", lines).tables
    assert [row.name for row in table.rows] == ["甲类支出", "机关养老保险缴费支出", "合计"]


def test_a_value_over_two_rows_is_read_once(tables):
    (table,) = tables(["项目|金额|数量", "一、甲|5.00|1", "二、乙|^|2"], profile="generic").tables
    assert [(cell.raw, cell.row) for cell in table.cells] == [("5.00", 0), ("1", 0), ("2", 1)]


def test_a_total_called_as_a_sum_below_the_total_of_the_year(tables):
    lines = [
        "收入|<|支出|<",
        "项目|决算数|项目|决算数",
        "一、财政拨款收入|8.00|一、一般公共服务支出|7.00",
        "本年收入合计|8.00|本年支出合计|7.00",
        "用事业基金弥补收支差额||结余分配|",
        "年初结转和结余|1.00|年末结转和结余|2.00",
        "合计|9.00|合计|9.00",
    ]
    (table,) = tables("收入支出决算总表", lines).tables
    totals = [(row.panel, row.name) for row in table.rows if row.kind == "total"]
    assert set(totals) >= {
        ("收入", "本年收入合计"),
        ("收入", "收入总计"),
        ("支出", "本年支出合计"),
        ("支出", "支出总计"),
    }
    (sums,) = tables("收入支出决算总表", [*lines[:3], "合计|8.00|合计|7.00"]).tables
    assert not {row.name for row in sums.rows} & {"收入总计", "支出总计"}
