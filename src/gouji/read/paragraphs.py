"""Whether a line goes on with the paragraph above it: text taken out of a PDF breaks at page ends."""

import re
from functools import cache

from gouji.language.numbering import find_marker
from gouji.lexicon import LexiconFile, Regex, load
from gouji.read.lines import Line

_ENDED = re.compile(r"[。！？；：…][”’」』）】]*$")
_PROSE = re.compile(r"[，。；：！？]")
_SENTENCE_MARK = re.compile(r"[。；！？]")
_CONTINUES = re.compile(r"[，。；：、！？）】》”’%]")
_OPEN_END = re.compile(r"[，、（《“‘—]$")
_SHORTEST = 15


class ParagraphsFile(LexiconFile, frozen=True, kw_only=True):
    """`paragraphs.toml`: words that begin a paragraph, and endings that may be the end of one without a full stop."""

    begins: tuple[str, ...]
    may_end: Regex


@cache
def _file() -> ParagraphsFile:
    return load("generic", "paragraphs", ParagraphsFile)


@cache
def _may_end() -> re.Pattern[str]:
    return re.compile(f"(?:{_file().may_end})$")


def joins(above: str, below: str, line: Line) -> bool:
    """Whether `line`, folded `below`, goes on with the sentence that the folded line `above` leaves open.

    Only where that is certain: two sentences made one would lend each other their subjects, so a break is kept
    where the line above could be complete, or where the one below could begin a paragraph.
    """
    if "\t" in line.raw or line.level or line.indented or not below:
        return False
    if _ENDED.search(above) or len(above) < _SHORTEST or not _PROSE.search(above):
        return False
    if find_marker(below) or below.startswith(_file().begins):
        return False
    if _CONTINUES.match(below) or _OPEN_END.search(above):
        return True
    return not _may_end().search(above) and bool(_SENTENCE_MARK.search(below))
