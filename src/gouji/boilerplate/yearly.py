"""Sentences and reasons that were taken over from last year's report."""

import re
from collections.abc import Iterator

import msgspec

from gouji.boilerplate.phrases import phrases
from gouji.boilerplate.repetition import reason_key
from gouji.language.fold import fold, squeeze
from gouji.model import Analysis, Reason, Sentence

_NUMBERS = re.compile(r"[0-9][0-9,.]*")
_MARKS = re.compile(r"[\W_]+")


class TakenSentence(msgspec.Struct, frozen=True):
    """A sentence of this report and the one of last year's that it repeats; exact: its numbers, too."""

    sentence: Sentence
    source: Sentence
    exact: bool


class TakenReason(msgspec.Struct, frozen=True):
    """A stated cause and the one of last year's that it repeats; exact: its numbers, if it has any, too."""

    reason: Reason
    source: Reason
    exact: bool
    numbers: bool


def taken_sentences(
    analysis: Analysis, previous: Analysis, shortest: int
) -> Iterator[tuple[Sentence, TakenSentence | None]]:
    """The sentences that could be said otherwise, each with the one of last year that it repeats, numbers aside.

    What the form demands is left out, and what stands in sections that say the same in every report or are not known.
    """
    known: dict[str, Sentence] = {}
    exact: dict[str, Sentence] = {}
    for sentence in previous.sentences:
        if sentence.kind == "prose":
            words = squeeze(previous.quote(sentence.span))
            exact.setdefault(words, sentence)
            known.setdefault(_masked(words), sentence)
    lexicon = phrases(analysis.profile)
    for sentence in analysis.sentences:
        if sentence.kind != "prose" or not _told(analysis, sentence.section):
            continue
        words = squeeze(analysis.quote(sentence.span))
        if len(_masked(words)) < shortest or lexicon.demanded(words.rstrip("。；")):
            continue
        source = exact.get(words) or known.get(_masked(words))
        yield sentence, TakenSentence(sentence, source, words in exact) if source else None


def taken_reasons(analysis: Analysis, previous: Analysis) -> Iterator[tuple[Reason, TakenReason | None]]:
    """The stated causes, each with the one of last year that it repeats, numbers aside."""
    known: dict[str, Reason] = {}
    exact: dict[str, Reason] = {}
    for reason in previous.reasons:
        words = fold(reason.span.cut(previous.document.text)).text
        exact.setdefault(words, reason)
        known.setdefault(reason_key(words, previous.profile), reason)
    lexicon = phrases(analysis.profile)
    for reason in analysis.reasons:
        if not _told(analysis, analysis.sentences[reason.sentence].section):
            continue
        words = fold(reason.span.cut(analysis.document.text)).text
        key = reason_key(words, analysis.profile)
        if len(key.replace("#", "")) < lexicon.file.reason_length or lexicon.demanded(words):
            continue
        source = exact.get(words) or known.get(key)
        numbers = _NUMBERS.search(words) is not None
        yield reason, TakenReason(reason, source, words in exact, numbers) if source else None


def _told(analysis: Analysis, index: int | None) -> bool:
    """Whether a section tells of the year: it is of a known kind, and not one that says the same in every report."""
    kind = None if index is None else analysis.sections[index].kind
    return kind is not None and kind not in phrases(analysis.profile).file.standing_kinds


def _masked(words: str) -> str:
    return _MARKS.sub("", _NUMBERS.sub("#", words).replace("#", "井"))
