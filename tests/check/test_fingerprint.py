"""Ids of findings outlive edits elsewhere, renumbering, other line breaks and other pages."""

from pathlib import Path

import pytest

from gouji.pipeline import check

REPORT = Path(__file__).resolve().parents[2] / "corpus" / "reports" / "qingshi-shuiwu-2024.txt"
TEXT = """2024年度青石县水务局部门决算

三、一般公共预算财政拨款支出决算情况说明

1.行政运行（项）。年初预算为10.00万元，支出决算为12.00万元，决算数等于年初预算数的主要原因是年中人员增加。

2.机关服务（项）。年初预算为5.00万元，支出决算为4.00万元，决算数等于年初预算数的主要原因是压缩会议次数。
"""
MORE = "1.水利工程（项）。年初预算为7.00万元，支出决算为7.00万元，决算数等于年初预算数。\n\n"


def ids(text: str) -> list[str]:
    return [one.id for one in check(text, select=["NN-101"]).findings]


def test_there_are_two() -> None:
    assert len(set(ids(TEXT))) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n三、", "\n第一段说明。\n\n另有一段，说的是别的事。\n\n三、"),
        ("三、", "四、"),
        ("1.行政", f"{MORE}2.行政"),
        ("2.机关", "9.机关"),
        ("1.行政", "（1）行政"),
        ("支出决算为12.00万元，决算数", "支出决算为12.00万元，\n决算数"),
        ("年初预算为", "年初预算为 "),
        ("\n三、", "\n\f三、"),
    ],
)
def test_edits_elsewhere_change_no_id(old: str, new: str) -> None:
    assert ids(TEXT.replace(old, new)) == ids(TEXT)


@pytest.mark.parametrize(
    ("old", "new"), [("12.00万元", "13.00万元"), ("等于年初预算数的主要原因是年中", "小于年初预算数的主要原因是年中")]
)
def test_another_statement_is_another_finding(old: str, new: str) -> None:
    first, second = ids(TEXT)
    changed = ids(TEXT.replace(old, new))
    assert changed[1] == second
    assert changed[0] != first


def test_two_equal_findings_have_ids_of_their_own() -> None:
    twice = TEXT + TEXT[TEXT.index("1.行政") : TEXT.index("2.机关")]
    found = ids(twice)
    assert len(set(found)) == 3
    assert found[:2] == ids(TEXT)


def test_ids_do_not_depend_on_what_else_is_asked_for() -> None:
    whole = {one.id: one.rule for one in check(REPORT).findings}
    assert len(whole) > 5
    errors = check(REPORT, min_severity="error").findings
    assert {one.id for one in errors} <= set(whole)
    for rule in sorted(set(whole.values()))[::4]:
        assert {one.id for one in check(REPORT, select=[rule]).findings} == {
            i for i, code in whole.items() if code == rule
        }


def test_a_shift_of_the_whole_report_changes_no_id() -> None:
    text = REPORT.read_text(encoding="utf-8")
    head, _, rest = text.partition("\n")
    shifted = f"{head}\n\n本报告已经主管部门审阅。\n\n{rest}"
    assert {one.id for one in check(shifted).findings} == {one.id for one in check(text).findings}
