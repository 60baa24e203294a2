"""Dates in spreadsheets: numbers that a format shows as days and hours."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

_QUIET = re.compile(r'"[^"]*"?|[\\!].|_.|\*.|\[[^\]]*\]', re.DOTALL)
_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
_GENERAL = re.compile(r"General|G/通用格式", re.IGNORECASE)
_TOKEN = re.compile(
    r"""y+|m+|d+|h+|s+|AM/PM|A/P|上午/下午|"[^"]*"?|[\\!].|_.|\*.|\[[^\]]*\]|.""", re.IGNORECASE | re.DOTALL
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST = 2958465
"""The last day of the year 9999."""


def is_date(code: str) -> bool:
    """Whether a format shows a date or a time."""
    return bool(_LETTERS.search(_GENERAL.sub("", _QUIET.sub("", code))))


def show_date(value: Decimal, code: str, from_1904: bool) -> str:
    """The day and hour that `value` counts; empty where it is none."""
    if not 0 <= value < _LAST:
        return ""
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if value >= 60 else 31)
    seconds = (value * 86400).to_integral_value()
    when = first + timedelta(seconds=int(seconds))
    tokens = _TOKEN.findall(code)
    out: list[str] = []
    for i, token in enumerate(tokens):
        letter = token[0].lower()
        if letter in "ymdhs" and token.isalpha():
            minutes = letter == "m" and _minutes(tokens, i)
            out.append(_part(when, "n" if minutes else letter, len(token)))
        elif token[0] == '"':
            out.append(token.strip('"'))
        elif token[0] in "\\!":
            out.append(token[1])
        elif token[0] not in "[_*" and len(token) == 1 and token != "@":
            out.append(token)
    return "".join(out).strip()


def _minutes(tokens: list[str], i: int) -> bool:
    """Whether the m at `i` means minutes: it stands after hours or before seconds."""
    before = next((t[0].lower() for t in reversed(tokens[:i]) if t[0].lower() in "ymdhs"), "")
    after = next((t[0].lower() for t in tokens[i + 1 :] if t[0].lower() in "ymdhs"), "")
    return before == "h" or after == "s"


def _part(when: datetime, letter: str, width: int) -> str:
    if letter == "y":
        return f"{when.year:04d}" if width > 2 else f"{when.year % 100:02d}"
    if letter == "m" and width > 2:
        return _MONTHS[when.month - 1]
    number = {"m": when.month, "d": when.day, "h": when.hour, "n": when.minute, "s": when.second}[letter]
    return f"{number:02d}" if width > 1 else str(number)
