"""The lexicon files of segmentation: section titles, and the words around a report's name and year."""

from collections.abc import Iterable
from functools import cache

import msgspec
import regex

from gouji.language.units import units
from gouji.lexicon import LexiconFile, Regex, load

_TIMEOUT = 1.0
Pattern = regex.Pattern[str]


class KindEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of section, known by its title (patterns, searched in the folded title without its number).

    under: the kinds of parent that it may stand below, “” for none and “*” for any. headings: patterns of whole lines
    that head such a section without bearing a number.
    """

    key: str
    titles: tuple[Regex, ...] = ()
    headings: tuple[Regex, ...] = ()
    under: tuple[str, ...] = ("", "narrative")


class SectionsFile(LexiconFile, frozen=True, kw_only=True):
    """`sections.toml`; the first kind that fits is taken.

    continues: words by which a paragraph goes on with an item. figures: patterns of whole lines that name a chart.
    """

    kind: tuple[KindEntry, ...]
    figures: tuple[Regex, ...] = ()
    continues: tuple[str, ...] = ("其中",)


class IdentityFile(LexiconFile, frozen=True, kw_only=True):
    """`identity.toml`: patterns (on folded text) whose group `unit` is the reporting body, group `year` its year.

    labels: on the cover and above tables (“部门：…”). titles: on the cover in one line. headings: in section titles.
    aside: lines of the cover that are no part of its title (index numbers, dates of publication). nobody: what these
    may catch that is nobody's name. years: where a line names a year. prose_years: where running
    text names the year that it tells of, not one that it compares with.
    """

    labels: tuple[Regex, ...]
    titles: tuple[Regex, ...]
    headings: tuple[Regex, ...]
    aside: tuple[Regex, ...]
    nobody: Regex
    years: tuple[Regex, ...]
    prose_years: tuple[Regex, ...] = ()


class Kinds:
    """The compiled section lexicon of a profile."""

    def __init__(self, profile: str) -> None:
        file = load(profile, "sections", SectionsFile)
        self.continues = file.continues
        self._titles = [(one, _alternatives(one.titles)) for one in file.kind if one.titles]
        self._headings = _alternatives([pattern for one in file.kind for pattern in one.headings])
        self._figures = _alternatives(file.figures)
        numbers = "|".join(map(regex.escape, units(profile)))
        self._amount = regex.compile(rf"(?:\d|[Xx]{{2,}})(?:{numbers})")

    def kind(self, title: str, parent: str | None) -> str | None:
        """The kind of a section with this folded title below a section of kind `parent`; its parent's without own."""
        for entry, pattern in self._titles:
            if ((parent or "") in entry.under or "*" in entry.under) and pattern.search(title, timeout=_TIMEOUT):
                return entry.key
        return parent

    def is_heading(self, line: str) -> bool:
        """Whether the folded line, which bears no number, heads a section."""
        return bool(self._headings.fullmatch(line, timeout=_TIMEOUT))

    def names_figure(self, line: str) -> bool:
        """Whether the folded line is the caption of a chart."""
        return bool(self._figures.fullmatch(line, timeout=_TIMEOUT))

    def has_amount(self, folded: str) -> bool:
        """Whether a number with a unit, or a slot for one (XX万元), stands in the text."""
        return bool(self._amount.search(folded, timeout=_TIMEOUT))


class Identity:
    """The compiled `identity.toml` of a profile."""

    def __init__(self, profile: str) -> None:
        file = load(profile, "identity", IdentityFile)
        self._labels = [regex.compile(one) for one in file.labels]
        self._titles = [regex.compile(one) for one in file.titles]
        self._headings = [regex.compile(one) for one in file.headings]
        self._aside = _alternatives(file.aside)
        self._nobody = regex.compile(file.nobody)
        self._years = [regex.compile(one) for one in file.years]
        self._prose_years = [regex.compile(one) for one in file.prose_years]

    def label(self, line: str) -> str | None:
        """The body that a label line names."""
        return self._unit(self._labels, line)

    def title(self, line: str) -> str | None:
        """The body that the cover names."""
        return self._unit(self._titles, line)

    def is_aside(self, line: str) -> bool:
        """Whether a line of the cover is no part of its title."""
        return bool(self._aside.match(line, timeout=_TIMEOUT))

    def heading(self, line: str) -> str | None:
        """The body that a heading names."""
        return self._unit(self._headings, line)

    def years(self, line: str) -> list[str]:
        """The years that the line names, as written."""
        return [match["year"] for one in self._years for match in one.finditer(line, timeout=_TIMEOUT)]

    def prose_years(self, text: str) -> list[str]:
        """The years that running text tells of, as written."""
        return [match["year"] for one in self._prose_years for match in one.finditer(text, timeout=_TIMEOUT)]

    def _unit(self, patterns: list[Pattern], line: str) -> str | None:
        for pattern in patterns:
            match = pattern.search(line, timeout=_TIMEOUT)
            if match and match["unit"] and not self._nobody.fullmatch(match["unit"], timeout=_TIMEOUT):
                return str(match["unit"])
        return None


@cache
def kinds(profile: str) -> Kinds:
    """The section lexicon of `profile`."""
    return Kinds(profile)


@cache
def identity(profile: str) -> Identity:
    """The identity lexicon of `profile`."""
    return Identity(profile)


def _alternatives(patterns: Iterable[Regex]) -> Pattern:
    # Without alternatives nothing matches, not even the empty line.
    return regex.compile("|".join(f"(?:{one})" for one in patterns) or r"(?!)")
