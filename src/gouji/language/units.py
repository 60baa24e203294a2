"""Units by the words that stand for them."""

from decimal import Decimal
from functools import cache

import msgspec

from gouji.lexicon import LexiconFile, load
from gouji.model import Unit
from gouji.model.quantity import Dimension


class UnitEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One unit; aliases are other spellings, folded."""

    label: str
    dimension: Dimension
    scale: Decimal
    aliases: tuple[str, ...] = ()


class UnitsFile(LexiconFile, frozen=True, kw_only=True):
    """`units.toml`."""

    unit: tuple[UnitEntry, ...]


@cache
def units(profile: str = "generic") -> dict[str, Unit]:
    """All units by folded spelling, longest spelling first (so that a scan can take the first that fits)."""
    found = {}
    for entry in load(profile, "units", UnitsFile).unit:
        unit = Unit(entry.label, entry.dimension, entry.scale)
        for word in (entry.label, *entry.aliases):
            found[word] = unit
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))
