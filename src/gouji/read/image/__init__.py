"""Pictures of pages: scans and photographs that were saved as image files."""

from gouji.model import Document
from gouji.read.limits import Limits

__all__ = ["SUFFIXES", "ImageReader"]

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")


class ImageReader:
    """Reads .png, .jpg and .tif files with what the extra `ocr` installs; the pages of a .tif file are one report.

    Raises InputError: ``input.image_needs_extra``, ``input.image_damaged``, ``input.image_no_text``,
    ``input.too_many_pages``, ``input.too_large`` (pixels too), ``input.timeout``.
    """

    name = "image"
    suffixes: tuple[str, ...] = SUFFIXES

    def sniff(self, data: bytes) -> bool:
        """Whether the content begins as such a file."""
        return data.startswith(_SIGNATURES)

    def read(self, data: bytes, *, name: str, limits: Limits) -> Document:
        """The document in `data`; boxes are in points from the top left of each page as it is shown."""
        # Every reader is loaded to know its suffixes; what recognises text takes a while to load.
        from gouji.read.image.reader import read_images

        return read_images([data], name=name, limits=limits)
