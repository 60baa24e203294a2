from decimal import Decimal

import pytest

from gouji.language.numerals import Number, parse_number, parse_numeral


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("二十三", "23", 0),
        ("一百零五", "105", 0),
        ("一百五", "150", 0),
        ("两", "2", 0),
        ("十", "10", 0),
        ("十五", "15", 0),
        ("两千零三十", "2030", 0),
        ("三千零五", "3005", 0),
        ("三万五", "35000", 0),
        ("一千二百三十四万五千六百七十八", "12345678", 0),
        ("一亿零三百", "100000300", 0),
        ("二〇二四", "2024", 0),
        ("叁佰", "300", 0),
        ("零", "0", 0),
        ("3万", "30000", -4),
        ("1.2亿", "120000000", -7),
        ("3万5千", "35000", -3),
        ("1,234.50", "1234.50", 2),
        ("1，234", "1234", 0),
        ("（3.2）", "-3.2", 1),
        ("-0.5", "-0.5", 1),
    ],
)
def test_reads(text: str, value: str, places: int) -> None:
    assert parse_numeral(text) == Number(Decimal(value), places)


@pytest.mark.parametrize(
    "text", ["", "百", "万", "二二十", "一二三百", "十百", "五个", "1,23", "1.2.3", "三千千", "万亿"]
)
def test_is_no_number(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize("text", ["二十三", "3万", ""])
def test_plain_numbers_only(text: str) -> None:
    assert parse_number(text) is None


def test_a_row_of_digits_too_long_to_reckon_with_is_no_number() -> None:
    assert parse_number("9" * 30) is not None
    assert parse_number("9" * 31) is None
    assert parse_numeral("一亿" + "亿" * 30) is None
    assert parse_numeral("1" * 31) is None
