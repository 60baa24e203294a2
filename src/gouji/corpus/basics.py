"""Basic expenditure by economic account (基本支出经济分类): what the functional items were spent on."""

from random import Random

from gouji.corpus.accounts import accounts
from gouji.corpus.chance import divide, happens, part
from gouji.corpus.ledger import Ledger

_PERSONNEL = ("301", "303")
# Functional items whose whole expenditure stands in one economic account.
_BOUND = {
    "2050803": "30216", "2080501": "30302", "2080502": "30302", "2080505": "30108", "2080506": "30109",
    "2080599": "30302", "2080801": "30304", "2089999": "30112", "2101101": "30110", "2101102": "30110",
    "2101103": "30111", "2210201": "30113", "2210203": "30102",
}  # fmt: skip
# What projects are spent on by economic class: weight, and how often at all.
_PROJECTS = {"302": (6, 1.0), "303": (2, 0.4), "309": (3, 0.2), "310": (4, 0.6), "312": (2, 0.3)}
_OFFICIAL = {"30217": (0.002, 0.02, 0.8), "30231": (0.003, 0.02, 0.75), "30212": (0.002, 0.01, 0.04)}


def economic(rng: Random, book: Ledger, *, official: bool) -> None:
    """Book the general public budget's basic expenditure as personnel and public expenses.

    official: there may be reception, vehicles and travel abroad among the public expenses.
    """
    found: dict[str, int] = {}
    free = 0
    for code in book.rows("general.basic"):
        value = book.get("general.basic", code)
        if code in _BOUND:
            found[_BOUND[code]] = found.get(_BOUND[code], 0) + value
        else:
            free += value
    public = part(rng, free, 0.07, 0.22)
    if official:
        for code, (low, high, chance) in _OFFICIAL.items():
            if happens(rng, chance):
                found[code] = part(rng, free, low, high) // 4
                public -= found[code]
    weights = {code: weight for code, (weight, chance) in accounts().weights.items() if happens(rng, chance)}
    personnel = {code: weight for code, weight in weights.items() if code[:3] in _PERSONNEL}
    for parts in (
        divide(rng, free - public - sum(found.get(code, 0) for code in _OFFICIAL), personnel),
        divide(rng, public, {code: weight for code, weight in weights.items() if code not in personnel}),
    ):
        for code, value in parts.items():
            found[code] = found.get(code, 0) + value
    for code, value in found.items():
        book.add("personnel" if code[:3] in _PERSONNEL else "public", code, value)
    _uses(rng, book)


def _uses(rng: Random, book: Ledger) -> None:
    """Book all expenditure by economic class: basic expenditure as it is, the rest as projects are spent."""
    for code in book.rows("economic"):
        book.add("uses", code[:3], book.get("economic", code))
    rest = book.get("spent") - book.get("economic")
    weights = {code: weight for code, (weight, chance) in _PROJECTS.items() if happens(rng, chance)}
    for code, value in divide(rng, rest, weights).items():
        book.add("uses", code, value)
