"""Highlights in PDF files: at the very words however the page is turned and cut, the original bytes first."""

import io
import re
import zlib
from collections.abc import Iterator

import msgspec
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)
from pypdfium2 import PdfDocument
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from gouji.errors import InputError
from gouji.model import Analysis, Finding, Report, RuleCard, Span
from gouji.read import read
from gouji.report import find_format, mark

CARD = RuleCard("NN-999", "error", {"zh": "例"}, {"zh": {"default": "应为{n}"}}, "")
SIZE = (400, 300)
WORDS = "BUDGET"
AT = (60, 200)


TURNS = {0: (1, 0, 0, 1, 0, 0), 90: (0, 1, -1, 0, 400, 0), 180: (-1, 0, 0, -1, 400, 300), 270: (0, -1, 1, 0, 0, 300)}
"""How what is drawn has to lie on a page for it to be upright when the page is turned."""


def page(rotate: int = 0, media: tuple[int, ...] | None = None, crop: tuple[int, ...] | None = None) -> bytes:
    """One page with two lines and a ruled table of 2 × 2, upright as it is shown."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=SIZE, invariant=1)
    canvas.transform(*TURNS[rotate])
    canvas.setFont("Helvetica", 12)
    canvas.drawString(*AT, f"FIRST {WORDS} 1234.56 LAST")
    canvas.drawString(60, 180, "SECOND LINE 77.00")
    for x in (60, 160, 260):
        canvas.line(x, 60, x, 120)
    for y in (60, 90, 120):
        canvas.line(60, y, 260, y)
    for x, y, text in ((70, 100, "ITEM"), (170, 100, "AMOUNT"), (70, 70, "ROADS"), (170, 70, "39.78")):
        canvas.drawString(x, y, text)
    canvas.save()
    writer = PdfWriter(io.BytesIO(made.getvalue()))
    one = writer.pages[0]
    if rotate:
        one.rotate(rotate)
    if media:
        one.mediabox = RectangleObject(media)
    if crop:
        one.cropbox = RectangleObject(crop)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def report(data: bytes, *words: str | Span) -> Report:
    document = read(data, name="稿.pdf")
    found = []
    for i, one in enumerate(words):
        span = one
        if isinstance(one, str):
            at = document.text.index(one)
            span = Span(at, at + len(one))
        found.append(Finding("NN-999", "error", span, facts={"n": str(i)}, id=f"f{i:011d}"))
    analysis = Analysis(document, "generic", "", None, None)
    return Report("稿.pdf", document.sha256, "ok", tuple(found), analysis=analysis, cards={"NN-999": CARD})


def annotate(data: bytes, *words: str | Span) -> bytes:
    return mark(find_format("pdf"), data, report(data, *words), lang="zh")


def highlights(data: bytes) -> Iterator[DictionaryObject]:
    for one in PdfReader(io.BytesIO(data)).pages:
        for ref in one.get("/Annots", ()):
            found = ref.get_object()
            if found["/Subtype"] != "/Popup":
                yield found


FRAMES = {
    "plain": {},
    "a quarter": {"rotate": 90},
    "upside down": {"rotate": 180},
    "three quarters": {"rotate": 270},
    "another origin": {"media": (-20, -30, 380, 270)},
    "cropped": {"crop": (30, 40, 390, 280)},
    "cropped and turned": {"crop": (30, 40, 390, 280), "rotate": 90},
    "all of it": {"media": (-20, -30, 400, 300), "crop": (10, 20, 390, 290), "rotate": 270},
}


@pytest.mark.parametrize("frame", FRAMES)
def test_the_highlight_lies_over_the_words(frame: str) -> None:
    data = page(**FRAMES[frame])
    made = annotate(data, WORDS)
    assert made.startswith(data)
    (one,) = highlights(made)
    a, b, c, d, e, f = TURNS[FRAMES[frame].get("rotate", 0)]
    left = AT[0] + stringWidth("FIRST ", "Helvetica", 12)
    right = left + stringWidth(WORDS, "Helvetica", 12)
    quads = [float(value) for value in one["/QuadPoints"]]
    corners = list(zip(quads[::2], quads[1::2], strict=True))
    # Top left, top right, bottom left, bottom right as the page is shown; the letters stand on y = 200.
    shown = [(left, AT[1] + 11), (right, AT[1] + 11), (left, AT[1] - 3), (right, AT[1] - 3)]
    for (x, y), (u, v) in zip(corners, shown, strict=True):
        assert (x, y) == pytest.approx((a * u + c * v + e, b * u + d * v + f), abs=3)
    xs, ys = zip(*corners, strict=True)
    assert [float(value) for value in one["/Rect"]] == [min(xs), min(ys), max(xs), max(ys)]


def test_a_note_says_what_the_finding_says() -> None:
    (one,) = highlights(annotate(page(), WORDS))
    assert one["/Contents"] == "NN-999 例（错误）\n应为0\ngouji [f00000000000]"
    assert (one["/T"], one["/NM"], one["/Subtype"]) == ("gouji", "gouji-f00000000000", "/Highlight")
    assert one["/Popup"]["/Parent"] == one
    assert "/N" in one["/AP"]


def test_a_quad_for_each_line() -> None:
    data = page()
    text = read(data, name="稿.pdf").text
    (one,) = highlights(annotate(data, Span(text.index("LAST"), text.index("SECOND") + 6)))
    assert len(one["/QuadPoints"]) == 16


def test_a_cell_is_marked_as_a_whole() -> None:
    data = page()
    (grid,) = read(data, name="稿.pdf").grids
    cell = next(one for one in grid.cells if one.text == "39.78")
    (one,) = highlights(annotate(data, cell.span))
    assert [float(value) for value in one["/Rect"]] == pytest.approx([160, 60, 260, 90], abs=1)


def test_what_stands_nowhere_is_a_note_on_the_first_page() -> None:
    (one,) = highlights(annotate(page(), Span(9999, 9999)))
    assert one["/Subtype"] == "/Text"


def test_what_stands_in_a_header_is_a_note_on_its_page() -> None:
    writer = PdfWriter()
    for _ in range(2):
        writer.append(io.BytesIO(page()))
    two = io.BytesIO()
    writer.write(two)
    made = report(two.getvalue(), Span(0, 0))
    finding = msgspec.structs.replace(made.findings[0], page=2)
    made = msgspec.structs.replace(made, findings=(finding,))
    pages = PdfReader(io.BytesIO(mark(find_format("pdf"), two.getvalue(), made, lang="zh"))).pages
    assert [[ref.get_object()["/Subtype"] for ref in one.get("/Annots", ())] for one in pages] == [
        [],
        ["/Text", "/Popup"],
    ]


def test_a_second_run_replaces_what_is_ours_alone() -> None:
    once = annotate(page(), WORDS, "39.78")
    writer = PdfWriter(io.BytesIO(once))
    theirs = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Text"),
                NameObject("/Rect"): RectangleObject((1, 1, 9, 9)),
                NameObject("/T"): TextStringObject("张三"),
            }
        )
    )
    one = writer.pages[0]
    one[NameObject("/Annots")] = ArrayObject([*one["/Annots"], theirs])
    mixed = io.BytesIO()
    writer.write(mixed)
    again = annotate(mixed.getvalue(), "SECOND")
    assert again.startswith(mixed.getvalue())
    assert [(found["/T"], found.get("/NM", "")) for found in highlights(again)] == [
        ("张三", ""), ("gouji", "gouji-f00000000000"),
    ]  # fmt: skip
    popups = [ref.get_object() for ref in PdfReader(io.BytesIO(again)).pages[0]["/Annots"]]
    assert sum(found["/Subtype"] == "/Popup" for found in popups) == 1


def test_many_runs_leave_the_highlights_of_the_last() -> None:
    data = page()
    for words in (WORDS, "39.78", "SECOND"):
        before, data = data, annotate(data, words, "ITEM")
        assert data.startswith(before)
    assert [found["/NM"] for found in highlights(data)] == ["gouji-f00000000000", "gouji-f00000000001"]
    assert annotate(page()) == page()


def test_what_somebody_answered_stays() -> None:
    once = annotate(page(), WORDS, "39.78")
    writer = PdfWriter(io.BytesIO(once))
    one = writer.pages[0]
    answer = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Text"),
                NameObject("/Rect"): RectangleObject((1, 1, 9, 9)),
                NameObject("/T"): TextStringObject("张三"),
                NameObject("/IRT"): one["/Annots"][0],
            }
        )
    )
    one[NameObject("/Annots")] = ArrayObject([*one["/Annots"], answer])
    mixed = io.BytesIO()
    writer.write(mixed)
    again = list(highlights(annotate(mixed.getvalue(), WORDS)))
    assert [(found["/T"], found.get("/NM", "")) for found in again] == [("gouji", "gouji-f00000000000"), ("张三", "")]


def compressed(data: bytes) -> bytes:
    """The file with its objects in an object stream, and a cross-reference stream, as programs have written since PDF 1.5."""
    reader = PdfReader(io.BytesIO(data))
    objects = {number: reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))}
    written: dict[int, bytes] = {}
    for number, one in objects.items():
        sink = io.BytesIO()
        one.write_to_stream(sink)
        written[number] = sink.getvalue()
    inside = [number for number, one in objects.items() if not isinstance(one, StreamObject)]
    size = len(objects) + 3
    out, entries = b"%PDF-1.5\n", {0: (0, 0, 255)}

    def put(number: int, content: bytes) -> None:
        nonlocal out
        entries[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)

    for number in objects.keys() - set(inside):
        put(number, written[number])
    head, body = "", b""
    for i, number in enumerate(inside):
        head += f"{number} {len(body)} "
        body += written[number] + b" "
        entries[number] = (2, size - 2, i)
    packed = zlib.compress(head.encode() + body)
    about = f"<</Type/ObjStm/N {len(inside)}/First {len(head)}/Filter/FlateDecode/Length {len(packed)}>>"
    put(size - 2, about.encode() + b"stream\n" + packed + b"\nendstream")
    start = len(out)
    entries[size - 1] = (1, start, 0)
    table = b"".join(
        kind.to_bytes(1) + at.to_bytes(4) + last.to_bytes(2) for _, (kind, at, last) in sorted(entries.items())
    )
    root, info = (reader.trailer.raw_get(key).idnum for key in ("/Root", "/Info"))
    about = f"<</Type/XRef/Size {size}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R/Length {len(table)}>>"
    out += b"%d 0 obj\n" % (size - 1) + about.encode() + b"stream\n" + table + b"\nendstream\nendobj\n"
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def test_files_with_object_streams() -> None:
    data = compressed(page())
    assert read(data, name="稿.pdf").text == read(page(), name="稿.pdf").text
    once = annotate(data, WORDS, "39.78")
    again = annotate(once, "SECOND")
    assert once.startswith(data)
    assert again.startswith(once)
    assert [one["/NM"] for one in highlights(once)] == ["gouji-f00000000000", "gouji-f00000000001"]
    (one,) = highlights(again)
    (plain,) = highlights(annotate(page(), "SECOND"))
    assert one["/QuadPoints"] == plain["/QuadPoints"]
    assert read(again, name="稿.pdf").text == read(page(), name="稿.pdf").text
    drawn = PdfDocument(again)[0].render(scale=1).to_numpy()
    assert (drawn != PdfDocument(data)[0].render(scale=1).to_numpy()).any()


def test_title_and_author_stay() -> None:
    data = page()
    made = annotate(data, WORDS)
    update = made[len(data) :]
    (number,) = re.findall(rb"/Info (\d+) 0 R", update)
    assert number + b" 0 obj" in update
    assert PdfReader(io.BytesIO(made)).metadata == PdfReader(io.BytesIO(data)).metadata


def test_the_same_report_gives_the_same_bytes() -> None:
    assert annotate(page(), WORDS, "39.78") == annotate(page(), WORDS, "39.78")


def test_protected_and_damaged_files_are_refused() -> None:
    writer = PdfWriter(io.BytesIO(page()))
    writer.encrypt("", "owner")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(InputError) as protected:
        annotate(locked.getvalue(), WORDS)
    assert protected.value.code == "input.pdf_encrypted"
    data = page()
    cut = data[: data.rindex(b"startxref")]
    with pytest.raises(InputError) as damaged:
        annotate(cut[: len(cut) - 400], "FIRST")
    assert damaged.value.code == "input.pdf_damaged"
    with pytest.raises(InputError) as bloated:
        annotate(re.sub(rb"/Size \d+", b"/Size 2147483647", data), "FIRST")
    assert bloated.value.code == "input.pdf_damaged"
