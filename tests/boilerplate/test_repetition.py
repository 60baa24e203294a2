from decimal import Decimal

import pytest

from gouji.boilerplate.phrases import phrases
from gouji.boilerplate.repetition import reason_key, repeated_passages, repeated_reasons, stated_purposes
from gouji.boilerplate.similarity import similarity
from gouji.model import Analysis
from gouji.pipeline import analyse

GENERIC = "generic"


def analysed(text: str) -> Analysis:
    return analyse(text.strip("\n"), name="a.txt", profile="final-accounts")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("人员变动，按实际支出", "因人员变动、按实际支出等原因"),
        ("是由于2023年新增3人", "2024年新增12人"),
        ("项目未完成。", "项目未完成所致"),
    ],
)
def test_reasons_are_compared_without_marks_and_numbers(one: str, other: str) -> None:
    assert reason_key(one, GENERIC) == reason_key(other, GENERIC)


@pytest.mark.parametrize(("one", "other"), [("人员增加", "人员减少"), ("新增3人", "新增项目")])
def test_different_reasons_stay_apart(one: str, other: str) -> None:
    assert reason_key(one, GENERIC) != reason_key(other, GENERIC)


def test_near_copies_stand_with_the_reason_that_repeats() -> None:
    reasons = ("预算从宽安排，执行中大体合乎预计",) * 2 + ("预算从宽测算，执行中大体合乎预计", "库房漏雨，急需翻修屋面")
    lines = [
        f"{i}、科目{i}支出{i}0.00万元，决算数小于预算数的主要原因是{reason}。" for i, reason in enumerate(reasons, 1)
    ]
    (found,) = repeated_reasons(analysed("\n".join(lines)))
    assert len(found.uses) == 2
    assert len(found.near) == 1


def test_similarity_is_a_share_of_words() -> None:
    assert similarity("人员经费据实结算", "人员经费据实结算", GENERIC) == 1
    assert similarity("人员经费据实结算", "库房漏雨急需翻修", GENERIC) == 0
    assert Decimal("0.3") < similarity("人员经费据实结算减少", "人员经费据实结算增加", GENERIC) < 1


def test_the_tokenizer_is_private() -> None:
    import jieba

    similarity("人员经费据实结算", "人员经费据实结算了", GENERIC)
    assert not jieba.dt.initialized


def test_passages_are_as_long_as_they_repeat() -> None:
    text = """
1、负责河道巡查和险情处置，组织编制度汛方案，督促落实整改措施。
2、承担其他事项。
3、负责河道巡查和险情处置，组织编制度汛方案，但不负责整改。
"""
    (found,) = repeated_passages(analysed(text), 15)
    assert found.clauses == 2
    assert found.length == len("负责河道巡查和险情处置组织编制度汛方案")
    assert found.neighbours


def test_a_longer_passage_in_two_places_beats_a_short_one_in_three() -> None:
    a, b = "负责河道巡查和险情处置", "组织编制度汛方案并按期演练"
    text = f"1、{a}，{b}。\n2、{a}，{b}。\n3、{a}，另有安排。"
    (found,) = repeated_passages(analysed(text), 20)
    assert len(found.uses) == 2
    assert found.clauses == 2


def test_every_purpose_is_found_once_or_more() -> None:
    text = "1、行政运行支出5.00万元，主要用于机关运转。\n2、事业运行支出6.00万元，主要用于机关运转。\n3、其他支出1.00万元，主要用于修缮围墙。"
    assert [(found.key, len(found.uses)) for found in stated_purposes(analysed(text))] == [
        ("机关运转", 2),
        ("修缮围墙", 1),
    ]


@pytest.mark.parametrize(
    ("clause", "demanded"),
    [
        ("本部门无政府性基金预算收入", True),
        ("故本表无数据", True),
        ("与2023年度相比", True),
        ("根据《云岭省预算办法》（云财〔2023〕7号）", True),
        ("组织编制度汛方案并按期演练", False),
    ],
)
def test_wording_that_the_form_demands(clause: str, demanded: bool) -> None:
    assert phrases("final-accounts").demanded(clause) is demanded


def test_core_keeps_at_least_something() -> None:
    assert phrases(GENERIC).core("因人员变动等原因") == "人员变动"
    assert phrases(GENERIC).core("原因") == "原因"


@pytest.mark.parametrize(("copies", "found"), [(40, 1), (5000, 0)])
def test_what_stands_everywhere_is_no_passage(copies: int, found: int) -> None:
    """Holding every place against all others would take hours on a long text of one clause."""
    text = "一、部门职责\n\n" + "本单位按照规定程序认真负责组织开展水利工程建设管理和监督检查各项工作。" * copies
    assert min(len(repeated_passages(analysed(text), 20)), 1) == found
