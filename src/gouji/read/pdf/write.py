"""Items → Document: the text, and where every character of it stands."""

import re

from gouji.model import UNSURE, Block, Box, Grid, GridCell, Place, Recognised, Run, Span
from gouji.read.pdf.glyphs import Piece
from gouji.read.pdf.paragraphs import Item, Text
from gouji.read.pdf.tables import PlacedTable, stitch
from gouji.read.pdf.turn import Turn

_NUMBER = re.compile(r"\d[\d.,]*|.")
_NUMBER_OR_REST = re.compile(r"\d[\d.,]*|\D+")


class Writer:
    """Writes items one after the other; `turns` says how the frames of turned pages lie on them."""

    def __init__(self, turns: dict[int, Turn]) -> None:
        self.turns = turns
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.grids: list[Grid] = []
        self.runs: list[Run] = []
        self.recognised: list[Recognised] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts)

    def write(self, item: Item) -> None:
        """One paragraph, entry, figure or table."""
        if self.blocks:
            self._put("\n")
        start = self.length
        if isinstance(item, Text):
            self._pieces(item.pieces)
            first = item.pieces[0]
            block = Block(
                item.kind,
                Span(start, self.length),
                page=first.page,
                centered=item.centered,
                size=round(first.size, 1),
            )
        else:
            grid = self._table(stitch(item.parts))
            block = Block("table", Span(start, self.length), page=item.parts[0].page, grid=grid)
        self.blocks.append(block)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _pieces(self, pieces: list[Piece]) -> None:
        last = ""
        for piece in pieces:
            if last and _parts_words(last, piece.text[0]):
                self._put(" ")
            start = self.length
            self._put(piece.text)
            turn = self.turns.get(piece.page)
            edges = turn.edges(piece.edges) if turn else piece.edges
            self.runs.append(Run(start, self.length, piece.page, None, self._shown(piece.page, piece.box), edges))
            if piece.sure:
                self.recognised += _recognised(piece, start)
            last = piece.text[-1]

    def _shown(self, page: int, box: Box) -> Box:
        turn = self.turns.get(page)
        return turn.shown(box) if turn else box

    def _table(self, table: PlacedTable) -> int:
        found: list[GridCell] = []
        row = -1
        for cell in table.cells:
            if found:
                self._put("\t" if cell.row == row else "\n")
            row = cell.row
            start = self.length
            before = len(self.parts)
            if cell.pieces:
                self._pieces(cell.pieces)
            text = "".join(self.parts[before:])
            found.append(
                GridCell(
                    cell.row,
                    cell.column,
                    cell.rowspan,
                    cell.colspan,
                    text,
                    Span(start, self.length),
                    Place(cell.page, self._shown(cell.page, cell.box)),
                )
            )
        index = len(self.grids)
        boxes = [cell.box for cell in table.cells if cell.page == table.pages[0]]
        box = (
            min(one[0] for one in boxes),
            min(one[1] for one in boxes),
            max(one[2] for one in boxes),
            max(one[3] for one in boxes),
        )
        self.grids.append(
            Grid(index, table.rows, table.columns, tuple(found), table.pages, self._shown(table.pages[0], box))
        )
        return index


def _recognised(piece: Piece, start: int) -> list[Recognised]:
    """How sure the numbers of a piece are, and what else of it is not sure."""
    found = []
    # Where nothing is known of how sure it is, single characters are not worth naming.
    pattern = _NUMBER if any(piece.sure) else _NUMBER_OR_REST
    for match in pattern.finditer(piece.text):
        least = min(piece.sure[match.start() : match.end()])
        if least < UNSURE or match[0][0].isdigit():
            found.append(Recognised(start + match.start(), start + match.end(), least))
    return found


def _parts_words(last: str, first: str) -> bool:
    """Whether a line end between two characters parts Latin words."""
    return last.isascii() and first.isascii() and last.isalpha() and first.isalpha()
