"""Headers and footers: lines that stand outside the text, for the rules that look for what a copied file left in them."""

from collections.abc import Iterator

import msgspec

from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Finding, Span

_LONGEST = 80


class Line(msgspec.Struct, frozen=True):
    """A header or footer: as written, folded, and the first page that bears it, where pages are known."""

    written: str
    text: str
    page: int | None


def running_lines(view: View) -> Iterator[Line]:
    """The headers and footers of the document, each once; long ones are text that only looks like them."""
    document = view.analysis.document
    found: dict[str, int | None] = dict.fromkeys(document.running)
    for page in document.pages:
        for written in page.running:
            # Pages of several files bear the same numbers.
            found.setdefault(written, None if document.files else page.number)
    for written, number in found.items():
        if 0 < len(written) <= _LONGEST:
            yield Line(written, squeeze(written), number)


def in_line(finding: Finding, line: Line) -> Finding:
    """`finding` as one on a header or footer, which no characters of the text are."""
    return msgspec.structs.replace(finding, quote=line.written, page=line.page)


NOWHERE = Span(0, 0)
"""Where findings on headers and footers hang: the very beginning of the document."""
