"""Names of reporting bodies: whether two of them can mean the same body."""

from functools import cache

import regex

from gouji.language.fold import squeeze
from gouji.lexicon import LexiconFile, Regex, load

_TIMEOUT = 2.0


class BodiesFile(LexiconFile, frozen=True, kw_only=True):
    """`bodies.toml`: see the comments there."""

    trim: Regex
    place: Regex
    organs: Regex
    never: Regex
    titled: Regex
    report: Regex
    department: Regex
    single: Regex
    statements: tuple[Regex, ...]


class Bodies:
    """`bodies.toml`, compiled."""

    def __init__(self, profile: str) -> None:
        file = load(profile, "bodies", BodiesFile)
        self._trim = regex.compile(file.trim)
        self._place = regex.compile(file.place)
        self._organ = regex.compile(f"{file.organs}$")
        self._never = regex.compile(file.never)
        self._titled = regex.compile(file.titled)
        self._report = regex.compile(file.report)
        self._department = regex.compile(file.department)
        self._single = regex.compile(file.single)
        clauses = "|".join(f"(?:{one})" for one in file.statements)
        self._statements = regex.compile(f"(?:^|(?<=[。；：，]))(?:{clauses})")

    def statements(self, text: str) -> list[tuple[int, int]]:
        """Where folded text names the body that it speaks of: begin and end of each name."""
        found = (match.span("unit") for match in self._statements.finditer(text, timeout=_TIMEOUT))
        return [(start, end) for start, end in found if self.is_name(text[start:end])]

    def titled(self, title: str) -> str | None:
        """The body that the title of a part names as its own, None where it names none."""
        match = self._titled.match(squeeze(title), timeout=_TIMEOUT)
        return match["unit"] if match and self.is_name(match["unit"]) else None

    def is_name(self, name: str) -> bool:
        """Whether the words can be the name of a body: no preposition before it, an organ at the end."""
        if self._never.match(name, timeout=_TIMEOUT):
            return False
        return bool(self._organ.search(self.bare(name), timeout=_TIMEOUT))

    def bare(self, name: str) -> str:
        """A name without codes, remarks and 本级."""
        name = squeeze(name)
        while (cut := self._trim.sub("", name, timeout=_TIMEOUT)) != name and cut:
            name = cut
        return name

    def split(self, name: str) -> tuple[tuple[str, ...], str]:
        """The places that a bare name begins with, from the top, and the rest."""
        places = []
        at = 0
        while match := self._place.match(name, at, timeout=_TIMEOUT):
            if match.end() >= len(name):
                break
            places.append(match[0])
            at = match.end()
        return tuple(places), name[at:]

    def same(self, one: str, other: str) -> bool:
        """Whether both may name one body: equal, a short form of each other, or with and without a place."""
        a, b = self.bare(one), self.bare(other)
        if a in b or b in a or _short(a, b):
            return True
        (places, core), (others, rest) = self.split(a), self.split(b)
        return not self._apart(places, others) and (core == rest or _short(core, rest))

    def is_report(self, line: str) -> bool:
        """Whether a header that names a body, a year and a kind of report is a report's title."""
        return bool(self._report.search(line, timeout=_TIMEOUT))

    def may_be_above(self, name: str, line: str, unit: str, title: str) -> bool:
        """Whether a line may name the department of which `unit` is one: where that reports by itself, in no other place."""
        single = self._single.search(title, timeout=_TIMEOUT) and not self._single.search(line, timeout=_TIMEOUT)
        (places, _), (others, _) = self.split(self.bare(name)), self.split(self.bare(unit))
        return bool(single and self._department.search(line, timeout=_TIMEOUT)) and not self._apart(places, others)

    def _apart(self, places: tuple[str, ...], others: tuple[str, ...]) -> bool:
        """Whether the places exclude each other: the last one of the shorter list is none of the other's."""
        if not places or not others:
            return False
        short, long = sorted((places, others), key=len)
        return not any(_within(short[-1], other) for other in (long if len(short) < len(long) else long[-1:]))


def _within(place: str, other: str) -> bool:
    return place in other or other in place


def _short(a: str, b: str) -> bool:
    """Whether the shorter name is made of characters of the longer one, in order: 网信办 of 网络安全和信息化…办公室."""
    short, long = sorted((a, b), key=len)
    if len(short) < 2:
        return False
    at = -1
    for char in short:
        at = long.find(char, at + 1)
        if at < 0:
            return False
    return True


@cache
def bodies(profile: str) -> Bodies:
    """The names of bodies as `profile` knows them. Raises LexiconError on a broken file."""
    return Bodies(profile)
