from decimal import Decimal

import pytest

from gouji.check.magnitude import hint


@pytest.mark.parametrize(
    ("stated", "expected", "words"),
    [
        ("8130", "8103", "two digits swapped"),
        ("2160.66", "2106.66", "two digits swapped"),
        ("88.93", "89.93", "one digit differs"),
        ("0.30", "3.00", "off by a factor of 10^1: unit or decimal point"),
        ("37151.47", "371514655.00", "off by a factor of 10^4: unit or decimal point"),
        ("51560", "515.60", "off by a factor of 10^2: unit or decimal point"),
        ("372", "37154", "off by a factor of 10^2: unit or decimal point"),
        ("-5.00", "5.00", "the sign is reversed"),
        ("1234", "12834", "one digit is missing"),
        ("12834", "1234", "one digit too many"),
    ],
)
def test_slips(stated: str, expected: str, words: str) -> None:
    assert hint(Decimal(stated), Decimal(expected), "en") == words


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("1.00", "1.00"),
        ("0", "5"),
        ("5", "0"),
        ("3", "7"),
        ("123.45", "678.90"),
        ("-12.34", "43.21"),
        ("12.5", "1255"),
        ("0.3", "2961.68"),
        ("123", "12399.00"),
    ],
)
def test_no_guess(stated: str, expected: str) -> None:
    assert hint(Decimal(stated), Decimal(expected)) is None


def test_chinese_is_the_default() -> None:
    assert hint(Decimal("8130"), Decimal("8103")) == "疑有两位数字颠倒"
