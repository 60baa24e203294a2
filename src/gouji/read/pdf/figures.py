"""Pictures and drawn charts: where text belongs to a figure instead of to the paragraphs around it."""

from gouji.model import Box
from gouji.read.pdf.glyphs import Piece
from gouji.read.pdf.lattice import Lattice
from gouji.read.pdf.layout import Flow
from gouji.read.pdf.pdfium import RawPage

_WHOLE_PAGE = 0.5
"""A picture over more than this share of a page is its background or a scan, not a figure in the text."""
_SMALL = 40.0
"""A picture lower or narrower than this holds no text."""
_NEAR = 15.0
"""Parts of one drawing, and its labels, lie no further apart than this."""


def find_figures(page: RawPage, frames: list[Lattice]) -> list[Box]:
    """The boxes of the figures: parts that lie close together are one, and a frame around them is its edge."""
    parts = [_box(one) for one in page.pictures.tolist() if share(_box(one), page) < _WHOLE_PAGE]
    merged: list[Box] = []
    for part in sorted(parts, key=lambda box: box[1]):
        box = part
        while near := [other for other in merged if meet(box, other, _NEAR)]:
            merged = [other for other in merged if other not in near]
            box = _around([box, *near])
        merged.append(box)
    big = [box for box in merged if min(box[2] - box[0], box[3] - box[1]) > _SMALL]
    return [next((one.box for one in frames if _holds(one.box, box)), box) for box in big]


def is_label(piece: Piece, figures: list[Box], flow: Flow) -> bool:
    """Whether a piece lies wholly in a figure. Text larger than the body is a title on a picture, not a label."""
    return piece.size <= 1.15 * flow.size and any(
        _holds((x0 - 5, y0 - 5, x1 + 5, y1 + 5), piece.box) for x0, y0, x1, y1 in figures
    )


def share(box: Box, page: RawPage) -> float:
    """The share of the page that a box takes."""
    return (box[2] - box[0]) * (box[3] - box[1]) / max(page.width * page.height, 1.0)


def _box(values: list[float]) -> Box:
    return (values[0], values[1], values[2], values[3])


def meet(a: Box, b: Box, near: float = 0.0) -> bool:
    """Whether two boxes overlap, or lie closer together than `near`."""
    return a[0] - near < b[2] and b[0] - near < a[2] and a[1] - near < b[3] and b[1] - near < a[3]


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _around(boxes: list[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
