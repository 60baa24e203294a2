"""Headers: merged and unmerged, column numbers, measures, both orders of the three-public form."""

import pytest

ITEMS = "合计|因公出国 （境）费|公务用车购置及运行维护费|||公务接待 费"
PARTS = "||小计|公务用车 购置费|公务用车 运行维护 费|"
BUDGET_FIRST = [
    "预算数||||||决算数|||||",
    f"{ITEMS}|{ITEMS}",
    f"{PARTS}|{PARTS}",
    "1|2|3|4|5|6|7|8|9|10|11|12",
    "6.00|1.00|3.00|1.00|2.00|2.00|5.00|1.00|2.00|0.00|2.00|2.00",
]
ITEMS_FIRST = [
    "财政拨款“三公”经费|<|<|<|<|<|<|<|<|<|<|<",
    "合计|<|因公出国（境）费|<|公务用车购置及运行费|<|<|<|<|<|公务接待费|<",
    "^|^|^|^|小计|<|公务用车购置费|<|公务用车运行费|<|^|^",
    "预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数",
    "6.00|5.00|1.00|1.00|3.00|2.00|1.00|0.00|2.00|2.00|2.00|2.00",
]
IN_ROWS = [
    "项目|年初预算数|决算数",
    "合 计|6.00|5.00",
    "1.因公出国（境）费|1.00|1.00",
    "2.公务用车购置及运行维护费|3.00|2.00",
    "其中：（1）公务用车购置费|1.00|0.00",
    "（2）公务用车运行维护费|2.00|2.00",
    "3.公务接待费|2.00|2.00",
]
DONE = {
    "合计": "5.00",
    "因公出国（境）费": "1.00",
    "公务用车购置及运行维护费": "2.00",
    "公务用车购置费": "0.00",
    "公务用车运行维护费": "2.00",
    "公务接待费": "2.00",
}


@pytest.mark.parametrize("lines", [BUDGET_FIRST, ITEMS_FIRST, IN_ROWS], ids=["budget first", "items first", "in rows"])
def test_three_public_in_every_order(tables, at, lines):
    (table,) = tables("财政拨款“三公”经费支出决算表", "单位：万元", lines).tables
    assert table.form == "ZS"
    for name, value in DONE.items():
        assert at(table, "合计", name, "决算").raw == value
    planned = "年初预算" if lines is IN_ROWS else "预算"
    assert at(table, "合计", "公务用车购置费", planned).raw == "1.00"
    assert [(row.label, row.kind) for row in table.rows] == [("数据行", "total")]
    assert len(table.cells) == 12


def test_meetings_and_training_stand_beside_the_three(tables, at):
    lines = [
        "合计|“三公”经费|<|<|<|<|<|会议费|培训费",
        "^|小计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费|^|^",
        "^|^|^|小计|公务用车购置费|公务用车运行维护费|^|^|^",
        "9.00|6.00|1.00|3.00||3.00|2.00|2.00|1.00",
    ]
    (table,) = tables("“三公”经费、会议费、培训费支出预算表", lines, profile="budget").tables
    for name, value in {
        "合计": "9.00",
        "三公经费": "6.00",
        "公务用车购置及运行维护费": "3.00",
        "培训费": "1.00",
    }.items():
        assert at(table, "合计", name).raw == value


def test_operating_costs_beside_the_three(tables, at):
    lines = [
        "“三公”经费预算数|<|<|<|<|<|机关运行经费预算数",
        "合计|因公出国(境)费|公务接待费|公务用车购置及运行费|<|<|^",
        "^|^|^|小计|购置费|运行费|^",
        "1.00||1.00||||171.00",
    ]
    (table,) = tables("2025年部门“三公”经费和机关运行经费预算表", lines, profile="budget").tables
    assert at(table, "合计", "合计").raw == "1.00"
    assert at(table, "合计", "公务用车运行维护费").state == "blank"
    assert at(table, "合计", "机关运行经费").raw == "171.00"


def test_column_numbers_are_no_data(tables):
    for index in ("栏次||1|2|3", "类|款|1|2|3", "||1=2+3|2|3"):
        lines = ["科目编码|科目名称|合计|基本支出|项目支出", index, "201|甲|3.00|2.00|1.00"]
        (table,) = tables("一般公共预算财政拨款支出决算表", lines).tables
        assert [row.name for row in table.rows] == ["甲"]
        assert len(table.cells) == 3


def test_line_numbers_are_no_values(tables):
    lines = [
        "收入|||支出||",
        "项目|行次|金额|项目|行次|金额",
        "栏次||1|栏次||2",
        "一、事业收入|1|5.00|一、教育支出|32|5.00",
        "|2||二、国防支出|33|",
    ]
    (table,) = tables("收入支出决算总表", lines).tables
    assert [(cell.raw, cell.state) for cell in table.cells] == [("5.00", "number"), ("5.00", "number"), ("", "blank")]


def test_measures_by_header(tables):
    lines = ["项目|年初预算数|全年预算数|决算数|上年决算数", "一、甲|1.00|2.00|3.00|4.00"]
    (table,) = tables(lines).tables
    assert [column.measure for column in table.columns] == ["年初预算", "全年预算", "决算", "上年决算"]
    assert {column.name for column in table.columns} == {"金额"}


def test_total_of_a_group_is_not_the_total_of_the_table(tables, at):
    lines = [
        "项目|<|年初结转和结余|本年收入|本年支出|<|<|年末结转和结余",
        "科目代码|科目名称|^|^|小计|基本支出|项目支出|^",
        "合计|<|1.00|5.00|4.00||4.00|2.00",
    ]
    (table,) = tables("政府性基金预算财政拨款收入支出决算表", lines).tables
    assert [column.name for column in table.columns] == [
        "年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余",
    ]  # fmt: skip
    assert at(table, "合计", "本年支出").raw == "4.00"


def test_header_words_in_the_line_of_the_total(tables):
    lines = [
        "项目|<|年初结转和结余|本年收入|本年支出|<|<|年末结转和结余",
        "科目编码|科目名称|^|^|^|^|^|^",
        "合计|<|||合计|基本支出|项目支出|",
        "|||||||",
    ]
    (table,) = tables("政府性基金预算财政拨款收入支出决算表", lines).tables
    assert [column.name for column in table.columns][2:5] == ["本年支出", "基本支出", "项目支出"]
    assert [(row.label, row.kind) for row in table.rows] == [("合计", "total")]
    assert {cell.state for cell in table.cells} == {"blank"}


def test_a_header_repeated_on_a_further_page_is_no_row(tables):
    head = ["项目|<|一般公共预算支出|<", "编码|名称|合计|基本支出"]
    lines = [*head, "201|甲|2.00|2.00", "--", *head, "205|乙|1.00|1.00"]
    (table,) = tables("一般公共预算支出预算表", lines, profile="budget").tables
    assert [row.code for row in table.rows] == ["201", "205"]


def test_units_of_columns_and_rows_come_before_that_of_the_table(tables):
    lines = ["项目|金额（万元）|数量（辆）|执行率", "一、甲|1.00|2|50%", "二、乙（个）||3|"]
    (table,) = tables("国有资产占用情况表", lines).tables
    units = {cell.raw: cell.quantity.unit.label for cell in table.cells if cell.quantity}
    assert units == {"1.00": "万元", "2": "辆", "50%": "%", "3": "个"}
    assert table.unit is not None and table.unit.label == "万元"


@pytest.mark.parametrize(
    ("header", "measure"),
    [
        ("2024年预算数", "预算"),
        ("本年预算", "预算"),
        ("本年决算数", "决算"),
        ("2024年决算数", "决算"),
        ("决算统计数", "决算"),
        ("2023年执行数", "执行数"),
        ("调整预算数", "调整预算"),
        ("金额", "决算"),
    ],
)
def test_a_measure_leaves_no_name_behind(tables, header, measure):
    (table,) = tables([f"项目|{header}", "一、甲|1.00"]).tables
    assert [(column.name, column.measure) for column in table.columns] == [("金额", measure)]


def test_income_and_expenditure_form_of_the_general_budget(tables, at):
    lines = [
        "项目|<|年初结转和结余|<|本年收入|<|本年支出|<|<|<|年末结转和结余",
        "科目编码|科目名称|合计|基本支出结转|合计|基本支出|合计|基本支出|<|项目支出|合计",
        "^|^|^|^|^|^|^|小计|人员经费|^|^",
        "201|甲|1.00|1.00|9.00|8.00|7.00|6.00|5.00|1.00|3.00",
    ]
    (table,) = tables("一般公共预算财政拨款收入支出决算表", lines).tables
    assert table.form == "Z5"
    wanted = {"年初结转和结余": "1.00", "本年收入": "9.00", "合计": "7.00", "基本支出": "6.00", "项目支出": "1.00"}
    for name, value in {**wanted, "年末结转和结余": "3.00", "本年收入/基本支出": "8.00"}.items():
        assert at(table, "201", name).raw == value


def test_panels_named_by_the_header_of_their_labels(tables):
    lines = ["收 入|预算数|支 出|预算数", "一、事业收入|1.00|一、教育支出|1.00", "收入总计|1.00|支出总计|1.00"]
    (table,) = tables("部门收支总表", lines, profile="budget").tables
    assert table.form == "B1"
    assert [column.panel for column in table.columns] == ["收入", "支出"]
    lines = ["收入|<|支出|<|<|<", "项目|本年预算|项目（按功能分类）|本年预算|项目（按政府预算经济分类）|本年预算"]
    lines += [
        "一、事业收入|1.00|一、教育支出|1.00|一、机关工资福利支出|1.00",
        "收入总计|1.00|支出总计|1.00|支出总计|1.00",
    ]
    (table,) = tables("收支总表", lines, profile="budget").tables
    assert [column.panel for column in table.columns] == ["收入", "支出", "支出政府经济分类"]


def test_columns_share_a_name_only_where_their_headers_are_the_same(tables):
    lines = ["科目编码|科目名称|合计|基本支出|其中：财政拨款|<", "^|^|^|^|合计|基本支出", "201|甲|9.00|8.00|7.00|6.00"]
    (table,) = tables("一般公共预算财政拨款支出决算表", lines).tables
    assert [column.name for column in table.columns] == ["合计", "基本支出", "财政拨款", "财政拨款/基本支出"]
    lines = ["科目编码|科目名称|合计|本年支出|<", "^|^|^|小计|项目支出", "201|甲|9.00|8.00|7.00"]
    (table,) = tables("一般公共预算财政拨款支出决算表", lines).tables
    assert [column.name for column in table.columns] == ["合计", "本年支出/小计", "项目支出"]
    (table,) = tables(["项目|金额|金额", "一、甲|1.00|2.00"]).tables
    assert [column.name for column in table.columns] == ["金额", "金额"]


def test_column_numbers_close_the_header_of_an_empty_table(tables):
    (table,) = tables("财政拨款“三公”经费支出决算表", "单位：元", BUDGET_FIRST[:4]).tables
    assert [column.name for column in table.columns[:6]] == list(DONE)
    assert (table.rows, table.cells) == ((), ())
