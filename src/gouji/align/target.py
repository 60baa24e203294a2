"""Cell addresses in lexicons: “Z1[收入总计]”, “Z5[合计, 基本支出]”, “B6[301] + B6[303]”, “≈Z6[公用经费合计]”."""

import re
from functools import cache

import msgspec

from gouji.errors import LexiconError

_TERM = re.compile(r"\s*([A-Z]\w*)\[\s*([^\],]+?)\s*(?:,\s*([^\],]+?)\s*)?\]\s*")


class Target(msgspec.Struct, frozen=True):
    """One address: form, row name or code, column name (empty: the form's main column)."""

    form: str
    row: str
    column: str


_NEARLY = "≈"


def by_definition(address: str) -> bool:
    """Whether what stands at an address is the same by definition only, and need not be equal."""
    return address.startswith(_NEARLY)


@cache
def parse(address: str) -> tuple[Target, ...]:
    """The targets of an address, more than one where it states a sum. Raises LexiconError on a bad address.

    A leading ≈ says that the cell is the same by definition only; see `by_definition`.
    """
    found = []
    for term in address.strip().removeprefix(_NEARLY).split("+"):
        match = _TERM.fullmatch(term)
        if match is None:
            raise LexiconError("lexicon.address", f"not a cell address: {address!r}")
        found.append(Target(match[1], match[2], match[3] or ""))
    return tuple(found)
