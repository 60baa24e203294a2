"""The accounts of the official classifications, as far as they are certain: names by code, codes by name."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from gouji.language.accounts import account_words, domain_of
from gouji.language.fold import squeeze
from gouji.lexicon import LexiconFile, entry_error, load

_LINE = re.compile(r"(?P<code>\d{5}) (?P<names>\S+)(?P<plus> \+)?(?P<items>(?: \d\d[^\s\d]\S*)*)")
_LOOSE = re.compile("[的和与及、（）()“”]")


class ClassificationFile(LexiconFile, frozen=True, kw_only=True):
    """`classification.toml`: see the comments there. `names` are the lines of 款 by domain."""

    until: int
    standard: tuple[str, ...]
    complete: dict[str, int] = msgspec.field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class Classification:
    """Names of accounts by code, the present one first, and codes by name."""

    def __init__(self, profile: str) -> None:
        file = load(profile, "classification", ClassificationFile)
        self._complete = {code: range(since, file.until + 1) for code, since in file.complete.items()}
        self._names = {one.code: one.names for one in account_words(profile).classes}
        for domain, lines in file.names.items():
            for n, line in enumerate(lines):
                match = _LINE.fullmatch(line)
                if match is None or domain_of(match["code"], profile) != domain:
                    cause = f"{line!r} is no code and name of a group of domain {domain}, with its items behind"
                    raise entry_error(profile, "classification", ("names", domain, n), cause)
                self._names.update(_accounts(match, file.standard))
        self._codes: dict[str, list[str]] = {}
        for code, names in self._names.items():
            for name in names:
                self._codes.setdefault(loose(name), []).append(code)

    def names(self, code: str) -> tuple[str, ...]:
        """The names of an account, the present one first; empty where the list does not know it."""
        return self._names.get(code, ())

    def codes(self, name: str) -> tuple[str, ...]:
        """The accounts that bear a name, in whatever words it is joined."""
        return tuple(dict.fromkeys(self._codes.get(loose(name), ())))

    def called(self, code: str, name: str) -> bool:
        """Whether an account bears the name, in whatever words it is joined."""
        return loose(name) in map(loose, self.names(code))

    def absent(self, code: str, year: int) -> bool:
        """Whether the account surely does not exist in a year: the list below its parent is complete and lacks it."""
        return year in self._complete.get(code[:-2], ()) and code not in self._names


def loose(name: str) -> str:
    """An account's name for comparison: without the 支出 at its end, brackets and the words that join its parts."""
    bare = _LOOSE.sub("", squeeze(name))
    return bare[:-2] if bare.endswith("支出") and len(bare) > 3 else bare


def _accounts(match: re.Match[str], standard: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The codes and names of a line."""
    code = match["code"]
    yield code, tuple(match["names"].split("|"))
    items = [*(standard if match["plus"] else ()), *match["items"].split()]
    for item in items:
        yield code + item[:2], tuple(item[2:].split("|"))


@cache
def classification(profile: str = "generic") -> Classification:
    """The accounts known to a profile. Raises LexiconError on a broken file."""
    return Classification(profile)
