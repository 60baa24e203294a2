"""Pages in, one Document out."""

import hashlib
import time

import msgspec
import numpy as np

from gouji.errors import InputError
from gouji.model import Document, Page
from gouji.read.limits import Limits
from gouji.read.pdf.agree import doubted
from gouji.read.pdf.aligned import find_aligned
from gouji.read.pdf.figures import find_figures, meet, share
from gouji.read.pdf.forms import expansion
from gouji.read.pdf.furniture import find_contents, find_running
from gouji.read.pdf.garbled import is_garbled
from gouji.read.pdf.glyphs import Piece, cut_pieces
from gouji.read.pdf.lattice import Lattice, find_lattices
from gouji.read.pdf.layout import Layout, Unread, flows
from gouji.read.pdf.notes import find_notes, without_cut_tables
from gouji.read.pdf.over import late, too_large, too_many
from gouji.read.pdf.paragraphs import build
from gouji.read.pdf.pdfium import Pdf, RawPage
from gouji.read.pdf.raw import Picture
from gouji.read.pdf.recognise import DPI, available
from gouji.read.pdf.tables import same_edges
from gouji.read.pdf.turn import Turn, lay_upright
from gouji.read.pdf.write import Writer

_WHOLE_PAGE = 0.5
"""A picture over more than this share of a page is a scan of it."""
_MOST_DRAWINGS = 100_000
"""PDFium unfolds all of them, with no bound on time or memory; a map has some thousands."""
_FEW = 10
"""Glyphs on a scanned page that do not make a text layer (a stamp, a page number)."""


def read_pdf(data: bytes, *, name: str, limits: Limits) -> Document:
    """The document in `data`; boxes are in display coordinates with the origin at the top left.

    Raises InputError as `PdfReader` says.
    """
    pages, broken = _layouts(data, name, limits)
    notes = find_notes(pages, broken, data, name)
    found = assemble(pages, {*broken, *(page.number for page in pages if page.lost)}, data, name=name, form="pdf")
    return msgspec.structs.replace(found, notes=(*notes, *found.notes))


def assemble(pages: list[Layout], lost: set[int], data: bytes, *, name: str, form: str) -> Document:
    """The document of the pages; those `lost` are not among them, or hold nothing. `data` is the file, `form` its kind."""
    running = find_running(pages)
    flow = flows(pages)
    items, repeated = build(pages, flow, running, find_contents(pages, running, flow))
    items, cut = without_cut_tables(items, lost)
    writer = Writer({page.number: page.turn for page in pages if page.turn})
    for item in items:
        writer.write(item)
    return Document(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=form,
        text=writer.text,
        blocks=tuple(writer.blocks),
        grids=tuple(writer.grids),
        runs=tuple(writer.runs),
        recognised=tuple(writer.recognised),
        pages=tuple(_page(page, lines, repeated) for page, lines in zip(pages, running, strict=True)),
        notes=tuple(cut),
    )


def _page(page: Layout, running: set[int], repeated: list[Piece]) -> Page:
    lines = [page.pieces[i].text for i in sorted(running)]
    lines += [piece.text for piece in repeated if piece.page == page.number]
    width, height = page.turn.whole if page.turn else (page.width, page.height)
    return Page(page.number, width, height, tuple(lines))


def _layouts(data: bytes, name: str, limits: Limits) -> tuple[list[Layout], list[int]]:
    """All pages laid out, and the numbers of those that PDFium cannot load."""
    deadline = time.monotonic() + limits.seconds
    pages: list[Layout] = []
    broken: list[int] = []
    glyphs = cells = 0
    if expansion(data, _MOST_DRAWINGS) > _MOST_DRAWINGS:
        raise InputError(
            "input.too_large",
            f"{name}: 图形层层嵌套，展开后过多（上限 {_MOST_DRAWINGS} 个）",
            f"{name}: drawings within drawings come to too many (limit {_MOST_DRAWINGS})",
        )
    with Pdf(data, name, limits.password) as pdf:
        if len(pdf) > limits.max_pages:
            raise too_many(name, limits, len(pdf))
        last: Lattice | None = None
        for number, raw in enumerate(pdf.pages(), 1):
            if time.monotonic() > deadline:
                raise late(name, limits, number)
            if raw is None:
                broken.append(number)
                continue
            page = _text_layer(raw, last)
            if page.unread in ("scan", "foreign") and available():
                begin = time.monotonic()
                seen = _recognised(pdf, raw, last)
                if seen is not None:
                    page = doubted(seen, page) if page.unread == "foreign" else seen
                # Recognition takes its time, which is bounded by what a page holds.
                deadline += time.monotonic() - begin
            last = page.last
            glyphs += page.glyphs
            cells += page.cell_count
            if glyphs > limits.max_characters or cells > limits.max_cells:
                raise too_large(name, limits, number)
            pages.append(page)
    if not pages:
        raise InputError(
            "input.pdf_damaged",
            f"{name}: PDF 已损坏，没有可读的页面",
            f"{name}: the PDF is damaged: none of its pages can be read",
        )
    return pages, broken


def _layout(raw: RawPage, turn: Turn | None, last: Lattice | None) -> Layout:
    """A page in the frame in which its text reads from left to right, which lies on the page as `turn` says."""
    if is_garbled(raw):
        return Layout(raw.number, raw.width, raw.height, [], [], [], [], 0, "garbled", 0, turn)
    found = find_lattices(raw.rules)
    frames = [one for one in found if len(one.cells) == 1]
    lattices = [
        one
        for i, one in enumerate(found)
        if len(one.cells) > 1 or (i == 0 and last is not None and same_edges(last, one))
    ]
    figures = find_figures(raw, frames)
    pieces = cut_pieces(raw, lattices)
    aligned = find_aligned(pieces, last if last is not None and not last.ruled else None)
    aligned = [one for one in aligned if not any(meet(one.box, box) for box in (*(x.box for x in found), *figures))]
    if aligned:
        lattices = sorted([*lattices, *aligned], key=lambda one: (one.ys[0], one.xs[0]))
        pieces = cut_pieces(raw, lattices)
    cells: list[list[list[Piece]]] = [[[] for _ in lattice.cells] for lattice in lattices]
    free = []
    for piece in pieces:
        if piece.table < 0:
            free.append(piece)
        else:
            cells[piece.table][piece.cell].append(piece)
    unread: Unread = (
        "scan" if len(raw.codes) < _FEW and any(_is_whole(one, raw) for one in raw.pictures.tolist()) else ""
    )
    return Layout(
        raw.number, raw.width, raw.height, free, lattices, cells, figures, len(raw.codes), unread, raw.unmapped, turn
    )


def _text_layer(raw: RawPage, last: Lattice | None) -> Layout:
    """A page as its text layer has it; one that somebody else recognised is not sure anywhere."""
    if not raw.foreign:
        return _layout(*lay_upright(raw), last)
    page = _layout(*lay_upright(raw._replace(sure=np.zeros(len(raw.codes)))), last)
    return page if page.unread else page._replace(unread="foreign")


def _recognised(pdf: Pdf, raw: RawPage, last: Lattice | None) -> Layout | None:
    """A page that is a picture, laid out as it was recognised; None if nothing was."""
    picture = pdf.picture(raw.number, DPI)
    return None if picture is None else lay_out_picture(picture, raw, last)


def lay_out_picture(picture: Picture, raw: RawPage, last: Lattice | None) -> Layout | None:
    """A page as it was recognised in its picture (of `DPI`); None if nothing was. last: the table above it."""
    # An extra: OpenCV and the recogniser take a while to load.
    from gouji.read.pdf.scan import read_scan

    made, quarter = read_scan(picture, raw)
    return _layout(made, Turn.of(raw, quarter), last)._replace(unread="recognised") if len(made.codes) >= _FEW else None


def _is_whole(picture: list[float], page: RawPage) -> bool:
    x0, y0, x1, y1 = picture
    return share((x0, y0, x1, y1), page) > _WHOLE_PAGE
