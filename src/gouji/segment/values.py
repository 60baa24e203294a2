"""Value cells: what a cell's text states, with the decimals as written."""

from functools import lru_cache

import msgspec

from gouji.language.numerals import Number, parse_number
from gouji.language.units import units
from gouji.model import Quantity, Span, Unit
from gouji.model.table import CellState

DASHES = frozenset("-—―─–－/\\*")


class Value(msgspec.Struct, frozen=True):
    """The state of a cell, its number, and the unit written behind the number (None where there is none)."""

    state: CellState
    number: Number | None = None
    unit: Unit | None = None

    def quantity(self, default: Unit | None, span: Span, raw: str) -> Quantity | None:
        """The quantity in its own unit or in `default`; None for what is no number."""
        if self.number is None:
            return None
        return Quantity(self.number.value, self.unit or default, self.number.places, span=span, raw=raw)


@lru_cache(maxsize=16384)
def read_value(text: str) -> Value:
    """What the squeezed text of a cell states: blank, dash, a number with or without unit, or text."""
    if not text:
        return Value("blank")
    if all(char in DASHES for char in text):
        return Value("dash")
    number = parse_number(text)
    if number:
        return Value("number", number)
    if text[0].isdigit() or text[0] in "-+（":
        for word, unit in units().items():
            if text.endswith(word):
                number = parse_number(text[: -len(word)])
                if number:
                    return Value("number", number, unit)
                break
    return Value("text")
