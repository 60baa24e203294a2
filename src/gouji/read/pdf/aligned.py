"""Tables without ruling lines: rows of figures that stand under each other in columns."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from gouji.read.pdf.glyphs import ASCENT, DESCENT, Piece
from gouji.read.pdf.lattice import Lattice, RawCell

_FIGURE = re.compile(r"[-－−+]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?%?|[-－—–]{1,2}")
_AMOUNT = re.compile(r"\d\.\d|\d[,，]\d{3}")
_FLUSH = re.compile(r"[^，。；、\d]{1,40}(?:[-－−]?\d[\d,]*\.\d+){2,}")
"""A label and amounts in columns so narrow that they came as one piece."""
_SENTENCE = re.compile(r"[。；！？]|，.*，|\d\.\d+[\u4e00-\u9fff]")
_PROSE = re.compile(r"[，。；：！？]|\d[万亿]?元")
_NOTE = re.compile(r"[:：]|\.{4}|…")
_LEAST = 3
"""A table has at least so many rows of figures;"""
_SHARE = 0.8
"""so much of each column of figures is figures."""
_GAP = 0.8
"""A gap of so many sizes parts a figure from what stands beside it."""
_CLOSE = 0.3
"""The same between two digits."""
_PITCH = 3.5
"""Rows follow each other within so many sizes."""
_LONGEST = 40


class _Part(NamedTuple):
    text: str
    edges: tuple[float, ...]

    @property
    def x0(self) -> float:
        return self.edges[0]

    @property
    def x1(self) -> float:
        return self.edges[-1]


class _Line(NamedTuple):
    base: float
    size: float
    parts: list[_Part]

    @property
    def figures(self) -> bool:
        """Whether amounts stand in it, beside something else."""
        return len(self.parts) > 1 and any(_is_figure(one) and _AMOUNT.search(one.text) for one in self.parts[1:])


def find_aligned(pieces: list[Piece], last: Lattice | None) -> list[Lattice]:
    """The tables that free pieces of a page make up by their alignment alone.

    last: the table without ruling lines that the page before ended with; its columns may go on here.
    """
    if not any(_may_be_row(piece) for piece in pieces):
        return []
    lines = _lines(pieces)
    found: list[Lattice] = []
    for block in _blocks(lines):
        lattice = _build(block, last if not found else None)
        if lattice is not None:
            found.append(lattice)
    return [] if _left_out(lines, found) else found


def _left_out(lines: list[_Line], found: list[Lattice]) -> bool:
    """Whether rows of figures are left outside, or a table came in two: sums over a part of a table would be wrong."""
    near = _PITCH * max(line.size for line in lines)
    parted = any(b.ys[0] - a.ys[-1] < near for a, b in pairwise(found))
    return parted or any(
        line.figures and not any(one.ys[0] < line.base < one.ys[-1] for one in found) for line in lines
    )


def looks_like_figures(piece: Piece) -> bool:
    """Whether a piece may be of a row of figures: an amount and no sentence around it."""
    return bool(_AMOUNT.search(piece.text)) and not _PROSE.search(piece.text)


def _may_be_row(piece: Piece) -> bool:
    if piece.alone:
        return bool(_FLUSH.fullmatch(piece.text))
    return bool(_AMOUNT.search(piece.text) and _FIGURE.fullmatch(piece.text))


def _lines(pieces: Iterable[Piece]) -> list[_Line]:
    """The pieces line by line, figures parted from what stands beside them."""
    lines: list[_Line] = []
    for piece in pieces:
        if not piece.upright or piece.table >= 0:
            continue
        parts = list(_parts(piece))
        if lines and abs(lines[-1].base - piece.base) < 0.35 * piece.size:
            lines[-1].parts.extend(parts)
        else:
            lines.append(_Line(piece.base, piece.size, parts))
    return lines


def _parts(piece: Piece) -> Iterator[_Part]:
    start, edges, text = 0, piece.edges, piece.text
    for i in range(1, len(text)):
        beside = text[i - 1].isdigit() or text[i].isdigit() or text[i] in "-－"
        least = _CLOSE if text[i - 1].isdigit() and text[i].isdigit() else _GAP
        if beside and edges[2 * i] - edges[2 * i - 1] > least * piece.size:
            yield _Part(text[start:i], edges[2 * start : 2 * i])
            start = i
    yield _Part(text[start:], edges[2 * start :])


def _is_figure(part: _Part) -> bool:
    return bool(_FIGURE.fullmatch(part.text))


def _blocks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Runs of lines that may be one table: its heads and its rows of figures, without a line of prose between."""
    block: list[_Line] = []
    for line in lines:
        apart = block and not 0 < line.base - block[-1].base < _PITCH * max(line.size, block[-1].size)
        prose = any(_SENTENCE.search(one.text) or len(one.text) > _LONGEST for one in line.parts)
        head = len(line.parts) > 1 and not any(_NOTE.search(one.text) for one in line.parts)
        fits = not prose and (line.figures or head or (len(line.parts) == 1 and block and block[-1].figures))
        if apart or not fits:
            yield block
            block = []
        if fits and (block or len(line.parts) > 1):
            block.append(line)
    yield block


def _build(block: list[_Line], last: Lattice | None) -> Lattice | None:
    """The lattice of a block, None if it is no table."""
    while block and len(block[-1].parts) == 1:
        block = block[:-1]
    rows = [line for line in block if line.figures]
    if not rows or (len(rows) < _LEAST and last is None):
        return None
    xs = _columns(rows, [line for line in block if not line.figures], last)
    if xs is None or (len(rows) < _LEAST and last is not None and xs != last.xs):
        return None
    cells = [_row(line, xs) for line in block]
    while cells and cells[0] is None:
        block, cells = block[1:], cells[1:]
    found = [row for row in cells if row is not None]
    if len(found) != len(cells) or not _is_table(block, xs):
        return None
    ys = _edges(block)
    made: list[RawCell] = []
    owner = np.full((len(found), len(xs) - 1), -1, dtype=np.int64)
    for r, spans in enumerate(found):
        for column, colspan in spans:
            owner[r, column : column + colspan] = len(made)
            made.append(RawCell(r, column, 1, colspan, (xs[column], ys[r], xs[column + colspan], ys[r + 1])))
    return Lattice(xs, ys, tuple(made), owner, ruled=False)


def _columns(rows: list[_Line], heads: list[_Line], last: Lattice | None) -> tuple[float, ...] | None:
    """The edges of the columns: middles of the gaps that all rows of figures leave open."""
    spans = sorted((one.x0, one.x1) for line in rows for one in line.parts)
    merged: list[list[float]] = []
    for x0, x1 in spans:
        if merged and x0 <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], x1)
        else:
            merged.append([x0, x1])
    if last is not None and _fits(merged, last.xs):
        return last.xs
    if len(merged) < 2:
        return None
    inner = [_between(a[1], b[0], heads) for a, b in pairwise(merged)]
    return (merged[0][0] - 4, *inner, merged[-1][1] + 4)


def _between(left: float, right: float, heads: list[_Line]) -> float:
    """A place between two columns of figures that parts no word of the heads over them, if there is one."""
    for line in heads:
        edges = [x for part in line.parts for x in part.edges]
        gaps = [(max(a, left), min(b, right)) for a, b in zip([left, *edges[1::2]], [*edges[::2], right], strict=True)]
        widest = max(gaps, key=lambda gap: gap[1] - gap[0])
        if widest[1] - widest[0] > 1:
            left, right = widest
    return (left + right) / 2


def _fits(spans: list[list[float]], xs: tuple[float, ...]) -> bool:
    """Whether each span lies in a column of its own, the first one in the first."""
    columns = [int(np.searchsorted(xs, (x0 + x1) / 2)) - 1 for x0, x1 in spans]
    inside = all(
        0 <= c < len(xs) - 1 and xs[c] - 2 <= x0 and x1 <= xs[c + 1] + 2
        for c, (x0, x1) in zip(columns, spans, strict=True)
    )
    return inside and len(set(columns)) == len(columns) and columns[0] == 0


def _row(line: _Line, xs: tuple[float, ...]) -> list[tuple[int, int]] | None:
    """Column and colspan of the cells of a line, None if two parts would share one."""
    filled: list[tuple[int, int]] = []
    at = 0
    words = False
    parts = [cut for part in line.parts for cut in _cut(part, xs, _GAP * line.size)]
    for part in parts:
        first = int(np.searchsorted(xs, part.x0 + 1)) - 1
        after = int(np.searchsorted(xs, part.x1 - 1))
        if after == at and words and not _is_figure(part) and filled[-1:] == [(at - 1, 1)]:
            continue  # a word set wide
        words = not _is_figure(part)
        if first < at or after > len(xs) - 1 or after <= first:
            return None
        filled += [(column, 1) for column in range(at, first)]
        filled.append((first, after - first))
        at = after
    return filled + [(column, 1) for column in range(at, len(xs) - 1)]


def _cut(part: _Part, xs: tuple[float, ...], least: float) -> Iterator[_Part]:
    """A part cut where it leaves a gap at the edge of a column: heads stand closer together than pieces do."""
    start, edges = 0, part.edges
    for i in range(1, len(part.text)):
        x0, x1 = edges[2 * i - 1], edges[2 * i]
        if x1 - x0 > least and any(x0 < x < x1 for x in xs):
            yield _Part(part.text[start:i], edges[2 * start : 2 * i])
            start = i
    yield _Part(part.text[start:], edges[2 * start :])


def _is_table(block: list[_Line], xs: tuple[float, ...]) -> bool:
    """Whether the columns hold what those of a table do: names in the first, figures in some of the others."""
    columns: list[list[_Part]] = [[] for _ in xs[1:]]
    for line in block:
        if line.figures:
            for part in line.parts:
                columns[int(np.searchsorted(xs, (part.x0 + part.x1) / 2)) - 1].append(part)
    if not any("\u4e00" <= char <= "\u9fff" for column in columns[:3] for part in column for char in part.text):
        return False
    shares = [sum(map(_is_figure, column)) / len(column) for column in columns[1:] if column]
    # Names, then figures: words behind figures are prose in rows, or a table of two halves, which needs its lines.
    figures = [share >= _SHARE for share in shares]
    return (
        figures[-1] and figures == sorted(figures) and all(share >= _SHARE or share <= 1 - _SHARE for share in shares)
    )


def _edges(block: list[_Line]) -> tuple[float, ...]:
    tops = [line.base - ASCENT * line.size for line in block]
    ends = [line.base + DESCENT * line.size for line in block]
    middle = ((end + top) / 2 for end, top in zip(ends, tops[1:], strict=False))
    return (tops[0] - 1, *middle, ends[-1] + 1)
