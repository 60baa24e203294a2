"""The reader of Rich Text Format: paragraphs and tables as they show, with the numbers of lists that the file spells out."""

from gouji.model import Document
from gouji.read.limits import Limits

__all__ = ["RtfReader"]

_HEAD = b"{\\rtf"


class RtfReader:
    """Reads .rtf files of Word, WPS and LibreOffice as a reader sees them with all changes accepted.

    Raises InputError: ``input.rtf_damaged``, ``input.rtf_no_text``, ``input.too_large``, ``input.timeout``. Pictures and
    embedded files are not read.
    """

    name = "rtf"
    suffixes: tuple[str, ...] = (".rtf",)

    def sniff(self, data: bytes) -> bool:
        """Whether the content begins as such a file."""
        return data.startswith(_HEAD)

    def read(self, data: bytes, *, name: str, limits: Limits) -> Document:
        """The document in `data`."""
        from gouji.read.rtf.reader import read_rtf

        return read_rtf(data, name=name, limits=limits)
