"""A raw grid as lines of pieces: every merged cell stands at each place that it covers, ghost columns are gone."""

from collections.abc import Iterator, Sequence

from gouji.language.fold import squeeze
from gouji.model import Grid, GridCell


class Piece:
    """A raw cell in a sheet: `text` is squeezed; it covers `lines` and `columns`, both half-open ranges."""

    __slots__ = ("cell", "columns", "lines", "text")

    def __init__(self, cell: GridCell) -> None:
        self.cell = cell
        self.text = squeeze(cell.text.replace("\n", "")) if cell.text else ""
        self.lines = range(0)
        self.columns = range(0)


Line = list[Piece | None]


def grid_lines(grid: Grid) -> list[Line]:
    """The grid as lines of equal length; a place that no cell covers is None. Smaller cells lie on top of larger ones."""
    lines: list[Line] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell in sorted(grid.cells, key=lambda cell: -cell.rowspan * cell.colspan):
        piece = Piece(cell)
        for line in lines[max(cell.row, 0) : cell.row + cell.rowspan]:
            for column in range(max(cell.column, 0), min(cell.column + cell.colspan, grid.columns)):
                line[column] = piece
    return lines


def starting(line: Line, above: Line | None) -> list[Piece]:
    """The pieces with text that begin in `line`, left to right, each once."""
    found: list[Piece] = []
    seen = {id(piece) for piece in above or () if piece}
    for piece in line:
        if piece and piece.text and id(piece) not in seen:
            found.append(piece)
            seen.add(id(piece))
    return found


def collapse(lines: Sequence[Line]) -> list[Line]:
    """`lines` without the columns that no line tells apart from their left neighbour."""
    if not lines:
        return []
    keep = [
        column
        for column in range(len(lines[0]))
        if column == 0 or any(line[column] is not line[column - 1] for line in lines)
    ]
    return [[line[column] for column in keep] for line in lines]


class Sheet:
    """Lines of one table, captions already taken off; continuation parts are appended as further lines."""

    def __init__(self, lines: list[Line]) -> None:
        width = len(lines[0]) if lines else 0
        keep = [c for c in range(width) if any((piece := line[c]) and piece.text for line in lines)]
        self.lines: list[Line] = [[line[c] for c in keep] for line in lines]
        self.width = len(keep)
        self._measure()

    def _measure(self) -> None:
        reach: dict[int, tuple[Piece, list[int]]] = {}
        for i, line in enumerate(self.lines):
            for c, piece in enumerate(line):
                if piece is None:
                    continue
                _, box = reach.setdefault(id(piece), (piece, [i, i, c, c]))
                box[1], box[2], box[3] = i, min(box[2], c), max(box[3], c)
        for piece, (top, bottom, left, right) in reach.values():
            piece.lines, piece.columns = range(top, bottom + 1), range(left, right + 1)

    def text(self, line: int, column: int) -> str:
        """The squeezed text at a place, empty where no cell is."""
        piece = self.lines[line][column]
        return piece.text if piece else ""

    def begin(self, line: int) -> list[Piece]:
        """The pieces with text whose first line this is, left to right."""
        return starting(self.lines[line], self.lines[line - 1] if line else None)

    def column(self, column: int, first: int) -> Iterator[str]:
        """The non-empty texts of a column from line `first` down, merged cells once, wide ones left out."""
        last: Piece | None = None
        for line in self.lines[first:]:
            piece = line[column]
            if piece and piece is not last and piece.text and len(piece.columns) == 1:
                yield piece.text
            last = piece
