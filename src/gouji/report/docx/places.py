"""From the characters of a finding to the places of its comment in the main part of a Word file."""

from collections.abc import Mapping, Sequence

import msgspec

from gouji.model import Analysis, Anchor, Span
from gouji.office.names import RUN, TEXT, P, W
from gouji.report.docx.scan import DamagedError, Edit, Element, Part, count_of, place_in_text
from gouji.report.docx.wholes import Wholes, opening_paragraphs

_NOTES = {W + "footnote": W + "footnoteReference", W + "endnote": W + "endnoteReference"}
_ID = W + "id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PRESERVE = b' xml:space="preserve"'


class Point(msgspec.Struct, frozen=True):
    """A place between runs. `run` is to be parted there, inside its `text` if there is one; `blank` is an empty paragraph."""

    at: int
    run: Element | None = None
    text: Element | None = None
    blank: Element | None = None


Range = tuple[Point, Point]


class Story:
    """The main part, named `name`; `notes` are the parts of foot- and endnotes by name."""

    def __init__(self, part: Part, name: str, notes: Mapping[str, Part]) -> None:
        self.part = part
        self._name = name
        self._notes = notes
        self._paragraphs = part.named(P)
        self._runs = part.named(RUN)
        self._wholes = Wholes(part)
        self._openings = opening_paragraphs(part)
        self._references = {
            (one.name, one.attributes.get(_ID)): one for one in part.elements if one.name in _NOTES.values()
        }
        if not self._paragraphs:
            raise DamagedError("it has no paragraph")

    def range(self, analysis: Analysis, span: Span | None) -> Range:
        """The places where a comment on `span` begins and ends; the first paragraph for what stands nowhere."""
        anchors = analysis.document.anchored(span) if span is not None else ()
        if span is not None and not anchors:
            # A line end, or something that is not there at all.
            anchors = analysis.document.anchored(Span(max(span.start - 1, 0), span.start))[-1:]
        same = [one for one in anchors if one.part == anchors[0].part]
        if not same or not self._known(same[0].part):
            first = self._paragraphs[0]
            return self._edge(first, last=False), self._past(first) or self._edge(first, last=True)
        begin, end = self._point(same[0], last=False), self._point(same[-1], last=True)
        return (begin, end) if begin.at <= end.at else (begin, self._point(same[0], last=True))

    def _past(self, paragraph: Element) -> Point | None:
        """Where a comment on an opening paragraph of a control ends: as the next paragraph begins, if there is one."""
        if paragraph.start not in self._openings:
            return None
        following = next((one for one in self._paragraphs if one.start >= paragraph.end), None)
        return self._edge(following, last=False) if following is not None else None

    def _known(self, part: str) -> bool:
        return part == self._name or part in self._notes

    def _point(self, anchor: Anchor, *, last: bool) -> Point:
        """Where the anchor begins, or with `last` where it ends, outside of what is one whole."""
        point = self._exact(anchor, last=last)
        if last and self._openings:
            holder = self._reference(anchor) if anchor.part != self._name else self._paragraphs[anchor.paragraph]
            outer = [one for one in (holder, *holder.above()) if one.name == P]
            if (past := self._past(outer[-1])) is not None:
                return past
        at = self._wholes.out_of(point.at, last=last)
        return point if at == point.at else Point(at)

    def _exact(self, anchor: Anchor, *, last: bool) -> Point:
        """Where the anchor begins or ends."""
        if anchor.part != self._name:
            return self._edge(self._reference(anchor), last=last)
        paragraph = self._paragraphs[anchor.paragraph]
        run = None if anchor.run is None else self._runs[anchor.run]
        if run is None:
            return self._edge(paragraph, last=last)
        if any(one.name == RUN for one in run.above()):
            return self._edge(run, last=last)
        count = anchor.offset + (anchor.end - anchor.start if last else 0)
        return self._inside(run, count)

    def _edge(self, element: Element, *, last: bool) -> Point:
        """The beginning or end of a paragraph's contents or of a run; of the outermost run that the element is in."""
        outer = [one for one in (element, *element.above()) if one.name == RUN]
        if outer:
            return Point(outer[-1].end if last else outer[-1].start)
        if element.inner == element.end:
            return Point(element.end - 2, blank=element)
        first = element.children[0] if element.children else None
        if last:
            return Point(element.close)
        return Point(first.end if first is not None and first.name == W + "pPr" else element.inner)

    def _inside(self, run: Element, count: int) -> Point:
        """Where `count` characters of a run stand before the place."""
        total = sum(map(count_of, run.children))
        if count <= 0 or count >= total:
            return Point(run.end if count > 0 else run.start)
        for child in run.children:
            size = count_of(child)
            if count < size and count and child.name == TEXT:
                return Point(place_in_text(self.part.data, child, count), run, child)
            if not count and size:
                return Point(child.start, run)
            count -= size
        raise AssertionError("the place lies before the end of the run")

    def _reference(self, anchor: Anchor) -> Element:
        """Where the note that the anchor lies in is referred to; the first paragraph where it is not."""
        inside = self._notes[anchor.part].named(P)[anchor.paragraph]
        note = next((one for one in inside.above() if one.name in _NOTES), None)
        key = (_NOTES[note.name], note.attributes.get(_ID)) if note else None
        return self._references[key] if key in self._references else self._paragraphs[0]


def placed(part: Part, ranges: Sequence[Range], begin: Sequence[bytes], end: Sequence[bytes]) -> list[Edit]:
    """What puts the marks `begin` and `end` of each range in its places, runs parted where they have to be."""
    points: dict[int, Point] = {}
    marks: dict[int, list[tuple[int, int, bytes]]] = {}
    for i, (first, last) in enumerate(ranges):
        points |= {first.at: first, last.at: last}
        if first.at == last.at:
            marks.setdefault(first.at, []).append((2, i, begin[i] + end[i]))
            continue
        # What ends at a place ends before anything begins there.
        marks.setdefault(first.at, []).append((1, i, begin[i]))
        marks.setdefault(last.at, []).append((0, i, end[i]))
    edits = []
    kept = {id(one.text): one.text for one in points.values() if one.text is not None and _is_tight(part, one)}
    for text in kept.values():
        if _SPACE not in text.attributes:
            edits.append(Edit(text.inner - 1, text.inner - 1, _PRESERVE))
    for at, point in points.items():
        new = b"".join(mark for _, _, mark in sorted(marks[at]))
        if point.blank is not None:
            edits.append(part.put(point.blank, at, new))
        else:
            edits.append(Edit(at, at, _parted(part, point, new, kept) if point.run is not None else new))
    return edits


def _is_tight(part: Part, point: Point) -> bool:
    """Whether white space stands at the place, where it would be lost at an end of a text."""
    return bool(part.data[point.at - 1 : point.at + 1].strip() != part.data[point.at - 1 : point.at + 1])


def _parted(part: Part, point: Point, new: bytes, kept: Mapping[int, Element]) -> bytes:
    """`new` between two runs made of one."""
    run, text, data = point.run, point.text, part.data
    assert run is not None
    marks = run.children[0] if run.children[0].name == W + "rPr" else None
    shut = data[run.close : run.end]
    again = data[run.start : run.inner] + (data[marks.start : marks.end] if marks is not None else b"")
    if text is None:
        return shut + new + again
    head = data[text.start : text.inner]
    if id(text) in kept and _SPACE not in text.attributes:
        head = head[:-1] + _PRESERVE + b">"
    return data[text.close : text.end] + shut + new + again + head
