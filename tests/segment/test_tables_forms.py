"""Which form a table is: by title, by headers and rows, never by number."""

import pytest

from gouji.segment.forms import forms

Z1 = [
    "收入|<|支出|<",
    "项 目|金 额|项目|金额",
    "一、一般公共预算财政拨款收入|80.00|一、一般公共服务支出|70.00",
    "二、上级补助收入||二、外交支出|30.00",
    "六、经营收入|20.00||",
    "本年收入合计|100.00|本年支出合计|100.00",
    "使用非财政拨款结余（含专用结余）||结余分配|",
    "年初结转和结余|5.00|年末结转和结余|5.00",
    "总计|105.00|总计|105.00",
]
ACCOUNTS = ["201|一般公共服务支出", "20137|网信事务", "2013701|行政运行"]
Z2 = ["项目|<|本年收入合计|财政拨款收入|上级补助收入|事业收入|其他收入", "科目编码|科目名称|^|^|^|^|^"]
Z2 += [f"{account}|9.00|8.00|||1.00" for account in ACCOUNTS]
Z3 = ["项目|<|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出", "科目编码|科目名称|^|^|^|^|^|^"]
Z3 += [f"{account}|9.00|8.00|1.00|||" for account in ACCOUNTS]
Z5 = ["项目|<|本年支出|<|<", "科目编码|科目名称|小计|基本支出|项目支出"] + [f"{a}|9.00|8.00|1.00" for a in ACCOUNTS]
Z4 = [
    "收入|<|支出|<|<|<|<",
    "项目|金额|项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款",
    "一、一般公共预算财政拨款|80.00|一、一般公共服务支出|80.00|80.00||",
    "本年收入合计|80.00|本年支出合计|80.00|80.00||",
    "年初财政拨款结转和结余||年末财政拨款结转和结余||||",
    "总计|80.00|总计|80.00|80.00||",
]
Z6 = [
    "科目编码|科目名称|决算数|科目编码|科目名称|决算数",
    "301|工资福利支出|9.00|302|商品和服务支出|1.00",
    "30101|基本工资|9.00|30201|办公费|1.00",
    "人员经费合计|<|9.00|公用经费合计|<|1.00",
]
ZS = [
    "预算数|<|<|<|<|<",
    "合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费",
    "^|^|小计|公务用车购置费|公务用车运行维护费|^",
    "3.00||2.00||2.00|1.00",
]
FUND = [
    "项目|<|年初结转和结余|本年收入|本年支出|<|<|年末结转和结余",
    "科目编码|科目名称|^|^|小计|基本支出|项目支出|^",
    "合计|<||||||",
]

TITLED = [
    ("收入支出决算总表", Z1, "Z1"),
    ("部门收支决算总体情况表", Z1, "Z1"),
    ("收入决算表", Z2, "Z2"),
    ("部门收入决算总体情况表", Z2, "Z2"),
    ("支出决算表", Z3, "Z3"),
    ("财政拨款收入支出决算总表", Z4, "Z4"),
    ("财政拨款收支决算总体情况表", Z4, "Z4"),
    ("一般公共预算财政拨款支出决算表", Z5, "Z5"),
    ("一般公共预算财政拨款收入支出决算表", Z5, "Z5"),
    ("一般公共预算财政拨款基本支出决算明细表", Z6, "Z6"),
    ("政府性基金预算财政拨款收入支出决算表", FUND, "ZJ"),
    ("国有资本经营预算财政拨款支出决算表", FUND, "ZG"),
    ("财政拨款“三公”经费支出决算表", ZS, "ZS"),
    ("“三公”经费、机关运行经费支出决算表", ZS, "ZS"),
]


@pytest.mark.parametrize(("title", "grid", "form"), TITLED, ids=[title for title, _, _ in TITLED])
def test_title_tells_the_form_whatever_the_number(tables, title, grid, form):
    for caption in ((title, "公开 17 表", "单位：万元"), ("公开03表", title, "部门：某某局", "金额单位：万元")):
        (table,) = tables(*caption, grid).tables
        assert table.form == form
        assert table.title == title
        assert table.unit is not None and table.unit.label == "万元"


@pytest.mark.parametrize(("grid", "form"), [(Z1, "Z1"), (Z2, "Z2"), (Z3, "Z3"), (Z4, "Z4"), (Z6, "Z6"), (ZS, "ZS")])
def test_telling_headers_do_without_a_title(tables, grid, form):
    (table,) = tables("上文到此为止，下面是一张表。", grid).tables
    assert table.form == form
    assert table.title_span is None


def test_headers_that_tell_nothing_leave_the_form_open(tables):
    (table,) = tables(Z5).tables
    assert table.form is None
    assert [row.code for row in table.rows] == ["201", "20137", "2013701"]
    assert [column.measure for column in table.columns] == ["决算"] * 3


def test_a_title_that_the_contents_contradict_does_not_count(tables):
    (table,) = tables("支出决算表", ["序号|姓名", "1|某甲", "2|某乙"]).tables
    assert table.form is None
    (table,) = tables("一般公共预算财政拨款支出决算表", Z6).tables
    assert table.form != "Z5"


@pytest.mark.parametrize("title", ["政府购买服务支出情况表", "会议费支出决算表", "培训费支出情况表", "绩效支出情况表"])
def test_contents_name_no_form_by_a_part_of_another_title(title):
    assert forms("final-accounts").titled(title) != "Z3"


def test_the_same_form_may_occur_twice(tables):
    found = tables("收入决算表（本级）", Z2, "以上为本级。", "收入决算表（下属单位）", Z2).tables
    assert [table.form for table in found] == ["Z2", "Z2"]
    assert [table.index for table in found] == [0, 1]


def test_contents_alone_do_not_tell_the_form_where_another_table_bears_its_title(tables):
    titled = ("一般公共预算财政拨款基本支出决算表", Z6)
    found = tables("一般公共预算财政拨款支出决算明细表", Z6, *titled).tables
    assert [table.form for table in found] == [None, "Z6"]
    assert [table.form for table in tables(Z6, *titled).tables] == ["Z6", "Z6"]
    assert [table.form for table in tables("一般公共预算财政拨款支出决算明细表", Z6).tables] == ["Z6"]


BUDGETS = [
    ("2025年部门财务收支预算总表", ["本年收入|<|本年支出|<", "项目|预算数|项目|预算数", "一、财政拨款收入|1.00|一、教育支出|1.00", "二、事业收入|||", "收入总计|1.00|支出总计|1.00"], "B1"),
    ("部门收入总表", ["项目|<|合计|财政拨款收入|事业收入|其他收入", "编码|科目名称|^|^|^|^", "205|教育支出|1.00|1.00||"], "B2"),
    ("支出预算总表", ["合计|基本支出|项目支出", "2.00|1.00|1.00"], "B3"),
    ("财政拨款收支预算总表", ["收入|<|支出|<", "项目|金额|项目|金额", "一、一般公共预算|1.00|一、基本支出|1.00", "二、政府性基金预算|||", "收入合计|1.00|支出合计|1.00"], "B4"),
    ("财政拨款支出预算表（功能科目）", ["科目编码|科目名称|金额", "205|教育支出|1.00"], "B5"),
    ("财政拨款基本支出预算表（经济科目）", ["科目编码|科目名称|金额", "301|工资福利支出|1.00", "302|商品和服务支出|1.00"], "B6"),
    ("一般公共预算支出预算表", ["科目编码|科目名称|金额", "205|教育支出|1.00"], "B7"),
    ("一般公共预算基本支出表", ["科目编码|科目名称|合计|人员经费|公用经费", "301|工资福利支出|1.00|1.00|", "302|商品和服务支出|1.00||1.00"], "B8"),
    ("“三公”经费预算表", ZS, "BS"),
    ("政府性基金预算支出表", ["科目编码|科目名称|合计|基本支出|项目支出", "合计|<|||"], "BJ"),
    ("国有资本经营预算支出表", ["科目编码|科目名称|合计|基本支出|项目支出", "合计|<|||"], "BG"),
    ("机关运行经费支出预算表", ["科目编码|科目名称|机关运行经费支出", "合计|<|1.00", "302|商品和服务支出|1.00"], "BM"),
    ("2025年政府采购预算表", ["采购品目大类|采购物品名称|总计", "合计||1.00", "一、货物A||1.00"], "BC"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "grid", "form"), BUDGETS, ids=[form for _, _, form in BUDGETS])
def test_budget_forms(tables, title, grid, form):
    (table,) = tables(title, "单位：元", grid, profile="budget").tables
    assert table.form == form
    assert {column.measure for column in table.columns} == {"预算"}
    assert table.unit is not None and table.unit.label == "元"
    assert table.year == (2025 if title.startswith("2025") else None)


def test_a_profile_without_forms_still_reads_rows_and_columns(tables):
    (table,) = tables("收入支出决算总表", Z1, profile="generic").tables
    assert table.form is None
    assert [row.label for row in table.rows if row.panel == "收入"][-1] == "总计"
    assert len(table.cells) == len(table.rows)


@pytest.mark.parametrize(
    ("title", "grid"),
    [
        (
            "一般公共预算财政拨款支出决算明细表",
            ["科目编码|科目名称|工资福利支出|<", "^|^|小计|基本工资", "201|甲|2.00|2.00"],
        ),
        ("政府性基金预算财政拨款“三公”经费支出决算表", ["科目编码|科目名称|金额", "229|甲|1.00"]),
        ("部门决算收入预算执行情况分析图", ["甲|乙", "1.00|2.00"]),
    ],
)
def test_forms_that_only_look_like_the_known_ones(tables, title, grid):
    (table,) = tables(title, grid).tables
    assert table.form is None


def test_headers_of_nothing_but_totals_end() -> None:
    name, _ = forms("final-accounts").column("Z3", "", ["甲", *["合计"] * 2000])
    assert name.startswith("甲/合计/")
