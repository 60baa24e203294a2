"""The HTML reader: the article of a saved web page, its tables with their merged cells."""

import re

from gouji.model import Document
from gouji.read.limits import Limits

__all__ = ["HtmlReader"]

_HEAD = 4096
_SIGNATURE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html)\b", re.I | re.S
)


class HtmlReader:
    """Reads .html files as a browser shows them, without what surrounds the article on a site.

    Raises InputError: ``input.encoding``, ``input.html_no_text``, ``input.too_large``, ``input.timeout``. Characters
    that are damaged are counted in `Document.notes`.
    """

    name = "html"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml", ".shtml")

    def sniff(self, data: bytes) -> bool:
        """Whether the beginning is that of a web page."""
        return bool(_SIGNATURE.match(data[:_HEAD]))

    def read(self, data: bytes, *, name: str, limits: Limits) -> Document:
        """The document in `data`."""
        # Every reader is loaded to know its suffixes; lxml takes a while to load.
        from gouji.read.html.reader import read_html

        return read_html(data, name=name, limits=limits)
