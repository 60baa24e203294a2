"""Sentence skeletons: what is left of a sentence when its numbers, dates, accounts and the body's name are masked."""

from functools import cache

import msgspec
import regex

from gouji.language.fold import fold, squeeze
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Analysis, Folded, Sentence, Slot, Span, Template

TIMEOUT = 1.0
"""Seconds that the account patterns may take on one sentence."""

_BY_DIMENSION = {"money": "amount", "ratio": "percent", "points": "percent", "count": "count"}


class TemplatesFile(LexiconFile, frozen=True, kw_only=True):
    """`templates.toml`: patterns of account names and words they never lack, and slot kinds by mention reason."""

    account: tuple[Regex, ...]
    account_marks: tuple[str, ...]
    slots: dict[str, str]


class _Stretch(msgspec.Struct, frozen=True, order=True):
    """A stretch of folded text to be masked."""

    start: int
    end: int
    kind: str


@cache
def _lexicon(profile: str) -> tuple[TemplatesFile, "regex.Pattern[str]"]:
    file = load(profile, "templates", TemplatesFile)
    return file, regex.compile("|".join(file.account))


def find_templates(analysis: Analysis) -> tuple[Template, ...]:
    """The skeletons of all prose sentences, each with the sentences it occurs in and their slots, in text order.

    Slots show in the skeleton as “⟨amount⟩”, “⟨percent⟩”, “⟨count⟩”, “⟨date⟩”, “⟨year⟩”, “⟨account⟩”, “⟨unit_name⟩”
    and “⟨number⟩” (list and ordinal numbers, numbers without a unit); the rest is folded text without spaces.
    Sentences of which nothing but slots and marks is left are no templates.
    """
    file, _ = _lexicon(analysis.profile)
    numbers = _numbers(analysis, file)
    name = squeeze(analysis.unit_name) if analysis.unit_name else ""
    groups: dict[str, list[tuple[int, tuple[Slot, ...]]]] = {}
    for sentence in analysis.sentences:
        if sentence.kind != "prose":
            continue
        skeleton, slots = _skeleton(analysis, sentence, numbers.get(sentence.index, []), name)
        if skeleton:
            groups.setdefault(skeleton, []).append((sentence.index, slots))
    return tuple(
        Template(skeleton, tuple(index for index, _ in places), tuple(slots for _, slots in places))
        for skeleton, places in groups.items()
    )


def _numbers(analysis: Analysis, file: TemplatesFile) -> dict[int, list[tuple[Span, str]]]:
    """Spans and kinds of the numbers to be masked, by sentence."""
    found: dict[int, list[tuple[Span, str]]] = {}
    for claim in analysis.claims:
        if claim.number is not None and claim.quantity is not None:
            unit = claim.quantity.unit
            kind = _BY_DIMENSION[unit.dimension] if unit else "number"
            found.setdefault(claim.sentence, []).append((claim.number, kind))
    sentences = iter(sorted(analysis.sentences, key=lambda sentence: sentence.span))
    sentence = next(sentences, None)
    for mention in sorted(analysis.mentions, key=lambda mention: mention.span):
        while sentence is not None and sentence.span.end <= mention.span.start:
            sentence = next(sentences, None)
        if sentence is not None and mention.why in file.slots and sentence.span.covers(mention.span):
            found.setdefault(sentence.index, []).append((mention.span, file.slots[mention.why]))
    return found


def _skeleton(
    analysis: Analysis, sentence: Sentence, numbers: list[tuple[Span, str]], name: str
) -> tuple[str, tuple[Slot, ...]]:
    """The masked sentence and its slots; empty where nothing but slots would be left."""
    text = analysis.document.text
    folded = fold(sentence.span.cut(text), sentence.span.start)
    parts: list[str] = []
    slots: list[Slot] = []
    at = 0
    for stretch in _stretches(folded, numbers, name, analysis.profile):
        start = max(stretch.start, at)
        if (start > stretch.start and stretch.kind != "account") or start >= stretch.end:
            continue
        span = folded.span(start, stretch.end)
        slots.append(Slot(stretch.kind, span, span.cut(text)))
        parts += [folded.text[at:start], f"⟨{stretch.kind}⟩"]
        at = stretch.end
    parts.append(folded.text[at:])
    kept = "".join(parts[::2])
    return ("".join(parts), tuple(slots)) if any(char.isalpha() for char in kept) else ("", ())


def _stretches(folded: Folded, numbers: list[tuple[Span, str]], name: str, profile: str) -> list[_Stretch]:
    """What to mask, in order; where two overlap the one that begins first wins, then the longer one.

    The pattern of accounts cannot know where a name before the account ends (2024年度一般公共服务支出（类）): an
    account that begins inside another slot begins behind it.
    """
    text = folded.text
    found = [_Stretch(folded.find(span.start), folded.find(span.end), kind) for span, kind in numbers]
    at = text.find(name) if name else -1
    while at >= 0:
        found.append(_Stretch(at, at + len(name), "unit_name"))
        at = text.find(name, at + len(name))
    file, pattern = _lexicon(profile)
    if any(mark in text for mark in file.account_marks):
        matches = pattern.finditer(text, timeout=TIMEOUT)
        found += [_Stretch(match.start(), match.end(), "account") for match in matches]
    return sorted(found, key=lambda stretch: (stretch.start, -stretch.end))
