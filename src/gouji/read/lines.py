"""The lines of a text file, freed of layout: indents, list dashes, Markdown signs."""

import re
from collections.abc import Iterator

import msgspec

from gouji.read.comments import Comment, take_comments

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_CLOSING = re.compile(r"\s+#+$")
_LAYOUT = re.compile(r"(?:>\s*)*(?:[-*+•·▪●◆■]\s+)?(?=\S)")
_INDENT = re.compile(r"\u3000{2}|\t| {4}")
_RULE = re.compile(r"([-*_=])(?:\s*\1){2,}\s*")


class Fragment(msgspec.Struct, frozen=True, gc=False):
    """Characters of one source line (from 1)."""

    text: str
    line: int


class Line(msgspec.Struct, frozen=True):
    """A source line that is not blank: `text` without layout, `raw` as it stands.

    level: Markdown heading level, 0 for none. gap: blank lines stand before it. indented: it starts as a new
    paragraph does. bullet: it is marked as a list item. comments: those that speak to the program about it.
    """

    number: int
    raw: str
    text: str
    level: int
    gap: bool
    indented: bool
    bullet: bool
    comments: tuple[Comment, ...] = ()

    @property
    def fragment(self) -> Fragment:
        """The whole line without layout."""
        return Fragment(self.text, self.number)


def source_lines(text: str) -> list[Line]:
    """The lines of `text`; blank ones and rules (---) are left out and show as `gap`.

    A line of = or - right under a line of words makes that one a heading, as Markdown has it.
    """
    found: list[Line] = []
    gap = True
    waiting: list[Comment] = []
    for number, source in _numbered(text):
        raw, comments = take_comments(source, number)
        waiting += comments
        stripped = raw.strip()
        if not stripped:
            gap = gap or not comments
        elif _RULE.fullmatch(stripped):
            if found and not gap and stripped[0] in "=-" and "\t" not in found[-1].raw and not found[-1].bullet:
                found[-1] = msgspec.structs.replace(found[-1], level=1 if stripped[0] == "=" else 2)
            gap = True
        else:
            line = _line(number, raw, stripped, gap)
            found.append(msgspec.structs.replace(line, comments=tuple(waiting)) if waiting else line)
            gap, waiting = False, []
    if found and waiting:
        found[-1] = msgspec.structs.replace(found[-1], comments=(*found[-1].comments, *waiting))
    return found


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers as an editor counts them: a form feed ends a page, not a line."""
    number, start = 1, 0
    for match in _BREAK.finditer(text):
        yield number, text[start : match.start()]
        number += match[0] not in "\f\v"
        start = match.end()
    yield number, text[start:]


def _line(number: int, raw: str, stripped: str, gap: bool) -> Line:
    heading = _HEADING.match(stripped)
    if heading:
        text = _CLOSING.sub("", stripped[heading.end() :])
        return Line(number, raw, _plain(text), len(heading[1]), gap, True, False)
    layout = _LAYOUT.match(stripped)
    skip = layout.end() if layout else 0
    bullet = any(not char.isspace() and char != ">" for char in stripped[:skip])
    return Line(number, raw, _plain(stripped[skip:]), 0, gap, bool(_INDENT.match(raw)) or bullet, bullet)


def _plain(text: str) -> str:
    """`text` without the signs of bold type."""
    return text.replace("**", "") if text.count("**") >= 2 else text
