"""The table of contents as the rules on structure read it: entries with number, level and title."""

import re
from collections.abc import Iterator
from weakref import WeakKeyDictionary

import msgspec

from gouji.check.view import View
from gouji.language.fold import fold
from gouji.language.numbering import Marker, find_marker, heads_contents
from gouji.model import Block, Section, Span
from gouji.read.contents import entry_title

_QUOTES = str.maketrans("", "", "“”\"‘’'「」《》·")
_YEAR = re.compile(r"(?:19|20)\d\d年度?|[度本]年度?(?=部门|单位)")
_FILLER = re.compile(r"关于|情况|总体|说明|的|本?(?:部门|单位)|年度?|、")
_BODY = re.compile(r"^本?(?:部门|单位)(?=.)")
_REMARK = re.compile(r"（[^（）]*）$")
_REMARK_LINE = re.compile(r"[^（）]{2,8}[：:](?=.*\d)")
"""A line among the entries that is none: 公开时间：2024年9月20日."""
_WRAPPED = 18
"""An entry this long may go on in the next line."""


_seen: WeakKeyDictionary[View, tuple["Entry", ...]] = WeakKeyDictionary()


class Entry(msgspec.Struct, frozen=True):
    """An entry of the contents: its number (None without one), folded title, the entry above it, its characters."""

    index: int
    marker: Marker | None
    title: str
    parent: int | None
    span: Span
    page: int | None

    @property
    def sheet(self) -> bool:
        """Whether its title ends in 表: that of a table, or of the part that holds them."""
        return _REMARK.sub("", self.title).endswith("表")

    @property
    def table(self) -> bool:
        """Whether it names a table: an entry below another one that ends in 表."""
        return self.parent is not None and self.sheet


def read_contents(view: View) -> tuple[Entry, ...]:
    """The entries of the contents in order; lines that go on with a long entry are joined to it."""
    if view not in _seen:
        _seen[view] = _read(view)
    return _seen[view]


def _read(view: View) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    stack: list[tuple[int, int]] = []
    bare = 0
    for block, text in _lines(view):
        marker = find_marker(text)
        title = entry_title(text)
        if marker is None and entries and _goes_on(entries[-1]):
            last = entries.pop()
            entries.append(
                msgspec.structs.replace(last, title=last.title + title, span=Span(last.span.start, block.span.end))
            )
            continue
        rank = marker.rank if marker else bare
        while stack and stack[-1][0] >= rank:
            stack.pop()
        entries.append(Entry(len(entries), marker, title, stack[-1][1] if stack else None, block.span, block.page))
        stack.append((rank, len(entries) - 1))
    return tuple(entries)


def _lines(view: View) -> Iterator[tuple[Block, str]]:
    document = view.analysis.document
    for block in document.blocks:
        if block.kind == "toc":
            text = fold(block.span.cut(document.text)).text
            remark = _REMARK_LINE.match(text) and find_marker(text) is None
            if text and not heads_contents(text) and not remark:
                yield block, text


def _goes_on(last: Entry) -> bool:
    """Whether an unnumbered line may be the rest of the entry before it."""
    return last.marker is not None and len(last.title) >= _WRAPPED


def plain(title: str, unit: str | None = None) -> str:
    """A title for comparison: without quotation marks, the year, a remark in brackets, and the reporting body."""
    text = title.translate(_QUOTES)
    if unit:
        text = text.replace(unit.translate(_QUOTES), "")
    return _BODY.sub("", _YEAR.sub("", _REMARK.sub("", text)))


def loose(title: str) -> str:
    """A plain title without the words that are put in and left out at will (的, 情况, 说明, 总体 …)."""
    return _FILLER.sub("", title)


def top(view: View, section: Section) -> Section:
    """The outermost section around `section`."""
    while (above := view.section(section.parent)) is not None:
        section = above
    return section
