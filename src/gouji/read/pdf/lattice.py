"""Ruling lines → lattices: tables with their cells, spans and boxes."""

from typing import NamedTuple

import numpy as np

from gouji.model import Box
from gouji.read.pdf.raw import Flags, Floats, Ints

_SNAP = 2.0
"""Parallel lines closer than this are one line (neighbouring cells draw their common side twice)."""
_JOIN = 3.0
"""A line may break, or stop short of the line it meets, by this much."""
_MOST = 3000
_OFFSET = 1e5
"""More than any coordinate: keeps the lines of different positions apart in one sorted array."""


class RawCell(NamedTuple):
    """A cell of a lattice: anchor row and column, spans, box."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box


class Lattice(NamedTuple):
    """A table on one page: xs and ys are its column and row edges, `owner` the cell index of each elementary box.

    An elementary box outside every cell has owner -1. ruled: False where alignment alone makes the table.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[RawCell, ...]
    owner: Ints
    ruled: bool = True

    @property
    def box(self) -> Box:
        """The box around the table."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


class _Lines(NamedTuple):
    """Merged parallel lines: position across, index of that position, start and end along."""

    at: Floats
    label: Ints
    start: Floats
    end: Floats


def find_lattices(rules: Floats) -> list[Lattice]:
    """The tables that the ruling lines of a page (thin boxes) form, from top to bottom.

    A frame around a single cell comes too: only the caller knows whether it goes on from the page before.
    """
    if len(rules) < 4:
        return []
    size = rules[:, 2:] - rules[:, :2]
    flat = size[:, 0] > size[:, 1]
    level, upright = rules[flat & (size[:, 0] > 1)], rules[~flat & (size[:, 1] > 1)]
    if len(level) < 2 or not len(upright):
        return []
    level, upright = _longest(level, 0), _longest(upright, 1)
    rows = _merge((level[:, 1] + level[:, 3]) / 2, level[:, 0], level[:, 2])
    columns = _merge((upright[:, 0] + upright[:, 2]) / 2, upright[:, 1], upright[:, 3])
    meet = (
        (rows.start[:, None] - _JOIN <= columns.at)
        & (columns.at <= rows.end[:, None] + _JOIN)
        & (columns.start - _JOIN <= rows.at[:, None])
        & (rows.at[:, None] <= columns.end + _JOIN)
    )
    found = []
    free = meet.any(axis=1)
    while free.any():
        mine, others = _component(meet, int(np.argmax(free)))
        free &= ~mine
        lattice = _build(_pick(rows, mine), _pick(columns, others))
        if lattice is not None:
            found.append(lattice)
    return sorted(found, key=lambda one: (one.ys[0], one.xs[0]))


def _longest(rules: Floats, axis: int) -> Floats:
    """At most `_MOST` lines, the longest: a drawing with more (a map, a hatching) is no table."""
    if len(rules) <= _MOST:
        return rules
    return rules[np.argsort(rules[:, axis] - rules[:, axis + 2], kind="stable")[:_MOST]]


def _merge(at: Floats, start: Floats, end: Floats) -> _Lines:
    """Snap lines of nearly one position together and join their pieces."""
    order = np.argsort(at, kind="stable")
    at, start, end = at[order], start[order], end[order]
    label = np.concatenate(([0], np.cumsum(np.diff(at) > _SNAP)))
    mean = np.bincount(label, weights=at) / np.bincount(label)
    order = np.lexsort((start, label))
    label = label[order]
    lo, hi = start[order] + label * _OFFSET, end[order] + label * _OFFSET
    reach = np.maximum.accumulate(hi)
    first = np.concatenate(([True], lo[1:] > reach[:-1] + _JOIN))
    begins = np.flatnonzero(first)
    label = label[begins]
    stop = np.maximum.reduceat(hi, begins) - label * _OFFSET
    return _Lines(mean[label], label, lo[begins] - label * _OFFSET, stop)


def _pick(lines: _Lines, which: Flags) -> _Lines:
    return _Lines(lines.at[which], lines.label[which], lines.start[which], lines.end[which])


def _component(meet: Flags, seed: int) -> tuple[Flags, Flags]:
    """The rows and columns that hang together with row `seed`."""
    rows: Flags = np.zeros(meet.shape[0], dtype=np.bool_)
    rows[seed] = True
    while True:
        columns: Flags = np.any(meet[rows], axis=0)
        more: Flags = np.any(meet[:, columns], axis=1)
        if (more == rows).all():
            return rows, columns
        rows = more


def _build(rows: _Lines, columns: _Lines) -> Lattice | None:
    ys, xs = np.unique(rows.at), np.unique(columns.at)
    if len(ys) < 2 or len(xs) < 1:
        return None
    left, right = _open_sides(rows, ys, xs)
    if len(xs) == 1 and not (len(left) and len(right)):
        return None
    xs = np.concatenate((left, xs, right))
    above = _cover(rows, ys, xs)
    beside = _cover(columns, xs, ys)
    for side, virtual in ((0, left), (-1, right)):
        if len(virtual):
            beside[side, :] = True
    cells, owner = _cells(above.tolist(), beside.T.tolist(), _outside(above, beside.T), xs.tolist(), ys.tolist())
    if not cells:
        return None
    return Lattice(tuple(xs.tolist()), tuple(ys.tolist()), tuple(cells), owner)


def _open_sides(rows: _Lines, ys: Floats, xs: Floats) -> tuple[Floats, Floats]:
    """Where rows run on beyond the outermost column line: a table without side lines ends there."""
    none = np.empty(0)
    lo, hi = rows.start.min(), rows.end.max()
    left = _ends_open(rows.start < xs[0] - 5, rows.start - lo < _JOIN, rows.at, ys)
    right = _ends_open(rows.end > xs[-1] + 5, hi - rows.end < _JOIN, rows.at, ys)
    return (np.array([lo]) if left else none, np.array([hi]) if right else none)


def _ends_open(beyond: Flags, reach: Flags, at: Floats, ys: Floats) -> bool:
    """Whether most rows reach the side, or (merged cells stop the others) most that run on, the outermost among them."""
    count = np.count_nonzero(reach & beyond)
    if count < min(len(ys), 3):
        return False
    outer = bool(reach[at == ys[0]].any() and reach[at == ys[-1]].any())
    return bool(count >= 0.6 * len(ys) or (outer and count >= 0.6 * np.count_nonzero(beyond)))


def _cover(lines: _Lines, positions: Floats, stops: Floats) -> Flags:
    """For each position, which of the gaps between `stops` a line there spans."""
    found = np.zeros((len(positions), len(stops) - 1), dtype=bool)
    rank = np.searchsorted(positions, lines.at).tolist()
    begin = np.searchsorted(stops, lines.start - _JOIN).tolist()
    finish = (np.searchsorted(stops, lines.end + _JOIN, side="right") - 1).tolist()
    for i, a, b in zip(rank, begin, finish, strict=True):
        if a < b:
            found[i, a:b] = True
    return found


def _outside(above: Flags, beside: Flags) -> list[list[bool]]:
    """The elementary boxes that lie open to the outside of the table."""
    outside = np.zeros((above.shape[0] - 1, above.shape[1]), dtype=bool)
    outside[0] |= ~above[0]
    outside[-1] |= ~above[-1]
    outside[:, 0] |= ~beside[:, 0]
    outside[:, -1] |= ~beside[:, -1]
    if not outside.any():
        return []
    while True:
        grown = outside.copy()
        grown[1:] |= outside[:-1] & ~above[1:-1]
        grown[:-1] |= outside[1:] & ~above[1:-1]
        grown[:, 1:] |= outside[:, :-1] & ~beside[:, 1:-1]
        grown[:, :-1] |= outside[:, 1:] & ~beside[:, 1:-1]
        if (grown == outside).all():
            answer: list[list[bool]] = outside.tolist()
            return answer
        outside = grown


def _cells(
    above: list[list[bool]], beside: list[list[bool]], outside: list[list[bool]], xs: list[float], ys: list[float]
) -> tuple[list[RawCell], Ints]:
    """Cells in row order: above[r][c] is the line over box (r, c), beside[r][c] the one on its left."""
    height, width = len(ys) - 1, len(xs) - 1
    owner = [[-1] * width for _ in range(height)]
    cells: list[RawCell] = []
    for r in range(height):
        mine, sides, floor = owner[r], beside[r], above[r + 1]
        for c in range(width):
            if mine[c] >= 0 or (outside and outside[r][c]):
                continue
            right, down = c + 1, r + 1
            if not (sides[right] and floor[c]):
                while right < width and not sides[right] and mine[right] < 0:
                    right += 1
                while down < height and not any(above[down][c:right]) and not any(beside[down][c + 1 : right]):
                    down += 1
            index = len(cells)
            for row in owner[r:down]:
                row[c:right] = [index] * (right - c)
            cells.append(RawCell(r, c, down - r, right - c, (xs[c], ys[r], xs[right], ys[down])))
    return cells, np.array(owner, dtype=np.int64)
