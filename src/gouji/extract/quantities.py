"""Quantities of a sentence: every number with its unit, precision and hedge, or the reason why it is no amount."""

import re
from decimal import Decimal
from itertools import pairwise

import msgspec

from gouji.extract.quantity_words import TIMEOUT, RegionEntry, Words, multiple, timed, words
from gouji.language.numerals import SPELLED, Number, parse_numeral
from gouji.model import Folded, Mention, Quantity, Unit
from gouji.model.quantity import Hedge

_DIGITS = re.compile(
    r"[0-9]+[·•][0-9]{1,2}(?=[万亿]?元)|[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
)
# A dot at half height before the last digits of an amount, as printing and scanning leave it, is its decimal point.
_POINTS = str.maketrans("·•", "..")
_MIXED = re.compile(r"[0-9]+(?:\.[0-9]+)?[百千万亿]+零?[0-9][0-9.]*[百千万]*(?:零?[0-9]+[百千]*)*")
_SCALES = {"百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12}
_SCALE = re.compile(f"(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})")
_LETTER = re.compile(r"[A-Za-z]")
_HAN = r"[\u4e00-\u9fff]"
_HYPHENATED = re.compile(f"{_HAN}-{_HAN}[^，。；：]*$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_POWER = re.compile("[十百千万亿拾佰仟]")


class _Found(msgspec.Struct):
    """A number found in the folded text, before its neighbours are looked at."""

    start: int
    end: int
    number: Number
    unit: Unit | None
    hedge: Hedge = "exact"
    tail: int = 0
    """Where the scan goes on."""


def scan(folded: Folded, profile: str) -> tuple[tuple[Quantity, ...], tuple[Mention, ...]]:
    """The quantities and the other numbers of one folded sentence, both in order, spans in the document.

    A quantity's span covers sign, number and unit, or the number alone where the unit stands only at the end of its
    list (1、2和3万元); `raw` is the folded text of the span. A number without any unit has `unit` None.
    Numbers that are no amounts (years, dates, document and list numbers, thresholds, names) come as mentions.
    Raises LexiconError where a pattern of the lexicon is broken or takes too long.
    """
    return _Scan(folded, words(profile)).run()


class _Scan:
    """One pass over one sentence."""

    def __init__(self, folded: Folded, lexicon: Words) -> None:
        self.folded = folded
        self.text = folded.text
        self.words = lexicon
        self.found: list[_Found] = []
        self.mentions: list[Mention] = []

    def run(self) -> tuple[tuple[Quantity, ...], tuple[Mention, ...]]:
        text = self.text
        start = self.words.start.search(text)
        if start is None:
            return (), ()
        regions = self.words.regions(text)
        while start is not None:
            start = self.words.start.search(text, self._step(start, regions))
        self._share_units()
        quantities = [q for q in map(self._quantity, self.found) if q is not None]
        return tuple(quantities), tuple(sorted(self.mentions, key=lambda mention: mention.span))

    def _step(self, start: re.Match[str], regions: list[tuple[int, int, RegionEntry]]) -> int:
        """Take what begins at `start`; return where to go on."""
        at = start.start()
        spelled = start[0][0] in SPELLED
        listed = self._spaced_list_number(at)
        if listed:
            return self._mention(at, listed, "list_number")
        region = next((r for r in regions if r[0] <= at < r[1]), None)
        if region is not None and not region[2].but:
            digits = _DIGITS.match(self.text, at)
            return self._mention(at, digits.end(), region[2].why) if digits else start.end()
        mention = None if self.words.certain.match(self.text, at) else self.words.mention(self.text, at)
        if mention is not None:
            return self._mention(at, *mention)
        found = self._number(at, start.end())
        if found is None:
            return start.end()
        if region is not None and (found.unit is None or found.unit.dimension not in region[2].but):
            return self._mention(found.start, found.end, region[2].why)
        if not spelled and self._in_name(found):
            return self._mention(found.start, found.end, "name")
        self.found.append(found)
        return found.tail

    def _number(self, at: int, end: int) -> _Found | None:
        """The number that begins at `at`, in digits, in characters, or as a doubling."""
        first = self.text[at]
        if first in SPELLED:
            return self._spelled(at, end)
        if first.isdigit():
            return self._written(at)
        return self._doubled(at) if first == self.words.file.doubled.opens else None

    def _mention(self, start: int, end: int, why: str) -> int:
        end = max(end, start + 1)
        self.mentions.append(Mention(self.folded.span(start, end), why))
        return end

    def _spaced_list_number(self, at: int) -> int | None:
        """The end of a list number like “1. 2024…”, which only a space kept from being a decimal; else None."""
        match = re.match(r"[0-9]{1,2}\.(?=[0-9])", self.text) if at == 0 else None
        if match is None:
            return None
        origin = self.folded.origin
        gaps = [origin[i] - origin[i - 1] > 1 for i in range(1, match.end() + 1)]
        return match.end() if gaps[-1] and not any(gaps[:-1]) else None

    def _in_name(self, found: _Found) -> bool:
        """Whether a letter touches the number: A4, 5G, V2.0, K12."""
        before = self.text[found.start - 1 : found.start]
        after = self.text[found.end : found.end + 1]
        return bool(_LETTER.match(before) or (found.unit is None and _LETTER.match(after)))

    # Numbers in digits

    def _written(self, at: int) -> _Found | None:
        match = _DIGITS.match(self.text, at)
        if match is None:
            return None
        raw = match[0]
        if "，" in raw and self.words.file.list_word in self.text[max(0, at - 60) : at]:
            raw = raw[: raw.index("，")]
        number = parse_numeral(raw.translate(_POINTS))
        if number is None:
            return None
        start, negative = self._sign(at)
        found = self._measured(start, at, at + len(raw), number)
        if negative:
            found.number = Number(-found.number.value, found.number.places)
        self._hedge(found)
        return found

    def _sign(self, at: int) -> tuple[int, bool]:
        """Where the number with its sign begins, and whether the sign is a minus."""
        text, lexicon = self.text, self.words
        mark = text[at - 1 : at]
        word = lexicon.file.negative_word
        if word and text.endswith(word, 0, at):
            return at - len(word), True
        if mark not in ("-", "+") or lexicon.not_minus_after.match(text[at - 2 : at - 1] if at > 1 else ""):
            return at, False
        if _HYPHENATED.search(text, 0, at - 1):
            return at, False
        return at - 1, mark == "-"

    def _measured(self, start: int, at: int, end: int, number: Number) -> _Found:
        """The number at [at, end) with the unit behind it, multipliers and an inside hedge (10万余条) included."""
        text, lexicon = self.text, self.words
        mixed = _MIXED.match(text, at) if text[end : end + 1] in tuple("百千万亿") else None
        if mixed:
            compound = parse_numeral(mixed[0])
            if compound is not None:
                number, end = compound, mixed.end()
        lettered = self._lettered(start, end, number)
        if lettered is not None:
            return lettered
        hedge, after = self._inside(end)
        plain = lexicon.unit(text, after)
        if plain is not None and plain[1].label not in _SCALES:
            return _Found(start, after + len(plain[0]), number, plain[1], hedge, after + len(plain[0]))
        scale = _SCALE.match(text, after)
        if scale is None:
            return self._bracketed(start, end, number)
        if hedge == "exact":
            hedge, inner = self._inside(scale.end())
        else:
            inner = scale.end()
        unit = lexicon.unit(text, inner)
        if unit is not None and unit[1].label not in _SCALES:
            known = lexicon.units.get(scale[0] + unit[0])
            whole = known or multiple(unit[1], scale[0], _SCALES[scale[0]], unit[1].dimension)
            stop = inner + len(unit[0])
            return _Found(start, stop, number, whole, hedge, stop)
        if scale[0][-1] not in "万亿":
            return _Found(start, end, number, None, tail=end)
        money = lexicon.money_context.search(text) is not None
        bare = multiple(None, scale[0], _SCALES[scale[0]], "money" if money else "count")
        return _Found(start, inner if inner > scale.end() else scale.end(), number, bare, hedge, inner)

    def _lettered(self, start: int, end: int, number: Number) -> _Found | None:
        """100W元, or 5w where its clause speaks of money and nothing is counted: a letter for 万."""
        text, lexicon = self.text, self.words
        word = lexicon.file.letter_scales.get(text[end : end + 1])
        if word is None:
            return None
        unit = lexicon.unit(text, end + 1)
        if unit is not None and unit[1].label == "元":
            stop = end + 1 + len(unit[0])
            return _Found(start, stop, number, lexicon.units[word + "元"], tail=stop)
        clause = text[max(text.rfind(mark, 0, start) for mark in "，。；、：") + 1 : start]
        if not lexicon.bare_before.match(text, end + 1) or not lexicon.money_context.search(clause):
            return None
        return _Found(start, end + 1, number, multiple(None, word, _SCALES[word], "money"), tail=end + 1)

    def _doubled(self, at: int) -> _Found | None:
        """翻番, 翻一番, 翻两番: so many times more."""
        match = timed(lambda: self.words.doubled.match(self.text, at, timeout=TIMEOUT))
        if match is None:
            return None
        times = parse_numeral(match["times"]) if match["times"] else Number(Decimal(1), 0)
        if times is None:
            return None
        more = Number(Decimal(2) ** int(times.value) - 1, 0)
        found = _Found(at, match.end(), more, self.words.units[self.words.file.doubled.unit], "about", match.end())
        self._hedge(found)
        return found

    def _bracketed(self, start: int, end: int, number: Number) -> _Found:
        """The number with a unit in brackets, 100（万元）, or with none."""
        if self.text[end : end + 1] == "（":
            unit = self.words.unit(self.text, end + 1)
            if unit is not None and unit[1].dimension in ("money", "ratio"):
                stop = end + 1 + len(unit[0])
                if self.text[stop : stop + 1] == "）":
                    return _Found(start, stop + 1, number, unit[1], tail=stop + 1)
        return _Found(start, end, number, None, tail=end)

    def _inside(self, at: int) -> tuple[Hedge, int]:
        return self.words.hedge("inside", self.text, at) or ("exact", at)

    def _hedge(self, found: _Found) -> None:
        """Set the hedge that stands before or after the number; a bound says more than 约."""
        hedges = [found.hedge, *self.words.hedges_before(self.text, found.start)]
        after = self.words.hedge("after", self.text, found.end) if found.unit else None
        if after:
            hedges.append(after[0])
            found.tail = max(found.tail, after[1])
        said = [hedge for hedge in hedges if hedge != "exact"]
        found.hedge = next((hedge for hedge in said if hedge != "about"), said[0] if said else "exact")

    # Numbers in Chinese characters

    def _spelled(self, at: int, end: int) -> _Found | None:
        text, lexicon = self.text, self.words
        for word, label in lexicon.file.fractions.items():
            if text.startswith(word, at):
                return self._fraction(at, at + len(word), lexicon.units[label])
        if lexicon.not_after.search(text[max(0, at - 4) : at]):
            return None
        stop, unit_at, hedge, unit = self._counter(at, end)
        number = parse_numeral(text[at:stop])
        if number is None or unit is None:
            return None
        word, known = unit
        led = word in lexicon.led and lexicon.lead_in.search(text[max(0, at - 6) : at]) is not None
        if word == "元":  # 一元, 二元 are words; 五百元 is an amount
            led = _POWER.search(text[at:stop]) is not None
        finish = unit_at + len(word)
        if not (word in lexicon.sure or led) or lexicon.not_before.match(text, finish):
            return None
        half = parse_numeral(text[finish : finish + 1]) if word in lexicon.file.spelled.split else None
        if half is not None and text[finish] in SPELLED and lexicon.bare_before.match(text, finish + 1):
            number, finish = Number(number.value + half.value / 10, 1), finish + 1
        found = _Found(at, finish, number, known, hedge, finish)
        self._hedge(found)
        return found

    def _counter(self, at: int, end: int) -> tuple[int, int, Hedge, tuple[str, Unit] | None]:
        """End of the numeral, start of its counter, hedge between them, and the counter.

        A last 万 or 亿 belongs to the unit where there is such a unit: 三万元 is 3 in 万元.
        """
        if end - at > 1 and self.text[end - 1] in "万亿":
            unit = self.words.unit(self.text, end - 1)
            if unit is not None and len(unit[0]) > 1:
                return end - 1, end - 1, "exact", unit
        hedge, after = self._inside(end)
        return end, after, hedge, self.words.unit(self.text, after)

    def _fraction(self, start: int, at: int, unit: Unit) -> _Found | None:
        """百分之三十, 百分之98.5, 百分之百."""
        match = re.compile(rf"[0-9]+(?:\.[0-9]+)?|[{SPELLED}]+(?:点[{SPELLED}]+)?").match(self.text, at)
        if match is None:
            return None
        whole, _, part = match[0].partition("点")
        number = Number(Decimal(100), 0) if whole == "百" else parse_numeral(whole)
        decimals = parse_numeral(part) if part else None
        if number is None:
            return None
        if decimals is not None:
            number = Number(number.value + decimals.value.scaleb(-len(part)), len(part))
        begin, negative = self._sign(start)
        value = -number.value if negative else number.value
        found = _Found(begin, match.end(), Number(value, number.places), unit, tail=match.end())
        self._hedge(found)
        return found

    # Lists, ranges, and what is left

    def _share_units(self) -> None:
        """Give numbers of a list or range the unit that stands only behind the last one."""
        for left, right in reversed(list(pairwise(self.found))):
            between = self.text[left.end : right.start]
            if right.unit is None or not between or len(between) > 3:
                continue
            ranged = self.words.range_separator.fullmatch(between)
            listed = self.words.list_separator.fullmatch(between)
            if left.unit is None and (ranged or listed):
                left.unit = right.unit
            if ranged and left.unit == right.unit and right.hedge in ("exact", "at_most"):
                left.hedge, right.hedge = "at_least", "at_most"

    def _quantity(self, found: _Found) -> Quantity | None:
        """The quantity, or None (and a mention) for a bare number that is a year or a part of a name."""
        if found.unit is None and found.number.places == 0:
            raw = self.text[found.start : found.end]
            why = "year" if _YEAR.fullmatch(raw) else "unknown_unit"
            if why == "year" or not self.words.bare_before.match(self.text, found.end):
                self._mention(found.start, found.end, why)
                return None
        return Quantity(
            value=found.number.value,
            unit=found.unit,
            places=found.number.places,
            hedge=found.hedge,
            span=self.folded.span(found.start, found.end),
            raw=self.text[found.start : found.end],
        )
