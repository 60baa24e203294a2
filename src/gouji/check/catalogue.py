"""The numbering of the catalogue of relations, and why some of its entries are no rules."""

from functools import cache

import msgspec

from gouji.lexicon import LexiconFile, load


class UncheckedEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of the catalogue that is no rule, and why."""

    id: str
    zh: str
    en: str


class CatalogueFile(LexiconFile, frozen=True, kw_only=True):
    """`catalogue.toml`; numbering: by family the numbers of all entries."""

    numbering: dict[str, tuple[int, ...]]
    unchecked: tuple[UncheckedEntry, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids of the numbering."""
        return tuple(f"{family}-{number}" for family, numbers in self.numbering.items() for number in numbers)


@cache
def catalogue() -> CatalogueFile:
    """The catalogue."""
    return load("generic", "catalogue", CatalogueFile)
