"""Numbers as an office prints them: rounded once from the exact figure, with the claim that each one is."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from random import Random

import msgspec

from gouji.corpus.chance import pick
from gouji.corpus.document import Claim, Figure, Piece
from gouji.corpus.style import Choices

_FEN = {"元": Decimal(100), "万元": Decimal(1_000_000)}


class Taste(msgspec.Struct, frozen=True):
    """`Choices`, chosen for one report."""

    unit_tables: str
    unit_prose: str
    unit_official: str
    places_tables: int
    places_prose: int
    thousands_tables: bool
    thousands_prose: bool
    rate_places: int
    trim: bool
    blank: str
    zero: str
    level2: str
    level3: str
    level4: str
    gap: str
    percent: str
    budget: str
    path: str


def taste(rng: Random, choices: Choices) -> Taste:
    """One alternative of every choice."""
    made = Taste(**{field.name: pick(rng, getattr(choices, field.name)) for field in msgspec.structs.fields(choices)})
    return msgspec.structs.replace(made, zero="0") if made.trim else made


class Number(msgspec.Struct, frozen=True):
    """A number to be written: with its unit (`full`) or without (`bare`), and its claim."""

    full: str
    bare: str
    claim: Claim

    def piece(self, *, bare: bool = False) -> Piece:
        """The piece of a sentence that states it."""
        return Piece(self.bare if bare else self.full, self.claim)


def round_to(value: Decimal, places: int) -> Decimal:
    """`value` rounded half up, as office software does."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


class Printer:
    """Writes the numbers of one report's prose."""

    def __init__(self, taste: Taste, year: int) -> None:
        self.taste = taste
        self.year = year

    def value(self, fen: int) -> Decimal:
        """An amount as prose states it: in its unit, with its decimals."""
        return round_to(Decimal(fen) / _FEN[self.taste.unit_prose], self.taste.places_prose)

    def money(
        self,
        fen: int,
        subject: str,
        measure: str = "决算",
        *,
        figure: Figure | None = None,
        also: tuple[Figure, ...] = (),
        table: str = "",
        kind: str = "amount",
        direction: str | None = None,
        year: int | None = None,
    ) -> Number:
        """An amount of money."""
        value = self.value(fen)
        if value:
            text = f"{value:,}" if self.taste.thousands_prose else f"{value}"
            if self.taste.trim and "." in text:
                text = text.rstrip("0").rstrip(".")
        else:
            text = self.taste.zero
        written = Decimal(text.replace(",", ""))
        unit = self.taste.unit_prose
        claim = Claim(
            kind=kind, subject=subject, measure=measure, period=str(year or self.year), value=written, unit=unit,
            places=_places(written), figure=figure, also=also, table=table, direction=direction,
        )  # fmt: skip
        return self._number(text, unit, claim)

    def rate(
        self, part: int, whole: int, kind: str, subject: str, measure: str, base: str, *, direction: str | None = None
    ) -> Number:
        """A share, a completion or a rate of change: part ÷ whole, in percent."""
        value = round_to(Decimal(part) * 100 / Decimal(whole), self.taste.rate_places)
        text = f"{value}"
        if self.taste.trim and "." in text:
            text = text.rstrip("0").rstrip(".")
        written = Decimal(text)
        claim = Claim(
            kind=kind, subject=subject, measure=measure, period=str(self.year), value=written, unit="%",
            places=_places(written), direction=direction, base=base,
        )  # fmt: skip
        return self._number(text, self.taste.percent, claim)

    def count(self, value: int | Decimal, unit: str, subject: str) -> Number:
        """A number of things."""
        claim = Claim("count", subject, "数量", str(self.year), Decimal(value), unit, _places(Decimal(value)))
        return self._number(f"{value}", unit, claim)

    def _number(self, text: str, unit: str, claim: Claim) -> Number:
        gap = self.taste.gap
        return Number(f"{gap}{text}{gap}{unit}", f"{gap}{text}{gap}", claim)


def cell_text(fen: int, unit: str, taste: Taste) -> str:
    """An amount as a table prints it; a blank (or what the report puts for it) for 0."""
    if not fen:
        return taste.blank
    value = round_to(Decimal(fen) / _FEN[unit], taste.places_tables)
    if not value:
        return taste.blank or "0.00"
    return f"{value:,}" if taste.thousands_tables else f"{value}"


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def plain(text: str) -> Decimal | None:
    """The value of an amount as printed; None for a blank or a dash."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
