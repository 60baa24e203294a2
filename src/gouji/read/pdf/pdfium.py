"""PDFium, called in bulk: the glyphs, ruling lines and pictures of each page in display coordinates.

Display coordinates: points, origin at the top left of the MediaBox as the page is shown (after /Rotate), y down.

PDFium is not thread-safe, not even across documents. The calls here hold the interpreter lock (PYFUNCTYPE), which
also makes them cheaper than the ordinary foreign calls; a process pool is the way to read several files at once.
"""

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from gouji.errors import InputError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]
Matrix = tuple[float, float, float, float, float, float]

_POINTER = ctypes.c_void_p
_INT = ctypes.c_int
_PATH, _IMAGE, _FORM = 2, 3, 5
_FORM_DEPTH = 8
_THIN = 3.0
"""A path no thicker than this is a ruling line, in points."""
_EDGE = 12.0
"""Text closer to the edge of the page than this may be clipped."""
_NEIGHBOUR = 24.0
"""Glyphs further apart than this may belong to different cells, each clipped by itself."""
_MAX_SEGMENTS = 400
"""A path with more segments is a drawing, not a frame of ruling lines."""


def _fast(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The same C function behind a cheaper call that takes plain addresses."""
    address = ctypes.cast(function, _POINTER).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


_origin = _fast(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
_loose = _fast(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_text = _fast(pdfium.FPDFText_GetText, _INT, _POINTER, _INT, _INT, _POINTER)
_text_object = _fast(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_unicode = _fast(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
_object = _fast(pdfium.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
_form_object = _fast(pdfium.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
_type = _fast(pdfium.FPDFPageObj_GetType, _INT, _POINTER)
_bounds = _fast(pdfium.FPDFPageObj_GetBounds, _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)


class RawPage(NamedTuple):
    """One page as PDFium sees it.

    codes, box (x0, y0, x1, y1), origin (x, y): one row per visible glyph in content order; spaces are left out.
    rules: boxes of ruling lines, each thin in one direction. pictures: boxes of images and curved drawings.
    unmapped: how many glyphs have no character, for want of a character map in their font.
    """

    number: int
    width: float
    height: float
    codes: Codes
    box: Floats
    origin: Floats
    rules: Floats
    pictures: Floats
    unmapped: int


class Pdf:
    """An open PDF; use as a context manager. Raises InputError ``input.pdf_encrypted`` or ``input.pdf_damaged``."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
                raise InputError("input.pdf_encrypted", f"{name}: PDF 已加密，需要密码才能读取")
            raise InputError("input.pdf_damaged", f"{name}: PDF 已损坏或不完整，无法打开")

    def __enter__(self) -> "Pdf":
        return self

    def __exit__(self, *_: object) -> None:
        if self._document:
            pdfium.FPDF_CloseDocument(self._document)
            self._document = None

    def __len__(self) -> int:
        return int(pdfium.FPDF_GetPageCount(self._document))

    def pages(self) -> Iterator[RawPage | None]:
        """The pages in turn; None for one that PDFium cannot load."""
        # A page is closed only after its successor is open: PDFium keeps a font no longer than somebody uses it.
        last: tuple[Any, Any] | None = None
        try:
            for index in range(len(self)):
                page = pdfium.FPDF_LoadPage(self._document, index)
                text = pdfium.FPDFText_LoadPage(page) if page else None
                if last:
                    _close(*last)
                last = (page, text)
                yield _read_page(page, text, index + 1) if page and text else None
        finally:
            if last:
                _close(*last)


def _close(page: Any, text: Any) -> None:
    if text:
        pdfium.FPDFText_ClosePage(text)
    if page:
        pdfium.FPDF_ClosePage(page)


def _address(handle: Any) -> int:
    return ctypes.cast(handle, _POINTER).value or 0


def _read_page(page: Any, text: Any, number: int) -> RawPage:
    visible = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, visible)
    shown = (visible.left, visible.bottom, visible.right, visible.top)
    media = _media_box(page) or shown
    turn = int(pdfium.FPDFPage_GetRotation(page)) % 4
    objects = list(map(_object, repeat(_address(page)), range(pdfium.FPDFPage_CountObjects(page))))
    codes, box, origin, unmapped = _glyphs(text, shown, objects)
    rules, pictures = _drawings(objects)
    width, height = media[2] - media[0], media[3] - media[1]
    if turn % 2:
        width, height = height, width
    return RawPage(
        number,
        width,
        height,
        codes,
        _display_boxes(box, media, turn),
        np.stack(_display(origin[:, 0], origin[:, 1], media, turn), axis=1),
        _display_boxes(rules, media, turn),
        _display_boxes(pictures, media, turn),
        unmapped,
    )


def _media_box(page: Any) -> tuple[float, float, float, float] | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPage_GetMediaBox(page, *sides):
        return None
    x0, y0, x1, y1 = (side.value for side in sides)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _display(x: Floats, y: Floats, media: Sequence[float], turn: int) -> tuple[Floats, Floats]:
    left, bottom, right, top = media
    if turn == 0:
        return x - left, top - y
    if turn == 1:
        return y - bottom, x - left
    if turn == 2:
        return right - x, y - bottom
    return top - y, right - x


def _display_boxes(boxes: Floats, media: Sequence[float], turn: int) -> Floats:
    """PDF boxes (left, bottom, right, top) as display boxes (x0, y0, x1, y1)."""
    xa, ya = _display(boxes[:, 0], boxes[:, 1], media, turn)
    xb, yb = _display(boxes[:, 2], boxes[:, 3], media, turn)
    return np.stack((np.minimum(xa, xb), np.minimum(ya, yb), np.maximum(xa, xb), np.maximum(ya, yb)), axis=1)


def _glyphs(text: Any, shown: Sequence[float], drawn: list[int]) -> tuple[Codes, Floats, Floats, int]:
    """Codes, boxes (left, bottom, right, top) and origins of the glyphs inside the shown part of the page."""
    handle = _address(text)
    codes = _read_codes(text, handle)
    unmapped = int(np.count_nonzero((codes == 0) | (codes == 0xFFFD)))
    # A soft hyphen at a line end comes as U+0002 or U+FFFE.
    codes = np.where((codes == 2) | (codes == 0xFFFE), np.uint32(0x2D), codes)
    kept = np.flatnonzero(~_blank(codes))
    n = len(kept)
    indices = kept.tolist()
    xs, ys = array("d", bytes(8 * n)), array("d", bytes(8 * n))
    boxes = array("f", bytes(16 * n))
    ax, ay, ab = xs.buffer_info()[0], ys.buffer_info()[0], boxes.buffer_info()[0]
    deque(map(_origin, repeat(handle), indices, range(ax, ax + 8 * n, 8), range(ay, ay + 8 * n, 8)), 0)
    deque(map(_loose, repeat(handle), indices, range(ab, ab + 16 * n, 16)), 0)
    # FS_RECTF is left, top, right, bottom.
    box = np.frombuffer(boxes, np.float32).astype(np.float64).reshape(n, 4)[:, [0, 3, 2, 1]]
    origin = np.stack((np.frombuffer(xs, np.float64), np.frombuffer(ys, np.float64)), axis=1)
    _mend_boxes(box, origin)
    x = (box[:, 0] + box[:, 2]) / 2
    y = origin[:, 1]
    inside = (x >= shown[0]) & (x <= shown[2]) & (y >= shown[1]) & (y <= shown[3])
    codes = codes[kept]
    if n and (
        min(x.min() - shown[0], y.min() - shown[1]) < _EDGE or min(shown[2] - x.max(), shown[3] - y.max()) < _EDGE
    ):
        inside &= _unclipped(handle, kept, set(drawn), x, y)
    if inside.all():
        return codes, box, origin, unmapped
    return codes[inside], box[inside], origin[inside], unmapped


def _unclipped(handle: int, indices: Ints, drawn: set[int], x: Floats, y: Floats) -> Flags:
    """Which glyphs lie inside the clipping paths of their text objects.

    Asked only of pages with text at or beyond their edge, as where one text box is drawn on two pages and cut.
    Glyphs that follow each other closely on one line share the paths of the first of them. Objects inside a form
    have their paths in the form's own coordinates: they count as not clipped.
    """
    fresh = np.ones(len(x), dtype=np.bool_)
    fresh[1:] = (np.abs(np.diff(y)) > 0.5) | (np.abs(np.diff(x)) > _NEIGHBOUR)
    objects = list(map(_text_object, repeat(handle), indices[fresh].tolist()))
    clip = np.array([_clip_box(one if one in drawn else None) for one in objects])[np.cumsum(fresh) - 1]
    inside: Flags = (clip[:, 0] <= x) & (x <= clip[:, 2]) & (clip[:, 1] <= y + 2) & (y <= clip[:, 3])
    return inside


def _clip_box(text_object: int | None) -> tuple[float, float, float, float]:
    """The box that all clipping paths of an object leave open."""
    left, bottom, right, top = -1e9, -1e9, 1e9, 1e9
    handle = ctypes.cast(text_object, pdfium.FPDF_PAGEOBJECT) if text_object else None
    path = pdfium.FPDFPageObj_GetClipPath(handle) if handle else None
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(max(pdfium.FPDFClipPath_CountPaths(path), 0) if path else 0):
        xs, ys = [], []
        for k in range(pdfium.FPDFClipPath_CountPathSegments(path, i)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, i, k), x, y)
            xs.append(x.value)
            ys.append(y.value)
        if xs:
            left, right = max(left, min(xs)), min(right, max(xs))
            bottom, top = max(bottom, min(ys)), min(top, max(ys))
    return left, bottom, right, top


def _read_codes(text: Any, handle: int) -> Codes:
    count = max(int(pdfium.FPDFText_CountChars(text)), 0)
    buffer = array("H", bytes(2 * (count + 1)))
    written = _text(handle, 0, count, buffer.buffer_info()[0]) - 1
    codes: Codes = np.frombuffer(buffer, np.uint16)[: max(written, 0)].astype(np.uint32)
    if written == count and not ((codes >= 0xD800) & (codes < 0xE000)).any():
        return codes
    # Characters beyond the basic plane, or without a code, take none or two places there: ask one by one.
    codes = np.array(list(map(_unicode, repeat(handle), range(count))), dtype=np.uint32)
    broken = ((codes >= 0xD800) & (codes < 0xE000)) | (codes > 0x10FFFF)
    codes[broken] = 0xFFFD
    return codes


def _blank(codes: Codes) -> Flags:
    """White space and controls."""
    spaces = (codes >= 0x2000) & (codes <= 0x200F) | (codes == 0x3000) | (codes == 0xFEFF) | (codes == 0xFFFF)
    blank: Flags = (codes <= 0x20) | (codes >= 0x7F) & (codes <= 0xA0) | spaces
    return blank


def _mend_boxes(box: Floats, origin: Floats) -> None:
    """Give a glyph without an outline a box that reaches to the next glyph of its line."""
    empty = np.flatnonzero((box[:, 2] - box[:, 0] < 0.01) | (box[:, 3] - box[:, 1] < 0.01))
    for i in empty.tolist():
        x, y = origin[i]
        width = 10.0
        if i + 1 < len(origin) and abs(origin[i + 1, 1] - y) < 1 and 1 < origin[i + 1, 0] - x < 40:
            width = origin[i + 1, 0] - x
        box[i] = (x, y - 0.14 * width, x + width, y + 0.88 * width)


def _drawings(objects: list[int]) -> tuple[Floats, Floats]:
    """Boxes (left, bottom, right, top) of the ruling lines and of the pictures."""
    rules: list[Floats] = []
    pictures: list[tuple[float, float, float, float]] = []
    _collect(objects, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), rules, pictures, 0)
    return (
        np.concatenate(rules) if rules else np.empty((0, 4)),
        np.array(pictures, dtype=np.float64).reshape(-1, 4),
    )


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
