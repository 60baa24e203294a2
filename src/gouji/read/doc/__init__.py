"""Old Word files (.doc) and those of WPS (.wps), which are the same under another suffix: read as the .docx that they become."""

from gouji.model import Document
from gouji.read.archive import OLE
from gouji.read.limits import Limits

__all__ = ["DocReader"]

_STREAM = "WordDocument".encode("utf-16-le")


class DocReader:
    """Reads .doc files of Word 97 to 2003, WPS and LibreOffice, and .wps files, with what the extra `doc` installs.

    Raises InputError: ``input.doc_needs_extra``, ``input.doc_damaged``, ``input.doc_encrypted``, ``input.doc_password``
    (a wrong one), ``input.doc_no_text``, ``input.too_large``, ``input.timeout``. Tables and numbering that could not be
    restored as they are are named in `Document.notes`.
    """

    name = "doc"
    suffixes: tuple[str, ...] = (".doc", ".wps")

    def sniff(self, data: bytes) -> bool:
        """Whether this is a file of old office programs with a Word document in it."""
        return data.startswith(OLE) and _STREAM in data

    def read(self, data: bytes, *, name: str, limits: Limits) -> Document:
        """The document in `data`."""
        from gouji.read.doc.reader import read_doc

        return read_doc(data, name=name, limits=limits)
