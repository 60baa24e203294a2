"""A PDF and the report on it → the same bytes, and after them an update with highlights."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pypdf import PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject, TextStringObject

from gouji.errors import InputError
from gouji.model import Analysis, Box, Finding, Report
from gouji.report import notes, project
from gouji.report.pdf.frame import Frame, Point
from gouji.report.records import Finding as Record
from gouji.report.words import Language

AUTHOR = "gouji"
_OWN = "gouji-"
_COLORS = {"error": (1.0, 0.62, 0.62), "warning": (1.0, 0.86, 0.4), "info": (0.65, 0.83, 1.0)}
_PRINT = 4
_NOTE_WIDTH, _NOTE_HEIGHT = 220.0, 140.0
_ODD = (PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What pypdf raises on files that are not as they should be."""

Boxes = dict[int, list[Box]]


def annotate(data: bytes, report: Report, lang: Language) -> bytes:
    """The file in `data` with the findings of `report` as highlights.

    Raises InputError ``input.pdf_encrypted``, ``input.pdf_damaged``.
    """
    path = report.path
    try:
        with _silent():
            made = _annotated(data, project.counting(report), lang)
    except _ODD as error:
        zh, en = "不能写入标注", "highlights cannot be put into it"
        raise InputError("input.pdf_damaged", f"{path}: {zh}：{error}", f"{path}: {en}: {error}") from error
    if not made.startswith(data):
        raise InputError("input.pdf_damaged", f"{path}: 不能追加写入", f"{path}: nothing can be put after its end")
    return made


def _annotated(data: bytes, report: Report, lang: Language) -> bytes:
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    if "/Encrypt" in (writer._reader.trailer if writer._reader else {}):
        raise InputError(
            "input.pdf_encrypted",
            f"{report.path}: PDF 有密码保护，不能写入标注，请先去掉保护",
            f"{report.path}: the PDF is protected and cannot take highlights; remove the protection first",
        )
    # The cross-reference stream of an earlier update has a number that pypdf would give away again.
    free = int(writer._reader.trailer.get("/Size", 0)) if writer._reader else 0
    if free > len(data):
        raise ValueError(f"/Size is {free}")
    writer._objects += [None] * (free - 1 - len(writer._objects))
    assert report.analysis is not None
    answered = {name for page in writer.pages for name in _answered(page)}
    for page in writer.pages:
        _clear(page, answered)
    pages: dict[int, Frame] = {}
    records = project.findings(report, lang)
    for finding, record in zip(report.findings, records, strict=True):
        if f"{_OWN}{finding.id}" in answered:
            continue
        for i, (number, boxes) in enumerate(_boxes(report.analysis, finding).items()):
            page = writer.pages[number - 1]
            if number not in pages:
                pages[number] = _frame(page, number, report.analysis)
            name = f"{_OWN}{finding.id}" + (f"-{i}" if i else "")
            _highlight(writer, page, pages[number], boxes, record, name, lang)
    if not writer.list_objects_in_increment():
        return data
    if writer._info is not None:
        # pypdf names only a new one in the trailer of the update, and without it viewers show neither title nor author.
        writer._info_obj = writer._add_object(DictionaryObject(writer._info))
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _answered(page: Any) -> set[str]:
    """The highlights of gouji that somebody has answered."""
    there = [ref.get_object() for ref in page.get("/Annots", ())]
    return {_name(one["/IRT"].get_object()) for one in there if "/IRT" in one and str(one.get("/T", "")) != AUTHOR} - {
        ""
    }


def _clear(page: Any, answered: set[str]) -> None:
    """Take the highlights of earlier runs off a page, and their pop-ups, but those that somebody has answered."""
    refs = list(page.get("/Annots", ()))
    kept = []
    for ref in refs:
        one = ref.get_object()
        owner = one["/Parent"].get_object() if one.get("/Subtype") == "/Popup" and "/Parent" in one else one
        name = _name(owner)
        if not name or name in answered:
            kept.append(ref)
    if len(kept) < len(refs):
        page[NameObject("/Annots")] = ArrayObject(kept)


def _name(annotation: Any) -> str:
    """The name of a highlight of gouji, the same for all pages of one finding; “” for those of others."""
    name = str(annotation.get("/NM", ""))
    own = name.startswith(_OWN) and str(annotation.get("/T", "")) == AUTHOR
    return _OWN + name.removeprefix(_OWN).partition("-")[0] if own else ""


def _boxes(analysis: Analysis, finding: Finding) -> Boxes:
    """The boxes to highlight by page: cells as a whole, lines of text; a note at the top of its page, else of the first, for what stands nowhere."""
    document, found, span = analysis.document, Boxes(), notes.here(analysis, finding)
    cells = [cell for grid in document.grids for cell in grid.cells if cell.span == span]
    for place in [cell.place for cell in cells] or (document.places(span) if span is not None else ()):
        if place.page is not None and place.bbox is not None:
            found.setdefault(place.page, []).append(place.bbox)
    # A header or footer has a page, but no place in the text.
    return found or {(finding.page if finding.document is None else None) or 1: []}


def _frame(page: Any, number: int, analysis: Analysis) -> Frame:
    """How the page is shown. Raises ValueError where that is not how it was read."""
    media = page.mediabox
    box = (media.left, media.bottom, media.right, media.top)
    if "/MediaBox" not in page:
        # The reader, too, takes what is seen of a page that has no box of its own.
        crop = page.cropbox
        box = (max(box[0], crop.left), max(box[1], crop.bottom), min(box[2], crop.right), min(box[3], crop.top))
    x0, y0, x1, y1 = map(float, box)
    frame = Frame(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), page.rotation // 90 % 4)
    read = next((one for one in analysis.document.pages if one.number == number), None)
    if read is not None and (abs(read.width - frame.size[0]) > 1 or abs(read.height - frame.size[1]) > 1):
        raise ValueError(f"the size of page {number} is not the one that was read")
    return frame


def _highlight(
    writer: PdfWriter, page: Any, frame: Frame, boxes: list[Box], record: Record, name: str, lang: Language
) -> None:
    """Add a highlight over `boxes`, or a note at the top of the page without any, with its pop-up."""
    width = frame.size[0]
    quads = [frame.quad(box) for box in boxes]
    corners = [point for quad in quads for point in quad] or [*frame.quad((12.0, 12.0, 30.0, 30.0))]
    rect = _around(corners)
    color = _COLORS[record.severity]
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Highlight" if quads else "/Text"),
            NameObject("/Rect"): _numbers(rect),
            NameObject("/C"): _numbers(color),
            NameObject("/F"): FloatObject(_PRINT),
            NameObject("/T"): TextStringObject(AUTHOR),
            NameObject("/NM"): TextStringObject(name),
            NameObject("/Subj"): TextStringObject(record.rule),
            NameObject("/Contents"): TextStringObject("\n".join(notes.lines(record, lang))),
            NameObject("/P"): page.indirect_reference,
        }
    )
    if quads:
        note[NameObject("/QuadPoints")] = _numbers([number for quad in quads for point in quad for number in point])
        look = writer._add_object(_appearance(quads, rect, color))
        note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): look})
    shown = writer._add_object(note)
    top = min((box[1] for box in boxes), default=12.0)
    beside = frame.quad((width - _NOTE_WIDTH, top, width, top + _NOTE_HEIGHT))
    popup = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Popup"),
                NameObject("/Rect"): _numbers(_around([*beside])),
                NameObject("/Parent"): shown,
            }
        )
    )
    note[NameObject("/Popup")] = popup
    page[NameObject("/Annots")] = ArrayObject([*page.get("/Annots", ArrayObject()), shown, popup])


def _appearance(
    quads: list[tuple[Point, Point, Point, Point]], rect: tuple[float, ...], color: tuple[float, ...]
) -> Any:
    """What viewers draw: the quads, laid over the text like a felt pen."""
    lines = ["/G gs", " ".join(f"{part:g}" for part in color) + " rg"]
    for a, b, c, d in quads:
        path = [f"{x:.2f} {y:.2f} {'l' if i else 'm'}" for i, (x, y) in enumerate((a, b, d, c))]
        lines.append(" ".join([*path, "h f"]))
    look = StreamObject()
    look.set_data("\n".join(lines).encode())
    state = DictionaryObject(
        {NameObject("/Type"): NameObject("/ExtGState"), NameObject("/BM"): NameObject("/Multiply")}
    )
    states = DictionaryObject({NameObject("/G"): state})
    group = DictionaryObject({NameObject("/S"): NameObject("/Transparency")})
    look.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): _numbers(rect),
            NameObject("/Resources"): DictionaryObject({NameObject("/ExtGState"): states}),
            NameObject("/Group"): group,
        }
    )
    return look


def _around(points: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _numbers(values: Any) -> ArrayObject:
    return ArrayObject(FloatObject(f"{value:.2f}") for value in values)


@contextmanager
def _silent() -> Iterator[None]:
    """Keeps what pypdf has to say of odd files from standard error: it is no message of ours."""
    logger = logging.getLogger("pypdf")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
