"""Text layers that do not say what they show: fonts without a character map, or with a wrong one."""

from functools import cache

import numpy as np

from gouji.read.pdf.pdfium import UNMAPPED, RawPage
from gouji.read.pdf.raw import Codes, Flags

_MOST = 0.02
"""A page with a larger share of glyphs without a character is not readable."""
_STRANGE = 0.3
"""Nor is one with a larger share of characters that Chinese reports do not use."""
_ENOUGH = 20
"""On fewer glyphs a share says nothing."""

_RANGES = (
    (0x20, 0xFF), (0x370, 0x3FF), (0x2010, 0x205E), (0x20A0, 0x20BF), (0x2100, 0x23FF), (0x2460, 0x27BF),
    (0x2E80, 0x2FDF), (0x3000, 0x303F), (0x3105, 0x312F), (0x3200, 0x33FF), (0xF900, 0xFAFF), (0xFE30, 0xFE6F),
    (0xFF00, 0xFFEF),
)  # fmt: skip


def is_garbled(page: RawPage) -> bool:
    """Whether the text of a page cannot be trusted: a number that lacks a digit must not be read as another number."""
    if not len(page.codes):
        return False
    if page.unmapped:
        unmapped = page.codes == UNMAPPED
        if page.unmapped > _MOST * len(page.codes) or (unmapped & _in_numbers(page)).any():
            return True
    strange = int(np.count_nonzero(~_usual()[np.minimum(page.codes, 0xFFFF)]))
    return len(page.codes) >= _ENOUGH and strange > _STRANGE * len(page.codes)


def _in_numbers(page: RawPage) -> Flags:
    """Which glyphs stand right beside a digit."""
    digit = (page.codes >= 0x30) & (page.codes <= 0x39)
    near = (np.abs(np.diff(page.origin, axis=0)) < np.array([15.0, 15.0])).all(axis=1) & ~page.spaced[1:]
    found = np.zeros(len(digit), dtype=np.bool_)
    found[1:] |= digit[:-1] & near
    found[:-1] |= digit[1:] & near
    return found


@cache
def _usual() -> Flags:
    """For each character of the basic plane whether Chinese reports, of the mainland or not, use it."""
    table = np.zeros(0x10000, dtype=np.bool_)
    for first, last in _RANGES:
        table[first : last + 1] = True
    for lead, trail, coding in (
        (range(0xB0, 0xF8), range(0xA1, 0xFF), "gb2312"),
        (range(0xA4, 0xC7), range(0x40, 0xFF), "big5"),
    ):
        text = b"".join(bytes((a, b)) for a in lead for b in trail).decode(coding, "ignore")
        codes: Codes = np.frombuffer(text.encode("utf-16-le"), np.uint16).astype(np.uint32)
        table[codes] = True
    return table
