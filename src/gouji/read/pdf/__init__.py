"""The PDF reader: page geometry → lines, cells, paragraphs, each character with its place."""

from gouji.model import Document
from gouji.read.limits import Limits

__all__ = ["PdfReader"]

_HEAD = b"%PDF-"


class PdfReader:
    """Reads PDF files with a text layer.

    Raises InputError: ``input.pdf_damaged``, ``input.pdf_encrypted``, ``input.pdf_password``, ``input.pdf_no_text`` (a scan), ``input.pdf_garbled`` (fonts without characters),
    ``input.too_many_pages``, ``input.too_large``, ``input.timeout``. Pages that cannot be read in an otherwise
    readable file are named in `Document.notes`.
    """

    name = "pdf"
    suffixes: tuple[str, ...] = (".pdf",)

    def sniff(self, data: bytes) -> bool:
        """Whether the PDF signature stands at or near the beginning."""
        return _HEAD in data[:1024]

    def read(self, data: bytes, *, name: str, limits: Limits) -> Document:
        """The document in `data`; boxes are in display coordinates with the origin at the top left."""
        # Every reader is loaded to know its suffixes; only this one needs PDFium and numpy, which take a while to load.
        from gouji.read.pdf.reader import read_pdf

        return read_pdf(data, name=name, limits=limits)
