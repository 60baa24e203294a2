"""NN-115: as many numbers as names."""

from collections.abc import Iterator
from functools import cache

import regex

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Analysis, Outcome
from gouji.rules._figures import make_card
from gouji.rules._prose import TIMEOUT, Paragraph, paragraphs

_MARKS = "，；。："
_ALIKE = 2
"""Characters in which two names end alike."""


class RespectivelyFile(LexiconFile, frozen=True, kw_only=True):
    """`respectively.toml`: see the comments there."""

    words: tuple[str, ...]
    pattern: Regex
    parts: tuple[str, ...]
    may_part: tuple[str, ...]
    number_parts: tuple[str, ...]
    number_may_part: tuple[str, ...]
    counted: Regex

    def __post_init__(self) -> None:
        if not {"names", "numbers"} <= set(regex.compile(self.pattern).groupindex):
            raise ValueError("`pattern` must have the groups names and numbers")


@cache
def _lexicon(profile: str) -> tuple[RespectivelyFile, "regex.Pattern[str]", "regex.Pattern[str]"]:
    file = load(profile, "respectively", RespectivelyFile)
    return file, regex.compile(file.pattern), regex.compile(file.counted)


class AsManyNumbersAsNames:
    """As many numbers as names.

    “A、B分别为……”中，数字个数应与名称个数相同。

    Behind 分别为 and the like stand as many numbers as names before it. A 和 may part two names or belong to one, a comma
    may part two numbers or end the list, and each name may have several numbers: the rule speaks only where no reading
    fits. Source: D.

    Broken: 人员经费、公用经费、项目支出分别为10.00万元、20.00万元.
    Right: 人员经费和公用经费分别为10.00万元和20.00万元.
    """

    card = make_card(
        "NN-115",
        "warning",
        ("“分别为”前后个数不一", "not as many numbers as names"),
        {
            "default": (
                "“分别”之前列有{names}个名称，之后有{numbers}个数字",
                "{names} names stand before “分别”, {numbers} number(s) behind it",
            )
        },
        __doc__,
        "D",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Count names and numbers in every list of this kind."""
        file, pattern, counted = _lexicon(item.profile)
        for paragraph in paragraphs(view):
            for match in _lists(paragraph.text, file.words, pattern):
                names = _several(match["names"], file)
                numbers = _range(match["numbers"], file.number_parts, file.number_may_part)
                continued = match["before"] == "，" and not _told(paragraph.text, match.start())
                if continued or names[0] < 2 or counted.search(match["names"], timeout=TIMEOUT):
                    continue
                fits = any(
                    count % name == 0
                    for name in range(names[0], names[1] + 1)
                    for count in range(numbers[0], numbers[1] + 1)
                )
                yield Outcome("holds") if fits else self._broken(view, paragraph, match, names, numbers)

    def _broken(
        self,
        view: View,
        paragraph: Paragraph,
        match: "regex.Match[str]",
        names: tuple[int, int],
        numbers: tuple[int, int],
    ) -> Outcome:
        finding = view.finding(
            self.card,
            paragraph.folded.span(match.start("names"), match.end("numbers")),
            section=paragraph.section,
            facts={"names": _shown(names), "numbers": _shown(numbers)},
            stated=_shown(numbers),
            expected=_shown(names),
        )
        return Outcome("broken", finding=finding)


def _lists(text: str, words: tuple[str, ...], pattern: "regex.Pattern[str]") -> Iterator["regex.Match[str]"]:
    """The lists of a text: the pattern is tried at the beginning of each clause that has one of the words."""
    tried = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            start = max(max(text.rfind(mark, 0, at) for mark in _MARKS), 0)
            match = pattern.match(text, start, timeout=TIMEOUT) if start not in tried else None
            tried.add(start)
            if match is not None:
                yield match
            at = text.find(word, at + len(word))


def _range(text: str, parts: tuple[str, ...], may_part: tuple[str, ...]) -> tuple[int, int]:
    """How few and how many members a list may have."""
    few = 1 + sum(text.count(word) for word in parts)
    return few, few + sum(text.count(word) for word in may_part)


def _several(text: str, file: RespectivelyFile) -> tuple[int, int]:
    """How few and how many names a list may have: “分别” itself says that they are two at least, and what ends alike on
    both sides of 和 is two names for certain (经营收入和其他收入).
    """
    few, many = _range(text, file.parts, file.may_part)
    last = max(text.rfind(part) for part in file.parts) + 1
    for word in file.may_part:
        left, found, right = text[last:].rpartition(word)
        if found and len(left) > _ALIKE and left[-_ALIKE:] == right[-_ALIKE:]:
            return few + 1, many
    return (2 if few < 2 <= many else few), many


def _told(text: str, comma: int) -> bool:
    """Whether the clause before a comma is complete: it has a number, so that no name of the list stands in it."""
    start = max(text.rfind(mark, 0, comma) for mark in _MARKS) + 1
    return any(char.isdigit() for char in text[start:comma])


def _shown(count: tuple[int, int]) -> str:
    return f"{count[0]}" if count[0] == count[1] else f"{count[0]}–{count[1]}"
