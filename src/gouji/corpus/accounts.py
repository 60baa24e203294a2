"""The accounts that invented reports use: `corpus/accounts.toml`."""

from functools import cache

import msgspec

from gouji.lexicon import LexiconFile, builtin_root, parse


class Trade(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The items of departments of one trade: run for the body itself, work for projects."""

    key: str
    run: tuple[str, ...]
    work: tuple[str, ...]


class Common(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item of every department: its share of the pay roll (from, to) and how often it occurs."""

    code: str
    share: tuple[float, float]
    chance: float


class Funds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Items of government funds and of the state capital budget."""

    fund: tuple[str, ...]
    capital: tuple[str, ...]


class AccountsFile(LexiconFile, frozen=True, kw_only=True):
    """`accounts.toml`: see the comments there."""

    classes: tuple[tuple[str, str], ...]
    names: dict[str, str]
    trade: tuple[Trade, ...]
    common: tuple[Common, ...]
    funds: Funds
    economic: dict[str, str]
    weights: dict[str, tuple[float, float]]


@cache
def accounts() -> AccountsFile:
    """The accounts. Raises LexiconError on a broken file."""
    return parse(builtin_root() / "corpus" / "accounts.toml", AccountsFile)


@cache
def _names() -> dict[str, str]:
    file = accounts()
    return dict(file.classes) | file.names | file.economic


def name_of(code: str) -> str:
    """The name of a functional or economic account."""
    return _names()[code]


def path_of(code: str) -> tuple[str, str, str]:
    """Names of class, group and item of a seven-digit functional code."""
    return name_of(code[:3]), name_of(code[:5]), name_of(code)
