"""Pictures that may show a table: those that are too large for a logo or a seal, charts and diagrams."""

import re
from typing import Any

from gouji.office.names import TEXT_BOX, A, V, W

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_DRAWN = frozenset(("chart", "chartex", "diagram"))
_POINT = 12700
_WIDE, _HIGH = 220.0, 90.0
"""Points from which on a picture may be a table."""
_SIZES = re.compile(r"(?:^|;)\s*(width|height):\s*(\d{1,6}(?:\.\d{1,9})?)\s*(pt|in|cm|mm)", re.IGNORECASE)
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54}


def may_show_figures(element: Any) -> bool:
    """Whether a drawing, of new files or old ones, is a picture that may hold what is not read."""
    if element.tag == W + "drawing":
        graphic = next(element.iter(A + "graphicData"), None)
        kind = "" if graphic is None else graphic.get("uri", "").rpartition("/")[2]
        return kind in _DRAWN or (_pictured(element, _PICTURE) and _large(*_extent(element)))
    if element.tag == W + "pict":
        return any(
            _large(sizes.get("width", 0.0), sizes.get("height", 0.0))
            for shape in element.iterchildren(V + "shape", V + "rect")
            if _pictured(shape, V + "imagedata") and (sizes := _sizes(shape.get("style", "")))
        )
    return False


def _pictured(element: Any, tag: str) -> bool:
    """Whether there is a picture in a drawing, text boxes in it apart: these are read by themselves."""
    return any(next(one.iterancestors(TEXT_BOX, element.tag), None) is element for one in element.iter(tag))


def _extent(drawing: Any) -> tuple[float, float]:
    extent = next(drawing.iter(_WP + "extent"), None)
    sizes = [] if extent is None else [extent.get(name, "") for name in ("cx", "cy")]
    if not all(size.isascii() and size.isdigit() and len(size) < 12 for size in sizes) or not sizes:
        return 0.0, 0.0
    return int(sizes[0]) / _POINT, int(sizes[1]) / _POINT


def _sizes(style: str) -> dict[str, float]:
    return {name.lower(): float(size) * _UNITS[unit.lower()] for name, size, unit in _SIZES.findall(style)}


def _large(width: float, height: float) -> bool:
    return width >= _WIDE and height >= _HIGH
