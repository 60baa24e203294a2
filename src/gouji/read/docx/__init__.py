"""The Word reader: body, tables, notes and text boxes in reading order, each character with its run."""

from gouji.model import Document
from gouji.read.archive import holds
from gouji.read.limits import Limits

__all__ = ["DocxReader"]


class DocxReader:
    """Reads .docx files of Word, WPS and LibreOffice as a reader sees them with all changes accepted.

    Raises InputError: ``input.docx_damaged``, ``input.docx_encrypted``, ``input.docx_legacy`` (a .doc under this
    name), ``input.docx_no_text``, ``input.too_many_pages``, ``input.too_large``, ``input.timeout``. Embedded files
    that are not read are named in `Document.notes`. Pages are those of the last time that Word laid the file out, and
    unknown in files of other programs.
    """

    name = "docx"
    suffixes: tuple[str, ...] = (".docx", ".docm")

    def sniff(self, data: bytes) -> bool:
        """Whether this is a zip archive with a Word document in it."""
        return holds(data, "word/")

    def read(self, data: bytes, *, name: str, limits: Limits) -> Document:
        """The document in `data`."""
        # Every reader is loaded to know its suffixes; lxml takes a while to load.
        from gouji.read.docx.reader import read_docx

        return read_docx(data, name=name, limits=limits)
