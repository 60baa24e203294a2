"""Glyphs → pieces: what stands together in one line of a cell or of the page, with its text and edges."""

from typing import NamedTuple

import numpy as np

from gouji.model import Box
from gouji.read.pdf.lattice import Lattice
from gouji.read.pdf.pdfium import RawPage, turned_glyphs
from gouji.read.pdf.raw import Codes, Flags, Floats, Ints

_WIDE = 0x2E80
"""Characters from here on are as wide as they are high."""
_APART = 3.0
"""A gap of so many sizes parts what merely stands on one line (部门：…    单位：万元)."""
_WORD_GAP = 0.16
"""A gap of so many sizes parts Latin words."""
_BASELINE = 0.35
"""Baselines closer than so many sizes are one line."""
ASCENT, DESCENT = 0.88, 0.14


class Piece(NamedTuple):
    """Text of one line without layout spaces; edges are x0, x1 of each character.

    page: number from 1. base: y of the baseline. size: height of the characters in points. table, cell: where it
    stands (-1 for the page itself). alone: no other piece stands on the same line. upright: False for turned text.
    sure: how sure the recognition of each character is; empty for a text layer.
    """

    text: str
    page: int
    x0: float
    x1: float
    base: float
    size: float
    edges: tuple[float, ...]
    table: int
    cell: int
    alone: bool
    upright: bool
    sure: tuple[float, ...] = ()

    @property
    def box(self) -> Box:
        """The box of the line, from baseline and size: fonts lie about their own height."""
        return (self.x0, self.base - ASCENT * self.size, self.x1, self.base + DESCENT * self.size)


def cut_pieces(page: RawPage, lattices: list[Lattice]) -> list[Piece]:
    """All pieces of a page, those of the page itself first, then table by table and cell by cell, in reading order."""
    if not len(page.codes):
        return []
    size = _sizes(page)
    x0, x1 = page.box[:, 0], page.box[:, 2]
    base = page.origin[:, 1]
    group, starts = _groups(lattices, (x0 + x1) / 2, base - 0.35 * size)
    turned = turned_glyphs(page.box, page.origin)
    line = _lines(group, base, size, turned)
    order = np.lexsort((np.where(turned, np.arange(len(x0)), x0), line))
    order = order[~_doubled(page.codes[order], x0[order], x1[order], line[order])]
    codes, line, group, size = page.codes[order], line[order], group[order], size[order]
    x0, x1, base, turned = x0[order], x1[order], base[order], turned[order]
    gap = np.empty(len(x0))
    gap[0] = 0
    gap[1:] = x0[1:] - x1[:-1]
    fresh = np.ones(len(x0), dtype=bool)
    fresh[1:] = line[1:] != line[:-1]
    heads = np.flatnonzero(fresh)
    height = np.repeat(_line_sizes(codes, size, heads), np.diff(np.append(heads, len(x0))))
    far = ~fresh & (group == 0) & (gap > _APART * height) & ~turned
    if far.any():
        far &= ~_spread(far, fresh)
    begins = np.flatnonzero(fresh | far)
    letters = (codes < 0x250) & ((codes >= 0xC0) | ((codes | 0x20) >= 0x61) & ((codes | 0x20) <= 0x7A))
    words = np.zeros(len(x0), dtype=bool)
    # A written space counts if its neighbours are neighbours in the file too.
    said = page.spaced[order][1:] & (np.diff(order) == 1)
    words[1:] = letters[1:] & letters[:-1] & ((gap[1:] > _WORD_GAP * height[1:]) | said) & ~fresh[1:] & ~far[1:]
    pieces = _assemble(page.number, codes, x0, x1, base, height, group, starts, begins, fresh, words, turned)
    return pieces if page.sure is None else _with_sureness(pieces, page.sure[order].round(3).tolist())


def _with_sureness(pieces: list[Piece], sure: list[float]) -> list[Piece]:
    """The pieces with how sure each of their characters is; a space put between words is."""
    rest = iter(sure)
    return [
        piece._replace(sure=tuple(1.0 if character == " " else next(rest) for character in piece.text))
        for piece in pieces
    ]


def _sizes(page: RawPage) -> Floats:
    """Height of each glyph, estimated from its advance where that is telling: font boxes are not reliable."""
    width = page.box[:, 2] - page.box[:, 0]
    height = page.box[:, 3] - page.box[:, 1]
    digit = (page.codes >= 0x30) & (page.codes <= 0x39)
    size: Floats = np.where(
        page.codes >= _WIDE,
        np.maximum(width, np.minimum(height, 2 * width) * 0.8),
        np.where(digit, 2 * width, np.minimum(height, 2 * width)),
    )
    return np.maximum(size, 1.0)


def _line_sizes(codes: Codes, size: Floats, heads: Ints) -> Floats:
    """The size of each line: that of its wide characters, for want of them of its digits, then of the others."""
    wide = codes >= _WIDE
    digit = (codes >= 0x30) & (codes <= 0x39)
    found: Floats = np.maximum.reduceat(size, heads)
    for kind in (digit, wide):
        some = np.maximum.reduceat(np.where(kind, size, 0.0), heads)
        found = np.where(some > 0, some, found)
    return found


def _groups(lattices: list[Lattice], x: Floats, y: Floats) -> tuple[Ints, list[int]]:
    """For each glyph 0 for the page or the running number of its cell; `starts` holds each table's first number."""
    group = np.zeros(len(x), dtype=np.int64)
    starts, number = [], 1
    for lattice in lattices:
        starts.append(number)
        column = np.searchsorted(lattice.xs, x) - 1
        row = np.searchsorted(lattice.ys, y) - 1
        inside = (column >= 0) & (column < len(lattice.xs) - 1) & (row >= 0) & (row < len(lattice.ys) - 1)
        inside &= group == 0
        owner = lattice.owner[row[inside], column[inside]]
        group[inside] = np.where(owner >= 0, owner + number, 0)
        number += len(lattice.cells)
    starts.append(number)
    return group, starts


def _lines(group: Ints, base: Floats, size: Floats, turned: Flags) -> Ints:
    """A running line number for each glyph: cells in order, lines from top to bottom; turned text a line a cell."""
    order = np.lexsort((base, group))
    g, b, s = group[order], base[order], size[order]
    new = np.zeros(len(order), dtype=bool)
    new[1:] = (g[1:] != g[:-1]) | (b[1:] - b[:-1] > _BASELINE * np.maximum(s[1:], s[:-1]))
    line = np.empty(len(order), dtype=np.int64)
    line[order] = np.cumsum(new)
    if turned.any():
        # Turned text keeps the order of the file: a line of its own behind the upright ones of its cell.
        line = line * 2
        last = np.full(int(group.max()) + 1, -1, dtype=np.int64)
        np.maximum.at(last, group, line)
        line[turned] = last[group[turned]] + 1
    return line


def _doubled(codes: Codes, x0: Floats, x1: Floats, line: Ints) -> Flags:
    """Glyphs drawn twice to look bold."""
    same = np.zeros(len(codes), dtype=bool)
    same[1:] = (
        (codes[1:] == codes[:-1]) & (line[1:] == line[:-1]) & (np.abs(x0[1:] - x0[:-1]) < 0.25 * (x1[1:] - x0[1:]))
    )
    return same


def _spread(far: Flags, fresh: Flags) -> Flags:
    """Gaps in lines of which every piece is a single character: a word set wide (目    录), not parts set apart."""
    starts = far | fresh
    lengths = np.diff(np.append(np.flatnonzero(starts), len(far)))
    lone = np.zeros(len(far), dtype=bool)
    lone[np.flatnonzero(starts)[lengths == 1]] = True
    line = np.cumsum(fresh) - 1
    crowded = np.bincount(line, weights=~lone) > 0
    spread: Flags = far & ~crowded[line]
    return spread


def _assemble(
    number: int,
    codes: Codes,
    x0: Floats,
    x1: Floats,
    base: Floats,
    height: Floats,
    group: Ints,
    starts: list[int],
    begins: Ints,
    fresh: Flags,
    words: Flags,
    turned: Flags,
) -> list[Piece]:
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "replace")
    edges = np.stack((x0, x1), axis=1).round(3).ravel().tolist()
    bounds = [*begins.tolist(), len(text)]
    tables = (np.searchsorted(starts, group[begins], side="right") - 1).tolist()
    lows = np.minimum.reduceat(x0, begins).tolist()
    highs = np.maximum.reduceat(x1, begins).tolist()
    bases = _middle(base, bounds)
    groups, sizes = group[begins].tolist(), height[begins].tolist()
    # A piece is alone if it opens a line and the next piece opens another.
    opens = [*fresh[begins].tolist(), True]
    lying = turned[begins].tolist()
    spaced = words.any()
    pieces = []
    for i, start in enumerate(bounds[:-1]):
        end = bounds[i + 1]
        said, sides = text[start:end], edges[2 * start : 2 * end]
        if spaced and words[start:end].any():
            said, sides = _put_spaces(said, sides, np.flatnonzero(words[start:end]).tolist())
        table = tables[i]
        cell = groups[i] - starts[table] if table >= 0 else -1
        alone = opens[i] and opens[i + 1]
        pieces.append(
            Piece(said, number, lows[i], highs[i], bases[i], sizes[i], tuple(sides), table, cell, alone, not lying[i])
        )
    return pieces


def _middle(base: Floats, bounds: list[int]) -> list[float]:
    """The baseline of each piece: that of its middle glyph."""
    firsts = np.array(bounds[:-1])
    lasts = np.array(bounds[1:])
    middle: list[float] = base[(firsts + lasts - 1) // 2].tolist()
    return middle


def _put_spaces(text: str, edges: list[float], places: list[int]) -> tuple[str, list[float]]:
    """A space before each of the given characters, as wide as the gap."""
    chars, sides = [], []
    for i, char in enumerate(text):
        if i in places:
            chars.append(" ")
            sides += [edges[2 * i - 1], edges[2 * i]]
        chars.append(char)
        sides += edges[2 * i : 2 * i + 2]
    return "".join(chars), sides
