"""Bitmaps of pages (extra `ocr`): straightened, their ruling lines, and where their lines of text stand."""

from typing import Any, NamedTuple

import numpy as np

from gouji.read.pdf.lattice import Lattice, find_lattices
from gouji.read.pdf.raw import Floats, Picture
from gouji.read.pdf.recognise import DPI

POINT = DPI / 72
"""Pixels of a point."""
_LEVEL, _UPRIGHT = 70, 42
"""Straight runs of so many pixels are ruling lines: longer than the strokes of characters."""
_FRAMELESS = 200
"""So long are they where there is no table."""
_MOST_SKEW = 3.0
MARGIN = 4
_MOST_LINES = 3000
_MERGED = 11
"""Gaps of so many pixels are closed to make lines out of characters: smaller than those between lines."""
_LONG = 2
_LEAST, _TALLEST = 8, 80


class Box(NamedTuple):
    """A box in pixels."""

    x0: int
    y0: int
    x1: int
    y1: int


class Seen(NamedTuple):
    """A page looked at: without its ruling lines, which are in points; the boxes of its lines, those in cells first."""

    picture: Picture
    rules: Floats
    boxes: list[Box]
    in_cells: int

    def crop(self, box: Box, width: int = 1 << 20) -> Picture:
        """The pixels of a line, `width` of them at most, with a margin."""
        right = min(box.x1 + MARGIN, box.x0 + width)
        return self.picture[max(box.y0 - MARGIN, 0) : box.y1 + MARGIN, max(box.x0 - MARGIN, 0) : right]


def look(picture: Picture) -> Seen:
    """What there is on a page that stands upright."""
    picture = _straight(picture)
    ink = _ink(picture)
    rules, ruled = _rules(ink)
    found = find_lattices(rules)
    ruled &= _long_runs(ink) | _inside(found, ink.shape)
    text = np.where(ruled, 0, ink).astype(np.uint8)
    lattices = [one for one in found if len(one.cells) > 1]
    boxes = [box for one in lattices for box in _cell_lines(text, one)]
    clean = np.where(ruled, np.uint8(255), picture)
    return Seen(clean, rules, [*boxes, *_free_lines(_outside(text, lattices))][:_MOST_LINES], len(boxes))


def run_lengths(picture: Picture) -> tuple[int, int]:
    """How long the lines of text are together that are level, and those that stand on end."""
    import cv2

    ink = _ink(picture)
    _, ruled = _rules(ink)
    text = np.where(ruled, 0, ink).astype(np.uint8)
    joined = cv2.morphologyEx(text, cv2.MORPH_CLOSE, np.ones((_MERGED, _MERGED), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    width, height = stats[1:, 2], stats[1:, 3]
    least = np.minimum(width, height)
    kept = (least >= _LEAST) & (least <= _TALLEST)
    level, upright = kept & (width > _LONG * height), kept & (height > _LONG * width)
    return int(width[level].sum()), int(height[upright].sum())


def _ink(picture: Picture) -> Any:
    import cv2

    _, ink = cv2.threshold(picture, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    return ink


def _straight(picture: Picture) -> Picture:
    """The picture turned so that its lines are level: where the sums of its rows differ most."""
    import cv2

    small = cv2.resize(_ink(picture), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA).astype(np.float32)
    best, step = 0.0, 0.5
    while step > 0.02:
        angles = np.arange(best - 6 * step, best + 6.5 * step, step)
        scores = [
            float(np.square(np.diff(_turned(small, a).sum(axis=1))).sum()) for a in angles if abs(a) <= _MOST_SKEW
        ]
        kept = [a for a in angles if abs(a) <= _MOST_SKEW]
        best = float(kept[int(np.argmax(scores))])
        step /= 5
    return picture if abs(best) < 0.04 else _turned(picture, best, 255)


def _turned(picture: Any, angle: float, border: int = 0) -> Any:
    import cv2

    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=border)


def _rules(ink: Any) -> tuple[Floats, Any]:
    """The boxes of the ruling lines in points, and the pixels that belong to them."""
    import cv2

    ruled = np.zeros(ink.shape, dtype=np.bool_)
    found = []
    for shape in ((_LEVEL, 1), (1, _UPRIGHT)):
        runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape[::-1], np.uint8))
        joined = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
        _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
        boxes = stats[1:, :4].astype(np.float64)
        boxes[:, 2:] += boxes[:, :2]
        thin = (boxes[:, 2:] - boxes[:, :2]).min(axis=1) <= 8
        middle = (boxes[thin, :2] + boxes[thin, 2:]) / 2
        flat = boxes[thin].copy()
        across = 1 if shape[0] > 1 else 0
        flat[:, across] = flat[:, across + 2] = middle[:, across]
        found.append(flat / POINT)
        ruled |= cv2.dilate(runs, np.ones((5, 5), np.uint8)) > 0
    return np.concatenate(found), ruled


def _long_runs(ink: Any) -> Any:
    """The pixels of ruling lines that are too long for the strokes of any character."""
    import cv2

    found = np.zeros(ink.shape, dtype=np.bool_)
    for shape in ((1, _FRAMELESS), (_FRAMELESS, 1)):
        runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        found |= cv2.dilate(runs, np.ones((5, 5), np.uint8)) > 0
    return found


def _inside(lattices: list[Lattice], shape: tuple[int, ...]) -> Any:
    """The pixels of tables and frames: outside them, a shorter run is the stroke of a large character."""
    found = np.zeros(shape, dtype=np.bool_)
    for one in lattices:
        x0, y0, x1, y1 = (round(value * POINT) for value in one.box)
        found[max(y0 - MARGIN, 0) : y1 + MARGIN + 1, max(x0 - MARGIN, 0) : x1 + MARGIN + 1] = True
    return found


def _cell_lines(text: Any, lattice: Lattice) -> list[Box]:
    """The lines of text in each cell: bands of rows with ink."""
    found = []
    for cell in lattice.cells:
        x0, y0, x1, y1 = (round(value * POINT) for value in cell.box)
        inside = text[y0 + 3 : y1 - 2, x0 + 3 : x1 - 2]
        found += [Box(b.x0 + x0 + 3, b.y0 + y0 + 3, b.x1 + x0 + 3, b.y1 + y0 + 3) for b in _bands(inside)]
    return found


def _bands(ink: Any) -> list[Box]:
    rows = np.flatnonzero(ink.any(axis=1))
    if not len(rows):
        return []
    cuts = np.flatnonzero(np.diff(rows) > 5)
    found = []
    for first, last in zip([0, *(cuts + 1)], [*cuts, len(rows) - 1], strict=True):
        band = ink[rows[first] : rows[last] + 1]
        if band.sum() >= 6:
            columns = np.flatnonzero(band.any(axis=0))
            found.append(Box(int(columns[0]), int(rows[first]), int(columns[-1]) + 1, int(rows[last]) + 1))
    return found


def _outside(text: Any, lattices: list[Lattice]) -> Any:
    free = text.copy()
    for one in lattices:
        x0, y0, x1, y1 = (round(value * POINT) for value in one.box)
        free[max(y0 - 2, 0) : y1 + 3, max(x0 - 2, 0) : x1 + 3] = 0
    return free


def _free_lines(text: Any) -> list[Box]:
    """The lines of text outside tables: ink that hangs together once gaps as wide as a character are closed."""
    import cv2

    joined = cv2.morphologyEx(text, cv2.MORPH_CLOSE, np.ones((7, 61), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    return [
        Box(int(x), int(y), int(x + w), int(y + h))
        for x, y, w, h, area in stats[1:].tolist()
        if h >= 8 and w >= 4 and area >= 30
    ]
