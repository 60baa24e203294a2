"""Words looked up in a report's text: what counts are letters, digits, points and percent signs."""

import re
from difflib import SequenceMatcher
from functools import cached_property

from gouji.language.fold import fold
from gouji.model import Document, Folded, Span

# The signs that stand for a name left out count too: in “×××局” they are what is wrong.
_KEPT = re.compile(r"(?:[\w.%×○〇□△]|(?<=\d),(?=\d))+")
_INNER = re.compile(r"[\d.,]")


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
        if not _inside_number(whole, at, end):
            found.append(whole.span(at, end))
        at = whole.text.find(words, at + 1)
    return found


def _inside_number(whole: Folded, at: int, end: int) -> bool:
    """Whether the words begin or end within a number: digits of the next cell are not its digits."""
    text, origin = whole.text, whole.origin
    before = at > 0 and text[at].isdigit() and _INNER.match(text[at - 1]) and origin[at] - origin[at - 1] == 1
    after = text[end - 1].isdigit() and _INNER.match(text, end) and origin[end] - origin[end - 1] == 1
    return bool(before or after)


def overlap(a: str, b: str) -> float:
    """The longest run of characters that two bared texts share, as a part of the shorter one: 0 to 1."""
    if not a or not b:
        return 0.0
    if a in b or b in a:
        return 1.0
    match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return match.size / min(len(a), len(b))


class Finder:
    """Finds annotated words in one document."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def text(self) -> Folded:
        """The document's text, bared."""
        return bare(self.document.text)

    def page(self, span: Span) -> int | None:
        """The page on which `span` begins."""
        return self.document.place(span).page

    def find(self, quote: str, nth: int | None, page: int | str | None) -> tuple[Span, ...]:
        """The places that an annotation may mean: the nth one, else those on or next to its page, else all."""
        spans = occurrences(self.text, quote)
        if nth is not None and 0 < nth <= len(spans):
            return (spans[nth - 1],)
        return tuple(span for span in spans if near(page, self.page(span)))


def near(annotated: int | str | None, page: int | None) -> bool:
    """Whether a page may be the annotated one: the same or a neighbour, for sentences run on; unknown pages may."""
    match = re.search(r"[1-9]\d*", str(annotated or ""))
    return match is None or page is None or abs(int(match[0]) - page) <= 1


def shared(a: Span, b: Span) -> float:
    """The characters that two spans share, as a part of the shorter one: 0 to 1."""
    length = min(a.end, b.end) - max(a.start, b.start)
    return max(length, 0) / max(min(len(a), len(b)), 1)
