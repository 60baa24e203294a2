"""Scans and photographs saved as image files: read as the pictures in a PDF are."""

import importlib.util
import io
import zipfile

import numpy as np
import pytest
from PIL import Image

from gouji.errors import InputError
from gouji.read import Limits, find, read

ROWS = [["科目", "合计", "基本支出"], ["行政运行", "1,234.56", "789.01"], ["会议费", "0.50", "—"]]
needs_ocr = pytest.mark.skipif(
    not all(importlib.util.find_spec(one) for one in ("onnxruntime", "rapidocr")),
    reason="the extra ocr is not installed",
)


@pytest.fixture
def pages(sheets):
    """Two pages of a report as grey images in 200 dpi."""
    from gouji.read.pdf.pdfium import Pdf

    sheet = sheets()
    sheet.centered(70, "支出决算表")
    sheet.table(
        100, [150.0, 110.0, 110.0], 3, [(r, c, 1, 1, text) for r, row in enumerate(ROWS) for c, text in enumerate(row)]
    )
    sheet.page()
    sheet.paragraph(100, "本年支出合计1234.56万元，比上年增加20.10万元，其中基本支出789.01万元。")
    with Pdf(sheet.bytes(), "样本.pdf") as pdf:
        return [Image.fromarray(pdf.picture(n, 200)) for n in (1, 2)]


def saved(image, form, **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def archive(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def code(data, name="扫描.png", **limits):
    with pytest.raises(InputError) as caught:
        read(data, name=name, limits=Limits(**limits))
    assert caught.value.message.startswith(name)
    assert caught.value.words("en").removeprefix(name).isascii()
    return caught.value.code


def cells(document):
    return [[cell.text for cell in grid.cells] for grid in document.grids]


TABLE = [[text for row in ROWS for text in row]]


@needs_ocr
def test_a_png_is_a_page(pages):
    document = read(saved(pages[0], "PNG", dpi=(200, 200)), name="扫描.png")
    assert document.format == "image"
    assert cells(document) == TABLE
    assert document.grids[0].bbox == pytest.approx((72, 100, 442, 172), abs=3)
    (page,) = document.pages
    assert (page.width, page.height) == pytest.approx((595, 842), abs=1)
    assert {document.text[one.start : one.end] for one in document.recognised} >= {"1,234.56", "789.01", "0.50"}
    assert "识别" in document.notes[0].zh


@needs_ocr
@pytest.mark.parametrize(
    "change",
    [
        lambda page: saved(page.resize((2480, 3508)), "JPEG", quality=85),  # 300 dpi that it does not tell of
        lambda page: saved(page, "JPEG", dpi=(72, 72)),  # a photograph: no page is 32 inches high
        lambda page: saved(page.convert("P"), "PNG"),
        lambda page: saved(page.point(lambda grey: 255 * (grey > 190)).convert("1"), "TIFF", compression="group4"),
        lambda page: saved(Image.fromarray(np.asarray(page).astype(np.uint16) * 257), "PNG"),
        lambda page: saved(
            Image.merge("LA", (Image.new("L", page.size, 0), page.point(lambda grey: 255 - grey))), "PNG"
        ),
    ],
    ids=["jpeg", "photograph", "palette", "fax", "16 bits", "transparent"],
)
def test_of_every_kind(pages, change):
    assert cells(read(change(pages[0]), name="-")) == TABLE


@needs_ocr
def test_what_a_camera_says_of_its_position_counts(pages):
    exif = Image.Exif()
    exif[0x0112] = 6
    assert cells(read(saved(pages[0].rotate(90, expand=True), "JPEG", exif=exif), name="a.jpg")) == TABLE


@needs_ocr
def test_the_pages_of_a_tiff_are_one_report(pages):
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    document = read(data, name="全文.tif")
    assert [page.number for page in document.pages] == [1, 2]
    assert cells(document) == TABLE
    assert "本年支出合计1234.56万元" in document.text
    assert document.place(document.blocks[-1].span).page == 2
    assert code(data, "全文.tif", max_pages=1) == "input.too_many_pages"


@needs_ocr
def test_numbered_pictures_in_an_archive_are_one_report(pages, tmp_path):
    blank = Image.new("L", (800, 1000), 255)
    files = {f"扫描/第{n}页.png": saved(page, "PNG") for n, page in ((10, pages[1]), (9, pages[0]), (11, blank))}
    path = tmp_path / "扫描.zip"
    path.write_bytes(archive(files))
    assert find([path]) == [path]
    document = read(path)
    assert document.text.startswith("支出决算表") and "1234.56万元" in document.text
    assert any("第 3 页没有识别出文字" in note.zh for note in document.notes)


def test_pictures_beside_a_report_are_none(tmp_path):
    data = archive({"说明.txt": "2024年度支出合计41.00万元。", "印章.png": b"\x89PNG"})
    assert [note.zh for note in read(data, name="a.zip").notes] == ["压缩包里未读取的文件：印章.png"]
    (tmp_path / "a.txt").write_text("2024年度支出合计41.00万元。", encoding="utf-8")
    (tmp_path / "b.png").write_bytes(b"\x89PNG")
    assert find([tmp_path]) == [tmp_path / "a.txt"]


@needs_ocr
def test_what_cannot_be_read(pages):
    data = saved(pages[0], "PNG")
    assert code(b"\x89PNG\r\n\x1a\n") == "input.image_damaged"
    assert code(data[: len(data) // 2]) == "input.image_damaged"
    assert code(saved(pages[0], "TIFF")[:400]) == "input.image_damaged"
    assert code(saved(Image.new("L", (600, 800), 255), "PNG")) == "input.image_no_text"
    assert code(data, seconds=0) == "input.timeout"
    assert code(data, max_cells=3) == "input.too_large"


@needs_ocr
@pytest.mark.parametrize("size", [(8000, 8000), (12000, 9000), (20000, 20000)])
def test_pixels_are_bounded_before_they_are_unpacked(size, recwarn):
    data = saved(Image.new("1", size, 1), "PNG")
    assert len(data) < 100_000
    assert code(data) == "input.too_large"
    assert not recwarn.list


def test_without_the_extra(monkeypatch, pages):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name == "rapidocr" else found(name, *more)
    )
    with pytest.raises(InputError) as caught:
        read(saved(pages[0], "PNG"), name="扫描.png")
    assert caught.value.code == "input.image_needs_extra"
    assert "gouji[ocr]" in caught.value.message and "gouji[ocr]" in caught.value.english
