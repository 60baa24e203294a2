"""Two recognitions of one page: that of the file's own text layer, which somebody else made, and the one made here."""

import re
from collections import Counter

from gouji.read.pdf.glyphs import Piece
from gouji.read.pdf.layout import Layout

_DOUBT = 0.5
"""How sure a number is, at most, that two recognitions read differently."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def doubted(page: Layout, layer: Layout) -> Layout:
    """The page as recognised here, where `layer` is what another one read: in doubt where that has not the same number."""
    known = Counter(number for piece in _pieces(layer) for number in _numbers(piece.text))
    cells = [[[_doubted(piece, known) for piece in cell] for cell in table] for table in page.cells]
    return page._replace(pieces=[_doubted(piece, known) for piece in page.pieces], cells=cells)


def _pieces(page: Layout) -> list[Piece]:
    return [*page.pieces, *(piece for table in page.cells for cell in table for piece in cell)]


def _numbers(text: str) -> list[str]:
    return [one.replace(",", "") for one in _NUMBER.findall(text)]


def _doubted(piece: Piece, known: Counter[str]) -> Piece:
    sure = list(piece.sure)
    for match in _NUMBER.finditer(piece.text):
        if not known[match[0].replace(",", "")]:
            sure[match.start() : match.end()] = [min(one, _DOUBT) for one in sure[match.start() : match.end()]]
    return piece._replace(sure=tuple(sure))
