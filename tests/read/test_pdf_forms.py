"""Drawings within drawings: a file of some kilobytes can ask for a billion of them."""

import io
import zlib

import pytest
from reportlab.pdfgen.canvas import Canvas

from gouji.errors import InputError
from gouji.read import Limits, read
from gouji.read.pdf.forms import expansion

MOST = 100_000


def drawing(depth: int, times: int, *, packed: bool = True, apart: bool = False) -> bytes:
    """A page that draws a form, which draws the next one `times`, and so on; the resources are `apart` or in place."""
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    page = b"BT /F1 12 Tf 72 700 Td (Expenditure 2024: 120.50) Tj ET /X0 Do"
    bodies.append(
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources "
        b"<< /XObject << /X0 6 0 R >> /Font << /F1 5 0 R >> >> >>"
    )
    bodies.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(page), page))
    bodies.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for n in range(depth):
        content = b"/X0 Do " * times if n < depth - 1 else b"0 0 m 9 9 l S"
        content = zlib.compress(content) if packed else content
        below = b"<< /XObject << /X0 %d 0 R >> >>" % (7 + n)
        bodies.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources %s %s /Length %d >> stream\n%s\nendstream"
            % (b"%d 0 R" % (100 + n) if apart else below, b"/Filter /FlateDecode" * packed, len(content), content)
        )
    made = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in enumerate(bodies, 1))
    if apart:
        made += b"".join(
            b"%d 0 obj\n<< /XObject << /X0 %d 0 R >> >>\nendobj\n" % (100 + n, 7 + n) for n in range(depth)
        )
    return made + b"trailer << /Root 1 0 R /Size 200 >>\n%%EOF\n"


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("apart", [True, False])
def test_what_drawings_come_to(packed: bool, apart: bool) -> None:
    assert expansion(drawing(4, 3, packed=packed, apart=apart), MOST) == 1 + 3 + 9 + 27
    assert expansion(drawing(30, 2, packed=packed, apart=apart), MOST) == MOST + 1


def test_drawings_without_end_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        read(drawing(30, 2), name="a.pdf", limits=Limits(seconds=20))
    assert caught.value.code == "input.too_large"
    assert "120.50" in read(drawing(4, 3), name="a.pdf").text


def test_resources_in_a_stream_of_objects() -> None:
    packed = zlib.compress(b"100 0 101 32 << /XObject << /X0 7 0 R >> >> << /XObject << /X0 8 0 R >> >> ")
    data = drawing(3, 5, apart=True).partition(b"100 0 obj")[0]
    data += (
        b"90 0 obj\n<< /Type /ObjStm /N 2 /First 12 /Filter /FlateDecode /Length %d >> stream\n%s\nendstream\nendobj\n"
        % (
            len(packed),
            packed,
        )
    )
    assert expansion(data, MOST) == 1 + 5 + 25


def test_drawings_that_draw_themselves_end() -> None:
    assert expansion(drawing(3, 2).replace(b"/X0 8 0 R", b"/X0 6 0 R"), MOST) < MOST


def test_usual_files_have_none() -> None:
    made = io.BytesIO()
    canvas = Canvas(made)
    for name in ("a", "b"):
        canvas.beginForm(name)
        canvas.rect(1, 1, 9, 9)
        canvas.endForm()
    canvas.doForm("a")
    canvas.save()
    assert expansion(made.getvalue(), MOST) == 1
