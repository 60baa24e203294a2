"""Tables as they stand in the document: captions taken off, grids with several tables parted, continuations joined."""

from collections.abc import Sequence

import msgspec
import regex

from gouji.model import Document, GridCell, Span, Unit
from gouji.segment.captions import Caption, read_caption, read_head, read_notes
from gouji.segment.headers import read_header
from gouji.segment.sheet import Line, Piece, Sheet, collapse, grid_lines, starting
from gouji.segment.tablewords import TableWords
from gouji.segment.values import read_value

_YEAR = regex.compile(r"(?:19|20)\d\d(?=年)")


class Part(msgspec.Struct):
    """The lines of one table without captions; blocks are indices of `Document.blocks`, heads captions in its cells."""

    grid: int
    block: int
    lines: list[Line]
    title: str = ""
    title_span: Span | None = None
    unit: Unit | None = None
    year: int | None = None
    page: int | None = None
    captions: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    heads: tuple[str, ...] = ()


def find_parts(document: Document, words: TableWords) -> list[Part]:
    """Every table of the document, in order, its lines collapsed to the columns that matter."""
    parts: list[Part] = []
    for block, piece in enumerate(document.blocks):
        if piece.kind != "table" or piece.grid is None:
            continue
        found = _split(document, piece.grid, block, words)
        if not found:
            continue
        _dress(document, found, block, words)
        if not found[0].title and not found[0].captions and parts and _continues(document, parts[-1], found[0], words):
            last, part = parts[-1], found.pop(0)
            last.lines = _join(last.lines, part.lines)
            last.block, last.notes = block, (*last.notes, *part.notes)
        parts += found
    for part in parts:
        part.lines = collapse(part.lines)
    return parts


def _dress(document: Document, found: list[Part], block: int, words: TableWords) -> None:
    """Add what stands above the first and below the last table of a grid."""
    head = read_head(document, block, words)
    first = found[0]
    first.captions = head.blocks
    first.unit = first.unit or head.unit
    if not first.title:
        first.title, first.title_span = head.title, head.span
    if first.year is None:
        texts = [first.title, *(document.blocks[b].span.cut(document.text) for b in head.blocks)]
        first.year = next((year for text in texts if (year := _year(text))), None)
    found[-1].notes = read_notes(document, block, words)


def _split(document: Document, grid: int, block: int, words: TableWords) -> list[Part]:
    """The tables of one grid: each begins with a line that is a title and nothing else."""
    raw = document.grids[grid]
    lines = grid_lines(raw)
    starts = [0]
    for i in range(1, len(lines) - 1):
        captions = _captions(lines, i, words)
        if len(captions) == 1 and captions[0].title and not _captions(lines, i - 1, words):
            starts.append(i)
    parts = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        part = _undress(lines[start:end], Part(grid, block, []), words)
        if part.lines:
            part.page = next((p.cell.place.page for p in _pieces(part.lines)), document.blocks[block].page)
            parts.append(part)
    return parts


def _undress(lines: list[Line], part: Part, words: TableWords) -> Part:
    """Take the caption lines off the top of a table."""
    top = 0
    while top < len(lines):
        captions = _captions(lines, top, words)
        pieces = starting(lines[top], lines[top - 1] if top else None)
        if pieces and not captions:
            break
        part.heads += tuple(piece.text for piece in pieces)
        for caption in captions:
            if caption.title and not part.title:
                part.title, part.title_span, part.year = caption.title, caption.span, _year(caption.title)
            part.unit = part.unit or caption.unit
        top += 1
    part.lines = lines[top:]
    return part


def _captions(lines: list[Line], i: int, words: TableWords) -> list[Caption]:
    """What the pieces of a line say as captions; empty if the line is no line of captions.

    A body's name in a cell of its own (“部门：” | “某某局” | “单位：万元”) says nothing and is left out.
    """
    pieces = starting(lines[i], lines[i - 1] if i else None)
    if any(read_value(piece.text).number for piece in pieces):
        return []
    read = [_read(piece.cell, words) for piece in pieces]
    pure = [caption for caption in read if caption.pure]
    if len(pure) == len(read):
        return pure if len(read) == 1 or not any(caption.title for caption in read) else []
    named = any(piece.text.endswith("：") for piece in pieces)
    return pure if named and not any(caption.title for caption in pure) else []


def _read(cell: GridCell, words: TableWords) -> Caption:
    caption = read_caption(cell.text, cell.span.start, words)
    if caption.span and not cell.span.covers(caption.span):
        return msgspec.structs.replace(caption, span=cell.span)
    return caption


def _continues(document: Document, last: Part, part: Part, words: TableWords) -> bool:
    """Whether `part` goes on with `last`: nothing between them, as many columns, and no header of its own."""
    between = document.blocks[last.block + 1 : part.block]
    if last.notes or any(block.kind == "table" for block in between):
        return False
    if any(block.kind == "paragraph" and block.span.cut(document.text).strip() for block in between):
        return False
    if not _same_width(last.lines, part.lines):
        return False
    header = read_header(Sheet(collapse(part.lines)), words)
    return header.end == 0 or _texts(part.lines[0]) == _texts(last.lines[0])


def _same_width(above: Sequence[Line], below: Sequence[Line]) -> bool:
    return len(above[0]) == len(below[0]) or len(collapse(above)[0]) == len(collapse(below)[0])


def _join(above: list[Line], below: list[Line]) -> list[Line]:
    if len(above[0]) == len(below[0]):
        return above + below
    return collapse(above) + collapse(below)


def _texts(line: Line) -> list[str]:
    return [piece.text for piece in starting(line, None)]


def _pieces(lines: Sequence[Line]) -> list[Piece]:
    return [piece for line in lines for piece in line if piece]


def _year(text: str) -> int | None:
    match = _YEAR.search(text)
    return int(match[0]) if match else None
