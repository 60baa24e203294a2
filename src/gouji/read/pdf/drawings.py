"""Ruling lines and pictures out of the paths and images of a page, those inside forms too."""

import ctypes
from array import array
from collections import deque
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from gouji.read.pdf.raw import INT, POINTER, Floats, fast

Matrix = tuple[float, float, float, float, float, float]

_PATH, _IMAGE, _FORM = 2, 3, 5
_FORM_DEPTH = 8
_THIN = 3.0
"""A path no thicker than this is a ruling line, in points."""
_MAX_SEGMENTS = 400
"""A path with more segments is a drawing, not a frame of ruling lines."""

_form_object = fast(pdfium.FPDFFormObj_GetObject, POINTER, POINTER, ctypes.c_ulong)
_type = fast(pdfium.FPDFPageObj_GetType, INT, POINTER)
_bounds = fast(pdfium.FPDFPageObj_GetBounds, INT, POINTER, POINTER, POINTER, POINTER, POINTER)


def find_drawings(objects: list[int]) -> tuple[Floats, Floats]:
    """Boxes (left, bottom, right, top) of the ruling lines and of the pictures."""
    rules: list[Floats] = []
    pictures: list[tuple[float, float, float, float]] = []
    _collect(objects, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), rules, pictures, 0)
    return (
        np.concatenate(rules) if rules else np.empty((0, 4)),
        np.array(pictures, dtype=np.float64).reshape(-1, 4),
    )


def is_image(one: int, least: float) -> bool:
    """Whether an object is an image of at least this area."""
    if _type(one) != _IMAGE:
        return False
    left, bottom, right, top = _boxes_of([one])[0].tolist()
    return float((right - left) * (top - bottom)) >= least


def _collect(
    objects: list[int],
    matrix: Matrix,
    rules: list[Floats],
    pictures: list[tuple[float, float, float, float]],
    depth: int,
) -> None:
    kinds = list(map(_type, objects))
    paths = [one for one, kind in zip(objects, kinds, strict=True) if kind == _PATH]
    if paths:
        boxes = _move(_boxes_of(paths), matrix)
        size = boxes[:, 2:] - boxes[:, :2]
        thin = size.min(axis=1) <= _THIN
        rules.append(boxes[thin])
        for i in np.flatnonzero(~thin).tolist():
            _fat_path(paths[i], boxes[i], matrix, rules, pictures)
    images = [one for one, kind in zip(objects, kinds, strict=True) if kind == _IMAGE]
    if images:
        pictures.extend(map(tuple, _move(_boxes_of(images), matrix).tolist()))
    if _FORM in kinds and depth < _FORM_DEPTH:
        for one, kind in zip(objects, kinds, strict=True):
            if kind == _FORM:
                handle = ctypes.cast(one, pdfium.FPDF_PAGEOBJECT)
                inner = list(map(_form_object, repeat(one), range(pdfium.FPDFFormObj_CountObjects(handle))))
                _collect(inner, _compose(_matrix_of(handle), matrix), rules, pictures, depth + 1)


def _fat_path(
    path: int,
    box: Floats,
    matrix: Matrix,
    rules: list[Floats],
    pictures: list[tuple[float, float, float, float]],
) -> None:
    """A path that is no single line: a stroked frame gives its sides, a curved or crooked one is a drawing."""
    handle = ctypes.cast(path, pdfium.FPDF_PAGEOBJECT)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(handle)
    if not stroke.value and count <= 6:
        return  # a filled rectangle: the shading of a cell, or the white page
    sides = _sides(handle, count, _compose(_matrix_of(handle), matrix)) if count <= _MAX_SEGMENTS else None
    if sides is None:
        pictures.append((box[0], box[1], box[2], box[3]))
    elif stroke.value and len(sides):
        rules.append(sides)


def _sides(handle: Any, count: int, matrix: Matrix) -> Floats | None:
    """The sides of an axis-parallel path as flat boxes; None if some side is crooked or curved."""
    x, y = ctypes.c_float(), ctypes.c_float()
    found: list[tuple[float, float, float, float]] = []
    start = here = (0.0, 0.0)
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return None
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(x.value, y.value, matrix)
        ends = [(here, point)] if kind == pdfium.FPDF_SEGMENT_LINETO else []
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        here = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            ends.append((here, start))
            here = start
        for (ax, ay), (bx, by) in ends:
            if abs(ax - bx) > _THIN and abs(ay - by) > _THIN:
                return None
            found.append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    return np.array(found, dtype=np.float64).reshape(-1, 4)


def _boxes_of(objects: list[int]) -> Floats:
    n = len(objects)
    boxes = array("f", bytes(16 * n))
    a = boxes.buffer_info()[0]
    ranges = (range(a + offset, a + offset + 16 * n, 16) for offset in (0, 4, 8, 12))
    deque(map(_bounds, objects, *ranges), 0)
    return np.frombuffer(boxes, np.float32).astype(np.float64).reshape(n, 4)


def _matrix_of(handle: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, matrix):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _apply(x: float, y: float, m: Matrix) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _compose(inner: Matrix, outer: Matrix) -> Matrix:
    """`inner` first, then `outer`."""
    a, b = _apply(inner[0], inner[1], (*outer[:4], 0.0, 0.0))
    c, d = _apply(inner[2], inner[3], (*outer[:4], 0.0, 0.0))
    e, f = _apply(inner[4], inner[5], outer)
    return (a, b, c, d, e, f)


def _move(boxes: Floats, m: Matrix) -> Floats:
    """The boxes around `boxes` under a matrix."""
    if m == (1.0, 0.0, 0.0, 1.0, 0.0, 0.0):
        return boxes
    xs = np.stack([m[0] * boxes[:, i] + m[2] * boxes[:, j] + m[4] for i in (0, 2) for j in (1, 3)])
    ys = np.stack([m[1] * boxes[:, i] + m[3] * boxes[:, j] + m[5] for i in (0, 2) for j in (1, 3)])
    return np.stack((xs.min(axis=0), ys.min(axis=0), xs.max(axis=0), ys.max(axis=0)), axis=1)
