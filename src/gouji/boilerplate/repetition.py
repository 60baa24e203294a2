"""What a document says more than once: stated reasons, purposes, and whole passages."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from gouji.boilerplate.phrases import Phrases, phrases
from gouji.boilerplate.similarity import similarity
from gouji.language.fold import fold
from gouji.model import Analysis, Span

_MARKS = re.compile(r"[\W_]+")
_NUMBERS = re.compile(r"[0-9][0-9,.，]*|[XxＸ×*＊]{2,}")
_RESIDUE = re.compile(r"[XxＸ×*＊]{2,}")
_LISTED = re.compile(r"(?:[0-9]{1,2}[、.]|（[0-9一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、)")
_NEAR_LENGTH = 8
"""Characters that a reason must have for a near copy of it to be told from a different reason."""


class Use(msgspec.Struct, frozen=True, order=True):
    """One place where a phrase stands: its words, and the sentence around them."""

    span: Span
    sentence: int


class Repeated(msgspec.Struct, frozen=True):
    """A phrase and its uses: `key` without marks, numbers as “#”; `near` are uses of near copies of it."""

    key: str
    uses: tuple[Use, ...]
    near: tuple[Use, ...] = ()


def reason_key(folded: str, profile: str) -> str:
    """What two reasons are compared by: numbers masked, marks and the words around the cause out."""
    return _MARKS.sub("", _NUMBERS.sub("井", phrases(profile).core(folded))).replace("井", "#")


def repeated_reasons(analysis: Analysis) -> tuple[Repeated, ...]:
    """Reasons given more than once, in the order of their first use; near copies of one stand with it."""
    lexicon = phrases(analysis.profile)
    text = analysis.document.text
    groups: dict[str, list[Use]] = {}
    for reason in analysis.reasons:
        key = reason_key(fold(reason.span.cut(text)).text, analysis.profile)
        if len(key.replace("#", "")) >= lexicon.file.reason_length:
            groups.setdefault(key, []).append(Use(reason.span, reason.sentence))
    found: list[Repeated] = []
    taken: set[str] = set()
    for key, uses in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[1][0])):
        if key in taken or len(uses) < 2:
            continue
        taken.add(key)
        copies = [other for other in groups if other not in taken and _near(key, other, lexicon, analysis.profile)]
        taken.update(copies)
        near = sorted(use for other in copies for use in groups[other])
        found.append(Repeated(key, tuple(uses), tuple(near)))
    return tuple(sorted(found, key=lambda repeated: repeated.uses[0]))


def _near(a: str, b: str, lexicon: Phrases, profile: str) -> bool:
    if min(len(a), len(b)) < _NEAR_LENGTH:
        return False
    return similarity(a, b, profile) >= lexicon.file.similar


def stated_purposes(analysis: Analysis) -> tuple[Repeated, ...]:
    """All purposes (主要用于：…) with the places where they stand. Purposes with numbers are left out."""
    lexicon = phrases(analysis.profile)
    groups: dict[str, list[Use]] = {}
    for sentence in analysis.sentences:
        if sentence.kind != "prose":
            continue
        folded = fold(sentence.span.cut(analysis.document.text), sentence.span.start)
        for start, end in lexicon.purposes(folded.text):
            words = folded.text[start:end]
            if not _NUMBERS.search(words):
                groups.setdefault(_MARKS.sub("", words), []).append(Use(folded.span(start, end), sentence.index))
    return tuple(Repeated(key, tuple(uses)) for key, uses in groups.items())


class Passage(msgspec.Struct, frozen=True):
    """Clauses that stand word for word in several places.

    uses: the whole passage at each place, in order; heads: its first clauses there, which are enough to quote.
    clauses and length: how many clauses and characters the passage has; neighbours: two of the places are close.
    """

    uses: tuple[Use, ...]
    heads: tuple[Span, ...]
    clauses: int
    length: int
    neighbours: bool


class _Piece(msgspec.Struct, frozen=True):
    """A clause as compared: its key (empty where it must not count), folded words, span, sentence and section."""

    key: str
    clause: str
    span: Span
    sentence: int
    section: int | None


_CLAUSE = re.compile(r"[^，,；：。！？\n]+")
_NEAR_SENTENCES = 3
"""Places that are at most so many sentences apart are neighbours."""
_GAP = 3
"""Passages whose copies are interrupted by at most so many clauses in every place are one."""
_COMMON = 100
"""Clauses that stand more often begin no passage: nobody copies so much, and every place is held against all others."""
_HEAD = 60
"""Characters of a passage that are quoted."""


def repeated_passages(analysis: Analysis, shortest: int) -> tuple[Passage, ...]:
    """Passages of at least `shortest` characters (marks left out) that stand more than once, word for word.

    Clauses do not count that state numbers or reasons or purposes, that the form demands, or that stand in sections
    which say the same in every report. In sections of equal title a shorter passage counts (`parallel`).
    """
    pieces = _pieces(analysis)
    places: dict[str, list[int]] = {}
    for i, piece in enumerate(pieces):
        if piece.key:
            places.setdefault(piece.key, []).append(i)
    least = int(shortest * phrases(analysis.profile).file.parallel)
    runs: list[tuple[list[int], int]] = []
    covered: set[int] = set()
    for i, piece in enumerate(pieces):
        if i in covered or len(places.get(piece.key, ())) > _COMMON:
            continue
        later = [j for j in places.get(piece.key, ()) if j > i and j not in covered]
        if not later:
            continue
        starts, count = _run(pieces, [i, *later], shortest)
        wanted = least if _parallel(analysis, [pieces[start] for start in starts]) else shortest
        if sum(len(pieces[i + n].key) for n in range(count)) >= wanted:
            runs.append((starts, count))
            covered.update(start + n for start in starts for n in range(count))
    return tuple(_passage(pieces, starts, count) for starts, count in _joined(runs))


def _run(pieces: list[_Piece], starts: list[int], shortest: int) -> tuple[list[int], int]:
    """How many clauses from `starts` on are the same, and in which places; a longer passage beats one place more."""
    count, length = 1, len(pieces[starts[0]].key)
    while True:
        keys = [pieces[s + count].key if s + count < len(pieces) else "" for s in starts]
        same = [s for s, key in zip(starts, keys, strict=True) if key and key == keys[0]]
        apart = all(b - a > count for a, b in pairwise(same))
        if len(same) < 2 or not apart or (len(same) < len(starts) and length >= shortest):
            return starts, count
        starts, count, length = same, count + 1, length + len(keys[0])


def _joined(runs: list[tuple[list[int], int]]) -> Iterable[tuple[list[int], int]]:
    """Runs with those that follow at once in every place put together."""
    joined: list[tuple[list[int], int]] = []
    for starts, count in runs:
        if joined and len(joined[-1][0]) == len(starts):
            gaps = [b - a - joined[-1][1] for a, b in zip(joined[-1][0], starts, strict=True)]
            if all(0 <= gap <= _GAP for gap in gaps):
                first = joined[-1][0]
                joined[-1] = (first, max(b - a for a, b in zip(first, starts, strict=True)) + count)
                continue
        joined.append((starts, count))
    return joined


def _passage(pieces: list[_Piece], starts: list[int], count: int) -> Passage:
    uses, heads = [], []
    for start in starts:
        run = pieces[start : start + count]
        uses.append(Use(Span(run[0].span.start, run[-1].span.end), run[0].sentence))
        end, length = run[0].span.end, len(run[0].key)
        for piece in run[1:]:
            length += len(piece.key)
            if length > _HEAD or piece.sentence != run[0].sentence:
                break
            end = piece.span.end
        heads.append(Span(run[0].span.start, end))
    sentences = [use.sentence for use in uses]
    close = any(b - a <= _NEAR_SENTENCES for a, b in pairwise(sentences))
    whole = pieces[starts[0] : starts[0] + count]
    return Passage(tuple(uses), tuple(heads), count, sum(len(piece.key) for piece in whole), close)


def _parallel(analysis: Analysis, pieces: list[_Piece]) -> bool:
    """Whether all pieces stand in different sections of one title, which is not the piece's own beginning."""
    sections = [piece.section for piece in pieces]
    if None in sections or len(set(sections)) < len(sections):
        return False
    titles = {_MARKS.sub("", fold(analysis.sections[index].title).text) for index in sections if index is not None}
    return len(titles) == 1 and "" not in titles and not any(title.startswith(pieces[0].key) for title in titles)


def _pieces(analysis: Analysis) -> list[_Piece]:
    """The clauses of the prose, in order; the keys of those that repeat and yet do not count are empty."""
    pieces: list[_Piece] = []
    for sentence in analysis.sentences:
        if sentence.kind != "prose":
            continue
        folded = fold(sentence.span.cut(analysis.document.text), sentence.span.start)
        for match in _CLAUSE.finditer(folded.text):
            number = _LISTED.match(match[0])
            clause = (number and match[0][number.end() :]) or match[0]
            span = folded.span(match.end() - len(clause), match.end())
            pieces.append(_Piece(_MARKS.sub("", clause), clause, span, sentence.index, sentence.section))
    taken = _Taken(analysis)
    name = _MARKS.sub("", fold(analysis.unit_name or "").text)
    frequency = Counter(piece.key for piece in pieces)
    for i, piece in enumerate(pieces):
        if frequency[piece.key] < 2:
            continue
        if piece.key == name or taken.meets(piece.span) or not _counts(piece, analysis):
            pieces[i] = msgspec.structs.replace(piece, key="")
    return pieces


def _counts(piece: _Piece, analysis: Analysis) -> bool:
    """Whether it is worth a word that a clause repeats."""
    lexicon = phrases(analysis.profile)
    section = None if piece.section is None else analysis.sections[piece.section]
    if section is not None and section.kind in lexicon.file.standing_kinds:
        return False
    if _RESIDUE.search(piece.key) or not any(char.isalpha() for char in piece.key):
        return False
    return not lexicon.demanded(piece.clause)


class _Taken:
    """The stretches that other rules speak of: claims, reasons and purposes."""

    def __init__(self, analysis: Analysis) -> None:
        spans = [claim.span for claim in analysis.claims] + [claim.number for claim in analysis.claims if claim.number]
        spans += [reason.span for reason in analysis.reasons]
        self._spans = sorted(spans + [use.span for purpose in stated_purposes(analysis) for use in purpose.uses])
        self._longest = max((len(span) for span in self._spans), default=0)

    def meets(self, span: Span) -> bool:
        i = bisect_right(self._spans, span.end, key=lambda other: other.start)
        while i > 0 and self._spans[i - 1].start >= span.start - self._longest:
            i -= 1
            if self._spans[i].meets(span):
                return True
        return False
