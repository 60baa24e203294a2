"""Traditional characters read as simplified ones, each at its own place."""

import pytest

from gouji.language.fold import fold
from gouji.pipeline import check


@pytest.mark.parametrize(
    ("written", "read"),
    [("財政撥款預算與決算", "财政拨款预算与决算"), ("結餘 120.50 萬元", "结余120.50万元"), ("决算", "决算"), ("", "")],
)
def test_one_for_one(written: str, read: str) -> None:
    folded = fold(written)
    assert folded.text == read
    assert len(folded.origin) == len(read) + 1


def test_a_contradiction_in_traditional_characters_is_found_where_it_stands() -> None:
    text = "年初預算為0萬元，支出決算為15.20萬元，決算數等於年初預算數的主要原因：單位新設立。\n"
    (finding,) = check(text, profile="final-accounts", select=["NN-101"]).findings
    assert finding.quote == "年初預算為0萬元，支出決算為15.20萬元，決算數等於年初預算數"
    assert finding.expected == "大于"
