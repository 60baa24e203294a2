"""What the rules on stated causes share: which way a cause points, what it explains, whose item it stands under."""

from functools import cache
from typing import Literal

import msgspec
import regex

from gouji.boilerplate.phrases import phrases
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Claim, Reason, Span
from gouji.model.claim import Direction
from gouji.rules._figures import HUNDRED
from gouji.rules._nuances import has_any

TIMEOUT = 1.0
"""Seconds that the patterns may take on one stated cause."""

Way = Literal["increase", "decrease"]
_OF_RELATION: dict[str, Direction] = {"greater": "increase", "less": "decrease", "equal": "flat", "about_equal": "flat"}
_OPPOSITE: dict[Direction, Direction] = {"increase": "decrease", "decrease": "increase", "flat": "flat"}
_NEAR = 12


class ExclusiveEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one kind of account, which no account of another group is about, and words that may stand there too."""

    words: tuple[str, ...]
    also: tuple[str, ...] = ()


class ReasonsFile(LexiconFile, frozen=True, kw_only=True):
    """`reasons.toml`: see the comments there."""

    rise: tuple[str, ...]
    fall: tuple[str, ...]
    objects: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    hints_up: tuple[str, ...]
    hints_down: tuple[str, ...]
    either_way: tuple[str, ...]
    inverse: tuple[str, ...]
    transfer: tuple[Regex, ...]
    circular: tuple[Regex, ...]
    cause: tuple[str, ...]
    asked_by_item: tuple[str, ...]
    asked_once: tuple[str, ...]
    changes_in: tuple[str, ...]
    flat_kinds: tuple[str, ...]
    exclusive: tuple[ExclusiveEntry, ...] = ()


class ReasonWords:
    """`reasons.toml` with its patterns compiled."""

    def __init__(self, file: ReasonsFile) -> None:
        self.file = file
        self.circular = tuple(regex.compile(pattern) for pattern in file.circular)
        self._transfer = regex.compile("|".join(file.transfer))
        objects = _any(file.objects)
        self._ways: tuple[tuple[Way, regex.Pattern[str], tuple[str, ...]], ...] = (
            ("increase", _cue(file.up, file.rise, objects), file.hints_down),
            ("decrease", _cue(file.down, file.fall, objects), file.hints_up),
        )

    def way(self, reason: str) -> tuple[Way, str] | None:
        """Which way a folded reason points, and the clause that says so; None where it may be either."""
        for way, cue, other in self._ways:
            found = None
            for clause in regex.split("[，；。：]", reason):
                match = cue.search(clause, timeout=TIMEOUT)
                if match is not None and has_any(clause, self.file.either_way):
                    return None
                if match is not None:
                    found = found or clause
            if found is not None:
                rest = cue.sub("", reason, timeout=TIMEOUT)
                return None if has_any(rest, other) else (way, found)
        return None

    def transfers(self, reason: str) -> bool:
        """Whether a folded reason moves money from one item to another: that lowers the one and raises the other."""
        return bool(self._transfer.search(reason, timeout=TIMEOUT))

    def groups(self, words: str) -> frozenset[int]:
        """The groups of accounts that `words` speak of."""
        return frozenset(i for i, entry in enumerate(self.file.exclusive) if has_any(words, entry.words))

    def fitting(self, words: str, groups: frozenset[int]) -> bool:
        """Whether `words`, those of other groups taken out, have one that may stand under an account of `groups`."""
        for i, entry in enumerate(self.file.exclusive):
            for word in entry.words if i not in groups else ():
                words = words.replace(word, "")
        return any(has_any(words, self.file.exclusive[i].also) for i in groups)


def _cue(words: tuple[str, ...], verbs: tuple[str, ...], objects: str) -> "regex.Pattern[str]":
    """Words that prove a direction by themselves, or a verb with what it is about on either side."""
    verb, gap = f"(?:{_any(verbs)})", f"[^，；。]{{0,{_NEAR}}}?"
    return regex.compile(f"{_any(words)}|{verb}{gap}(?:{objects})|(?:{objects}){gap}{verb}")


def _any(words: tuple[str, ...]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def reason_words(profile: str) -> ReasonWords:
    """The words on reasons of a profile. Raises LexiconError on a broken file."""
    return ReasonWords(load(profile, "reasons", ReasonsFile))


def core(view: View, reason: Reason) -> str:
    """The folded words of a stated cause without those around it (因…等原因)."""
    return phrases(view.analysis.profile).core(squeeze(view.quote(reason.span)))


def effect(view: View, reason: Reason) -> Direction | None:
    """What a stated cause explains: an increase, a decrease, or that nothing changed; None where that is not certain."""
    inverse = reason_words(view.analysis.profile).file.inverse
    found: set[Direction] = set()
    for index in reason.claims:
        claim = view.claim(index)
        if claim.residue or has_any(claim.concept.subject + squeeze(view.quote(claim.span)), inverse):
            return None
        direction = _direction(claim)
        if direction is not None:
            found.add(direction)
    return found.pop() if len(found) == 1 else None


def _direction(claim: Claim) -> Direction | None:
    quantity = claim.quantity
    if claim.comparison is not None:
        direction = _OF_RELATION.get(claim.comparison.relation)
        reversed_ = "预算" in claim.comparison.left and "预算" not in claim.comparison.right
        return _OPPOSITE[direction] if direction and reversed_ else direction
    if claim.kind == "completion":
        if quantity is None or quantity.unit is None or quantity.unit.dimension != "ratio":
            return None
        return "increase" if quantity.value > HUNDRED else "decrease" if quantity.value < HUNDRED else "flat"
    if quantity is None or claim.direction in (None, "flat"):
        return claim.direction
    if quantity.value == 0:
        return "flat" if claim.kind == "change" else None
    return claim.direction if quantity.value > 0 else _OPPOSITE[claim.direction or "flat"]


def explained(view: View, reason: Reason) -> list[Claim]:
    """The claims that a stated cause explains."""
    return [view.claim(index) for index in reason.claims]


def explained_here(view: View, claim: Claim) -> bool:
    """Whether a cause is given for a change or comparison itself: before the next amount, change or comparison begins."""
    if claim.reason is not None:
        return True
    analysis = view.analysis
    end = len(analysis.document.text)
    for other in analysis.claims[claim.index + 1 :]:
        if other.kind in ("amount", "change", "comparison") and other.span.start >= claim.span.end:
            end = other.span.start
            break
    section = view.section(claim.section)
    between = analysis.document.text[claim.span.end : min(end, section.span.end if section else end)]
    return has_any(squeeze(between), reason_words(analysis.profile).file.cause)


def item_of(view: View, sentence: int) -> tuple[str, ...]:
    """The account, from 类 down, that a sentence stands under: named in it or in the paragraph around it."""
    here = view.analysis.sentences[sentence]
    for step in (0, -1, 1, -2):
        index = sentence + step
        if not 0 <= index < len(view.analysis.sentences) or view.analysis.sentences[index].section != here.section:
            continue
        for claim in view.claims_of.get(index, ()):
            if len(claim.concept.path) > 1 and (step <= 0 or view.analysis.sentences[index].block == here.block):
                return claim.concept.path
    return ()


def around(view: View, reason: Reason) -> Span:
    """What to quote of a reason: with the comparison or change that it explains where that is right before it."""
    claims = [claim for claim in explained(view, reason) if claim.sentence == reason.sentence]
    start = min((claim.span.start for claim in claims if claim.span.start < reason.span.start), default=None)
    if start is None or reason.span.end - start > 80:
        return reason.span
    return Span(start, reason.span.end)
