"""Numbers of headings, quotes, and small words of the rules on prose."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.check import View
from gouji.language.numerals import parse_numeral
from gouji.model import Quantity
from gouji.rules._figures import alike, budget_of, figure, fits, number
from gouji.rules._prose import paragraphs
from gouji.rules.nn122 import alike as alike_number
from gouji.rules.nn122 import chinese, style


@given(st.integers(1, 99))
def test_chinese_numbers_read_back(value: int) -> None:
    parsed = parse_numeral(chinese(value))
    assert parsed is not None
    assert parsed.value == value


@pytest.mark.parametrize(
    ("number", "due", "written"),
    [("二", 3, "三"), ("（九）", 10, "（十）"), ("第二部分", 3, "第三部分"), ("12", 13, "13"), ("（3）", 4, "（4）")],
)
def test_the_next_number_is_written_like_the_last(number: str, due: int, written: str) -> None:
    assert alike_number(number, due) == written
    assert style(number) == style(written)


def test_styles_differ() -> None:
    assert len({style(number) for number in ("二", "（二）", "第二部分", "2", "（2）")}) == 5


def test_budget_words() -> None:
    assert [budget_of(words) for words in ("年初预算数", "全年预算", "年初部门预算", "预算数", "上年度", "")] == [
        "年初预算", "全年预算", "年初预算", "预算", "", "",
    ]  # fmt: skip
    assert fits("预算", "年初预算")
    assert fits("全年预算", "调整预算")
    assert not fits("年初预算", "全年预算")
    assert not fits("预算", "决算")


def test_a_bare_zero_is_exact_and_a_written_one_is_rounded() -> None:
    assert figure(Quantity(Decimal(0), None, 0)).hi == 0
    assert figure(Quantity(Decimal("0.00"), None, 2)).hi == Decimal("0.005")


def test_numbers_for_messages() -> None:
    assert number(Decimal("20.00")) == "20"
    assert number(Decimal("9.5575"), 2) == "9.56"
    assert number(Decimal("3.51504"), 2) == "3.52"
    assert alike(Quantity(Decimal(1), None, 0), Quantity(Decimal(2), None, 0))


def test_quotes_are_whole_clauses_and_short(analysed) -> None:  # type: ignore[no-untyped-def]
    text = "前一句。收入预算0万元，与上年相比增加（减少）0万元，增长（减少）0%。后一句。"
    (paragraph,) = paragraphs(View(analysed(text)))
    at = paragraph.text.index("增加（")
    assert paragraph.quote(at, at + 6).cut(text) == "收入预算0万元，与上年相比增加（减少）0万元"
    long = "很长" * 40 + "，增加（减少）0万元。"
    (paragraph,) = paragraphs(View(analysed(long)))
    at = paragraph.text.index("增加（")
    assert paragraph.quote(at, at + 6).cut(long) == "增加（减少）0万元"
