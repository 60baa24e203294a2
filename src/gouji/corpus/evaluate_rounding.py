"""The same report one place coarser: what is still found if every amount has one decimal less?"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

import msgspec

from gouji.corpus.gold import GoldFinding, GoldPlace
from gouji.corpus.scoring_text import Finder, occurrences
from gouji.language.fold import squeeze
from gouji.language.units import units
from gouji.model import Document, Span
from gouji.model.quantity import Dimension

_DECIMAL = re.compile(r"(?<![\d.])\d[\d,]*\.\d+(?!\.?\d)")
_LONGEST_UNIT = 8
_CELL_END = ("\t", "\n", "|", "")


class Edit(msgspec.Struct, frozen=True):
    """Characters [start, end) of the source that became `text`."""

    start: int
    end: int
    text: str


def coarsen(text: str) -> tuple[str, list[Edit]]:
    """`text` with every amount rounded half up to one decimal less than written, and what was changed.

    An amount is a number with decimals that has a unit of money or none (cells, lists whose unit stands at the end).
    Percentages, counts, dates and list numbers stay, and so do amounts without decimals, whose precision cannot be
    told. Prose and tables are rounded alike, each amount by itself, as if the office had printed one decimal less.
    """
    edits = [
        Edit(match.start(), match.end(), _coarser(match[0]))
        for match in _DECIMAL.finditer(text)
        if _is_amount(text, match)
    ]
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]]), edits


def _is_amount(text: str, match: re.Match[str]) -> bool:
    dimension = _dimension(text[match.end() : match.end() + _LONGEST_UNIT])
    if dimension is not None:
        return dimension == "money"
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    rest = text[match.end() :][:1]
    # “3.2 政府采购情况”: a list number, where nothing stands before it and words follow.
    return bool(line.strip(" \u3000#")) or rest in _CELL_END


def _dimension(after: str) -> Dimension | None:
    folded = squeeze(after)
    return next((unit.dimension for word, unit in units().items() if folded.startswith(word)), None)


def _coarser(number: str) -> str:
    whole, _, decimals = number.partition(".")
    value = Decimal(f"{whole.replace(',', '')}.{decimals}")
    rounded = value.quantize(Decimal(1).scaleb(1 - len(decimals)), ROUND_HALF_UP)
    return f"{rounded:,f}" if "," in whole else f"{rounded:f}"


def coarsen_gold(gold: tuple[GoldFinding, ...], before: Finder, after: Document) -> tuple[GoldFinding, ...] | None:
    """The annotations of the report in the words of its coarser version `after`.

    None if the two differ in more than the amounts (lines joined otherwise), so that places cannot be carried over.
    """
    text, edits = coarsen(before.document.text)
    if text != after.text:
        return None
    finder = Finder(after)
    return tuple(_carry(entry, before, finder, edits) for entry in gold)


def _carry(entry: GoldFinding, before: Finder, after: Finder, edits: list[Edit]) -> GoldFinding:
    moved = _moved(entry, entry.page, before, after, edits)
    also = tuple(_moved(one, None, before, after, edits) for one in entry.also)
    return msgspec.structs.replace(moved, also=also)


P = TypeVar("P", GoldFinding, GoldPlace)


def _moved(one: P, page: int | str | None, before: Finder, after: Finder, edits: list[Edit]) -> P:
    places = before.find(one.quote, one.nth, page)
    if not places:
        return one
    place = Span(_shift(places[0].start, edits), _shift(places[0].end, edits))
    quote = place.cut(after.document.text)
    rank = sum(span.start <= place.start for span in occurrences(after.text, quote))
    return msgspec.structs.replace(one, quote=quote, nth=rank if len(places) == 1 else None)


def _shift(position: int, edits: list[Edit]) -> int:
    """Where a position of the source lies after the edits; the end of a changed number stays its end."""
    moved = position
    for edit in edits:
        if edit.end > position:
            break
        moved += len(edit.text) - (edit.end - edit.start)
    return moved
