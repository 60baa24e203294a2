"""Tables of a Word file, written as XML: merged cells, repeated heads, fixed widths."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from gouji.corpus.document import Cell, Paragraph, Table
from gouji.corpus.look import Look, at_right, owners, pair, widths

_TWIPS = 20
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
_NONE = 'w:val="nil"'
_MARGIN = 40


class TableXml:
    """One table, `room` points wide. above: the lines that are its first rows; fresh: it begins a new page."""

    def __init__(self, table: Table, room: float, look: Look, above: Sequence[Paragraph], *, fresh: bool) -> None:
        self.table = table
        self.look = look
        self.above = above
        self.fresh = fresh
        columns, self.size = widths(table, room, look.table)
        self.twips = [round(width * _TWIPS) for width in columns]

    def xml(self) -> str:
        """The `w:tbl` element."""
        # A row of one cell without sides could not be told from a line of text.
        framed = self.look.sides or any(cell.colspan == self.table.columns for cell in self.table.cells)
        hidden = () if framed else ("left", "right")
        borders = "".join(f"<w:{edge} {_NONE if edge in hidden else _LINE}/>" for edge in _EDGES)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.twips)
        body = (self._row(places, r) for r, places in enumerate(owners(self.table)))
        return (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(self.twips)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar><w:left w:w="{_MARGIN}" w:type="dxa"/><w:right w:w="{_MARGIN}" w:type="dxa"/></w:tblCellMar>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(self._lines())}{''.join(body)}</w:tbl>"
        )

    def _lines(self) -> Iterator[str]:
        """Title and captions as rows without lines, which return on every page."""
        paired = False
        for i, one in enumerate(self.above):
            after = self.above[i + 1] if i + 1 < len(self.above) else None
            if paired:
                paired = False
                continue
            paired = self.look.joined and self.table.columns > 1 and pair(one, after)
            fresh = "<w:pageBreakBefore/>" if self.fresh and not i else ""
            half = self.table.columns // 2
            if paired and after is not None:
                cells = self._open(one, 0, half, "left", fresh) + self._open(after, half, None, "right", "")
            else:
                side = "center" if one.role == "title" else "right" if at_right(one.text) else "left"
                cells = self._open(one, 0, None, side, fresh)
            yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"

    def _open(self, one: Paragraph, first: int, end: int | None, side: str, fresh: str) -> str:
        """A cell without lines over some columns."""
        own = self.twips[first:end]
        none = "".join(f"<w:{edge} {_NONE}/>" for edge in _EDGES[:4])
        style = "TableTitle" if one.role == "title" else "Caption"
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{sum(own)}" w:type="dxa"/><w:gridSpan w:val="{len(own)}"/>'
            f"<w:tcBorders>{none}</w:tcBorders></w:tcPr>"
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{fresh}<w:jc w:val="{side}"/></w:pPr>{_run(one.text)}</w:p></w:tc>'
        )

    def _row(self, places: list[Cell], row: int) -> str:
        head = "<w:tblHeader/>" if row < self.table.header and self.look.repeat else ""
        whole = "" if self.look.splits and row >= self.table.header else "<w:cantSplit/>"
        height = f'<w:trHeight w:val="{round(self.look.row * _TWIPS)}" w:hRule="atLeast"/>'
        cells = "".join(self._cell(cell, row, column) for column, cell in _firsts(places))
        return f"<w:tr><w:trPr>{whole}{height}{head}</w:trPr>{cells}</w:tr>"

    def _cell(self, cell: Cell, row: int, column: int) -> str:
        width = sum(self.twips[column : column + cell.colspan])
        span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        first = cell.row == row
        merged = "" if cell.rowspan == 1 else '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
        top = f"<w:tcBorders><w:top {_LINE}/></w:tcBorders>" if self.above and not row else ""
        head = row < self.table.header
        side = "right" if self.look.ranged else "center"
        place = f'<w:jc w:val="{side}"/>' if cell.figure and not head else ""
        text = _run(cell.text, self.size if self.size < self.look.table else 0.0) if first and cell.text else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}{top}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{"TableHead" if head else "TableText"}"/>{place}</w:pPr>{text}</w:p></w:tc>'
        )


def _firsts(places: list[Cell]) -> Iterator[tuple[int, Cell]]:
    """The cells of a row with the column where each begins, merged ones once."""
    at = 0
    while at < len(places):
        yield at, places[at]
        at += places[at].colspan


def _run(text: str, size: float = 0.0) -> str:
    """A run of text, in a size of its own if one is given."""
    half = f'<w:rPr><w:sz w:val="{round(2 * size)}"/></w:rPr>' if size else ""
    return f'<w:r>{half}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
