"""Where lines may end."""

import re

from gouji.read.pdf.glyphs import Piece

_TOKEN = re.compile(r"[\dA-Za-z.,，%．]")
_OPENERS = "（《「『〔【(["
_CLOSERS = "，。、；：？！）》」』】%…,.;:?!)"
_QUOTES = "“”‘’"
_BRACKETS = "）)》】"


def unparted(new: Piece) -> float:
    """The width of what cannot be parted at the beginning of a line: it had to go there as it did not fit before."""
    end = 1
    while end < len(new.text) and _bound(new.text[end - 1], new.text[end]):
        end += 1
    return min(new.edges[2 * end - 1] - new.x0, 12 * new.size)


def _bound(one: str, other: str) -> bool:
    """Whether a line cannot end between two characters.

    Some programs break lines neither before nor after quotes, nor between a bracket and a number.
    """
    if one in _OPENERS + _QUOTES or other in _CLOSERS + _QUOTES:
        return True
    return bool(_TOKEN.match(other)) and bool(_TOKEN.match(one) or one in _BRACKETS)
