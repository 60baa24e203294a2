"""What a comment goes round and never into: the results of fields, and content controls inside a paragraph.

Word replaces a field's result as a whole, and with it a comment inside; other programs take a comment that stands in a result or a
control for a piece of it, and its words for the document's.
"""

from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from gouji.office.names import TEXT_BOX, P, W
from gouji.report.docx.scan import Element, Part

_CHAR, _CODE, _SIMPLE, _CONTROL = W + "fldChar", W + "instrText", W + "fldSimple", W + "sdt"
_BLOCKS = frozenset((TEXT_BOX, W + "tc", W + "body"))
_PLAIN = frozenset(("HYPERLINK", "TOC"))
"""Fields whose results are text as any other, of which parts can be marked."""


class _Open(msgspec.Struct):
    """A field whose end has not come: the run and the paragraph that it begins in, its code as far as read."""

    run: Element
    paragraph: Element | None
    code: list[str]


class Wholes:
    """The stretches of a part, as bytes, that comments go round."""

    def __init__(self, part: Part) -> None:
        stretches = sorted([*_elements(part), *_fields(part)])
        # Only the outermost ones count.
        self._stretches: list[tuple[int, int]] = []
        for start, end in stretches:
            if not self._stretches or start >= self._stretches[-1][1]:
                self._stretches.append((start, end))

    def out_of(self, at: int, *, last: bool) -> int:
        """The place itself; where it lies inside a stretch, the beginning of that, or with `last` its end."""
        for start, end in self._stretches:
            if start < at < end:
                return end if last else start
        return at


def opening_paragraphs(part: Part) -> frozenset[int]:
    """Where the paragraphs begin that are the first ones of content controls round whole paragraphs or cells.

    LibreOffice drops what stands before a comment's own place in such a paragraph, but in those of document parts (covers, contents).
    """
    starts = [one.start for one in part.named(P)]
    found = set()
    for one in part.named(_CONTROL):
        if _paragraph(one) is None and not any(_is_document_part(child) for child in one.children):
            at = bisect_right(starts, one.start)
            if at < len(starts) and starts[at] < one.end:
                found.add(starts[at])
    return frozenset(found)


def _is_document_part(properties: Element) -> bool:
    return properties.name == W + "sdtPr" and any(one.name == W + "docPartObj" for one in properties.children)


def _elements(part: Part) -> Iterator[tuple[int, int]]:
    for one in part.elements:
        if one.name == _SIMPLE:
            if _kind(one.attributes.get(W + "instr", "")) not in _PLAIN:
                yield one.start, one.end
        elif one.name == _CONTROL and _paragraph(one) is not None:
            yield one.start, one.end


def _fields(part: Part) -> Iterator[tuple[int, int]]:
    """The fields written with marks that begin and end in one paragraph."""
    open_now: list[_Open] = []
    for one in part.elements:
        if one.name == _CODE and open_now:
            open_now[-1].code.append(one.text())
        if one.name != _CHAR or one.parent is None:
            continue
        kind = one.attributes.get(W + "fldCharType")
        if kind == "begin":
            open_now.append(_Open(one.parent, _paragraph(one), []))
        elif kind == "end" and open_now:
            field = open_now.pop()
            if field.paragraph is _paragraph(one) is not None and _kind("".join(field.code)) not in _PLAIN:
                yield field.run.start, one.parent.end


def _kind(code: str) -> str:
    return code.split(maxsplit=1)[0].upper() if code.strip() else ""


def _paragraph(element: Element) -> Element | None:
    """The paragraph that an element is part of; None for what holds paragraphs itself."""
    for one in element.above():
        if one.name == P:
            return one
        if one.name in _BLOCKS:
            return None
    return None
