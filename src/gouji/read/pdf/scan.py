"""Pages that are pictures (extra `ocr`): a bitmap straightened, its ruling lines and lines of text → glyphs."""

from typing import Any, NamedTuple

import numpy as np

from gouji.read.pdf.lattice import Lattice, find_lattices
from gouji.read.pdf.pdfium import RawPage
from gouji.read.pdf.raw import Floats, Picture
from gouji.read.pdf.recognise import DPI, recognise

_POINT = DPI / 72
_LEVEL, _UPRIGHT = 70, 42
"""Straight runs of so many pixels are ruling lines: longer than the strokes of characters."""
_MOST_SKEW = 3.0
_NARROW, _WIDE = 0.62, 1.15
_MARGIN = 4
_STROKES = "一-—―ー_"
"""A single stroke in a cell is a dash, whatever the recogniser takes it for."""
_MOST_LINES = 3000


class _Box(NamedTuple):
    x0: int
    y0: int
    x1: int
    y1: int


def read_scan(picture: Picture, page: RawPage) -> RawPage:
    """The page with glyphs and ruling lines out of its picture (`DPI`); those of the page itself count no more."""
    picture = _straight(picture)
    ink = _ink(picture)
    rules, ruled = _rules(ink)
    text = np.where(ruled, 0, ink).astype(np.uint8)
    lattices = [one for one in find_lattices(rules) if len(one.cells) > 1]
    boxes = [box for one in lattices for box in _cell_lines(text, one)]
    in_cells = len(boxes)
    boxes = [*boxes, *_free_lines(_outside(text, lattices))][:_MOST_LINES]
    clean = np.where(ruled, np.uint8(255), picture)
    crops = [clean[max(b.y0 - _MARGIN, 0) : b.y1 + _MARGIN, max(b.x0 - _MARGIN, 0) : b.x1 + _MARGIN] for b in boxes]
    codes: list[int] = []
    glyphs: list[tuple[float, float, float, float]] = []
    origins: list[tuple[float, float]] = []
    sure: list[float] = []
    for n, (box, line) in enumerate(zip(boxes, recognise(crops), strict=True)):
        if not line.text:
            continue
        if n < in_cells and line.text in _STROKES:
            line = line._replace(text="—")
        edges = _edges(line.text, line.middles * (box.x1 - box.x0 + 2 * _MARGIN) + box.x0 - _MARGIN, box)
        base = box.y1 / _POINT
        height = (box.y1 - box.y0) / _POINT
        for character, (x0, x1) in zip(line.text, edges, strict=True):
            codes.append(ord(character))
            glyphs.append((x0 / _POINT, base - height, x1 / _POINT, base))
            origins.append((x0 / _POINT, base - 0.08 * height))
        sure += line.sure.tolist()
    return page._replace(
        codes=np.array(codes, dtype=np.uint32),
        box=np.array(glyphs, dtype=np.float64).reshape(-1, 4),
        origin=np.array(origins, dtype=np.float64).reshape(-1, 2),
        spaced=np.zeros(len(codes), dtype=np.bool_),
        rules=rules,
        pictures=np.empty((0, 4)),
        unmapped=0,
        quarter=0,
        sure=np.array(sure),
    )


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
        found.append(flat / _POINT)
        ruled |= cv2.dilate(runs, np.ones((5, 5), np.uint8)) > 0
    return np.concatenate(found), ruled


def _cell_lines(text: Any, lattice: Lattice) -> list[_Box]:
    """The lines of text in each cell: bands of rows with ink."""
    found = []
    for cell in lattice.cells:
        x0, y0, x1, y1 = (round(value * _POINT) for value in cell.box)
        inside = text[y0 + 3 : y1 - 2, x0 + 3 : x1 - 2]
        found += [_Box(b.x0 + x0 + 3, b.y0 + y0 + 3, b.x1 + x0 + 3, b.y1 + y0 + 3) for b in _bands(inside)]
    return found


def _bands(ink: Any) -> list[_Box]:
    rows = np.flatnonzero(ink.any(axis=1))
    if not len(rows):
        return []
    cuts = np.flatnonzero(np.diff(rows) > 5)
    found = []
    for first, last in zip([0, *(cuts + 1)], [*cuts, len(rows) - 1], strict=True):
        band = ink[rows[first] : rows[last] + 1]
        if band.sum() >= 6:
            columns = np.flatnonzero(band.any(axis=0))
            found.append(_Box(int(columns[0]), int(rows[first]), int(columns[-1]) + 1, int(rows[last]) + 1))
    return found


def _outside(text: Any, lattices: list[Lattice]) -> Any:
    free = text.copy()
    for one in lattices:
        x0, y0, x1, y1 = (round(value * _POINT) for value in one.box)
        free[max(y0 - 2, 0) : y1 + 3, max(x0 - 2, 0) : x1 + 3] = 0
    return free


def _free_lines(text: Any) -> list[_Box]:
    """The lines of text outside tables: ink that hangs together once gaps as wide as a character are closed."""
    import cv2

    joined = cv2.morphologyEx(text, cv2.MORPH_CLOSE, np.ones((7, 61), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    return [
        _Box(int(x), int(y), int(x + w), int(y + h))
        for x, y, w, h, area in stats[1:].tolist()
        if h >= 8 and w >= 4 and area >= 30
    ]


def _edges(text: str, middles: Floats, box: _Box) -> list[tuple[float, float]]:
    """Left and right edge of each character: halfway to its neighbours, within what its kind takes."""
    height = box.y1 - box.y0
    between = (middles[1:] + middles[:-1]) / 2
    left = [float(box.x0), *between.tolist()]
    right = [*between.tolist(), float(box.x1)]
    found = []
    for character, middle, x0, x1 in zip(text, middles.tolist(), left, right, strict=True):
        half = (_WIDE if ord(character) >= 0x2E80 else _NARROW) * height / 2
        found.append((max(x0, middle - half), min(x1, middle + half)))
    return found
