"""The blocks of a page in reading order."""

import re
import time
from itertools import islice
from typing import Any

import msgspec
from lxml import etree

from gouji.language.fold import squeeze
from gouji.language.numbering import find_marker
from gouji.model.document import BlockKind
from gouji.read.flow import (
    Bit,
    Bits,
    Item,
    Table,
    Text,
    is_layout,
    join_lines,
    paragraphs,
    plain,
    split_lines,
    timeout,
    too_deep,
    too_large,
    trim,
)
from gouji.read.flow.bits import BREAK
from gouji.read.flow.counting import parted, write_number
from gouji.read.flow.items import Cell
from gouji.read.html.article import is_chrome
from gouji.read.html.names import BLOCKS, HEADINGS, centered, is_hidden, is_note_mark
from gouji.read.html.tables import Layout, rows_of, span
from gouji.read.limits import Limits

_DEEPEST = 16
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WIDE_BREAK = re.compile(r"(?<=[^\x00-\x7f])[ \t\r\n\f]*\n[ \t\r\n\f]*(?=[^\x00-\x7f])")
_CONTENTS = re.compile(r"MsoToc[1-9]|toc[1-9]")
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_LONG = 400
_OPENING = 30
_FORMS = {
    "1": ("decimal", "."), "decimal": ("decimal", "."), "a": ("lowerLetter", "."), "lower-alpha": ("lowerLetter", "."),
    "A": ("upperLetter", "."), "upper-alpha": ("upperLetter", "."), "i": ("lowerRoman", "."),
    "lower-roman": ("lowerRoman", "."), "I": ("upperRoman", "."), "upper-roman": ("upperRoman", "."),
    "cjk-ideographic": ("chineseCounting", "、"), "simp-chinese-informal": ("chineseCounting", "、"),
    "cjk-decimal": ("ideographDigital", "、"), "cjk-heavenly-stem": ("ideographTraditional", "、"),
}  # fmt: skip


class _Frame(msgspec.Struct, frozen=True):
    """What an open element says of the text in it."""

    centered: bool
    level: int
    kind: BlockKind
    kept: bool


class Walker:
    """Reads a page element by element. deadline: of `time.monotonic`."""

    def __init__(self, name: str, limits: Limits, deadline: float) -> None:
        self._name = name
        self._limits = limits
        self._deadline = deadline
        self._cells = 0
        self._counts: dict[Any, int] = {}

    def read(self, root: Any, depth: int = 0) -> list[Item]:
        """The blocks in `root`, its own text included. Raises InputError too_large or timeout."""
        if depth > _DEEPEST:
            raise too_deep(self._name, _DEEPEST)
        found: list[Item] = []
        bits: Bits = []
        number: Bits = []
        frames = [_Frame(False, 0, "paragraph", False)]

        def flush() -> None:
            top = frames[-1]
            if plain(bits).strip():
                found.extend(paragraphs([*number, *_collapsed(trim(bits))], top.kind, top.level, top.centered))
                number.clear()
            bits.clear()

        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if time.monotonic() > self._deadline:
                    raise timeout(self._name, self._limits)
                block = tag in BLOCKS
                if block and (bits or tag in ("li", "table")):
                    flush()
                if element is not root and (is_hidden(element) or is_chrome(element) or is_note_mark(element)):
                    walker.skip_subtree()
                    frames.append(frames[-1])
                    continue
                frames.append(_frame(element, frames[-1]))
                if tag == "table" and element is not root:
                    found += self._table(element, depth)
                    walker.skip_subtree()
                elif tag == "br":
                    bits.append(Bit(BREAK, line=element.sourceline))
                else:
                    if tag == "li":
                        number[:] = self._number(element)
                    _put(bits, element.text, element, frames[-1].kept)
                continue
            if tag in BLOCKS:
                flush()
            frames.pop()
            if element is not root:
                _put(bits, element.tail, element, frames[-1].kept)
        flush()
        return found

    def _number(self, item: Any) -> Bits:
        """The number of a list item that a browser shows, unless its text bears one."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return []
        number = _whole(item.get("value"), self._counts.get(parent, _whole(parent.get("start"), 1) - 1) + 1)
        self._counts[parent] = number
        style = _LIST_STYLE.search(item.get("style") or parent.get("style") or "")
        form, mark = _FORMS.get(style[1].lower() if style else parent.get("type", "1"), ("none", ""))
        text = write_number(number, form)
        opening = "".join(islice(item.itertext(), 20)).lstrip()[:_OPENING]
        if not text or find_marker(squeeze(opening)):
            return []
        return [Bit(parted(text + mark, opening), line=item.sourceline)]

    def _table(self, table: Any, depth: int) -> list[Item]:
        """A table with its caption before it and those inside it after it; its contents where it only arranges them."""
        layout = Layout()
        for row in rows_of(table):
            for cell in row.iterchildren("td", "th"):
                if is_hidden(cell):
                    continue
                rowspan, colspan = span(cell, "rowspan"), span(cell, "colspan")
                layout.add(self.read(cell, depth + 1), rowspan, colspan)
                if (layout.rows + 1) * layout.columns > self._limits.max_cells - self._cells:
                    raise too_large(self._name, self._limits)
            layout.close_row()
        self._cells += layout.rows * layout.columns
        before = [item for one in table.iterchildren("caption") for item in self.read(one, depth + 1)]
        placed = layout.finished()
        cells = [Cell(one.row, one.column, one.rowspan, one.colspan, _written(one.items)) for one in placed]
        inner = [item for one in placed for item in one.items if isinstance(item, Table)]
        if is_layout(cells, layout.columns, inner) or any(_is_prose(one.items) for one in placed):
            return [*before, *(item for one in placed for item in one.items)]
        return [*before, Table(layout.rows, layout.columns, cells), *inner]


def _frame(element: Any, outer: _Frame) -> _Frame:
    tag = element.tag
    middle = centered(element)
    names = (element.get("class") or "").split()
    return _Frame(
        outer.centered if middle is None else middle,
        HEADINGS.get(tag, outer.level),
        "toc" if any(_CONTENTS.fullmatch(name) for name in names) else outer.kind,
        outer.kept or tag == "pre",
    )


def _put(bits: Bits, text: str | None, element: Any, kept: bool) -> None:
    if not text:
        return
    if kept:
        for n, line in enumerate(text.split("\n")):
            bits += [Bit(BREAK, line=element.sourceline)] if n else []
            bits.append(Bit(line, line=element.sourceline))
    else:
        bits.append(Bit(_SPACES.sub(" ", _WIDE_BREAK.sub("", text)), line=element.sourceline))


def _collapsed(bits: Bits) -> Bits:
    """The bits with one space where several meet."""
    found: Bits = []
    for bit in bits:
        gap = bool(found) and found[-1].text.endswith((" ", BREAK))
        one = bit.cut(1) if gap and bit.text.startswith(" ") else bit
        if one.text:
            found.append(one)
    return found


def _whole(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _is_prose(items: list[Item]) -> bool:
    """Whether a cell holds running text of several paragraphs, as only cells for layout do."""
    texts = [plain(item.bits) for item in items if isinstance(item, Text)]
    return len(texts) > 2 and sum(map(len, texts)) > _LONG and sum(text.endswith("。") for text in texts) > 1


def _written(items: list[Item]) -> Bits:
    return join_lines([line for item in items if isinstance(item, Text) for line in split_lines(item.bits)])
