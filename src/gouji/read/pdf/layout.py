"""One page laid out: its pieces, its tables, and which piece is what."""

import re
from collections import Counter
from itertools import pairwise
from typing import Literal, NamedTuple

from gouji.model import Box
from gouji.read.pdf.glyphs import Piece
from gouji.read.pdf.lattice import Lattice
from gouji.read.pdf.turn import Turn

LIST_MARK = re.compile(
    r"第[一二三四五六七八九十百]{1,3}(?:部分|章|节|条)|[一二三四五六七八九十]{1,3}[、．.]"
    r"|[（(][一二三四五六七八九十]{1,3}[)）]|[（(]?\d{1,2}[)）]|\d{1,2}[、．](?!\d)|\d{1,2}\.(?![\d ])|[①-⑳]|附件"
)
"""What opens a heading or a list item."""
SENTENCE_END = "。！？；：!?;:"


Unread = Literal["", "scan", "garbled", "recognised", "foreign"]


class Layout(NamedTuple):
    """A page with its free pieces (those of cells are in `cells`) from top to bottom, and its tables.

    cells[t][c] are the pieces of cell c of lattice t. figures: boxes of the pictures that may hold text.
    unread: why the page counts as not read: it is a picture (scan), or its text layer does not say what it shows
    (garbled); recognised: it is a picture, and was read as such; foreign: it is a picture, read by somebody else. unmapped: how many characters are not known.
    turn: how this frame lies on the page as shown, None if it is the same.
    """

    number: int
    width: float
    height: float
    pieces: list[Piece]
    lattices: list[Lattice]
    cells: list[list[list[Piece]]]
    figures: list[Box]
    glyphs: int
    unread: Unread
    unmapped: int
    turn: Turn | None

    @property
    def last(self) -> Lattice | None:
        """The lowest of its tables."""
        return self.lattices[-1] if self.lattices else None

    @property
    def cell_count(self) -> int:
        """How many cells its tables have."""
        return sum(len(lattice.cells) for lattice in self.lattices)

    @property
    def lost(self) -> bool:
        """Whether nothing of the page is there."""
        return self.unread in ("scan", "garbled")


class Flow(NamedTuple):
    """Where running text stands on a page: left and right edge, and size of its characters."""

    left: float
    right: float
    size: float


def flows(pages: list[Layout]) -> list[Flow]:
    """The flow of every page; a page with too little text has that of its sisters of equal size."""
    shapes: dict[tuple[int, int], list[Piece]] = {}
    for page in pages:
        shapes.setdefault(_shape(page), []).extend(page.pieces)
    shared = {shape: _flow(pieces, shape[0]) for shape, pieces in shapes.items()}
    return [_page_flow(page, shared[_shape(page)]) for page in pages]


def _page_flow(page: Layout, common: Flow) -> Flow:
    """The page's own edges if enough lines show them, else the common ones."""
    own = _flow(page.pieces, page.width)
    body = [one for one in page.pieces if one.alone and abs(one.size - common.size) < 0.2 * common.size]
    full = sum(1 for one in body if one.x1 > own.right - 2 * common.size)
    if len(body) < 8 or full < 3:
        return common
    # A page of first lines shows no left edge; where one line begins at that of its sisters, it is that one.
    begins = any(abs(one.x0 - common.left) < own.size / 2 for one in body)
    # On a page of short lines, those after the longest ones only look like second lines.
    wide = own.right > common.right - 2 * common.size
    if not begins and wide and _second_lines(page.pieces, own.right, own.size):
        return own
    # Nor does a page of short lines show a right one.
    if own.left < common.left - own.size or own.right > common.right + own.size:
        return own
    right = own.right if common.right - own.right < own.size else common.right
    return own._replace(left=min(own.left, common.left), right=right)


def _shape(page: Layout) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _flow(pieces: list[Piece], width: float) -> Flow:
    lines = [one for one in pieces if one.alone and one.upright]
    if not lines:
        return Flow(0.1 * width, 0.9 * width, 12.0)
    weights: Counter[float] = Counter()
    for one in lines:
        weights[round(one.size, 1)] += len(one.text)
    size = _common(weights)
    body = [one for one in lines if abs(one.size - size) < 0.2 * size] or lines
    longest = max(one.x1 - one.x0 for one in body)
    long = sorted(one.x1 for one in body if one.x1 - one.x0 > 0.75 * longest)
    right = _outermost(long, size)
    seconds = _second_lines(pieces, right, size)
    starts = seconds or [one.x0 for one in body if one.x1 > right - 2 * size] or [one.x0 for one in body]
    left = -_outermost(sorted(-x for x in starts), size / 2)
    return Flow(left, right, size)


def _second_lines(pieces: list[Piece], right: float, size: float) -> list[float]:
    """Where the lines begin that follow upon a full one: mostly the second and later lines of paragraphs."""
    return [
        new.x0
        for old, new in pairwise(pieces)
        if old.page == new.page
        and old.alone
        and new.alone
        and right - 3.5 * size < old.x1
        and abs(new.size - size) < 0.2 * size
        and new.x0 <= old.x0 + size / 2
    ]


def _common(weights: Counter[float]) -> float:
    """The value with the most weight, values within 5 % of it counted together."""
    return max(weights, key=lambda v: (sum(w for u, w in weights.items() if abs(u - v) <= 0.05 * v), v))


def _outermost(rising: list[float], size: float) -> float:
    """The largest value that is no outlier: others stand close to it."""
    enough = min(len(rising), max(2, round(0.1 * len(rising))))
    for i in range(len(rising) - 1, -1, -1):
        near = sum(1 for one in rising[max(0, i - 60) : i + 1] if rising[i] - one <= size)
        if near >= enough:
            return rising[i]
    return rising[-1]
