"""Account codes (科目编码): their domains, levels and parents."""

from functools import cache

import msgspec

from gouji.lexicon import LexiconFile, load


class Domain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A classification: class codes run from `first` to `last`; `lengths` are the digits of each level from the top."""

    name: str
    first: int
    last: int
    lengths: tuple[int, ...]


class ClassEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A class account: its code, and its names, the present one first."""

    code: str
    names: tuple[str, ...]


class AccountsFile(LexiconFile, frozen=True, kw_only=True):
    """`accounts.toml`: the classifications, their classes, and the words for levels from the top (类, 款, 项)."""

    domain: tuple[Domain, ...]
    levels: tuple[str, ...]
    classes: tuple[ClassEntry, ...] = msgspec.field(default=(), name="class")


@cache
def account_words(profile: str = "generic") -> AccountsFile:
    """The account lexicon of a profile."""
    return load(profile, "accounts", AccountsFile)


@cache
def class_codes(profile: str = "generic") -> dict[str, tuple[str, ...]]:
    """The codes of the class accounts that bear a name (“其他支出” is one of two classifications)."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in account_words(profile).classes:
        for name in entry.names:
            found[name] = (*found.get(name, ()), entry.code)
    return found


def domain_of(code: str, profile: str = "generic") -> str | None:
    """The classification that a code belongs to (“functional”, “economic” …), None for what is no account code."""
    if not (code.isascii() and code.isdigit()) or len(code) < 3:
        return None
    head = int(code[:3])
    for domain in account_words(profile).domain:
        if domain.first <= head <= domain.last and len(code) in domain.lengths:
            return domain.name
    return None


def level_of(code: str) -> int:
    """The level of a code: 1 for a class (类, 3 digits), 2 for a group (款, 5 digits), 3 for an item (项, 7 digits)."""
    return (len(code) - 1) // 2


def parent_code(code: str) -> str | None:
    """The code one level up (“20137” for “2013701”), None for a class."""
    return code[:-2] if len(code) > 3 else None
