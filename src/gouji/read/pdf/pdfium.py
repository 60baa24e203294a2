"""PDFium, called in bulk: the glyphs, ruling lines and pictures of each page in display coordinates.

Display coordinates: points, origin at the top left of the CropBox as the page is shown (after /Rotate), y down.
Places in documents count from the MediaBox: `RawPage.margin` lies between the two.

PDFium is not thread-safe, not even across documents. The calls here hold the interpreter lock (PYFUNCTYPE), which
also makes them cheaper than the ordinary foreign calls; a process pool is the way to read several files at once.
"""

import ctypes
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from gouji.errors import InputError
from gouji.model import Box
from gouji.read.pdf.drawings import find_drawings
from gouji.read.pdf.foreign import is_foreign
from gouji.read.pdf.raw import INT, MOST_PIXELS, POINTER, Codes, Flags, Floats, Ints, Picture, address, fast

_EDGE = 12.0
"""Text closer to the edge of the page than this may be clipped."""
_SOME = 0.1
"""From this share of glyphs that do not stand upright the angles of the text are looked at."""
_MOST = 0.6
"""A page lies on its side, or upside down, if this share of its glyphs does."""
_SAMPLE = 200
"""Of so many glyphs the angle is asked."""
_NEIGHBOUR = 24.0
"""Glyphs further apart than this may belong to different cells, each clipped by itself."""


_PROBE = 8
"""Every so many glyphs one is asked whether its font has a character for it."""
UNMAPPED = 0xFFFD
"""Stands for a glyph without a character."""

_origin = fast(pdfium.FPDFText_GetCharOrigin, INT, POINTER, INT, POINTER, POINTER)
_loose = fast(pdfium.FPDFText_GetLooseCharBox, INT, POINTER, INT, POINTER)
_text = fast(pdfium.FPDFText_GetText, INT, POINTER, INT, INT, POINTER)
_text_object = fast(pdfium.FPDFText_GetTextObject, POINTER, POINTER, INT)
_angle = fast(pdfium.FPDFText_GetCharAngle, ctypes.c_float, POINTER, INT)
_map_error = fast(pdfium.FPDFText_HasUnicodeMapError, INT, POINTER, INT)
_unicode = fast(pdfium.FPDFText_GetUnicode, ctypes.c_uint, POINTER, INT)
_object = fast(pdfium.FPDFPage_GetObject, POINTER, POINTER, INT)


class RawPage(NamedTuple):
    """One page as PDFium sees it.

    codes, box (x0, y0, x1, y1), origin (x, y): one row per visible glyph in content order; spaces are left out.
    rules: boxes of ruling lines, each thin in one direction. pictures: boxes of images and curved drawings.
    spaced: whether a space, written or set, comes before the glyph. unmapped: how many glyphs have no character (`UNMAPPED`), for want of a map in their font.
    quarter: how most of the text is turned as shown, in quarters clockwise. margin: how far the CropBox lies inside
    the MediaBox as shown (left, top), and the size of the latter; None where the two are the same.
    sure: how sure the recognition of each glyph is, None for a text layer. foreign: whether the text layer is somebody
    else's recognition of the page, which is a picture.
    """

    number: int
    width: float
    height: float
    codes: Codes
    box: Floats
    origin: Floats
    spaced: Flags
    rules: Floats
    pictures: Floats
    unmapped: int
    quarter: int = 0
    margin: Box | None = None
    sure: Floats | None = None
    foreign: bool = False


class Pdf:
    """An open PDF; use as a context manager.

    Raises InputError ``input.pdf_encrypted``, ``input.pdf_password`` (a wrong one) or ``input.pdf_damaged``.
    """

    def __init__(self, data: bytes, name: str, password: str | None = None) -> None:
        self._data = data
        secret = None if password is None else password.encode("utf-8", "surrogateescape")
        self._document = pdfium.FPDF_LoadMemDocument64(data, len(data), secret)
        if not self._document:
            code, zh, en = _refusal(int(pdfium.FPDF_GetLastError()), password is not None)
            raise InputError(code, f"{name}: {zh}", f"{name}: {en}")

    def __enter__(self) -> "Pdf":
        return self

    def __exit__(self, *_: object) -> None:
        if self._document:
            pdfium.FPDF_CloseDocument(self._document)
            self._document = None

    def __len__(self) -> int:
        return int(pdfium.FPDF_GetPageCount(self._document))

    def picture(self, number: int, dpi: int) -> Picture | None:
        """A page as shown in grey, None if it is too large."""
        page = pdfium.FPDF_LoadPage(self._document, number - 1)
        width = round(pdfium.FPDF_GetPageWidthF(page) * dpi / 72)
        height = round(pdfium.FPDF_GetPageHeightF(page) * dpi / 72)
        if not 0 < width * height <= MOST_PIXELS:
            pdfium.FPDF_ClosePage(page)
            return None
        pixels = np.full((height, width), 255, dtype=np.uint8)
        bitmap = pdfium.FPDFBitmap_CreateEx(
            width, height, pdfium.FPDFBitmap_Gray, pixels.ctypes.data_as(ctypes.c_void_p), width
        )
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_GRAYSCALE)
        pdfium.FPDFBitmap_Destroy(bitmap)
        pdfium.FPDF_ClosePage(page)
        return pixels

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


def _refusal(error: int, tried: bool) -> tuple[str, str, str]:
    """Why PDFium does not open a file, as code and words; `tried`: with a password."""
    if error == pdfium.FPDF_ERR_SECURITY:
        zh, en = "PDF 的加密方式不受支持", "the PDF is encrypted in a way that is not supported"
        return "input.pdf_encrypted", zh, en
    if error == pdfium.FPDF_ERR_PASSWORD and tried:
        return "input.pdf_password", "PDF 的密码不正确", "the password does not open the PDF"
    if error == pdfium.FPDF_ERR_PASSWORD:
        zh, en = "PDF 已加密，请用 --password 给出密码", "the PDF is encrypted; give its password with --password"
        return "input.pdf_encrypted", zh, en
    return "input.pdf_damaged", "PDF 已损坏或不完整，无法打开", "the PDF is damaged or incomplete and cannot be opened"


def _close(page: Any, text: Any) -> None:
    if text:
        pdfium.FPDFText_ClosePage(text)
    if page:
        pdfium.FPDF_ClosePage(page)


def _read_page(page: Any, text: Any, number: int) -> RawPage:
    visible = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, visible)
    shown = (visible.left, visible.bottom, visible.right, visible.top)
    media = _media_box(page) or shown
    turn = int(pdfium.FPDFPage_GetRotation(page)) % 4
    objects = list(map(_object, repeat(address(page)), range(pdfium.FPDFPage_CountObjects(page))))
    codes, box, origin, spaced, unmapped = _glyphs(text, shown, objects)
    rules, pictures = find_drawings(objects)
    width, height = _size(shown, turn)
    foreign = is_foreign(text, objects, pictures, width * height)
    box = _display_boxes(box, shown, turn)
    origin = np.stack(_display(origin[:, 0], origin[:, 1], shown, turn), axis=1)
    return RawPage(
        number,
        width,
        height,
        codes,
        box,
        origin,
        spaced,
        _display_boxes(rules, shown, turn),
        _display_boxes(pictures, shown, turn),
        unmapped,
        _quarter(text, box, origin, turn),
        _margin(shown, media, turn),
        foreign=foreign,
    )


def _size(box: Sequence[float], turn: int) -> tuple[float, float]:
    width, height = box[2] - box[0], box[3] - box[1]
    return (height, width) if turn % 2 else (width, height)


def _margin(shown: Sequence[float], media: Sequence[float], turn: int) -> Box | None:
    """How far the shown part lies inside the MediaBox, and the size of the latter, as the page is shown."""
    if max(abs(a - b) for a, b in zip(shown, media, strict=True)) < 0.01:
        return None
    left, top, *_ = _display_boxes(np.array([shown]), media, turn)[0].tolist()
    return (left, top, *_size(media, turn))


def turned_glyphs(box: Floats, origin: Floats) -> Flags:
    """Which glyphs (display coordinates) do not stand upright: one that does has its origin at its lower left."""
    x0, y0, x1, y1 = box.T
    x, y = origin.T
    aside = np.abs(x - x0) > 0.3 * (x1 - x0) + 0.5
    # A small mark such as a comma may hang below its origin.
    above = (y < y0 + 0.3 * (y1 - y0)) & (y1 - y0 > 0.5 * (x1 - x0))
    flags: Flags = aside | above
    return flags


def _quarter(text: Any, box: Floats, origin: Floats, turn: int) -> int:
    """How most of the text is turned on the page as shown, in quarters clockwise."""
    if not len(box) or turned_glyphs(box, origin).mean() < _SOME:
        return 0
    count = int(pdfium.FPDFText_CountChars(text))
    indices = range(0, count, count // _SAMPLE + 1)
    angles = np.array(list(map(_angle, repeat(address(text)), indices)))
    # PDFium measures them clockwise.
    quarters = (turn + np.rint(angles / (np.pi / 2)).astype(np.int64)) % 4
    found = np.bincount(quarters, minlength=4)
    most = int(found.argmax())
    return most if found[most] > _MOST * len(indices) else 0


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


def _glyphs(text: Any, shown: Sequence[float], drawn: list[int]) -> tuple[Codes, Floats, Floats, Flags, int]:
    """The glyphs inside the shown part of the page as in `RawPage`, boxes as left, bottom, right, top."""
    handle = address(text)
    codes = _read_codes(text, handle)
    codes = _without_map(handle, codes)
    unmapped = int(np.count_nonzero(codes == UNMAPPED))
    # A soft hyphen at a line end comes as U+0002 or U+FFFE.
    codes = np.where((codes == 2) | (codes == 0xFFFE), np.uint32(0x2D), codes)
    kept = np.flatnonzero(~_blank(codes))
    n = len(kept)
    indices = kept.tolist()
    spaced = np.diff(kept, prepend=-1) > 1
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
        return codes, box, origin, spaced, unmapped
    return codes[inside], box[inside], origin[inside], spaced[inside], unmapped


def _without_map(handle: int, codes: Codes) -> Codes:
    """The codes, `UNMAPPED` for glyphs without a character: PDFium gives their number in the font instead."""
    if not any(map(_map_error, repeat(handle), range(0, len(codes), _PROBE))):
        return codes
    broken = np.array(list(map(_map_error, repeat(handle), range(len(codes))))) == 1
    return np.where(broken, np.uint32(UNMAPPED), codes)


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
    codes[broken] = UNMAPPED
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
