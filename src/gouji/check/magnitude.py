"""What kind of slip turns one number into another: a shifted point, swapped digits, one wrong digit."""

from decimal import Decimal

_WORDS = {
    "sign": ("正负号相反", "the sign is reversed"),
    "shift": ("相差10^{n}倍，疑为单位或小数点有误", "off by a factor of 10^{n}: unit or decimal point"),
    "swapped": ("疑有两位数字颠倒", "two digits swapped"),
    "digit": ("疑有一位数字有误", "one digit differs"),
    "dropped": ("疑漏一位数字", "one digit is missing"),
    "added": ("疑多一位数字", "one digit too many"),
}
_ENOUGH = 3
"""Digits that a rounded number must have for a shift of its point to be told from chance."""


def hint(stated: Decimal, expected: Decimal, lang: str = "zh") -> str | None:
    """A likely slip that explains `stated` where `expected` was due, in words; None where none fits.

    Both in the same unit. Numbers of one or two digits are too short for a guess at single digits.
    """
    if stated == expected or not stated or not expected:
        return None
    key, n = _slip(stated, expected)
    return _WORDS[key][lang == "en"].format(n=n) if key else None


def _slip(stated: Decimal, expected: Decimal) -> tuple[str, int]:
    if stated == -expected:
        return "sign", 0
    if (stated < 0) != (expected < 0):
        return "", 0
    power = _power(abs(stated), abs(expected))
    if power:
        return "shift", abs(power)
    a, b = _digits(stated, expected)
    if len(b) < 3:
        return "", 0
    if len(a) == len(b):
        wrong = [i for i in range(len(a)) if a[i] != b[i]]
        if len(wrong) == 1:
            return "digit", 0
        swapped = len(wrong) == 2 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        return ("swapped", 0) if swapped else ("", 0)
    longer, shorter, key = (b, a, "dropped") if len(b) > len(a) else (a, b, "added")
    lacks_one = any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
    return (key, 0) if lacks_one and len(shorter) > 2 else ("", 0)


def _power(stated: Decimal, expected: Decimal) -> int:
    """The power of ten that makes `expected` of `stated`, 0 where none does.

    One of the two may have been rounded after its point moved: then the coarser one must have digits enough to tell.
    """
    ratio = expected / stated
    power = ratio.adjusted() + (ratio.scaleb(-ratio.adjusted()) > 5)
    moved = stated.scaleb(power)
    if moved == expected:
        return power
    coarser = min((stated, expected), key=lambda value: len(value.as_tuple().digits))
    slack = max(_ulp(moved), _ulp(expected)) / 2
    enough = len(coarser.normalize().as_tuple().digits) >= _ENOUGH
    return power if enough and abs(moved - expected) < slack else 0


def _ulp(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def _digits(a: Decimal, b: Decimal) -> tuple[str, str]:
    """The digits of both at the same number of decimals, without sign, point and leading zeros."""
    places = max(-int(a.as_tuple().exponent), -int(b.as_tuple().exponent), 0)
    return str(int(abs(a).scaleb(places))), str(int(abs(b).scaleb(places)))
