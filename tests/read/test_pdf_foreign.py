"""Pages that are pictures with a text layer which the scanner's software made: never trusted like a text layer proper."""

import importlib.util

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from gouji.model import UNSURE
from gouji.pipeline import check
from gouji.read.pdf import notes, reader

PROSE = "本年支出合计120.50万元，比上年增加20.50万元，其中：基本支出100.00万元，占82.99%；项目支出30.50万元，占25.31%。"
needs_ocr = pytest.mark.skipif(
    not all(importlib.util.find_spec(one) for one in ("onnxruntime", "rapidocr")),
    reason="the extra ocr is not installed",
)


def draw(sheets, prose=PROSE):
    sheet = sheets()
    sheet.centered(70, "2024年度青石县档案馆部门决算")
    sheet.text(96, 120, "三、支出决算情况说明")
    sheet.paragraph(150, prose)
    return sheet


@pytest.fixture
def picture(sheets):
    from gouji.read.pdf.pdfium import Pdf

    with Pdf(draw(sheets).bytes(), "样本.pdf") as pdf:
        return Image.fromarray(pdf.picture(1, 200))


@pytest.fixture(params=["invisible", "covered"])
def layered(request, sheets, picture):
    """The picture of a page with a text layer: written invisibly over it, or covered by it."""

    def make(prose=PROSE):
        class Layer(sheets):
            def text(self, x, y, text, size=12.0):
                self.canvas.setFont("STSong-Light", size)
                self.canvas.drawString(x, self.height - y, text, mode=3 if request.param == "invisible" else 0)

        sheet = draw(Layer, prose)
        whole = (ImageReader(picture), 0, 0, sheet.width, sheet.height)
        if request.param == "covered":
            sheet.canvas.drawImage(*whole)
            return sheet.bytes()
        under = sheets()
        under.canvas.drawImage(*whole)
        again = draw_on(Layer, under, prose)
        return again.bytes()

    return make


def draw_on(kind, sheet, prose):
    """The text layer on top of what `sheet` holds."""
    sheet.__class__ = kind
    sheet.text(96, 120, "三、支出决算情况说明")
    sheet.text(150, 70, "2024年度青石县档案馆部门决算", 16.0)
    sheet.paragraph(150, prose)
    return sheet


@pytest.fixture
def without_ocr(monkeypatch):
    for module in (reader, notes):
        monkeypatch.setattr(module, "available", lambda: False)


def errors(data):
    return [one for one in check(data, name="样本.pdf").findings if one.severity == "error"]


def test_alone_it_makes_no_errors(layered, sheets, read_pdf, without_ocr):
    assert errors(draw(sheets).bytes())
    data = layered()
    document = read_pdf(data)
    assert "120.50万元" in document.text
    assert {one.confidence for one in document.recognised} == {0.0}
    numbers = {document.text[one.start : one.end] for one in document.recognised}
    assert {"120.50", "20.50", "100.00", "82.99", "30.50", "25.31"} <= numbers
    assert any("文字层是制作文件时识别而来的" in note.zh and "gouji[ocr]" in note.zh for note in document.notes)
    report = check(data, name="样本.pdf")
    assert report.findings
    assert not [one for one in report.findings if one.severity == "error"]
    assert any("自带的文字层" in (one.hint or "") for one in report.findings)


@needs_ocr
def test_where_two_recognitions_agree_it_counts(layered, read_pdf):
    data = layered()
    document = read_pdf(data)
    assert all(one.confidence > UNSURE for one in document.recognised if document.text[one.start].isdigit())
    assert any("文字由识别得来" in note.zh for note in document.notes)
    assert errors(data)


@needs_ocr
def test_where_they_do_not_the_number_is_in_doubt(layered, read_pdf):
    data = layered(PROSE.replace("30.50", "80.50"))
    document = read_pdf(data)
    doubts = {document.text[one.start : one.end] for one in document.recognised if one.confidence < UNSURE}
    assert "30.50" in doubts and "100.00" not in doubts
    assert "80.50" not in document.text
    assert not [one for one in errors(data) if "30.50" in one.quote]


def test_text_before_a_picture_of_its_own_is_a_text_layer(sheets, read_pdf):
    sheet = sheets()
    blank = ImageReader(Image.new("L", (80, 120), 250))
    sheet.canvas.drawImage(blank, 0, 0, sheet.width, sheet.height)
    sheet.text(96, 120, "三、支出决算情况说明")
    sheet.paragraph(150, PROSE)
    document = read_pdf(sheet)
    assert document.recognised == ()
    assert document.notes == ()
