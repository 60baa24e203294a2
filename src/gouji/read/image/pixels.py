"""Image files as grey pictures of pages in one resolution."""

import io
import warnings
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from gouji.errors import InputError
from gouji.read.limits import Limits
from gouji.read.pdf.raw import MOST_PIXELS, Picture
from gouji.read.pdf.recognise import DPI

_FORMATS = ("PNG", "JPEG", "TIFF")
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, OverflowError)
"""What the library raises on damaged files."""
_INCH = 72.0
_SHORTEST, _LONGEST = 6.0, 24.0
"""Inches that the longer side of a page measures; else what the file says of its resolution is not meant."""
_A4 = 11.69
_LEAST = 64
"""Pixels; a smaller image shows no page."""


class Frame(NamedTuple):
    """A page: its size in points, and its picture in `DPI`."""

    width: float
    height: float
    picture: Picture


def frames(data: bytes, name: str, limits: Limits) -> Iterator[Frame]:
    """The pages of an image file, one unless it is a TIFF file."""
    try:
        with _opened(data, name) as image:
            number = 0
            while True:
                yield _frame(image, name)
                number += 1
                if image.format != "TIFF" or number > limits.max_pages:
                    return
                try:
                    image.seek(number)
                except EOFError:
                    return
    except _BROKEN as error:
        raise InputError(
            "input.image_damaged",
            f"{name}: 图像已损坏或不完整，无法打开",
            f"{name}: the image is damaged or incomplete and cannot be opened",
        ) from error


def _opened(data: bytes, name: str) -> Image.Image:
    # The library's own bounds are wider, and it only warns at first.
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return Image.open(io.BytesIO(data), formats=_FORMATS)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise _too_many_pixels(name) from error


def _too_many_pixels(name: str) -> InputError:
    most = MOST_PIXELS // 10_000
    return InputError(
        "input.too_large",
        f"{name}: 图像过大（上限 {most} 万像素）",
        f"{name}: the image is too large (limit {MOST_PIXELS} pixels)",
    )


def _frame(image: Image.Image, name: str) -> Frame:
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels(name)
    dpi = _resolution(image)
    upright = ImageOps.exif_transpose(image)
    grey = _grey(upright)
    scale = DPI / dpi
    size = (max(round(grey.width * scale), 1), max(round(grey.height * scale), 1))
    kind = Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
    scaled = grey if size == grey.size else grey.resize(size, kind)
    width, height = grey.width * _INCH / dpi, grey.height * _INCH / dpi
    return Frame(width, height, np.asarray(scaled, dtype=np.uint8))


def _resolution(image: Image.Image) -> float:
    """Dots per inch: as the file says if a page could be of that size, else as if the page were an A4 sheet."""
    longer = max(image.width, image.height)
    stated = image.info.get("dpi", (0, 0))[0]
    if stated and _SHORTEST <= longer / float(stated) <= _LONGEST:
        return float(stated)
    return max(longer, _LEAST) / _A4


def _grey(image: Image.Image) -> Image.Image:
    """The image in grey on white paper."""
    if image.mode.startswith("I"):
        deep = np.asarray(image).astype(np.int64)
        return Image.fromarray((deep >> 8).clip(0, 255).astype(np.uint8))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        return paper.convert("L")
    return image.convert("L")
