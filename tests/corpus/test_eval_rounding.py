"""One place coarser: amounts only, each by itself, annotations carried along."""

import pytest

from gouji.corpus.evaluate_rounding import coarsen, coarsen_gold
from gouji.corpus.gold import GoldFinding
from gouji.corpus.scoring_text import Finder
from gouji.read import read


@pytest.mark.parametrize(
    ("written", "coarser"),
    [
        ("支出39.78万元", "支出39.8万元"),
        ("支出39.75 万元", "支出39.8 万元"),
        ("支出9,999.95万元", "支出10,000.0万元"),
        ("支出39.8万元", "支出40万元"),
        ("分别为1.25、2.35和3.449万元", "分别为1.3、2.4和3.45万元"),
        ("合计\t1,253.04\t\t0.05", "合计\t1,253.0\t\t0.1"),
        ("| 合计 | 12.34 |", "| 合计 | 12.3 |"),
        ("12.34\t5.67", "12.3\t5.7"),
    ],
)
def test_amounts_lose_a_decimal(written: str, coarser: str) -> None:
    assert coarsen(written)[0] == coarser


@pytest.mark.parametrize(
    "written",
    [
        "占95.45%", "占 95.45 ％", "下降0.95个百分点", "1.1 收入情况", "于2024.12.31前", "支出39万元", "平均98.5分",
    ],
)  # fmt: skip
def test_what_is_no_amount_or_has_no_decimals_stays(written: str) -> None:
    assert coarsen(written) == (written, [])


def finding(quote: str, nth: int | None = None) -> GoldFinding:
    return GoldFinding("A1", "sum", "error", quote, nth=nth)


BEFORE = "云岭省青石县水务局\n本年支出1,039.78万元，占95.45%。其中水利12.34万元。\n本年支出1,039.84万元。\n"


def test_annotations_follow_their_places() -> None:
    document = read(BEFORE)
    after = read(coarsen(BEFORE)[0])
    gold = (finding("水利12.34万元", 1), finding("本年支出", 2), finding("支出1,039.84万元"), finding("不在文中"))
    carried = coarsen_gold(gold, Finder(document), after)
    assert carried is not None
    quotes = [(one.quote, one.nth) for one in carried]
    assert quotes == [("水利12.3万元", 1), ("本年支出", 2), ("支出1,039.8万元", 2), ("不在文中", None)]


def test_annotations_are_not_carried_to_another_text() -> None:
    assert coarsen_gold((finding("水利12.34万元"),), Finder(read(BEFORE)), read("本年支出1,039.8万元。\n")) is None
