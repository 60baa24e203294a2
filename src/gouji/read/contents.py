"""The table of contents: which lines after 目录 belong to it."""

import re
from collections.abc import Sequence

from gouji.language.numbering import find_marker, heads_contents

_LEADER = re.compile(r"(?:[.·⋯\-_]{3,}|[.…·⋯\-_]*…{2,})\d*$|(?<=\D)\d{1,3}$")
_SENTENCE = re.compile(r"[。；！？，]")
_LONGEST = 80
_LONG_ENTRY = 18
_FEW = 2
_SAME_END = 4


def find_contents(texts: Sequence[str], gaps: Sequence[bool]) -> range:
    """The lines of the table of contents, its heading included; empty without one.

    `texts` are folded lines, `gaps` says whether a blank line stands before each. The contents end where the first
    entry comes again (now as the heading itself), or where a line is no entry: neither numbered, nor with leaders
    or a page number, nor the rest of a long entry.
    """
    start = next((i for i, text in enumerate(texts) if heads_contents(text)), None)
    if start is None:
        return range(0)
    end = start + 1
    while end < len(texts) and _belongs(texts, gaps, start, end):
        end += 1
    end = start + 1 + _until_headings(texts[start + 1 : end])
    return range(start, end) if end > start + 2 else range(0)


def _until_headings(entries: Sequence[str]) -> int:
    """How many lines are entries, where headings without numbers follow and the first is not quite its entry.

    A slip in it hides it: two entries in a row that come again, or one at the end, with what resembles those before.
    """
    titles = ["" if find_marker(entry) else entry_title(entry) for entry in entries]
    seen: dict[str, int] = {}
    for at, title in enumerate(titles):
        place = seen.setdefault(title, at)
        if not title or not 0 < place < at:
            continue
        if at + 1 == len(titles) or titles[at + 1] == titles[place + 1]:
            while place and _alike(titles[at - 1], titles[place - 1]):
                at, place = at - 1, place - 1
            return at
    return len(titles) - (len(titles) > _FEW and _alike(titles[-1], titles[0]))


def _alike(a: str, b: str) -> bool:
    """Whether two lines have the same end, of some characters."""
    return len(a) >= _SAME_END and a[-_SAME_END:] == b[-_SAME_END:]


def _belongs(texts: Sequence[str], gaps: Sequence[bool], start: int, at: int) -> bool:
    text = texts[at]
    if len(text) > _LONGEST or _SENTENCE.search(text):
        return False
    marker = find_marker(text)
    if at == start + 1:
        return True
    first = find_marker(texts[start + 1])
    if first and marker:
        again = (marker.style, marker.ordinal) == (first.style, first.ordinal)
        inside = any((other := find_marker(one)) and other.rank < first.rank for one in texts[start + 1 : at])
        if again and (not inside or entry_title(text) == entry_title(texts[start + 1])):
            return False
    elif not first and entry_title(text) in _openings(texts[start + 1 : at]):
        return False
    if marker or _LEADER.search(text):
        return True
    wrapped = not gaps[at] and len(texts[at - 1]) >= _LONG_ENTRY
    return wrapped or not first


def _openings(entries: Sequence[str]) -> set[str]:
    """The titles of the first entry and of the first numbered one: a remark (“公开时间：…”) may stand above them."""
    numbered = next((one for one in entries if find_marker(one)), entries[0])
    return {entry_title(entries[0]), entry_title(numbered)}


def entry_title(folded: str) -> str:
    """An entry without its number, leaders and page number."""
    marker = find_marker(folded)
    return _LEADER.sub("", folded[marker.length :] if marker else folded).rstrip(".·…⋯-_")
