"""Pages that are pictures, read with the extra `ocr`: cells as drawn, every number with its confidence."""

import io

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("onnxruntime")
pytest.importorskip("rapidocr")

from gouji.read.pdf import recognise
from gouji.read.pdf import scan as scanned
from gouji.read.pdf.pdfium import Pdf

ROWS = [
    ["科目", "合计", "基本支出"],
    ["行政运行", "1,234.56", "789.01"],
    ["公务接待费", "0.70", "-3.25"],
    ["会议费", "—", "0.50"],
]


def pictures(sheet, dpi=200):
    """The drawn pages as pictures."""
    data = sheet.bytes()
    with Pdf(data, "样本.pdf") as pdf:
        return [Image.fromarray(pdf.picture(n, dpi)) for n in range(1, len(pdf) + 1)]


def scan(sheet, angle=0.0, dpi=200):
    """The drawn pages as pictures only, set askew, or turned by quarters (counter-clockwise)."""
    quarter = angle >= 90
    turned = [
        page.rotate(angle, Image.Resampling.BICUBIC, expand=quarter, fillcolor=255) for page in pictures(sheet, dpi)
    ]
    out = io.BytesIO()
    turned[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=turned[1:])
    return out.getvalue()


@pytest.fixture
def drawn(sheets):
    sheet = sheets()
    sheet.centered(70, "支出决算表")
    sheet.table(
        100, [150.0, 110.0, 110.0], 4, [(r, c, 1, 1, text) for r, row in enumerate(ROWS) for c, text in enumerate(row)]
    )
    sheet.paragraph(220, "本年支出合计1234.56万元，比上年增加20.10万元，增长1.65%，其中基本支出789.01万元。")
    return sheet


@pytest.mark.parametrize(("angle", "dpi"), [(0.0, 200), (1.3, 300)])
def test_scanned_table_and_prose(read_pdf, drawn, angle, dpi):
    document = read_pdf(scan(drawn, angle, dpi))
    (grid,) = document.grids
    assert [cell.text for cell in grid.cells] == [text for row in ROWS for text in row]
    assert grid.bbox == pytest.approx((72, 100, 442, 196), abs=12 if angle else 2)
    assert "支出决算表" in document.text
    for words in ("1234.56万元", "20.10万元", "1.65%", "789.01万元"):
        assert words in document.text
    numbers = {document.text[one.start : one.end]: one.confidence for one in document.recognised}
    amounts = ("1,234.56", "789.01", "0.70", "1234.56")
    assert all(0.9 < numbers[amount] <= 1 for amount in amounts)
    (note,) = document.notes
    assert "第 1 页是图像" in note.zh


def test_text_layers_bear_no_confidence(read_pdf, drawn):
    assert read_pdf(drawn).recognised == ()


def test_a_picture_beside_text_is_read_too(read_pdf, drawn, sheets):
    pypdf = pytest.importorskip("pypdf")
    other = sheets()
    other.text(96, 100, "有文字层的一页，内容足够长。")
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(other.bytes()))
    writer.append(io.BytesIO(scan(drawn)))
    out = io.BytesIO()
    writer.write(out)
    document = read_pdf(out.getvalue())
    assert document.text.startswith("有文字层的一页")
    assert [grid.pages for grid in document.grids] == [(2,)]
    assert min(one.start for one in document.recognised) > len("有文字层的一页，内容足够长。")


def test_recognised_pages_do_not_cut_the_tables_beside_them(read_pdf, sheets):
    sheet = sheets()
    cells = [(r, c, 1, 1, text) for r, row in enumerate(ROWS) for c, text in enumerate(row)]
    for _ in range(2):
        sheet.table(100, [150.0, 110.0, 110.0], 4, cells)
        sheet.page()
    (grid,) = read_pdf(scan(sheet)).grids
    assert grid.pages == (1, 2)
    assert grid.rows == 7


def test_a_faint_digit_is_in_doubt(monkeypatch, read_pdf, drawn):
    def blurred(lines):
        found = real(lines)
        return [
            one._replace(sure=np.where(np.array([c == "7" for c in one.text], bool), 0.6, one.sure)) for one in found
        ]

    real = recognise.recognise
    monkeypatch.setattr(scanned, "recognise", blurred)
    document = read_pdf(scan(drawn))
    doubts = {document.text[one.start : one.end] for one in document.recognised if one.confidence < 0.9}
    assert {"789.01", "0.70"} <= doubts
    assert "1,234.56" not in doubts


@pytest.mark.parametrize(
    ("angle", "box"), [(90, (100, 153, 196, 523)), (180, (153, 646, 523, 742)), (270, (646, 72, 742, 442))]
)
def test_pages_on_their_side_or_upside_down_are_turned(read_pdf, drawn, angle, box):
    document = read_pdf(scan(drawn, angle))
    (grid,) = document.grids
    assert [cell.text for cell in grid.cells] == [text for row in ROWS for text in row]
    assert "本年支出合计1234.56万元" in document.text
    # Places are those on the page as it lies.
    assert grid.bbox == pytest.approx(box, abs=3)
    (page,) = document.pages
    assert (page.width > page.height) == (angle != 180)


def test_strokes_of_large_characters_are_no_ruling_lines(read_pdf, drawn):
    title = "政府性基金预算财政拨款机关基本科目表"
    drawn.centered(400, title, 24.0)
    document = read_pdf(scan(drawn))
    assert title in document.text
    assert len(document.grids) == 1
