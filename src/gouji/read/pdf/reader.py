"""Pages in, one Document out."""

import hashlib
import time

from gouji.errors import InputError
from gouji.model import Document, Note, Page
from gouji.read.limits import Limits
from gouji.read.pdf.figures import find_figures, share
from gouji.read.pdf.furniture import find_contents, find_running
from gouji.read.pdf.glyphs import Piece, cut_pieces
from gouji.read.pdf.lattice import Lattice, find_lattices
from gouji.read.pdf.layout import Layout, flows
from gouji.read.pdf.paragraphs import build
from gouji.read.pdf.pdfium import Pdf, RawPage
from gouji.read.pdf.tables import same_edges
from gouji.read.pdf.turn import lay_upright
from gouji.read.pdf.write import Writer

_WHOLE_PAGE = 0.5
"""A picture over more than this share of a page is a scan of it."""
_FEW = 10
"""Glyphs on a scanned page that do not make a text layer (a stamp, a page number)."""


def read_pdf(data: bytes, *, name: str, limits: Limits) -> Document:
    """The document in `data`; boxes are in display coordinates with the origin at the top left.

    Raises InputError as `PdfReader` says.
    """
    pages, notes = _layouts(data, name, limits)
    running = find_running(pages)
    flow = flows(pages)
    items, repeated = build(pages, flow, running, find_contents(pages, running, flow))
    writer = Writer({page.number: page.turn for page in pages if page.turn})
    for item in items:
        writer.write(item)
    return Document(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="pdf",
        text=writer.text,
        blocks=tuple(writer.blocks),
        grids=tuple(writer.grids),
        runs=tuple(writer.runs),
        pages=tuple(_page(page, lines, repeated) for page, lines in zip(pages, running, strict=True)),
        notes=tuple(notes),
    )


def _page(page: Layout, running: set[int], repeated: list[Piece]) -> Page:
    lines = [page.pieces[i].text for i in sorted(running)]
    lines += [piece.text for piece in repeated if piece.page == page.number]
    width, height = page.turn.whole if page.turn else (page.width, page.height)
    return Page(page.number, width, height, tuple(lines))


def _layouts(data: bytes, name: str, limits: Limits) -> tuple[list[Layout], list[Note]]:
    """All pages laid out, with notes on those that could not be read."""
    deadline = time.monotonic() + limits.seconds
    pages: list[Layout] = []
    broken: list[int] = []
    unmapped = glyphs = cells = 0
    with Pdf(data, name) as pdf:
        if len(pdf) > limits.max_pages:
            raise InputError(
                "input.too_many_pages",
                f"{name}: 页数过多（{len(pdf)} 页，上限 {limits.max_pages}）",
                f"{name}: too many pages ({len(pdf)}, limit {limits.max_pages})",
            )
        last: Lattice | None = None
        for number, raw in enumerate(pdf.pages(), 1):
            if time.monotonic() > deadline:
                raise InputError(
                    "input.timeout",
                    f"{name}: 读取超过 {limits.seconds:g} 秒（读到第 {number} 页）",
                    f"{name}: reading took over {limits.seconds:g} seconds (page {number} was reached)",
                )
            if raw is None:
                broken.append(number)
                continue
            page = _layout(raw, last)
            last = page.lattices[-1] if page.lattices else None
            unmapped += raw.unmapped
            glyphs += page.glyphs
            cells += sum(len(lattice.cells) for lattice in page.lattices)
            if glyphs > limits.max_characters or cells > limits.max_cells:
                raise InputError(
                    "input.too_large",
                    f"{name}: 内容过多（上限 {limits.max_characters} 字、{limits.max_cells} 个单元格；读到第 {number} 页）",
                    f"{name}: too much content (limits {limits.max_characters} characters, {limits.max_cells} cells; "
                    f"page {number} was reached)",
                )
            pages.append(page)
    if not pages:
        raise InputError(
            "input.pdf_damaged",
            f"{name}: PDF 已损坏，没有可读的页面",
            f"{name}: the PDF is damaged: none of its pages can be read",
        )
    return pages, _notes(pages, broken, unmapped, data, name)


def _notes(pages: list[Layout], broken: list[int], unmapped: int, data: bytes, name: str) -> list[Note]:
    """What could not be read, in words. Raises InputError ``input.pdf_no_text`` if that is everything."""
    scanned = [page.number for page in pages if page.scanned]
    glyphs = sum(page.glyphs for page in pages if not page.scanned)
    if not glyphs:
        raise InputError(
            "input.pdf_no_text",
            f"{name}: PDF 没有文字层（{len(pages)} 页），请先做文字识别",
            f"{name}: the PDF has no text layer ({len(pages)} page(s)); run text recognition first",
        )
    notes = []
    if broken:
        notes.append(Note(f"第 {_listed(broken)} 页无法读取", f"page(s) that cannot be read: {_listed(broken)}"))
    if scanned:
        part = f"{len(scanned)}/{len(pages)}"
        notes.append(
            Note(
                f"第 {_listed(scanned)} 页是图像，没有文字层（{part} 页），未检查",
                f"page(s) that are images without a text layer, not checked ({part}): {_listed(scanned)}",
            )
        )
    if unmapped > 0.02 * (glyphs + unmapped):
        notes.append(
            Note(
                f"有 {unmapped} 个字符没有编码，无法识别",
                f"{unmapped} character(s) have no encoding in the PDF and cannot be told",
            )
        )
    if b"%%EOF" not in data[-2048:]:
        notes.append(Note("文件末尾不完整，可能缺少内容", "the end of the file is missing: so may be contents"))
    return notes


def _listed(numbers: list[int]) -> str:
    return "、".join(map(str, numbers))


def _layout(shown: RawPage, last: Lattice | None) -> Layout:
    raw, turn = lay_upright(shown)
    found = find_lattices(raw.rules)
    frames = [one for one in found if len(one.cells) == 1]
    lattices = [
        one
        for i, one in enumerate(found)
        if len(one.cells) > 1 or (i == 0 and last is not None and same_edges(last, one))
    ]
    pieces = cut_pieces(raw, lattices)
    cells: list[list[list[Piece]]] = [[[] for _ in lattice.cells] for lattice in lattices]
    free = []
    for piece in pieces:
        if piece.table < 0:
            free.append(piece)
        else:
            cells[piece.table][piece.cell].append(piece)
    figures = find_figures(raw, frames)
    scanned = len(raw.codes) < _FEW and any(_is_whole(one, raw) for one in raw.pictures.tolist())
    return Layout(raw.number, raw.width, raw.height, free, lattices, cells, figures, len(raw.codes), scanned, turn)


def _is_whole(picture: list[float], page: RawPage) -> bool:
    x0, y0, x1, y1 = picture
    return share((x0, y0, x1, y1), page) > _WHOLE_PAGE
