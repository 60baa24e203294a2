import pytest

from gouji.check.relation.formula import Formula, RowPick, parse


def only(text: str) -> RowPick:
    return parse(f"Z1[{text}] = 0").refs[0].row


def test_both_sides_with_signs() -> None:
    formula = parse("ZJ[{行}, 年末] = ZJ[{行}, 年初] + ZJ[{行}, 收入]? − ZJ[{行}, 支出]")
    assert isinstance(formula, Formula)
    assert formula.sign == "="
    assert [term.factor for term in formula.right] == [1, 1, -1]
    assert [ref.optional for ref in formula.refs] == [False, False, True, False]
    assert formula.refs[2].text == "ZJ[{行}, 收入]"


@pytest.mark.parametrize(("written", "sign"), [("=", "="), ("<=", "≤"), ("≤", "≤"), (">=", "≥"), ("≥", "≥")])
def test_signs(written: str, sign: str) -> None:
    assert parse(f"Z1[甲] {written} Z2[乙]").sign == sign


def test_rows() -> None:
    assert only("收入总计") == RowPick(names=("收入总计",))
    assert only("支出:收入总计") == RowPick(names=("收入总计",), panel="支出")
    assert only("合计|总计") == RowPick(names=("合计", "总计"))
    assert only("基本支出/人员经费") == RowPick(names=("人员经费",), below=("基本支出",))
    assert only("支出:{类}") == RowPick(variable="类", panel="支出")


def test_groups_need_a_sum() -> None:
    assert parse("Z3[合计] = Σ Z3[类]").right[0].ref is not None
    assert parse("Z3[{父}, {列}] = Σ Z3[{父}/下级, {列}]").refs[1].row == RowPick(variable="父", group="下级")
    with pytest.raises(ValueError, match="needs Σ"):
        parse("Z3[合计] = Z3[类]")
    with pytest.raises(ValueError, match="nothing to add"):
        parse("Z3[合计] = Σ Z3[本年支出合计]")


def test_columns_and_measures() -> None:
    first, second, third = parse("ZS[合计, 合计@预算] + ZS[合计@决算] = ZS[合计, {列}]").refs
    assert (first.columns, first.measure) == (("合计",), "预算")
    assert (second.columns, second.measure) == ((), "决算")
    assert (third.columns, third.each_column) == ((), True)


def test_figures_of_the_narrative_and_signs_that_look_at_zero_alone() -> None:
    formula = parse("ZS[合计, 公务接待费] ⇔ 文[公务接待人次|国内接待人次] + 文[国外接待人次]?")
    assert (formula.sign, formula.logical) == ("⇔", True)
    assert [(ref.form, ref.row.names, ref.optional) for ref in formula.refs[1:]] == [
        ("文", ("公务接待人次", "国内接待人次"), False),
        ("文", ("国外接待人次",), True),
    ]
    assert parse("文[采购总额] ⇒ 文[采购货物]").logical
    assert not parse("文[采购总额] ≥ 文[采购货物]").logical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Z1[甲]",
        "Z1[甲] =",
        "= Z1[甲]",
        "1 = 2",
        "Z1[甲] = Z1[乙] = Z1[丙]",
        "Z1[甲] Z1[乙] = 0",
        "Z1[甲] + = 0",
        "Z1[] = 0",
        "Z1[甲,] = 0",
        "Z1[甲, 乙, 丙] = 0",
        "Z1[{人}] = 0",
        "Z1[甲, {行}] = 0",
        "Z1[甲/乙/丙] = 0",
        "Z1[{父}/乙] = 0",
        "Z1(甲) = 0",
        "Σ Σ Z1[类] = 0",
        "z1[甲] = 0",
        ":甲 = 0",
        "Z1[:甲] = 0",
        "文[甲] ⇔ ⇒ 文[乙]",
        "书[甲] ⇔ 文[乙]",
    ],
)
def test_what_is_no_formula_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        parse(text)
    assert str(error.value).startswith(text)
