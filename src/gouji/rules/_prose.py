"""Paragraphs for the rules that look at wording: folded once, with section and quote at hand."""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

import msgspec

from gouji.check.view import View
from gouji.language.fold import fold
from gouji.model import Folded, Span

TIMEOUT = 2.0
"""Seconds that one lexicon pattern may take on one paragraph before `regex` raises TimeoutError."""

_QUOTE = 60
_STOPS = "。！？"
_PAUSES = "，；：" + _STOPS

_seen: WeakKeyDictionary[View, tuple["Paragraph", ...]] = WeakKeyDictionary()


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph or heading of the document: its block, folded text, section index, whether it is a heading."""

    block: int
    folded: Folded
    section: int | None
    heading: bool

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def sentence(self, position: int) -> tuple[int, int]:
        """Begin and end (in the folded text) of the sentence around `position`, its full stop left out."""
        return _around(self.text, position, _STOPS)

    def quote(self, start: int, end: int) -> Span:
        """What to mark for folded [start, end): whole clauses, from the sentence's start where that is short."""
        first, last = _around(self.text, start, _PAUSES)[0], _around(self.text, end - 1, _PAUSES)[1]
        begin = self.sentence(start)[0]
        if last - begin <= _QUOTE:
            first = begin
        elif last - first > _QUOTE:
            # Too long: the first clause alone, or the very words.
            last = min(last, _around(self.text, start, _PAUSES)[1])
            if last - first > _QUOTE:
                first, last = start, end
            end = min(end, last)
        last = max(last, end)
        while last > end and self.text[last - 1] in _PAUSES:
            last -= 1
        return self.folded.span(first, last)


def paragraphs(view: View) -> tuple[Paragraph, ...]:
    """All paragraphs of the document but the table of contents and what stands in tables and figures."""
    if view not in _seen:
        _seen[view] = tuple(_fold_all(view))
    return _seen[view]


def _fold_all(view: View) -> Iterator[Paragraph]:
    document = view.analysis.document
    # A heading that sentences follow on its line (“1.总体情况。本年支出…”) is a paragraph.
    headings = {s.block for s in view.analysis.sentences if s.kind == "heading"}
    headings -= {s.block for s in view.analysis.sentences if s.kind == "prose"}
    contents = {s.block for s in view.analysis.sentences if s.kind == "toc"}
    for index, block in enumerate(document.blocks):
        if block.kind != "paragraph" or index in contents:
            continue
        folded = fold(block.span.cut(document.text), block.span.start)
        if folded.text.strip():
            section = view.section_at(block.span.start)
            yield Paragraph(index, folded, section.index if section else None, index in headings)


def _around(text: str, position: int, marks: str) -> tuple[int, int]:
    """Begin and end of the stretch around `position` that holds none of `marks`."""
    start = max((text.rfind(mark, 0, position) for mark in marks), default=-1) + 1
    ends = [end for mark in marks if (end := text.find(mark, position)) >= 0]
    return start, min(ends, default=len(text))
