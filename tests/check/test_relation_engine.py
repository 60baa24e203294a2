"""What the engine must see, and what it must not take for an error."""

from collections.abc import Callable

import pytest

from gouji.check import Settings, run
from gouji.check.relation import relation_rules
from gouji.model import Analysis, Finding

Build = Callable[..., Analysis]

TABLES = """
Z1 万元 | 支出:金额
支出:一般公共服务支出 | 264.87
支出:社会保障和就业支出 | 10.82
支出:本年支出合计 | 275.69

Z3 万元 | 本年支出合计 | 基本支出 | 项目支出
合计 | 275.69 | 73.46 | 202.23
201 一般公共服务支出 | 264.87 | 62.64 | 202.23
20139 甲乙事务 | 264.87 | 62.64 | 202.23
2013901 行政运行 | 51.32 | 51.32 |
2013950 事业运行 | 11.32 | 11.32 |
2013999 其他甲乙事务支出 | 202.23 | | 202.23
208 社会保障和就业支出 | 10.82 | 10.82 |
20805 养老支出 | 10.82 | 10.82 |
2080505 基本养老保险缴费支出 | 6.18 | 6.18 |
2080506 职业年金缴费支出 | 4.64 | 4.64 |
"""
MAIN = "本年支出合计"


def findings(analysis: Analysis, *codes: str) -> list[Finding]:
    rules = [r for r in relation_rules(analysis.profile) if not codes or r.card.code in codes]
    return list(run(analysis, rules, Settings()).findings)


def found(build: Build, *edits: tuple[str, ...], text: str = TABLES, only: str = "") -> list[Finding]:
    return findings(build(text, edits), *([only] if only else []))


def test_all_is_well(build: Build) -> None:
    assert found(build) == []


def test_one_wrong_cell_gives_one_root_with_the_computation_written_out(build: Build) -> None:
    result = found(build, ("Z3", "201 一般公共服务支出", "基本支出", "26.64"))
    roots = [finding for finding in result if finding.root is None]
    assert len(result) == 3
    assert {finding.suspects for finding in result} == {("t1.r1.c1",)}
    assert len(roots) == 1
    assert (roots[0].stated, roots[0].expected, roots[0].hint) == ("26.64", "62.64", "疑有两位数字颠倒")
    assert roots[0].quote == "26.64"
    assert "26.64 + 202.23 = 228.87万元 ≠ 264.87万元" in {f.evidence[-1].quote for f in result}
    assert roots[0].evidence[0].cell == "t1.r1.c1"


def test_two_numbers_are_told_apart_by_what_differs(build: Build) -> None:
    (other,) = found(build, ("Z1", "支出:本年支出合计", "支出:金额", "257.69"), only="TT-104")
    assert other.evidence[-1].quote == "《Z1表》257.69万元 ≠ 《Z3表》275.69万元"
    text = "Z3 万元 | 本年支出合计 | 基本支出 | 项目支出\n合计 | 275.69 | 257.69 | —"
    (same,) = found(build, text=text)
    assert same.evidence[-1].quote == "本年支出合计275.69万元 ≠ 基本支出257.69万元"


def test_a_class_added_up_from_rounded_items_may_differ_from_the_same_class_rounded(build: Build) -> None:
    # 6.18 + 4.64 = 10.82 may come from 6.184 + 4.643 = 10.827, which another table prints as 10.83.
    same = (("Z1", "支出:社会保障和就业支出", "支出:金额", "10.83"),)
    assert found(build, *same) == []
    assert found(build, ("Z1", "支出:社会保障和就业支出", "支出:金额", "10.84"), only="TT-105")


def test_the_same_quantity_without_parts_must_be_equal(build: Build) -> None:
    text = "Z1 万元 | 收入:金额\n收入:其他收入 | 20.00\n\nZ2 万元 | 其他收入\n合计 | 20.01"
    result = found(build, text=text)
    assert [(f.rule, f.severity, f.variant) for f in result] == [("TT-102", "info", "last_place")]
    assert found(build, ("Z2", "合计", "其他收入", "20.02"), text=text)[0].severity == "error"


def test_decimals_cut_off_instead_of_rounded_are_no_error(build: Build) -> None:
    text = "Z6 万元 | 金额\n301 工资福利支出 | 50.03\n303 对个人和家庭的补助 | 5.00\n人员经费合计 | 55.05"
    assert [(f.severity, f.variant) for f in found(build, text=text)] == [("info", "last_place")]


def test_a_missing_row_is_nothing_to_check_and_never_passed(build: Build) -> None:
    rules = [r for r in relation_rules("final-accounts") if r.card.code == "TI-604"]
    ending = run(build("Z6 万元 | 金额\n人员经费合计 | 55.00"), rules, Settings()).runs[0]
    assert (ending.ending, ending.checked, ending.detail) == ("nothing_to_check", 0, "没有“合计”行")
    english = run(build("Z6 万元 | 金额\n人员经费合计 | 55.00"), rules, Settings(lang="en")).runs[0]
    assert english.detail == "there is no row 合计"


def test_of_several_formulas_one_that_is_all_blank_fits(build: Build) -> None:
    head = "ZS 万元 | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | 公务接待费 | 会议费 | 培训费\n"
    assert found(build, text=head + "合计 | | | | | 1.55 | 2.76", only="TI-701") == []
    (one,) = found(build, text=head + "合计 | 5.00 | | | | 1.55 | 2.76", only="TI-701")
    assert one.expected in ("4.31", "0.00")


def test_the_message_names_the_number_that_is_not_there(build: Build) -> None:
    text = TABLES.replace("20805 养老支出 | 10.82 | 10.82 |", "20805 养老支出 | 10.82 | 0.00 | 10.82")
    blanks = [one for one in found(build, text=text, only="TI-303") if one.facts["column"] == "基本支出"]
    assert {(one.variant, one.facts["row"]) for one in blanks} == {("blank", "20805 养老支出")}
    assert all("20805 养老支出" in {item.row for item in one.evidence} for one in blanks)


def test_a_blank_side_is_a_warning_and_a_printed_zero_an_error(build: Build) -> None:
    text = "Z6 万元 | 金额\n人员经费合计 | 55.00\n公用经费合计 | 45.00\n合计 | "
    (blank,) = found(build, text=text)
    assert (blank.severity, blank.variant, blank.stated, blank.expected) == ("warning", "blank", "", "100")
    assert blank.quote == "合计"
    (zero,) = found(build, ("Z6", "合计", "金额", "0.00"), text=text)
    assert (zero.severity, zero.variant, zero.expected) == ("error", "blank", "100.00")


def test_text_in_a_cell_is_nothing_to_check(build: Build) -> None:
    text = "Z6 万元 | 金额\n人员经费合计 | 不适用\n公用经费合计 | 45.00\n合计 | 100.00"
    rules = [r for r in relation_rules("final-accounts") if r.card.code == "TI-604"]
    assert run(build(text), rules, Settings()).runs[0].detail.startswith("“不适用”不是数字")


def test_children_are_found_in_another_panel(build: Build) -> None:
    text = "Z6 万元 | 1:金额 | 2:金额\n1:302 商品和服务支出 | 10.00\n1:30201 办公费 | 4.00\n2:30228 工会经费 | | 6.00"
    assert found(build, text=text) == []
    assert found(build, ("Z6", "2:30228 工会经费", "2:金额", "7.00"), text=text)


def test_rows_that_only_head_others_are_no_zero(build: Build) -> None:
    text = """
Z3 万元 | 本年支出合计 | 基本支出 | 项目支出
合计 | 30.00 | 30.00 |
201 一般公共服务支出 | | |
2010601 行政运行 | 10.00 | 10.00 |
221 住房保障支出 | | |
2210201 住房公积金 | 20.00 | 20.00 |
"""
    assert found(build, text=text) == []
    assert found(build, ("Z3", "2210201 住房公积金", MAIN, "22.00"), text=text)


def test_one_empty_class_among_filled_ones_is_found(build: Build) -> None:
    result = found(build, ("Z3", "201 一般公共服务支出", MAIN, ""))
    assert {finding.suspects for finding in result} == {("t1.r1.c0",)}


def test_a_code_that_stands_twice_makes_sums_undecidable(build: Build) -> None:
    text = "Z5 万元 | 合计\n合计 | 10.00\n201 一般公共服务支出 | 10.00\n201 一般公共服务支出 | 10.00"
    rules = [r for r in relation_rules("final-accounts") if r.card.code == "TI-502"]
    result = run(build(text), rules, Settings())
    assert (result.findings, result.runs[0].detail) == ((), "科目编码201重复")


def test_a_table_in_pieces_is_not_added_up(build: Build) -> None:
    text = "Z5 万元 | 合计\n201 一般公共服务支出 | 10.00\n\nZ5 万元 | 合计\n221 住房保障支出 | 5.00\n合计 | 15.00"
    rules = [r for r in relation_rules("final-accounts") if r.card.code == "TI-502"]
    result = run(build(text), rules, Settings())
    assert (result.findings, result.runs[0].ending) == ((), "nothing_to_check")


def test_an_empty_twin_of_a_table_is_passed_over(build: Build) -> None:
    empty = "Z1 万元 | 支出:金额\n支出:本年支出合计 |\n\n"
    assert found(build, text=empty + TABLES.strip()) == []
    broken = found(build, text=empty + TABLES.strip().replace("合计 | 275.69\n\nZ3", "合计 | 257.69\n\nZ3"))
    assert {finding.rule for finding in broken} == {"TI-103", "TT-104"}


def test_a_column_that_no_relation_knows_leaves_the_sum_open(build: Build) -> None:
    text = "Z2 万元 | 本年收入合计 | 财政拨款收入 | 专户资金\n合计 | 100.00 | 80.00 | 20.00"
    rules = [r for r in relation_rules("final-accounts") if r.card.code == "TI-201"]
    result = run(build(text), rules, Settings())
    assert (result.findings, result.runs[0].detail) == ((), "“专户资金”栏是否计入合计不明")


def test_tables_in_different_units_are_converted(build: Build) -> None:
    text = "B7 元 | 合计 | 基本支出\n合计 | 198,306,550.00 | 19,830,655.00\n\nB8 万元 | 合计\n合计 | 1,983.07"
    assert findings(build(text, (), "budget"), "BT-109") == []
    wrong = findings(build(text, (("B8", "合计", "合计", "19,830,655.00"),), "budget"), "BT-109")
    assert wrong[0].hint == "相差10^4倍，疑为单位或小数点有误"
    assert wrong[0].evidence[-1].quote == "《B7表》19,830,655.00元 ≠ 《B8表》19,830,655.00万元"


def test_a_table_without_unit_beside_one_with_a_unit_is_nothing_to_check(build: Build) -> None:
    text = "Z1 万元 | 支出:金额\n支出:本年支出合计 | 10.00\n\nZ3 | 本年支出合计\n合计 | 100000.00"
    rules = [r for r in relation_rules("final-accounts") if r.card.code == "TT-104"]
    assert run(build(text), rules, Settings()).runs[0].ending == "nothing_to_check"


def test_a_precondition_that_fails_is_named(build: Build) -> None:
    text = """
Z4 万元 | 收入:金额 | 支出:合计
收入:年初结转和结余 | 5.00
支出:本年支出合计 | | 50.00

Z2 万元 | 财政拨款收入
2010601 行政运行 | 50.00

Z5 万元 | 合计
2010601 行政运行 | 55.00
"""
    rules = [r for r in relation_rules("final-accounts") if r.card.code == "TT-118"]
    ending = run(build(text), rules, Settings()).runs[0]
    assert (ending.ending, ending.detail) == ("nothing_to_check", "前提不成立：Z4[年初结转和结余]? = 0")


def test_a_part_of_a_line_is_not_added_to_the_lines(build: Build) -> None:
    text = """
Z1 万元 | 收入:金额
收入:财政拨款收入 | 80.00
收入:> 政府性基金预算财政拨款收入 | 30.00
收入:其中：甲 | 10.00
收入:其他收入 | 20.00
收入:本年收入合计 | 100.00
"""
    assert found(build, text=text) == []


def test_either_scope_of_the_three_public_expenses_is_right(build: Build) -> None:
    head = "ZS 万元 | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | 公务接待费 | 会议费\n"
    assert found(build, text=head + "合计 | 6.00 | 1.00 | 2.00 | 3.00 | 4.00") == []
    assert found(build, text=head + "合计 | 10.00 | 1.00 | 2.00 | 3.00 | 4.00") == []
    (wrong,) = found(build, text=head + "合计 | 100.00 | 1.00 | 2.00 | 3.00 | 4.00")
    assert (wrong.stated, wrong.expected) == ("100.00", "10.00")


def test_each_measure_is_added_up_by_itself(build: Build) -> None:
    text = """
Z1 万元 | 支出:金额@年初预算 | 支出:金额@决算 | 支出:金额@增减率
支出:一般公共服务支出 | 10.00 | 12.00 | 20.00
支出:住房保障支出 | 5.00 | 6.00 | 20.00
支出:本年支出合计 | 15.00 | 18.00 | 20.00
"""
    assert found(build, text=text) == []
    (wrong,) = found(build, ("Z1", "支出:本年支出合计", "支出:金额@年初预算", "51.00"), text=text)
    assert (wrong.stated, wrong.expected, wrong.facts["item"]) == ("51.00", "15.00", "年初预算")


ABOVE = """
B4 万元 | 收入:金额 | 支出:合计
收入:本年收入合计 | 50.00
收入:> 一般公共预算财政拨款收入 | 40.00
收入:> 政府性基金预算财政拨款收入 | 10.00
收入:年初结转和结余 | 2.00
收入:收入总计 | 52.00
支出:本年支出合计 | | 50.00
支出:> 教育支出 | | 30.00
支出:> 城乡社区支出 | | 20.00
支出:年末结转和结余 | | 2.00
支出:支出总计 | | 52.00
"""


@pytest.mark.parametrize(("edits", "broken"), [([], 0), ([("B4", "收入:收入总计", "收入:金额", "54.00")], 1)])
def test_totals_above_their_parts_are_counted_once(build: Build, edits: list[tuple[str, ...]], broken: int) -> None:
    rules = [rule for rule in relation_rules("budget") if rule.card.code in ("BI-401", "BI-402")]
    result = run(build(ABOVE, edits, "budget"), rules, Settings())
    assert [(one.ending, one.broken) for one in result.runs] == [("ran", broken), ("ran", 0)]
