"""The words and patterns of `quantities.toml`, checked on loading and compiled once per profile."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Literal, TypeVar

import msgspec
import regex

from gouji.errors import LexiconError
from gouji.language.numerals import SPELLED
from gouji.language.units import units
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Unit
from gouji.model.quantity import Dimension, Hedge

TIMEOUT = 1.0
"""Seconds that a lexicon's pattern may take on one sentence."""

T = TypeVar("T")

_NAME = re.compile(r"@(\w+)@")


def _checked(pattern: str) -> None:
    """Raise ValueError (which the loader turns into a line number) where a pattern does not compile."""
    try:
        groups = regex.compile(_NAME.sub("x", pattern)).groups
    except regex.error as error:
        raise ValueError(f"bad pattern {pattern!r}: {error}") from error
    if groups:
        raise ValueError(f"pattern {pattern!r} must not capture: write (?:…) for (…)")


class MentionEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number that is no amount: `pattern` begins with the number, `before` must stand to its left."""

    why: str
    pattern: str
    before: str = ""

    def __post_init__(self) -> None:
        _checked(self.pattern)
        _checked(self.before)


class RegionEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch whose numbers are no amounts, save those of the dimensions in `but`.

    opens: the characters that it may begin with (looking for one of them is faster than the pattern).
    """

    why: str
    opens: str
    pattern: str
    but: tuple[Dimension, ...] = ()

    def __post_init__(self) -> None:
        _checked(self.pattern)


class HedgeEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words before, inside or after a number, and what they make of it, unless one of `unless` stands before them."""

    words: tuple[str, ...]
    place: Literal["before", "inside", "after"]
    hedge: Hedge
    unless: tuple[str, ...] = ()


class SpelledEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a Chinese numeral counts: before a `sure` counter, or before a `led` one after a `lead_in` word.

    near: one of these characters must follow a numeral for it to be looked at. split: counters behind which one more
    digit may stand (三成五).
    """

    near: str
    split: tuple[str, ...]
    sure: tuple[str, ...]
    led: tuple[str, ...]
    lead_in: str
    not_after: str
    not_before: str


class DoubledEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """翻一番, 翻两番: the word's first character, the whole, and the unit of what it says."""

    opens: str
    pattern: Regex
    unit: str


class QuantitiesFile(LexiconFile, frozen=True, kw_only=True):
    """`quantities.toml`."""

    certain: str
    not_unit: tuple[str, ...]
    money_context: str
    list_separator: str
    range_separator: str
    list_word: str
    not_minus_after: str
    negative_word: str
    bare_before: str
    letter_scales: dict[str, str]
    fractions: dict[str, str]
    doubled: DoubledEntry
    words: dict[str, str]
    spelled: SpelledEntry
    hedge: tuple[HedgeEntry, ...]
    region: tuple[RegionEntry, ...]
    mention: tuple[MentionEntry, ...]


class Words:
    """Everything that a scan asks of the lexicon."""

    def __init__(self, profile: str) -> None:
        file = load(profile, "quantities", QuantitiesFile)
        self.file = file
        self.units = units(profile)
        self._lengths = sorted({len(word) for word in self.units}, reverse=True)
        self._not_unit = file.not_unit
        self.sure = frozenset(file.spelled.sure)
        self.led = frozenset(file.spelled.led)
        self.certain = self._compile(file.certain)
        self.money_context = self._compile(file.money_context)
        self.list_separator = self._compile(file.list_separator)
        self.range_separator = self._compile(file.range_separator)
        self.not_minus_after = self._compile(file.not_minus_after)
        self.bare_before = self._compile(file.bare_before)
        self.lead_in = self._compile(rf"(?:{file.spelled.lead_in})$")
        self.not_after = self._compile(rf"(?:{file.spelled.not_after})$")
        self.not_before = self._compile(file.spelled.not_before)
        self._hedges: dict[str, list[tuple[tuple[str, ...], HedgeEntry]]] = {"before": [], "inside": [], "after": []}
        for entry in file.hedge:
            self._hedges[entry.place].append((entry.words, entry))
        near = re.escape(file.spelled.near)
        self.doubled = regex.compile(file.doubled.pattern)
        self.start = re.compile(
            rf"{re.escape(file.doubled.opens)}|[0-9]|[XxＸ×*＊]{{2,}}|(?:(?<=第)|(?=.[{SPELLED}]*[{near}])|(?=[百千]分之))[{SPELLED}]+"
        )
        self._whys = [entry.why for entry in file.mention]
        self._mention = self._compile("|".join(self._branch(entry) for entry in file.mention))
        self._region = self._compile("|".join(f"({entry.pattern})" for entry in file.region))
        self._opens = re.compile(f"[{re.escape(''.join(entry.opens for entry in file.region))}]")

    def _branch(self, entry: MentionEntry) -> str:
        guard = f"(?<={entry.before})" if entry.before else ""
        return f"({guard}(?:{entry.pattern}))"

    def _compile(self, pattern: str) -> "regex.Pattern[str]":
        words = self.file.words

        def fill(match: re.Match[str]) -> str:
            if match[1] not in words:
                raise LexiconError("lexicon.schema", f"quantities.toml: [words] has no {match[1]!r}")
            return words[match[1]]

        return regex.compile(_NAME.sub(fill, pattern))

    def hedge(self, place: Literal["inside", "after"], text: str, position: int) -> tuple[Hedge, int] | None:
        """The hedge whose word begins at `position`, and the word's end."""
        for words_, entry in self._hedges[place]:
            if text.startswith(words_, position):
                word = max((w for w in words_ if text.startswith(w, position)), key=len)
                return entry.hedge, position + len(word)
        return None

    def hedges_before(self, text: str, position: int) -> list[Hedge]:
        """The hedges whose words end at `position`."""
        found = []
        for words_, entry in self._hedges["before"]:
            if text.endswith(words_, 0, position):
                word = max((w for w in words_ if text.endswith(w, 0, position)), key=len)
                if not (entry.unless and text.endswith(entry.unless, 0, position - len(word))):
                    found.append(entry.hedge)
        return found

    def mention(self, text: str, position: int) -> tuple[int, str] | None:
        """End and reason of the mention that begins with the number at `position`."""
        match = timed(lambda: self._mention.match(text, position, timeout=TIMEOUT))
        if match is None or match.lastindex is None:
            return None
        return match.end(), self._whys[match.lastindex - 1]

    def regions(self, text: str) -> list[tuple[int, int, RegionEntry]]:
        """The stretches of names and titles."""
        if not self._opens.search(text):
            return []
        found = timed(lambda: list(self._region.finditer(text, timeout=TIMEOUT)))
        return [(m.start(), m.end(), self.file.region[(m.lastindex or 1) - 1]) for m in found]

    def unit(self, text: str, position: int) -> tuple[str, Unit] | None:
        """The longest unit that stands at `position`, unless it only begins another word."""
        for length in self._lengths:
            word = text[position : position + length]
            unit = self.units.get(word)
            if unit is not None:
                return None if text.startswith(self._not_unit, position) else (word, unit)
        return None


def timed(search: Callable[[], T]) -> T:
    """The result of a search with a lexicon's pattern. Raises LexiconError where it takes too long."""
    try:
        return search()
    except TimeoutError as error:
        raise LexiconError("lexicon.timeout", f"a pattern of quantities.toml took over {TIMEOUT} s") from error


def multiple(unit: Unit | None, word: str, power: int, dimension: Dimension) -> Unit:
    """The unit “万份” of 份: ten to the `power` of it."""
    if unit is None:
        return Unit(word, dimension, Decimal(10) ** power)
    return Unit(word + unit.label, unit.dimension, unit.scale * 10**power)


@cache
def words(profile: str) -> Words:
    """The compiled words of a profile."""
    return Words(profile)
