"""Words looked up in a report's text: what counts are letters, digits, points and percent signs."""

import re
from difflib import SequenceMatcher

from gouji.language.fold import fold
from gouji.model import Folded, Span

_KEPT = re.compile(r"[\w.%]+")
_DIGIT = re.compile(r"[\d.]")


def bare(text: str) -> Folded:
    """`text` without blanks and punctuation, look-alikes made one, with the map back.

    Renderings of a report differ in blanks, line ends, pipes and quotes, never in what is left here.
    """
    folded = fold(text)
    pieces: list[str] = []
    origin: list[int] = []
    for match in _KEPT.finditer(folded.text):
        pieces.append(match[0])
        origin.extend(folded.origin[match.start() : match.end()])
    origin.append(len(text))
    return Folded("".join(pieces), tuple(origin))


def occurrences(whole: Folded, quote: str) -> list[Span]:
    """Where `quote` stands in a bared text, in order; a number does not stand inside a longer one."""
    words = bare(quote).text
    if not words:
        return []
    found = []
    at = whole.text.find(words)
    while at >= 0:
        end = at + len(words)
        if not _inside_number(whole.text, at, end):
            found.append(whole.span(at, end))
        at = whole.text.find(words, at + 1)
    return found


def _inside_number(text: str, at: int, end: int) -> bool:
    before = at > 0 and text[at].isdigit() and _DIGIT.match(text[at - 1])
    after = text[end - 1].isdigit() and _DIGIT.match(text[end : end + 1])
    return bool(before or after)


def overlap(a: str, b: str) -> float:
    """The longest run of characters that two bared texts share, as a part of the shorter one: 0 to 1."""
    if not a or not b:
        return 0.0
    if a in b or b in a:
        return 1.0
    match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return match.size / min(len(a), len(b))
