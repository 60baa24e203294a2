"""The words of `boilerplate.toml` and `stock.toml`, compiled once per profile."""

from decimal import Decimal
from functools import cache

import regex

from gouji.language.subjects import SubjectsFile
from gouji.language.units import units
from gouji.lexicon import LexiconFile, Regex, load

TIMEOUT = 1.0
"""Seconds that a lexicon's pattern may take on one clause."""


class BoilerplateFile(LexiconFile, frozen=True, kw_only=True):
    """`boilerplate.toml`; `purpose` captures a group named “purpose”, lengths count folded characters."""

    reason_lead: tuple[str, ...]
    reason_tail: tuple[str, ...]
    reason_length: int
    similar: Decimal
    vague: tuple[str, ...]
    function: tuple[str, ...]
    vocabulary: tuple[str, ...]
    purpose: Regex
    not_purpose: tuple[str, ...]
    standing_kinds: tuple[str, ...]
    parallel: Decimal

    def __post_init__(self) -> None:
        if "purpose" not in regex.compile(self.purpose).groupindex:
            raise ValueError("`purpose` must have a group (?P<purpose>…)")


class StockFile(LexiconFile, frozen=True, kw_only=True):
    """`stock.toml`: patterns of clauses that the form demands."""

    phrase: tuple[Regex, ...]


class Phrases:
    """What repetition asks of the lexicon."""

    def __init__(self, profile: str) -> None:
        self.file = load(profile, "boilerplate", BoilerplateFile)
        self._stock = [regex.compile(pattern) for pattern in load(profile, "stock", StockFile).phrase]
        self._purpose = regex.compile(self.file.purpose)
        self._profile = profile
        words = sorted({*self.file.vague, *self.file.function}, key=lambda word: (-len(word), word))
        self._vague = regex.compile(f"(?:{'|'.join(map(regex.escape, words))}|[，、；：。])*+")

    def vague(self, reason: str) -> bool:
        """Whether a folded reason names no person, place, project, date, policy or number."""
        return self._vague.fullmatch(reason, timeout=TIMEOUT) is not None

    def demanded(self, clause: str) -> bool:
        """Whether a folded clause is wording that the form demands."""
        return any(pattern.fullmatch(clause, timeout=TIMEOUT) for pattern in self._stock)

    def purposes(self, sentence: str) -> list[tuple[int, int]]:
        """Where a folded sentence states what money is for."""
        found = [match.span("purpose") for match in self._purpose.finditer(sentence, timeout=TIMEOUT)]
        return [(a, b) for a, b in found if not sentence.startswith(self.file.not_purpose, a)]

    def core(self, reason: str) -> str:
        """A folded reason without the words around it (因…等原因)."""
        for _ in range(3):
            lead = max((w for w in self.file.reason_lead if reason.startswith(w)), key=len, default="")
            tail = max((w for w in self.file.reason_tail if reason.endswith(w)), key=len, default="")
            kept = reason[len(lead) : len(reason) - len(tail)].strip("：，,、。；")
            if kept == reason or not kept:
                break
            reason = kept
        return reason

    def vocabulary(self) -> tuple[str, ...]:
        """The words that a tokenizer must keep whole."""
        file = load(self._profile, "subjects", SubjectsFile)
        names = [entry.name for entry in file.subject] + [name for entry in file.partition for name in entry.names]
        return tuple(sorted({*self.file.vocabulary, *names, *units(self._profile)}))


@cache
def phrases(profile: str) -> Phrases:
    """The compiled phrases of a profile."""
    return Phrases(profile)
