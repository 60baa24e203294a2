"""What a report is: its title, its reporting body, its year, the profile that fits it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from gouji.language.fold import squeeze
from gouji.language.numbering import find_marker
from gouji.language.numerals import parse_numeral
from gouji.lexicon import ProfileFile, load, profiles
from gouji.model import Document, Section
from gouji.segment.titles import Identity, Kinds

GENERIC = "generic"

_ENDS_SENTENCE = re.compile(r"[。！？；]")
_LONGEST_COVER = 8
_LONGEST_LINE = 80
_COVER_WEIGHT = 3
_PROSE_WEIGHT = 2
_OFTEN = 3
_TOP_LEVELS = 2
_MANY = 20
"""A signal word counts this often at most, so that one word of a long report does not drown the others."""


def cover_blocks(document: Document, captions: frozenset[int], kinds: Kinds) -> list[int]:
    """The blocks of the cover: short lines before the contents, the first table, heading or sentence."""
    found: list[int] = []
    for index, block in enumerate(document.blocks[:_LONGEST_COVER]):
        line = squeeze(block.span.cut(document.text))
        if block.kind != "paragraph" or index in captions or len(line) > _LONGEST_LINE:
            break
        if _ENDS_SENTENCE.search(line) or find_marker(line) or kinds.is_heading(line):
            break
        found.append(index)
    return found


def find_title(cover: Sequence[str], words: Identity) -> str:
    """The folded cover lines as one title, without lines that only label the reporting body.

    A line that the next one begins with (青石县, then 青石县水务局) is not told twice.
    """
    lines = [line for line in cover if not words.label(line)]
    return "".join(line for line, below in zip(lines, [*lines[1:], ""], strict=False) if not below.startswith(line))


def find_unit(cover: Sequence[str], sections: Iterable[Section], heads: Iterable[str], words: Identity) -> str | None:
    """The reporting body: as the cover labels it, as the title has it, as headings or table heads name it most often."""
    for line in cover:
        if name := words.label(line):
            return name
    for line in (find_title(cover, words), *cover):
        if name := words.title(line):
            return name
    tops = [one.title for one in sections if one.level <= _TOP_LEVELS]
    return _commonest(map(words.heading, tops)) or _commonest(map(words.label, heads))


def find_year(
    cover: Sequence[str], sections: Iterable[Section], heads: Iterable[str], prose: str, words: Identity
) -> int | None:
    """The year that cover, upper headings and table titles name most often; the cover counts threefold.

    On equal counts the later one. The running text (`prose`, folded) counts twice for the year that it names more often
    than any other, and several times: a cover left from the year before does not outvote headings and text. Where
    nothing else names a year, as in an excerpt, it decides.
    """
    votes: Counter[int] = Counter()
    lines = [(line, _COVER_WEIGHT) for line in cover]
    lines += [(one.title, 1) for one in sections if one.level <= _TOP_LEVELS and one.kind not in ("annex", "project")]
    lines += [(line, 1) for line in heads]
    for line, weight in lines:
        for written in words.years(line):
            number = parse_numeral(written)
            if number:
                votes[int(number.value)] += weight
    told = Counter(int(written) for written in words.prose_years(prose))
    most = max(told.values(), default=0)
    if list(told.values()).count(most) == 1 and (not votes or most >= _OFTEN):
        votes[next(year for year, count in told.items() if count == most)] += _PROSE_WEIGHT
    return max(votes, key=lambda year: (votes[year], year)) if votes else None


def choose_profile(document: Document) -> str:
    """The profile whose signal words stand in the document most often, by their weights; “generic” on a tie."""
    text = squeeze(document.text)
    scores = {
        name: sum(weight * min(text.count(word), _MANY) for word, weight in _signals(name).items())
        for name in profiles()
    }
    best = max(scores.values())
    winners = [name for name, score in scores.items() if score == best]
    return winners[0] if len(winners) == 1 and best > 0 else GENERIC


def _signals(profile: str) -> dict[str, float]:
    return load(profile, "profile", ProfileFile).signals


def _commonest(names: Iterable[str | None]) -> str | None:
    counted = Counter(name for name in names if name)
    return min(counted, key=lambda name: (-counted[name], name)) if counted else None
