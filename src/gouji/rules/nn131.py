"""NN-131: punctuation slips."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import regex

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.classification import classification
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Analysis, Outcome, Span
from gouji.rules._figures import make_card
from gouji.rules._prose import TIMEOUT, Paragraph, paragraphs

_DOUBLED = re.compile("[。，、；：][。，、；：]+")
_OPEN_END = "；，、"
_MONEY = re.compile(r"\d[万亿]?元|（[类款项]）")
_NUMBER = re.compile(r"(?:^|[\n。；：:，、])[\d一二三四五六七八九十]{1,3}$")
_WINDOW = 8


class SlipsFile(LexiconFile, frozen=True, kw_only=True):
    """`slips.toml`: see the comments there."""

    doubled: tuple[Regex, ...]
    twice: Regex
    pairs: tuple[str, ...]


class Slips:
    """`slips.toml`, compiled."""

    def __init__(self, profile: str) -> None:
        file = load(profile, "slips", SlipsFile)
        self._known = classification(profile)
        self._doubled = regex.compile("|".join(file.doubled))
        self._twice = regex.compile(file.twice)
        self._closing = {pair[1]: pair[0] for pair in file.pairs}
        self._mark = re.compile("[" + "".join(map(re.escape, file.pairs)) + "]")

    def doubled(self, text: str) -> Iterator[tuple[int, int]]:
        """Where words stand twice."""
        for match in self._doubled.finditer(text, timeout=TIMEOUT):
            word = match["long"]
            # A group and its only item often bear one name: 城乡社区环境卫生（款）城乡社区环境卫生（项） without the brackets.
            named = word is not None and (self._twice.fullmatch(word, timeout=TIMEOUT) or self._known.codes(word))
            if not named:
                yield match.span()

    def unpaired(self, text: str) -> list[int]:
        """Where brackets and quotation marks stand that have no partner in the text."""
        open_marks: list[int] = []
        alone: list[int] = []
        for match in self._mark.finditer(text):
            at, mark = match.start(), match[0]
            if mark not in self._closing:
                open_marks.append(at)
            elif open_marks and text[open_marks[-1]] == self._closing[mark]:
                open_marks.pop()
            elif not _NUMBER.search(text[max(at - _WINDOW, 0) : at]):
                alone.append(at)
        return sorted(open_marks + alone)


class Punctuation:
    """Punctuation slips.

    标点重复（“。。”“，，”），词语重复（“万元万元”“减少减少”），括号、书名号不成对，段落以“；”“，”收尾后即为新标题。

    Doubled stops and pauses, and a paragraph that breaks off with “；”, “，” or “、” before a heading: often the trace of
    a deleted list entry. In paragraphs that state amounts or name accounts by their levels, also words written twice and brackets that are not closed or
    not opened; list numbers such as “1）” need no partner. The words are data: slips.toml. Information only. Source: E.

    Broken: 主要原因是人员增加。。
    Right: 主要包括：办公费……（“……”和“。”后的引号不算）
    """

    card = make_card(
        "NN-131",
        "info",
        ("标点有误", "punctuation slip"),
        {
            "default": ("标点重复“{mark}”", "doubled punctuation “{mark}”"),
            "doubled": ("词语重复“{mark}”", "doubled words “{mark}”"),
            "unpaired": ("“{mark}”不成对", "“{mark}” lacks its partner"),
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
        words = _slips(item.profile)
        for paragraph in found:
            slips = [match for match in _DOUBLED.finditer(paragraph.text) if len(set(match[0])) < 3]
            if not slips:
                yield Outcome("holds")
            for match in slips:
                yield self._broken(view, paragraph, match.start(), match.end(), "default")
            if _MONEY.search(paragraph.text):
                for start, end in words.doubled(paragraph.text):
                    yield self._broken(view, paragraph, start, end, "doubled")
                for at in words.unpaired(paragraph.text):
                    yield self._broken(view, paragraph, at, at + 1, "unpaired")
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


@cache
def _slips(profile: str) -> Slips:
    return Slips(profile)


def _quote(paragraph: Paragraph, start: int, end: int) -> Span:
    """The clause before the marks, and the marks."""
    clause = paragraph.quote(max(start - 1, 0), end)
    return Span(clause.start, paragraph.folded.span(start, end).end)
