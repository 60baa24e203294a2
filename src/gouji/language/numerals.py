"""Numerals as written: separators, full-width digits, signs, Chinese and mixed ones; value and number of decimals."""

import re
from decimal import Decimal

import msgspec

_NUMBER = re.compile(r"([-+]?)((?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.(\d+))?)")
_PAIRS = ("零〇", "一壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {char: i for i, pair in enumerate(_PAIRS) for char in pair} | {"两": 2}
_LARGE = (("亿", 8), ("万", 4))
_LONGEST = 30
"""Characters of a numeral; a longer row of digits is no number that anybody reckons with."""
_ONE = rf"(\d+(?:\.\d+)?|[{''.join(_DIGITS)}])"
# One section below 万: 三千二百一十五. 零 stands where a power is left out.
_SECTION = re.compile(rf"(?:{_ONE}[千仟])?(零)?(?:{_ONE}[百佰])?(零)?(?:{_ONE}?([十拾]))?(零)?{_ONE}?")

SPELLED = "".join(_DIGITS) + "十拾百佰千仟万亿"
"""Every character that a Chinese numeral may consist of."""


class Number(msgspec.Struct, frozen=True):
    """A parsed numeral: exact value and the number of decimals written (negative for a round one: 3万 has −4)."""

    value: Decimal
    places: int


def parse_number(folded: str) -> Number | None:
    """The number that `folded` (already folded, no spaces) consists of, or None.

    Brackets around a number mean a negative, as accountants write it.
    """
    negative = folded.startswith("（") and folded.endswith("）")
    match = _NUMBER.fullmatch(folded[1:-1] if negative else folded)
    if not match or len(match[2]) > _LONGEST:
        return None
    value = Decimal(re.sub("[,，]", "", match[2]))
    return Number(-value if negative != (match[1] == "-") else value, len(match[3] or ""))


def parse_numeral(folded: str) -> Number | None:
    """The number that `folded` spells: in digits, in Chinese (二十三, 一百零五, 二〇二四) or mixed (3万, 1.2亿, 3万5千).

    A multiplier needs something to multiply (“百” alone is no number), except that 十 alone is ten. A numeral in
    Chinese characters alone counts as exact to the unit; a mixed one is as precise as its last multiplier.
    """
    plain = parse_number(folded)
    if plain is not None or not folded or len(folded) > _LONGEST:
        return plain
    if all(char in _DIGITS for char in folded):
        return Number(Decimal("".join(str(_DIGITS[char]) for char in folded)), 0)
    number = _compound(folded)
    if number is not None and not any(char.isdecimal() for char in folded):
        return Number(number.value, 0)
    return number


def _compound(text: str) -> Number | None:
    """A numeral with multipliers: what stands before 亿 or 万 times it, and the rest."""
    for char, power in _LARGE:
        if char not in text:
            continue
        head, _, tail = text.rpartition(char)
        left = parse_numeral(head)
        if left is None or left.value <= 0:
            return None
        left = Number(left.value * 10**power, left.places - power)
        if not tail:
            return left
        if len(tail) == 1 and tail in _DIGITS and tail not in "零〇":  # 三万五 is 35,000
            return Number(left.value + _DIGITS[tail] * 10 ** (power - 1), 1 - power)
        right = parse_numeral(tail.removeprefix("零"))
        if right is None or not 0 < right.value < 10**power:
            return None
        return Number(left.value + right.value, right.places)
    return _section(text)


def _section(text: str) -> Number | None:
    """A numeral below 万 with 千, 百, 十."""
    match = _SECTION.fullmatch(text)
    if not match:
        return None
    thousands, gap_a, hundreds, gap_b, tens, ten, gap_c, ones = match.groups()
    parts = [(thousands, 3), (hundreds, 2), ("一" if ten and not tens else tens, 1)]
    written = [(_one(part), power) for part, power in parts if part]
    if not written:
        return None
    total = sum((number.value * 10**power for number, power in written), Decimal(0))
    last, power = written[-1]
    places = last.places - power
    if ones:
        # 一百五 is 150, 一百零五 is 105.
        short = power - 1 if ones in _DIGITS and power > 1 and not (gap_a or gap_b or gap_c) else 0
        total += _one(ones).value * 10**short
        places = _one(ones).places - short
    return Number(total, places)


def _one(text: str) -> Number:
    if text in _DIGITS:
        return Number(Decimal(_DIGITS[text]), 0)
    return Number(Decimal(text), len(text.partition(".")[2]))
