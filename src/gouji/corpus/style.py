"""Styles: how the reports of one province are worded and laid out, as data in `lexicons/styles/`."""

from functools import cache
from typing import Any, TypeVar

import msgspec

from gouji.corpus.document import Kind
from gouji.errors import UsageError
from gouji.lexicon import LexiconFile, builtin_root, parse

S = TypeVar("S", bound=msgspec.Struct)
Words = tuple[str, ...]


class Choices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one report of the style chooses once, each out of alternatives.

    unit_tables, unit_prose, unit_official: 万元 or 元, the last for the table of 三公. places_*: decimals.
    thousands_*: separators. rate_places: decimals of percentages; trim: 100.00 % as 100 %. blank: a zero in a table;
    zero: 0 in prose. gap: what stands between words, number and unit, a blank in texts out of PDF. percent: the sign.
    level2 to level4: numbering of headings, with 一 or 1 for the number.
    """

    unit_tables: Words = ()
    unit_prose: Words = ()
    unit_official: Words = ()
    places_tables: tuple[int, ...] = ()
    places_prose: tuple[int, ...] = ()
    thousands_tables: tuple[bool, ...] = ()
    thousands_prose: tuple[bool, ...] = ()
    rate_places: tuple[int, ...] = ()
    trim: tuple[bool, ...] = ()
    blank: Words = ()
    zero: Words = ()
    level2: Words = ()
    level3: Words = ()
    level4: Words = ()
    gap: Words = ()
    percent: Words = ()
    budget: Words = ()
    path: Words = ()


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A 第一部分 of the report; sections as “general” or “general/general_overall”; or tables, in their order."""

    title: Words = ()
    sections: Words = ()
    tables: Words = ()


class TableForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of one table.

    kind: “accounts” (a row for every account in `source`), “lines” (rows as listed), “panels” (economic accounts side
    by side). header: rows of texts, where “<” goes on with the cell to the left and “^” with the one above. columns
    (accounts): “code”, “code1” to “code3”, “name”, or “=column” of the ledger. lines: cells of every row: a text, “#”
    for the running number, “=column@row” for a figure, “@class:column…” for a block of all functional classes.
    left, right, third: rows of panels side by side, lines then reach over all.
    panels: the classes of each panel. total: where the row 合计 stands. empty: the note of a table without data.
    """

    kind: str = ""
    title: Words = ()
    unit: str = ""
    above: tuple[Words, ...] = ()
    header: tuple[Words, ...] = ()
    columns: Words = ()
    source: Words = ()
    total: Words = ()
    total_words: Words = ()
    left: tuple[Words, ...] = ()
    right: tuple[Words, ...] = ()
    third: tuple[Words, ...] = ()
    lines: tuple[Words, ...] = ()
    panels: tuple[Words, ...] = ()
    note: Words = ()
    empty: Words = ()
    wide: bool = False


class StyleFile(LexiconFile, frozen=True, kw_only=True):
    """A style. What it leaves out comes from the style that it extends.

    apart: the tables are a file of their own beside the prose. titles: headings by section key. forms: alternatives for every sentence, with {slots}, “(a|b)” for a choice within,
    and line breaks where a new paragraph begins.
    """

    title: str
    kind: Kind = "final-accounts"
    extends: str | None = None
    abstract: bool = False
    apart: bool = False
    choices: Choices = Choices()
    part: tuple[Part, ...] = ()
    titles: dict[str, Words] = msgspec.field(default_factory=dict)
    tables: dict[str, TableForm] = msgspec.field(default_factory=dict)
    forms: dict[str, Words] = msgspec.field(default_factory=dict)


def _folder() -> Any:
    return builtin_root() / "styles"


@cache
def styles() -> dict[str, Kind]:
    """The names of all styles that reports can be written in, with the kind of report."""
    found = {file.stem: parse(file, StyleFile) for file in sorted(_folder().glob("*.toml"))}
    return {name: style.kind for name, style in found.items() if not style.abstract}


@cache
def style(name: str) -> StyleFile:
    """The style, complete. Raises UsageError for an unknown one, LexiconError on a broken file."""
    file = _folder() / f"{name}.toml"
    if not file.is_file():
        raise UsageError("usage.style", f"unknown style {name!r}; known: {', '.join(styles())}")
    own = parse(file, StyleFile)
    return _over(own, style(own.extends)) if own.extends else own


def _over(own: S, base: S) -> S:
    """`own`, with what it does not set taken from `base`."""
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(own):
        mine, theirs = getattr(own, field.name), getattr(base, field.name)
        if field.name in ("schema", "version", "title", "kind", "extends", "abstract") and isinstance(own, StyleFile):
            found[field.name] = mine
        elif isinstance(mine, dict):
            merged = dict(theirs)
            for key, value in mine.items():
                both = isinstance(value, msgspec.Struct) and key in theirs
                merged[key] = _over(value, theirs[key]) if both else value
            found[field.name] = merged
        elif isinstance(mine, msgspec.Struct):
            found[field.name] = _over(mine, theirs)
        else:
            found[field.name] = mine if mine != field.default else theirs
    return type(own)(**found)
