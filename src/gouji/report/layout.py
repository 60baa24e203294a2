"""Setting text in columns, where a Chinese character takes two."""

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells
from rich.text import Text

_OPEN = "（〔［｛《〈「『【“‘(\\[{"
_CLOSE = "，。、；：？！）〕］｝》〉」』】”’…—,.;:?!)\\]}%"
# What may not be torn apart: a Latin word or number, or one character; with the brackets and marks that cling to it.
_PIECE = re.compile(rf"\s+|[{_OPEN}]*(?:[^\W\u2e80-\uffff]+(?:[.,/_-][^\W\u2e80-\uffff]+)*|.)[{_CLOSE}]*", re.DOTALL)
_DIRECTION = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
CONTROL = {code: None for code in (*range(0x20), *range(0x7F, 0xA0), *_DIRECTION) if code not in (0x09, 0x0A)}
"""For `str.translate`: drops control characters, and those that turn the direction of writing, but tab and newline."""


def clean(text: str) -> str:
    """`text` on one line and without control characters: what stands in a report must not steer a terminal."""
    return " ".join(text.translate(CONTROL).split())


def shorten(text: str, characters: int) -> str:
    """`text` cleaned, cut to `characters` with “…” at the end if it is longer."""
    whole = clean(text)
    return whole if len(whole) <= characters else whole[: characters - 1] + "…"


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns.

    Lines break between any two Chinese characters, never inside a number or Latin word that fits a line, not before
    closing marks and not after opening ones.
    """
    lines, line, used = [], "", 0
    for piece in _pieces(text, width):
        size = cell_len(piece)
        if line and used + size > width:
            lines.append(line.rstrip())
            line, used = "", 0
            if piece.isspace():
                continue
        line += piece
        used += size
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def hang(head: Text, text: str, width: int, style: str = "") -> Iterator[Text]:
    """`text` behind `head`, wrapped to `width`, the lines after the first indented to where the text begins."""
    indent = head.cell_len
    for i, line in enumerate(wrap(text, max(width - indent, 16))):
        yield Text.assemble(head if i == 0 else " " * indent, (line, style))


def pad(text: str, width: int) -> str:
    """`text` filled with spaces to `width` columns."""
    return text + " " * max(width - cell_len(text), 0)


def _pieces(text: str, width: int) -> Iterator[str]:
    for match in _PIECE.finditer(text):
        if cell_len(match[0]) <= width:
            yield match[0]
        else:
            yield from chop_cells(match[0], width)
