"""Paragraphs and tables in reading order, and what only shows when all of them are known."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TypeGuard

import msgspec

from gouji.language.fold import squeeze
from gouji.language.numbering import find_marker, heads_contents
from gouji.model.document import BlockKind
from gouji.read.contents import find_contents
from gouji.read.flow.bits import BREAK, Bits, Source, plain, split_lines, trim
from gouji.read.lines import Line
from gouji.read.paragraphs import joins

_NO_ENTRY = "。"
"""Stands for a table where contents are looked for: they end there."""


class Text(msgspec.Struct, frozen=True):
    """A line of running text; `level` as the file marks headings, 0 for none."""

    bits: Bits
    kind: BlockKind = "paragraph"
    level: int = 0
    centered: bool = False


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A cell at (row, column) from 0, reaching over rowspan × colspan; `source` is where it begins.

    stored: see `gouji.model.GridCell`. ref: its place in a workbook, blank cells have one too.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    bits: Bits
    source: Source | None = None
    stored: Decimal | None = None
    ref: str | None = None


class Table(msgspec.Struct, frozen=True):
    """A table: its cells in row order, each once."""

    rows: int
    columns: int
    cells: list[Cell]


Item = Text | Table


def paragraphs(bits: Bits, kind: BlockKind = "paragraph", level: int = 0, centered: bool = False) -> list[Text]:
    """The lines of one paragraph of the file: a break inside it is a new line, unless it cuts a sentence in two."""
    found: list[Bits] = []
    above = ""
    if all(bit.text != BREAK for bit in bits):
        line = trim(bits)
        return [Text(line, kind, level, centered)] if line else []
    for raw in split_lines(bits):
        line = trim(raw)
        if not line:
            above = ""
            continue
        text, written = plain(line), plain(raw)
        below = squeeze(text)
        indented = written.startswith(("\u3000\u3000", "\t", "    "))
        if above and joins(above, below, Line(0, text, text, level, False, indented, False)):
            found[-1] += line
            above += below
        else:
            found.append(line)
            above = below
    return [Text(line, kind, level, centered) for line in found]


def is_layout(cells: Sequence[Cell], columns: int, inner: Sequence[Table]) -> bool:
    """Whether a table only arranges text: it is one column, or holds tables (`inner`) that outweigh its own cells."""
    filled = sum(bool(cell.bits) for cell in cells)
    return columns <= 1 or filled <= 1 or filled < sum(len(table.cells) for table in inner)


def as_contents(items: Sequence[Item]) -> list[Item]:
    """The items with the entries of a table of contents typed by hand marked as such, and the heading of another."""
    if any(isinstance(item, Text) and item.kind == "toc" for item in items):
        return [
            msgspec.structs.replace(item, kind="toc") if _heads_entries(item, below) else item
            for item, below in zip(items, [*items[1:], None], strict=True)
        ]
    texts = [squeeze(plain(item.bits)) if isinstance(item, Text) else _NO_ENTRY for item in items]
    entries = find_contents(texts, [False] * len(texts))
    return [
        msgspec.structs.replace(item, kind="toc") if i in entries and isinstance(item, Text) else item
        for i, item in enumerate(items)
    ]


def _heads_entries(item: Item, below: Item | None) -> TypeGuard[Text]:
    if not isinstance(item, Text) or not isinstance(below, Text) or below.kind != "toc":
        return False
    return heads_contents(squeeze(plain(item.bits)))


def settle_levels(items: Sequence[Item]) -> list[Item]:
    """The items without their levels where these contradict the numbers of the headings.

    Levels are often marked for their looks: they count only if headings numbered alike share a level, a number
    that stands above has the higher level, and no line numbered so goes without.
    """
    levels: dict[int, set[int]] = {}
    for item in items:
        if isinstance(item, Text) and item.kind == "paragraph":
            marker = find_marker(squeeze(plain(item.bits)[:20]))
            if marker:
                levels.setdefault(marker.rank, set()).add(item.level)
    marked = [(rank, found) for rank, found in sorted(levels.items()) if found != {0}]
    order = [min(found) for _, found in marked]
    if all(len(found) == 1 for _, found in marked) and all(a < b for a, b in pairwise(order)):
        return list(items)
    return [msgspec.structs.replace(item, level=0) if isinstance(item, Text) else item for item in items]
