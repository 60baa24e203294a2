"""Numerals as written: separators, full-width digits, signs; value and number of decimals."""

import re
from decimal import Decimal

import msgspec

_NUMBER = re.compile(r"([-+]?)((?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.(\d+))?)")


class Number(msgspec.Struct, frozen=True):
    """A parsed numeral: exact value and the number of decimals written."""

    value: Decimal
    places: int


def parse_number(folded: str) -> Number | None:
    """The number that `folded` (already folded, no spaces) consists of, or None.

    Brackets around a number mean a negative, as accountants write it.
    """
    negative = folded.startswith("（") and folded.endswith("）")
    match = _NUMBER.fullmatch(folded[1:-1] if negative else folded)
    if not match:
        return None
    value = Decimal(re.sub("[,，]", "", match[2]))
    return Number(-value if negative != (match[1] == "-") else value, len(match[3] or ""))
