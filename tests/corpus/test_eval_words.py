"""Annotated words are looked up by letters, digits, points and percent signs."""

from gouji.corpus.gold import nth
from gouji.corpus.scoring_text import bare, near, occurrences, overlap, shared
from gouji.model import Span

TEXT = (
    "一、支出情况\n水利支出 1,253.04万元，占95.45％。水利支出53.04万元。\n302\t商品和服务支出\t120.52\n303\t补助\t0.31"
)


def found(quote: str) -> list[str]:
    return [span.cut(TEXT) for span in occurrences(bare(TEXT), quote)]


def test_blanks_punctuation_and_width_do_not_count() -> None:
    assert found("水利支出1,253.04 万元、占95.45%") == ["水利支出 1,253.04万元，占95.45％"]


def test_a_number_does_not_stand_inside_a_longer_one() -> None:
    assert found("53.04万元") == ["53.04万元"]
    assert found("253.04万元") == []
    assert found("支出1") == []


def test_digits_of_the_cell_before_are_not_its_digits() -> None:
    assert found("303 补助 0.31") == ["303\t补助\t0.31"]
    assert found("302商品和服务支出120.52") == ["302\t商品和服务支出\t120.52"]


def test_words_that_are_not_there_or_are_no_words() -> None:
    assert found("教育支出") == []
    assert found("，。") == []


def test_the_rank_among_equal_words() -> None:
    second = TEXT.index("水利支出53")
    assert nth(TEXT, TEXT.index("水利支出"), TEXT.index("水利支出") + 4) == 1
    assert nth(TEXT, second, second + 4) == 2
    assert nth(TEXT, second - 1, second + 4) == 2


def test_pages_next_door_are_near() -> None:
    assert near(None, 7) and near(7, None) and near(7, 8) and near("12-13", 11)
    assert not near(7, 9) and not near("12-13", 14)


def test_what_two_share() -> None:
    assert shared(Span(0, 10), Span(5, 25)) == 0.5
    assert shared(Span(0, 10), Span(10, 12)) == 0
    assert overlap("水利支出", "水利") == 1
    assert overlap("水利支出", "教育支出") == 0.5
    assert overlap("", "水利") == 0
