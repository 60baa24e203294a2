"""Tables of a Word file, written as XML: merged cells, repeated heads, fixed widths."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from gouji.corpus.document import Cell, Table
from gouji.corpus.look import Look, owners, widths

_TWIPS = 20
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_MARGIN = 40


def table_xml(table: Table, room: float, look: Look) -> str:
    """The `w:tbl` of a table that is `room` points wide."""
    columns, size = widths(table, room, look.table)
    twips = [round(width * _TWIPS) for width in columns]
    borders = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in _EDGES)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    rows = "".join(_row(table, places, r, twips, size, look) for r, places in enumerate(owners(table)))
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{_MARGIN}" '
        f'w:type="dxa"/><w:right w:w="{_MARGIN}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(table: Table, places: list[Cell], row: int, twips: list[int], size: float, look: Look) -> str:
    head = "<w:tblHeader/>" if row < table.header and look.repeat else ""
    height = f'<w:trHeight w:val="{round(look.row * _TWIPS)}" w:hRule="atLeast"/>'
    cells = "".join(
        _cell(cell, row, sum(twips[c : c + cell.colspan]), size, look, head=row < table.header)
        for c, cell in _firsts(places)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{cells}</w:tr>"


def _firsts(places: list[Cell]) -> Iterator[tuple[int, Cell]]:
    """The cells of a row with the column where each begins, merged ones once."""
    at = 0
    while at < len(places):
        yield at, places[at]
        at += places[at].colspan


def _cell(cell: Cell, row: int, width: int, size: float, look: Look, *, head: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    first = cell.row == row
    merged = "" if cell.rowspan == 1 else '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    style = "TableHead" if head else "TableText"
    side = "right" if look.ranged else "center"
    place = f'<w:jc w:val="{side}"/>' if cell.figure and not head else ""
    half = f'<w:rPr><w:sz w:val="{round(2 * size)}"/></w:rPr>' if size < look.table else ""
    text = f'<w:r>{half}<w:t xml:space="preserve">{escape(cell.text)}</w:t></w:r>' if first and cell.text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{place}</w:pPr>{text}</w:p></w:tc>'
    )
