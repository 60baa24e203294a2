"""The small words that decide what a rule on prose may conclude: `nuances.toml`."""

from functools import cache

from gouji.lexicon import LexiconFile, load


class NuancesFile(LexiconFile, frozen=True, kw_only=True):
    """`nuances.toml`: see the comments there."""

    nearly: tuple[str, ...]
    other_rate: tuple[str, ...]
    overlapping: tuple[str, ...]
    exceedable: tuple[str, ...]
    body: tuple[str, ...]
    closing: tuple[str, ...]


@cache
def nuances(profile: str) -> NuancesFile:
    """The small words of a profile. Raises LexiconError on a broken file."""
    return load(profile, "nuances", NuancesFile)


def has_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether any of the words stands in `text`."""
    return any(word in text for word in words)
