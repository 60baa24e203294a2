"""Forms and wording of other provinces: header shapes, lying tables, nested topics, covers and contents."""

from collections.abc import Callable

import pytest

from gouji.model import Structure
from gouji.model.table import Cell
from gouji.read import read
from gouji.segment import segment
from gouji.segment.tables import TableSet

Tables = Callable[..., TableSet]
At = Callable[..., Cell | None]


def _structure(text: str, profile: str = "final-accounts") -> Structure:
    return segment(read(text), profile)


def _raw(cell: Cell | None) -> str | None:
    return cell.raw if cell else None


SPLIT_CODES = """支出决算表
部门：云岭省青石县水务局\t\t金额单位：万元
项目\t\t\t\t本年支出合计\t基本支出\t项目支出\t上缴上级支出
支出功能分类科目代码\t\t\t科目名称\t\t\t\t
类\t款\t项\t栏次\t1\t2\t3\t4
合计\t\t\t\t30.00\t20.00\t10.00\t
213\t\t\t农林水支出\t30.00\t20.00\t10.00\t
213\t03\t\t水利\t30.00\t20.00\t10.00\t
213\t03\t01\t行政运行\t30.00\t20.00\t10.00\t
"""


def test_codes_over_three_columns_under_one_header_of_a_text(at: At) -> None:
    (table,) = _structure(SPLIT_CODES).tables
    assert table.form == "Z3"
    assert [row.code for row in table.rows] == [None, "213", "21303", "2130301"]
    assert _raw(at(table, "2130301", "项目支出")) == "10.00"


DEEP_FISCAL = [
    "收入|<|<|支出|<|<|<|<|<",
    "项目|行次|决算数|项目（按功能分类）|行次|决算数|<|<|<",
    "^|^|^|^|^|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款",
    "一、一般公共预算财政拨款|1|80.00|一、一般公共服务支出|31|80.00|80.00||",
    "本年收入合计|9|80.00|本年支出合计|39|80.00|80.00||",
]


def test_a_total_over_value_columns_is_a_header(tables: Tables, at: At) -> None:
    (table,) = tables("财政拨款收入支出决算表", DEEP_FISCAL).tables
    assert table.form == "Z4"
    assert _raw(at(table, "本年支出合计", "一般公共预算财政拨款", panel="支出")) == "80.00"


ITEMS = "合计|因公出国（境）费|公务接待费|公务用车购置及运行维护费|<|<|会议费"
LINES_OF_MEASURES = [f"项目|{ITEMS}", "^|^|^|^|小计|购置费|运行维护费|^"]
LINES_OF_MEASURES += ["年初预算数|4.00||1.00|3.00||3.00|0.50", "决算数|3.20||0.80|2.40||2.40|0.30"]


def test_measures_that_stand_in_rows(tables: Tables, at: At) -> None:
    (table,) = tables("财政拨款“三公”经费支出决算表", LINES_OF_MEASURES).tables
    assert [row.kind for row in table.rows] == ["total"]
    assert _raw(at(table, "合计", "公务接待费", "年初预算")) == "1.00"
    assert _raw(at(table, "合计", "公务用车运行维护费", "决算")) == "2.40"


AGENCY = [
    "项目|年初预算数|决算数|项目|决算数",
    "一、“三公”经费支出|||二、机关运行经费|60.00",
    "（一）支出合计|4.00|3.20|（一）行政单位|60.00",
    "1.因公出国（境）费|0.00|0.00|三、国有资产占用情况|—",
    "2.公务用车购置及运行维护费|3.00|2.40|（一）车辆数合计（辆）|2",
    "3.公务接待费|1.00|0.80|（二）政府采购支出合计|9.00",
]


def test_items_in_rows_beside_another_panel(tables: Tables, at: At) -> None:
    (table,) = tables("机构运行信息表", AGENCY).tables
    assert table.form == "ZS"
    assert _raw(at(table, "合计", "合计", "年初预算")) == "4.00"
    assert _raw(at(table, "合计", "公务接待费", "决算")) == "0.80"
    assert _raw(at(table, "合计", "机关运行经费", "决算")) == "60.00"


BASIC = [
    "经济分类科目编码|科目名称|合计|人员经费|公用经费",
    "合计|<|12.00|9.00|3.00",
    "301|工资福利支出|9.00|9.00|",
    "30101|基本工资|9.00|9.00|",
    "302|商品和服务支出|3.00||3.00",
    "30201|办公费|3.00||3.00",
]


def test_personnel_and_public_expenses_as_columns(tables: Tables, at: At) -> None:
    (table,) = tables("一般公共预算财政拨款基本支出决算表（按经济分类科目）", BASIC).tables
    assert table.form == "Z6"
    assert [_raw(at(table, "合计", name)) for name in ("金额", "人员经费", "公用经费")] == ["12.00", "9.00", "3.00"]


NATURES = [
    "收入|<|支出|<|<|<",
    "项目|决算数|项目（按功能分类）|决算数|项目（按支出性质）|决算数",
    "一、一般公共预算财政拨款收入|30.00|一、一般公共服务支出|30.00|1.基本支出|20.00",
    "二、事业收入||二、外交支出||（1）人员经费|15.00",
    "三、经营收入||三、国防支出||（2）公用经费|5.00",
    "本年收入合计|30.00|本年支出合计|30.00|2.项目支出|10.00",
    "使用非财政拨款结余||结余分配|||",
    "总计|30.00|总计|30.00||",
]


def test_a_third_panel_by_nature(tables: Tables, at: At) -> None:
    (table,) = tables("收入支出决算总表", NATURES).tables
    assert table.form == "Z1"
    assert _raw(at(table, "项目支出", "金额", panel="支出用途")) == "10.00"


def test_the_form_of_another_fund_is_not_taken_by_its_headers(tables: Tables) -> None:
    lines = [
        f"{ITEMS}|{ITEMS}".replace("|会议费", ""),
        "^|^|^|小计|购置费|运行费|^|^|^|小计|购置费|运行费",
        "|||||||||||",
    ]
    (table,) = tables("政府性基金预算财政拨款“三公”经费支出决算表", lines).tables
    assert table.form is None


NESTED = """一、收入支出决算总体情况说明
（一）收入支出决算总体情况
收入、支出总计均为30.00万元。
（二）本年度收入决算情况
本年收入合计30.00万元。
（三）本年度支出决算情况
本年支出合计30.00万元。
二、财政拨款收入支出决算总体情况说明
（一）财政拨款收入支出总体情况
财政拨款收、支总计均为30.00万元。
（二）一般公共预算财政拨款支出决算情况说明
支出决算为30.00万元。
（三）一般公共预算财政拨款基本支出决算情况说明
基本支出20.00万元。
（四）一般公共预算财政拨款“三公”经费、会议费、培训费支出决算情况说明
支出决算为3.20万元。
"""


def test_topics_inside_a_section_on_totals() -> None:
    kinds = [section.kind for section in _structure(NESTED).sections]
    assert kinds == ["total", "total", "income", "expenditure", "fiscal_total", "fiscal_total", "general",
                     "general_basic", "three_public"]  # fmt: skip


def test_items_inside_a_section_on_totals_are_no_topics() -> None:
    text = "一、收支预算总体情况说明\n（一）收入预算30.00万元。包括：\n（2）政府性基金收入预算0万元，与上年持平。\n"
    assert {section.kind for section in _structure(text, "budget").sections} == {"total"}


@pytest.mark.parametrize(
    "cover",
    [
        "监督索引号12345678900001234\n\n云岭省青石县水务局2031年度部门决算",
        "云岭省青石县水务局\n2031年度部门决算\n2032年9月20日",
        "云岭省青石县水务局2031年度部门决算\n\n保密审查情况：已审查\n部门主要负责人审签情况：已审签",
    ],
)
def test_what_stands_beside_the_title_on_the_cover(cover: str) -> None:
    found = _structure(f"{cover}\n\n第一部分 部门概况\n一、部门职责\n负责全县水务工作。\n")
    assert (found.title, found.unit_name, found.year) == (
        "云岭省青石县水务局2031年度部门决算", "云岭省青石县水务局", 2031,
    )  # fmt: skip


def test_contents_that_begin_with_a_date() -> None:
    text = "2031年度部门决算\n\n目录\n公开时间：2032年9月20日\n第一部分 部门概况……4\n一、部门职责……4\n"
    text += "第二部分 情况说明……6\n第一部分 部门概况\n一、部门职责\n负责全县水务工作。\n"
    titles = [section.title for section in _structure(text).sections]
    assert titles == ["部门概况", "部门职责"]


TWO_YEARS = [
    "功能分类科目|<|2030年预算数|2031年预算数|<|<|2031年预算数比2030年预算数|<",
    "科目编码|科目名称|^|小计|基本支出|项目支出|增减额|增减%",
    "201|一般公共服务支出|40.00|50.00|30.00|20.00|10.00|25.00",
    "合计|<|40.00|50.00|30.00|20.00|10.00|25.00",
]


def test_columns_of_the_year_before(tables: Tables, at: At) -> None:
    (table,) = tables("一般公共预算支出表", TWO_YEARS, profile="budget").tables
    assert [(column.name, column.measure) for column in table.columns] == [
        ("合计", "上年预算"), ("合计", "预算"), ("基本支出", "预算"), ("项目支出", "预算"),
        ("比上年", "增减额"), ("比上年", "增减率"),
    ]  # fmt: skip
    assert _raw(at(table, "201", "合计", "上年预算")) == "40.00"
    assert _raw(at(table, "201", "合计", "预算")) == "50.00"


DATED = [
    "部门预算支出经济分类科目|<|2031年基本支出|<|<",
    "科目编码|科目名称|合计|人员经费|公用经费",
    "301|工资福利支出|9.00|9.00|",
    "302|商品和服务支出|3.00||3.00",
]


def test_a_year_before_a_word_that_says_nothing(tables: Tables) -> None:
    (table,) = tables("一般公共预算基本支出表", DATED, profile="budget").tables
    assert [column.name for column in table.columns] == ["合计", "人员经费", "公用经费"]


FISCAL = [
    "收入|<|支出|<|<|<",
    "项目|预算数|项目|合计|一般公共预算|政府性基金预算",
    "一、本年收入|50.00|一、本年支出|50.00|40.00|10.00",
    "（一）一般公共预算拨款|40.00|（一）教育支出|30.00|30.00|",
    "（二）政府性基金预算拨款|10.00|（二）城乡社区支出|20.00|10.00|10.00",
    "二、上年结转|2.00|二、结转下年|2.00|2.00|",
    "收入总计|52.00|支出总计|52.00|42.00|10.00",
]


def test_totals_that_stand_above_their_parts(tables: Tables) -> None:
    (table,) = tables("财政拨款收支总表", FISCAL, profile="budget").tables
    rows = {(row.panel, row.label): row for row in table.rows}
    parent = rows["支出", "（一）教育支出"].parent
    assert parent == rows["支出", "一、本年支出"].index
    assert rows["支出", "一、本年支出"].name == "本年支出合计"


def test_the_number_of_a_form_is_no_title(tables: Tables) -> None:
    found = tables(
        "部门支出总体情况表", "预算03表", "部门名称：云岭省青石县水务局 单位：万元", DATED[1:], profile="budget"
    )
    assert found.tables[0].title == "部门支出总体情况表"


def test_a_date_beside_the_unit_above_a_table() -> None:
    text = "收入决算表\n编制单位：云岭省青石县水务局\t2031年度\t\t金额单位：万元\n" + "\n".join(
        ("科目编码\t科目名称\t本年收入合计\t财政拨款收入\t其他收入", "213\t农林水支出\t30.00\t20.00\t10.00", "合计\t\t30.00\t20.00\t10.00")
    )  # fmt: skip
    (table,) = _structure(text).tables
    assert (table.unit.label if table.unit else None, table.year) == ("万元", 2031)
    assert [column.name for column in table.columns] == ["本年收入合计", "财政拨款收入", "其他收入"]


def test_a_bare_year_of_the_budget_is_its_measure(tables: Tables, at: At) -> None:
    lines = ["项目|2031年预算", "“三公”经费|3.20", "（一）因公出国（境）支出|0.00", "（二）公务接待费支出|3.20"]
    (table,) = tables("财政拨款安排的“三公”经费预算表", lines, profile="budget").tables
    assert _raw(at(table, "合计", "公务接待费", "预算")) == "3.20"


@pytest.mark.parametrize("title", ["部门预算收支增减变化情况", "关于青石县水务局2031年收支预算情况的总体说明"])
def test_other_titles_of_the_section_on_totals(title: str) -> None:
    (section,) = _structure(f"一、{title}\n收入预算30.00万元。\n", "budget").sections
    assert section.kind == "total"


HEADED = [
    "项目|行次|预算数|决算统计数",
    "一、“三公”经费支出|1|—|—",
    "（一）支出合计|2|4.00|3.20",
    "1．因公出国（境）费|3|—|—",
    "2．公务用车购置及运行维护费|4|3.00|2.40",
    "3．公务接待费|5|1.00|0.80",
]


def test_a_row_that_only_heads_others_is_no_total(tables: Tables, at: At) -> None:
    (table,) = tables("“三公”经费、行政参公单位机关运行经费情况表", HEADED).tables
    assert _raw(at(table, "合计", "合计", "决算")) == "3.20"
    assert "三公经费" not in {column.name for column in table.columns}
    assert _raw(at(table, "合计", "因公出国（境）费", "决算")) == "—"


CONSISTS = [
    "收入|<|支出|<",
    "项目|本年预算|项目（按部门预算经济分类）|本年预算",
    "一、一般公共预算拨款收入|30.00|一、基本支出|20.00",
    "经费拨款|28.00|工资福利支出|15.00",
    "纳入一般公共预算管理的非税收入拨款|2.00|商品和服务支出|5.00",
    "二、事业收入|4.00|二、项目支出|14.00",
    "本年收入合计|34.00|本年支出合计|34.00",
    "上年结转结余|1.00|年终结转结余|1.00",
    "收入总计|35.00|支出总计|35.00",
]


def test_lines_without_a_number_belong_to_the_numbered_one_above(tables: Tables) -> None:
    (table,) = tables("收支总表", CONSISTS, profile="budget").tables
    rows = {(row.panel, row.name): row for row in table.rows}
    assert rows["收入", "经费拨款"].parent == rows["收入", "一般公共预算财政拨款收入"].index
    assert rows["收入", "年初结转和结余"].parent is None
    assert rows["支出经济分类", "年末结转和结余"].parent is None


def test_a_code_after_a_list_number() -> None:
    text = "五、一般公共预算财政拨款支出决算情况说明\n（三）具体情况\n1.213农林水支出（类）03水利（款），决算数30.00万元。\n"
    assert [section.number for section in _structure(text).sections] == ["五", "（三）", "1"]
    assert len(_structure("五、收入决算情况说明\n1.205万元为利息收入。\n").sections) == 1


def test_a_header_that_a_page_end_has_torn(tables: Tables) -> None:
    lines = [
        "科目编码|科目名称|本年支出合|基本支出|项目支|上缴上级",
        "--",
        "^|^|计|^|出|支出",
        "213|农林水支出|30.00|20.00|10.00|",
    ]
    (table,) = tables("支出决算表", lines).tables
    assert [column.name for column in table.columns] == ["本年支出合计", "基本支出", "项目支出", "上缴上级支出"]


def test_economic_accounts_are_no_table_of_official_expenses(tables: Tables) -> None:
    lines = ["经济分类科目编码|科目名称|基本支出", "|合计|6.50"]
    lines += ["30212|因公出国（境）费用|1.00", "30217|公务接待费|2.50", "30231|公务用车运行维护费|3.00"]
    (table,) = tables("一般公共预算财政拨款支出决算明细表", lines).tables
    assert table.form != "ZS"


def test_a_cover_with_the_place_above_the_body_names_it_once() -> None:
    text = "青石县\n青石县水务局\n2031年度部门决算公开报告\n\n第一部分　部门概况\n\n一、部门职责\n\n管理水资源。\n"
    assert _structure(text).unit_name == "青石县水务局"


def test_an_empty_table_of_a_text_is_all_header() -> None:
    text = (
        "财政拨款“三公”经费支出决算表\n编制单位：云岭省青石县水务局\n单位：万元\n"
        "合计\t\t因公出国（境）费\t\t公务用车购置及运行维护费\t\t公务接待费\t\n"
        "预算数\t决算数\t预算数\t决算数\t预算数\t决算数\t预算数\t决算数\n"
        "\t\t\t\t\t\t\t\n注：本表无数据。\n"
    )
    (table,) = _structure(text).tables
    assert (table.form, len(table.rows)) == ("ZS", 0)
    assert {column.measure for column in table.columns} == {"预算", "决算"}
