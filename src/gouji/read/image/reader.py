"""Images in, one Document out."""

import time
from collections.abc import Sequence

import msgspec
import numpy as np

from gouji.errors import InputError
from gouji.model import Document, Note
from gouji.read.image.pixels import Frame, frames
from gouji.read.limits import Limits
from gouji.read.pdf.layout import Layout
from gouji.read.pdf.over import late, too_large, too_many
from gouji.read.pdf.pdfium import RawPage
from gouji.read.pdf.reader import assemble, lay_out_picture
from gouji.read.pdf.recognise import available


def read_images(files: Sequence[bytes], *, name: str, limits: Limits) -> Document:
    """The document whose pages are in `files`. Raises InputError as `ImageReader` says."""
    if not available():
        raise InputError(
            "input.image_needs_extra",
            f"{name}: 是图像文件；识别图像请安装 gouji[ocr]",
            f"{name}: an image; install gouji[ocr] to read images",
        )
    deadline = time.monotonic() + limits.seconds
    pages: list[Layout] = []
    blank: list[int] = []
    glyphs = cells = 0
    for number, frame in enumerate((one for data in files for one in frames(data, name, limits)), 1):
        if number > limits.max_pages:
            raise too_many(name, limits, number)
        if time.monotonic() > deadline:
            raise late(name, limits, number)
        begin = time.monotonic()
        page = lay_out_picture(frame.picture, _raw(number, frame), pages[-1].last if pages else None)
        # Recognition takes its time, which is bounded by what a page holds.
        deadline += time.monotonic() - begin
        if page is None:
            blank.append(number)
            continue
        pages.append(page)
        glyphs += page.glyphs
        cells += page.cell_count
        if glyphs > limits.max_characters or cells > limits.max_cells:
            raise too_large(name, limits, number)
    if not pages:
        raise InputError(
            "input.image_no_text",
            f"{name}: 图像里没有识别出文字",
            f"{name}: no text was recognised in the image",
        )
    found = assemble(pages, set(blank), b"".join(files), name=name, form="image")
    return msgspec.structs.replace(found, notes=(*_notes(blank), *found.notes))


def _raw(number: int, frame: Frame) -> RawPage:
    none = np.empty((0, 4))
    codes = np.empty(0, dtype=np.uint32)
    flags = np.empty(0, dtype=np.bool_)
    return RawPage(number, frame.width, frame.height, codes, none, np.empty((0, 2)), flags, none, none, 0)


def _notes(blank: list[int]) -> list[Note]:
    notes = [Note("全文由图像识别得来，可能有误", "all text was recognised in images and is possibly wrong")]
    if blank:
        where = "、".join(map(str, blank))
        notes.append(Note(f"第 {where} 页没有识别出文字", f"page(s) on which no text was recognised: {where}"))
    return notes
