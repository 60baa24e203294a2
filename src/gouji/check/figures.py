"""Figures that the narrative states by name: “文[公务接待批次]” of the formulas, found as figures.toml says."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from weakref import WeakKeyDictionary

import msgspec
import regex

from gouji.check.compare import same_number
from gouji.check.view import View
from gouji.language.fold import fold
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Claim, Quantity, Sentence, Unit
from gouji.model.claim import ClaimKind

TIMEOUT = 2.0
NOTHING = Quantity(Decimal(0), Unit("元", "money", Decimal(1)), 0, raw="无")
"""What “无…支出” states: an exact 0."""

_BEHIND = 24
"""How many characters behind a number the patterns see."""


class FigureEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One figure.

    sections: kinds of section that state it. kinds: kinds of claim; “nothing” (无…支出) states 0, a change counts with its
    sign. A claim states the figure where its subject is one of `subjects`, or the words before its number fit `lead`,
    the last clause of them does not fit `without`, and those behind it fit `behind`. units: labels of units of counts;
    measures: of which measure the amount may be (empty: the profile's own, or none named); base: what a change is
    measured against, its group year being another one than the report's. Without a name the entry keeps what it fits from the entries after it.
    """

    sections: tuple[str, ...]
    name: str = ""
    kinds: tuple[ClaimKind, ...] = ("count",)
    units: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    lead: Regex | None = None
    without: Regex | None = None
    behind: Regex | None = None
    measures: tuple[str, ...] = ()
    base: Regex | None = None


class FiguresFile(LexiconFile, frozen=True, kw_only=True):
    """`figures.toml`: the entries are tried in their order, the first that fits counts. own: the profile's measures; vague: words that
    make 持平 no statement of 0 (基本持平).
    """

    own: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    figure: tuple[FigureEntry, ...] = ()


class Figure(msgspec.Struct, frozen=True):
    """A figure as one claim states it; the quantity of a change has its sign, that of “无…” is 0."""

    name: str
    claim: Claim
    quantity: Quantity


class Lead(msgspec.Struct, frozen=True):
    """The folded words before a number of a sentence and behind it; digits are #, closed brackets are left out."""

    before: str
    behind: str

    @property
    def last(self) -> str:
        """The last clause before the number."""
        return regex.split("[，、,]", self.before)[-1]


class Matcher:
    """`figures.toml` with its patterns compiled, by kind of section."""

    def __init__(self, file: FiguresFile) -> None:
        self.own = ("", *file.own)
        self.vague = file.vague
        self._entries: dict[str, list[tuple[FigureEntry, tuple[regex.Pattern[str] | None, ...]]]] = {}
        for entry in file.figure:
            patterns = (entry.lead, entry.without, entry.behind, entry.base)
            compiled = tuple(regex.compile(pattern) if pattern else None for pattern in patterns)
            for section in entry.sections:
                self._entries.setdefault(section, []).append((entry, compiled))

    def speaks_in(self, section: str | None) -> bool:
        """Whether sections of that kind state figures."""
        return section in self._entries

    def find(self, claim: Claim, section: str, lead: Lead, year: str) -> str:
        """The name of the figure that `claim` states in a report of that year; empty if none."""
        for entry, patterns in self._entries[section]:
            if self._fits(entry, patterns, claim, lead, year):
                return entry.name
        return ""

    def _fits(
        self, entry: FigureEntry, patterns: tuple["regex.Pattern[str] | None", ...], claim: Claim, lead: Lead, year: str
    ) -> bool:
        before, without, behind, base = patterns
        unit = claim.quantity.unit if claim.quantity else None
        if claim.kind not in entry.kinds or (entry.units and (unit is None or unit.label not in entry.units)):
            return False
        if claim.kind in ("amount", "nothing") and claim.concept.measure not in (entry.measures or self.own):
            return False
        if base:
            against = base.fullmatch(claim.base, timeout=TIMEOUT)
            if against is None or against.groupdict().get("year") == year:
                return False
        named = claim.concept.subject in entry.subjects
        if not named and not (before and claim.number and before.search(lead.before, timeout=TIMEOUT)):
            return False
        if without and without.search(lead.last, timeout=TIMEOUT):
            return False
        return not behind or behind.match(lead.behind, timeout=TIMEOUT) is not None


@cache
def matcher(profile: str) -> Matcher:
    """The figures of a profile. Raises LexiconError on a broken file."""
    return Matcher(load(profile, "figures", FiguresFile))


_found: WeakKeyDictionary[View, dict[str, tuple[Figure, ...]]] = WeakKeyDictionary()


def figures(view: View) -> dict[str, tuple[Figure, ...]]:
    """The figures of the document by name: one each, or several where the narrative gives different values."""
    if view not in _found:
        found: dict[str, list[Figure]] = {}
        for figure in _stated(view):
            same = found.setdefault(figure.name, [])
            if not any(same_number(figure.quantity, other.quantity) for other in same):
                same.append(figure)
        _found[view] = {name: tuple(several) for name, several in found.items()}
    return _found[view]


def only(view: View, name: str) -> Figure | None:
    """The figure of that name, None where the narrative does not state it or gives several values."""
    several = figures(view).get(name, ())
    return several[0] if len(several) == 1 else None


def _stated(view: View) -> Iterator[Figure]:
    found, year = matcher(view.analysis.profile), str(view.analysis.year)
    for index, claims in view.claims_of.items():
        section = view.kind_of(claims[0].section)
        if section is None or not found.speaks_in(section):
            continue
        leads: dict[int, Lead] = {}
        for claim in claims:
            quantity = _quantity(claim, view, found.vague)
            if quantity is None:
                continue
            if claim.number and not leads:
                leads = _leads(view, view.analysis.sentences[index], claims)
            if name := found.find(claim, section, leads.get(claim.index, Lead("", "")), year):
                yield Figure(name, claim, quantity)


def _quantity(claim: Claim, view: View, vague: tuple[str, ...]) -> Quantity | None:
    """What a claim states for sure of the report's own year; None for all else."""
    concept = claim.concept
    if concept.period not in (None, view.analysis.year) or claim.residue:
        return None
    if claim.kind == "change" and claim.direction == "flat" and claim.quantity is None:
        return None if any(word in view.quote(claim.span) for word in vague) else NOTHING
    if claim.kind == "nothing":
        return NOTHING
    if claim.quantity is None or claim.quantity.hedge != "exact":
        return None
    if claim.kind == "change":
        if claim.direction is None:
            return None
        signed = -claim.quantity.value if claim.direction == "decrease" else claim.quantity.value
        return msgspec.structs.replace(claim.quantity, value=signed)
    return claim.quantity


def _leads(view: View, sentence: Sentence, claims: list[Claim]) -> dict[int, Lead]:
    """The words around the number of each claim, by claim index."""
    folded = fold(sentence.span.cut(view.analysis.document.text), sentence.span.start)
    at: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.number:
            at.setdefault(folded.find(claim.number.start), []).append(claim)
    found: dict[int, Lead] = {}
    open_words: list[str] = [""]
    digits = False
    for i, char in enumerate(folded.text):
        for claim in at.get(i, ()):
            assert claim.number is not None
            end = folded.find(claim.number.end)
            found[claim.index] = Lead(open_words[-1], folded.text[end : end + _BEHIND])
        digit = char.isdigit()
        if char == "（":
            open_words.append("")
        elif char == "）":
            del open_words[max(len(open_words) - 1, 1) :]
        elif char in "；;。":
            open_words[-1] = ""
        elif digit and not digits:
            open_words[-1] += "#"
        elif not digit and not (digits and char in ".,"):
            open_words[-1] += char
        digits = digit or (digits and char in ".,")
    return found
