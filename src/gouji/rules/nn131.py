"""NN-131: punctuation slips."""

import re
from collections.abc import Iterator
from itertools import pairwise

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Outcome, Span
from gouji.rules._figures import make_card
from gouji.rules._prose import Paragraph, paragraphs

_DOUBLED = re.compile("[。，、；：][。，、；：]+")
_OPEN_END = "；，、"


class Punctuation:
    """Punctuation slips.

    标点重复（“。。”“，，”），段落以“；”“，”收尾后即为新标题。

    Doubled stops and pauses, and a paragraph that breaks off with “；”, “，” or “、” before a heading: often the trace of
    a deleted list entry. Information only. Source: E.

    Broken: 主要原因是人员增加。。
    Right: 主要包括：办公费……（“……”和“。”后的引号不算）
    """

    card = make_card(
        "NN-131",
        "info",
        ("标点有误", "punctuation slip"),
        {
            "default": ("标点重复“{mark}”", "doubled punctuation “{mark}”"),
            "open_end": (
                "段落以“{mark}”收尾，其后即为新标题",
                "the paragraph ends with “{mark}”, and a heading follows",
            ),
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Look through every paragraph and at its end."""
        found = paragraphs(view)
        for paragraph in found:
            slips = [match for match in _DOUBLED.finditer(paragraph.text) if len(set(match[0])) < 3]
            if not slips:
                yield Outcome("holds")
            for match in slips:
                yield self._broken(view, paragraph, match.start(), match.end(), "default")
        for paragraph, after in pairwise(found):
            last = len(paragraph.text) - 1
            ends_open = paragraph.text[last] in _OPEN_END and not paragraph.heading
            if ends_open and after.heading and after.block == paragraph.block + 1:
                yield self._broken(view, paragraph, last, last + 1, "open_end")

    def _broken(self, view: View, paragraph: Paragraph, start: int, end: int, variant: str) -> Outcome:
        finding = view.finding(
            self.card,
            _quote(paragraph, start, end),
            section=paragraph.section,
            variant=variant,
            facts={"mark": paragraph.text[start:end]},
            stated=paragraph.text[start:end],
        )
        return Outcome("broken", finding=finding)


def _quote(paragraph: Paragraph, start: int, end: int) -> Span:
    """The clause before the marks, and the marks."""
    clause = paragraph.quote(max(start - 1, 0), end)
    return Span(clause.start, paragraph.folded.span(start, end).end)
