"""The blocks of a story (the body, a note, a header, a text box) in reading order."""

import re
import time
from collections.abc import Iterator
from typing import Any

import msgspec

from gouji.model.document import BlockKind
from gouji.office.names import ALTERNATE, CELL, CONTAINERS, ROW, TABLE, P, W
from gouji.read.docx.inline import Inline, Ordinals, chosen
from gouji.read.docx.numbering import Numbering
from gouji.read.docx.props import count, number, value
from gouji.read.docx.styles import Style, Styles, centered, heading_level
from gouji.read.flow import (
    Bit,
    Bits,
    Item,
    Text,
    paragraphs,
    plain,
    timeout,
    too_deep,
    too_large,
)
from gouji.read.flow.counting import parted
from gouji.read.flow.grids import RawCell, assemble
from gouji.read.limits import Limits

_DEEPEST = 16
_SENTENCE = re.compile(r"[。；！？]")
_BLOCKS = CONTAINERS | {W + "body"}


class Shared(msgspec.Struct, frozen=True):
    """What all stories of a file share. deadline: of `time.monotonic`."""

    name: str
    limits: Limits
    styles: Styles
    numbering: Numbering
    deadline: float


class Story:
    """Reads one part of the file. notes: what to put after a block that refers to foot- or endnotes, by kind and id."""

    def __init__(
        self,
        shared: Shared,
        ordinals: Ordinals,
        page: int | None = None,
        notes: "dict[tuple[str, str], list[Item]] | None" = None,
    ) -> None:
        self.inline = Inline(ordinals, shared.styles, page)
        self.foreign = 0
        self.cells = 0
        self._shared = shared
        self._ordinals = ordinals
        self._notes = notes or {}
        self._held: Bits = []

    def read(self, container: Any) -> list[Item]:
        """The blocks in `container`; a note follows the block that refers to it."""
        found: list[Item] = []
        for block in self._elements(container):
            found += self._block(block, 0, "paragraph")
            for key in self.inline.notes:
                found += self._notes.get(key, ())
            self.inline.notes.clear()
        return [*found, *self._flush("paragraph")]

    def _blocks(self, container: Any, depth: int, kind: BlockKind) -> list[Item]:
        if depth > _DEEPEST:
            raise too_deep(self._shared.name, _DEEPEST)
        found = [item for block in self._elements(container) for item in self._block(block, depth, kind)]
        return [*found, *self._flush(kind)]

    def _flush(self, kind: BlockKind) -> list[Text]:
        """What waits for a paragraph to go on with it, where none comes."""
        held, self._held = self._held, []
        return paragraphs(held, kind)

    def _elements(self, container: Any) -> Iterator[Any]:
        """The paragraphs and tables in `container`, whatever wraps them."""
        stack = list(reversed(container))
        while stack:
            child = stack.pop()
            if child.tag in (P, TABLE):
                yield child
            elif child.tag in _BLOCKS:
                stack.extend(reversed(child))
            elif child.tag == ALTERNATE:
                stack.extend(reversed(chosen(child)))
            elif child.tag == W + "altChunk":
                self.foreign += 1

    def _block(self, block: Any, depth: int, kind: BlockKind) -> list[Item]:
        if time.monotonic() > self._shared.deadline:
            raise timeout(self._shared.name, self._shared.limits)
        if block.tag == P:
            return self._paragraph(block, depth, kind)
        return [*self._flush(kind), *self._table(block, depth, kind)]

    def _paragraph(self, block: Any, depth: int, kind: BlockKind) -> list[Item]:
        """The lines of a paragraph, and after them the contents of the text boxes that hang on it."""
        marks = block.find(W + "pPr")
        name = value(marks, "pStyle")
        style = self._shared.styles.of(name)
        bits = self._held + self.inline.read(block, style)
        self._held = []
        boxes, self.inline.boxes = self.inline.boxes, []
        after = [item for box, drawn in boxes for item in self._blocks(box, depth + 1, "figure" if drawn else kind)]
        letters = None if marks is None else marks.find(W + "rPr")
        if letters is not None and any(letters.find(W + tag) is not None for tag in ("del", "moveFrom")):
            # The mark that ends the paragraph is deleted: the next one goes on where this one ends.
            self._held = bits
            return after
        return [*self._lines(block, marks, name, style, bits, kind), *after]

    def _lines(self, block: Any, marks: Any, name: str | None, style: Style, bits: Bits, kind: BlockKind) -> list[Text]:
        listed = self._number(marks, name, style)
        if not plain(bits).strip():
            return []
        contents = self.inline.in_contents or style.contents
        if contents and _SENTENCE.search(plain(bits)):
            self.inline.fields.close()
            contents = False
        if listed:
            first = next(bit for bit in bits if bit.text.strip())
            source = self._ordinals.source(block, None)
            bits = [Bit(parted(listed, first.text.lstrip()), first.page, None, first.size, source), *_unindented(bits)]
        middle = centered(marks)
        level = heading_level(marks)
        return paragraphs(
            bits,
            "toc" if contents else kind,
            (style.level or 0) if level is None else level,
            bool(style.centered) if middle is None else middle,
        )

    def _number(self, marks: Any, name: str | None, style: Style) -> str:
        own = None if marks is None else marks.find(W + "numPr")
        list_id, level = value(own, "numId"), number(value(own, "ilvl"))
        if list_id is None:
            list_id, level = style.list_id, style.list_level if level is None else level
        return self._shared.numbering.next(list_id, level, name)

    def _table(self, table: Any, depth: int, kind: BlockKind) -> list[Item]:
        """A table with those inside it after it; its contents alone where it only arranges them."""
        if depth > _DEEPEST:
            raise too_deep(self._shared.name, _DEEPEST)
        rows: list[list[RawCell]] = []
        for row in _wrapped(table, ROW):
            marks = row.find(W + "trPr")
            if marks is not None and marks.find(W + "del") is not None:
                continue
            rows.append([*_left_out(marks, "gridBefore"), *self._row(row, depth, kind), *_left_out(marks, "gridAfter")])
            self.cells += sum(raw.span for raw in rows[-1])
            if self.cells > self._shared.limits.max_cells:
                raise too_large(self._shared.name, self._shared.limits)
        widths = [number(one.get(W + "w"), 0) or 0 for one in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        return assemble(rows, widths)

    def _row(self, row: Any, depth: int, kind: BlockKind) -> list[RawCell]:
        """The cells of a row, which begins on one page in all of them."""
        found: list[RawCell] = []
        begin = last = self.inline.page
        for cell in _wrapped(row, CELL):
            shape = cell.find(W + "tcPr")
            if shape is not None and shape.find(W + "cellDel") is not None:
                continue
            self.inline.page = begin
            inside = self._blocks(cell, depth + 1, kind)
            last = _later(last, self.inline.page)
            span = max(count(shape, "gridSpan", 1), 1)
            if found and _merge(shape, "hMerge") is False:
                found[-1] = RawCell(found[-1].span + span, found[-1].down, found[-1].items, found[-1].source)
            else:
                first = next(cell.iter(P), None)
                source = None if first is None else self._ordinals.source(first, None)
                found.append(RawCell(span, _merge(shape, "vMerge"), inside, source))
        self.inline.page = last
        return found


def _left_out(marks: Any, tag: str) -> list[RawCell]:
    """The columns that a row leaves out at one of its ends."""
    return [RawCell(1)] * count(marks, tag, 0)


def _unindented(bits: Bits) -> Bits:
    """The bits from the first character on that is no space."""
    start = next(i for i, bit in enumerate(bits) if bit.text.strip())
    first = bits[start]
    return [first.cut(len(first.text) - len(first.text.lstrip())), *bits[start + 1 :]]


def _wrapped(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in content controls."""
    stack = list(reversed(parent))
    while stack:
        child = stack.pop()
        if child.tag == tag:
            yield child
        elif child.tag in CONTAINERS:
            stack.extend(reversed(child))


def _merge(limits: Any, tag: str) -> bool | None:
    """Whether a merged cell begins here (True) or goes on (False); None for a cell of its own."""
    one = None if limits is None else limits.find(W + tag)
    return None if one is None else value(limits, tag) == "restart"


def _later(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else max(a, b)
