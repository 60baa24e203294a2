"""The words that claims are made of, compiled from `claims.toml`."""

from functools import cache

import msgspec
import regex

from gouji.lexicon import LexiconFile, Regex, load
from gouji.model.claim import Relation

TIMEOUT = 2.0
"""Seconds that one lexicon pattern may take on one sentence before `regex` raises TimeoutError."""


class MeasureEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A measure and the words for it at the end of a subject."""

    name: str
    pattern: Regex


class ComparisonEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one relation."""

    relation: Relation
    words: tuple[str, ...]


class YearsEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words for this year's and last year's figure on either side of a comparison."""

    this: Regex
    last: Regex


class ClaimsFile(LexiconFile, frozen=True, kw_only=True):
    """`claims.toml`."""

    increase: tuple[str, ...]
    decrease: tuple[str, ...]
    turned: tuple[str, ...]
    flat: tuple[str, ...]
    named: tuple[str, ...]
    residue: tuple[str, ...]
    copulas: tuple[str, ...]
    leads: tuple[Regex, ...]
    lead_marks: Regex
    parts: tuple[str, ...]
    uses: tuple[str, ...]
    after_change: tuple[str, ...]
    to: tuple[str, ...]
    title_tail: Regex
    title_end: Regex
    pronoun: Regex
    total: Regex
    rest: tuple[str, ...]
    limit: Regex
    origin: Regex
    above: tuple[str, ...]
    beyond: tuple[str, ...]
    average: Regex
    ranges: tuple[str, ...]
    multiple: Regex
    ratio: Regex
    joints: tuple[str, ...]
    respectively: Regex
    alike: Regex
    points: tuple[str, ...]
    reason: Regex
    listing: Regex
    gap: Regex
    split: Regex
    topic: Regex
    nothing: Regex
    share: Regex
    completion: Regex
    base: Regex
    same_period: Regex
    measure: tuple[MeasureEntry, ...]
    comparison: tuple[ComparisonEntry, ...]
    years: YearsEntry


class Words:
    """`claims.toml` with its patterns compiled."""

    def __init__(self, file: ClaimsFile) -> None:
        self.after_change = frozenset(file.after_change)
        self.to = frozenset(file.to)
        self.total = regex.compile(file.total)
        self.title_end = regex.compile(file.title_end)
        self.title_tail = regex.compile(file.title_tail)
        self.points = file.points
        self.rest = file.rest
        self.limit = regex.compile(file.limit)
        self.origin = regex.compile(file.origin)
        self.beyond = frozenset(file.beyond)
        self.average = regex.compile(file.average)
        self.above = frozenset(file.above)
        self.ranges = frozenset(file.ranges)
        self.ratio = regex.compile(file.ratio)
        self.multiple = regex.compile(file.multiple)
        self.pronoun = regex.compile(file.pronoun)
        self.joints = frozenset(file.joints)
        self.respectively = regex.compile(file.respectively)
        self.alike = regex.compile(file.alike)
        self.reason = regex.compile(file.reason)
        self.listing = regex.compile(file.listing)
        self.nothing = regex.compile(file.nothing)
        self.gap = regex.compile(file.gap)
        self.split = regex.compile(file.split)
        self.topic = regex.compile(file.topic)
        self.share = regex.compile(file.share)
        self.completion = regex.compile(file.completion)
        self.base = regex.compile(file.base)
        self.same_period = regex.compile(file.same_period)
        self.lead_marks = regex.compile(file.lead_marks)
        self.leads = regex.compile("(?:" + "|".join(file.leads) + ")+")
        self.copula = regex.compile("(?:" + _any(file.copulas) + ")+$")
        self.measures = tuple((entry.name, regex.compile(entry.pattern)) for entry in file.measure)
        self.measure_tails = tuple((name, regex.compile(f"(?:{p.pattern})$")) for name, p in self.measures)
        self.residue = regex.compile(_any(file.residue))
        self.change = regex.compile(
            f"(?P<named>{_any(file.named)})|(?P<residue>{_any(file.residue)})|(?P<increase>{_any(file.increase)})|(?P<decrease>{_any(file.decrease)})|(?P<turned>{_any(file.turned)})"
        )
        self.flat = regex.compile(_any(file.flat))
        self.parts = regex.compile(_any(file.parts))
        self.uses = regex.compile(f"(?:{_any(file.uses)})[^，；。：]*")
        relations: dict[str, Relation] = {word: entry.relation for entry in file.comparison for word in entry.words}
        self.relations = relations
        side = "|".join(f"(?:{p.pattern})" for _, p in self.measures)
        word = _any(tuple(relations))
        within = _any(tuple(word for word, relation in relations.items() if relation == "not_over"))
        self.comparison = regex.compile(
            f"(?P<left>{side})(?:与|和|较|比)(?P<right>{side})(?:相比)?(?P<word>{word})"
            f"|(?P<left>{side})(?P<word>{word})(?P<right>{side})"
            f"|(?P<left>{file.years.this})(?:与|和|较|比)(?P<right>{file.years.last})(?:相比)?(?P<word>{word})"
            f"|(?P<left>{file.years.this})(?P<word>{word})(?P<right>{file.years.last})"
            f"|(?<=[，；])(?:严格|均|都|有效)?(?P<word>{within})(?P<right>{side})(?=(?:[之以]?内|[^，。；\\d]{{1,4}}内)?[，。；])"
        )

    def stands_for(self, subject: str) -> bool:
        """Whether a subject is none of its own: empty, or a word for the one at hand (“该项支出”)."""
        return not subject or self.pronoun.fullmatch(subject, timeout=TIMEOUT) is not None

    def measure_of(self, text: str) -> str:
        """The measure that `text` names as a whole, empty if none."""
        for name, pattern in self.measures:
            if pattern.fullmatch(text, timeout=TIMEOUT):
                return name
        return ""


def _any(words: tuple[str, ...]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def words(profile: str) -> Words:
    """The claim words of a profile. Raises LexiconError on a broken file."""
    return Words(load(profile, "claims", ClaimsFile))
