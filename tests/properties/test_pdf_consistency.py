"""Whatever is drawn: text, runs, cells and places agree with each other and with what was drawn."""

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gouji.read.limits import Limits
from gouji.read.pdf import PdfReader

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

words = st.text(alphabet="云岭省青石县档案局支出收入决算数万元一二三，。（）0123456789.%", min_size=1, max_size=12)
label = st.text(alphabet="甲乙丙丁戊己庚辛0123456789.,", min_size=0, max_size=5)


@st.composite
def drawings(draw):
    """A page of lines at any height and order, and a grid with some cells merged to the right."""
    lines = draw(st.lists(st.tuples(st.integers(0, 30), words), min_size=1, max_size=8, unique_by=lambda one: one[0]))
    columns = draw(st.integers(2, 5))
    table = []
    for _ in range(draw(st.integers(2, 5))):
        column, row = 0, []
        while column < columns:
            span = draw(st.integers(1, columns - column)) if draw(st.booleans()) else 1
            row.append((column, span, draw(label)))
            column += span
        table.append(row)
    # Every column line must be drawn somewhere, or it is none.
    table.append([(column, 1, draw(label)) for column in range(columns)])
    return lines, columns, table


def draw_pdf(lines, columns, table):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont("STSong-Light", 12)
    for slot, text in lines:
        canvas.drawString(90, 470 - 14 * slot, text)
    for r, row in enumerate(table):
        for column, span, text in row:
            canvas.rect(72 + 90 * column, 780 - 24 * r - 24, 90 * span, 24)
            canvas.drawString(74 + 90 * column, 780 - 24 * r - 16, text)
    canvas.save()
    return buffer.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawings())
def test_everything_drawn_is_read_once_and_in_its_place(drawing):
    lines, columns, table = drawing
    document = PdfReader().read(draw_pdf(lines, columns, table), name="x.pdf", limits=Limits())
    (grid,) = document.grids
    assert [(c.row, c.column, c.colspan, c.text) for c in grid.cells] == [
        (r, column, span, text) for r, row in enumerate(table) for column, span, text in row
    ]
    free = "".join(b.span.cut(document.text) for b in document.blocks if b.kind != "table")
    running = "".join(document.pages[0].running)
    assert sorted(free + running) == sorted("".join(text for _, text in lines))
    end = 0
    for run in document.runs:
        assert run.start >= end and not document.text[end : run.start].strip("\n\t ")
        assert len(run.edges) == 2 * (run.end - run.start)
        assert list(run.edges[::2]) == sorted(run.edges[::2])
        end = run.end
    for cell in grid.cells:
        assert cell.text == cell.span.cut(document.text)
        x0, y0, x1, y1 = cell.place.bbox
        for place in document.places(cell.span):
            assert x0 <= place.bbox[0] < x1 and y0 <= place.bbox[1] + 3 and place.bbox[3] <= y1 + 3


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 2000))
def test_damaged_bytes_never_raise_anything_but_an_input_error(junk, at):
    from gouji.errors import InputError

    data = draw_pdf([(1, "云岭省")], 2, [[(0, 1, "甲"), (1, 1, "乙")], [(0, 1, "丙"), (1, 1, "丁")]])
    at = min(at, len(data))
    try:
        PdfReader().read(data[:at] + junk + data[at + len(junk) :], name="x.pdf", limits=Limits())
    except InputError as error:
        assert error.code.startswith("input.")
