"""Numbers of headings and list items: 第一部分, 一、, （一）, 1., （1）, ①."""

import unicodedata
from functools import cache

import msgspec
import regex

from gouji.language.numerals import parse_numeral
from gouji.lexicon import LexiconFile, Regex, load

_TIMEOUT = 1.0


class StyleEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A style of numbers: `pattern` for folded text, group 1 is the number; a smaller `rank` stands above."""

    name: str
    rank: int
    pattern: Regex


class NumberingFile(LexiconFile, frozen=True, kw_only=True):
    """`numbering.toml`; `contents` are the lines that head a table of contents."""

    style: tuple[StyleEntry, ...]
    contents: tuple[str, ...]


class Marker(msgspec.Struct, frozen=True):
    """The number at the start of a folded line: `length` characters of it; `written` as it stands, marks left out.

    `ordinal` is None where an unnumbered marker (附件) stands.
    """

    style: str
    rank: int
    written: str
    ordinal: int | None
    length: int


def find_marker(folded: str, start: int = 0, profile: str = "generic") -> Marker | None:
    """The marker that `folded` bears at `start`, or None."""
    for style, pattern in _styles(profile):
        match = pattern.match(folded, start, timeout=_TIMEOUT)
        if match:
            written = match[0].rstrip("：、.．")
            return Marker(style.name, style.rank, written, _ordinal(match[1] or ""), match.end() - start)
    return None


def heads_contents(folded: str, profile: str = "generic") -> bool:
    """Whether the folded line is the heading of a table of contents."""
    return folded in _file(profile).contents


@cache
def _file(profile: str) -> NumberingFile:
    return load(profile, "numbering", NumberingFile)


@cache
def _styles(profile: str) -> tuple[tuple[StyleEntry, "regex.Pattern[str]"], ...]:
    return tuple((style, regex.compile(style.pattern)) for style in _file(profile).style)


def _ordinal(number: str) -> int | None:
    if len(number) == 1 and unicodedata.category(number) == "No":
        return int(unicodedata.numeric(number))
    parsed = parse_numeral(number)
    return int(parsed.value) if parsed else None
