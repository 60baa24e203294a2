"""Pages that are pictures (extra `ocr`): a bitmap, turned upright, its ruling lines and lines of text → glyphs."""

import numpy as np

from gouji.read.pdf.bitmap import MARGIN, POINT, Box, Seen, look, run_lengths
from gouji.read.pdf.pdfium import RawPage
from gouji.read.pdf.raw import Floats, Picture
from gouji.read.pdf.recognise import recognise

_NARROW, _WIDE = 0.62, 1.15
_STROKES = "一-—―ー_"
"""A single stroke in a cell is a dash, whatever the recogniser takes it for."""
_SAMPLE, _SAMPLED = 6, 8
"""So many lines are read to know whether a page is upside down, so many characters of each."""
_SHORTEST, _TALLEST = 10, 90
_CLEAR = 0.75
"""A page read this surely is upright."""
_BETTER = 0.15
_ENOUGH, _FAR_LONGER = 400, 2
"""A page is on its side where the lines that stand on end are so long, in pixels, and so many times those level."""


def read_scan(picture: Picture, page: RawPage) -> tuple[RawPage, int]:
    """The page with glyphs and ruling lines out of its picture (of `DPI`), upright; those of the page itself count no more.

    And how the page as shown is turned against that, in quarters clockwise.
    """
    seen, quarter = _upright(picture)
    codes: list[int] = []
    glyphs: list[tuple[float, float, float, float]] = []
    origins: list[tuple[float, float]] = []
    sure: list[float] = []
    lines = recognise([seen.crop(box) for box in seen.boxes])
    for n, (box, line) in enumerate(zip(seen.boxes, lines, strict=True)):
        if not line.text:
            continue
        if n < seen.in_cells and line.text in _STROKES:
            line = line._replace(text="—")
        edges = _edges(line.text, line.middles * (box.x1 - box.x0 + 2 * MARGIN) + box.x0 - MARGIN, box)
        base = box.y1 / POINT
        height = (box.y1 - box.y0) / POINT
        for character, (x0, x1) in zip(line.text, edges, strict=True):
            codes.append(ord(character))
            glyphs.append((x0 / POINT, base - height, x1 / POINT, base))
            origins.append((x0 / POINT, base - 0.08 * height))
        sure += line.sure.tolist()
    made = page._replace(
        width=page.height if quarter % 2 else page.width,
        height=page.width if quarter % 2 else page.height,
        codes=np.array(codes, dtype=np.uint32),
        box=np.array(glyphs, dtype=np.float64).reshape(-1, 4),
        origin=np.array(origins, dtype=np.float64).reshape(-1, 2),
        spaced=np.zeros(len(codes), dtype=np.bool_),
        rules=seen.rules,
        pictures=np.empty((0, 4)),
        unmapped=0,
        quarter=0,
        margin=None,
        sure=np.array(sure),
    )
    return made, quarter


def _upright(picture: Picture) -> tuple[Seen, int]:
    """The page as it is to be read, and how it is turned as shown."""
    level, upright = run_lengths(picture)
    if upright > _ENOUGH and upright > _FAR_LONGER * level:
        sides = [(look(np.ascontiguousarray(np.rot90(picture, quarter))), quarter) for quarter in (1, 3)]
        return max(sides, key=lambda side: (_sureness(side[0]), -side[1]))
    seen = look(picture)
    sure = _sureness(seen)
    if sure < _CLEAR:
        other = look(np.ascontiguousarray(np.rot90(picture, 2)))
        if _sureness(other) > sure + _BETTER:
            return other, 2
    return seen, 0


def _sureness(seen: Seen) -> float:
    """How surely the longest lines are read."""
    tall = [box for box in seen.boxes if _SHORTEST <= box.y1 - box.y0 < _TALLEST]
    tall.sort(key=lambda box: -min((box.x1 - box.x0) / (box.y1 - box.y0), _SAMPLED + 2))
    crops = [seen.crop(box, _SAMPLED * (box.y1 - box.y0)) for box in tall[:_SAMPLE]]
    found = [float(line.sure.mean()) if line.text else 0.0 for line in recognise(crops)]
    return sum(found) / len(found) if found else 0.0


def _edges(text: str, middles: Floats, box: Box) -> list[tuple[float, float]]:
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
