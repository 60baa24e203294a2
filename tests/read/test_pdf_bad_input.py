"""Whatever cannot be read ends as a coded error or a note, never as a traceback or a clean result."""

import pytest

from gouji.errors import InputError
from gouji.read.pdf import PdfReader


def code(read_pdf, source, **limits):
    with pytest.raises(InputError) as caught:
        read_pdf(source, **limits)
    assert "样本.pdf" in caught.value.message
    return caught.value.code


@pytest.fixture
def good(sheets):
    sheet = sheets()
    for i in range(4):
        sheet.text(96, 100, f"第{i + 1}页的文字。")
        sheet.page()
    return sheet.bytes()


def test_sniff(good):
    assert PdfReader().sniff(good[:100])
    assert not PdfReader().sniff("部门决算".encode())


@pytest.mark.parametrize("keep", [8, 60, 300])
def test_truncated_file(read_pdf, good, keep):
    assert code(read_pdf, good[:keep]) == "input.pdf_damaged"


def test_garbage_after_the_signature(read_pdf):
    assert code(read_pdf, b"%PDF-1.7\n" + bytes(range(256)) * 40) == "input.pdf_damaged"


@pytest.mark.parametrize("cut", range(1, 10))
def test_any_cut_is_an_error_or_leaves_a_note(read_pdf, good, cut):
    data = good[: len(good) * cut // 10]
    try:
        document = read_pdf(data)
    except InputError as error:
        assert error.code in ("input.pdf_damaged", "input.pdf_no_text")
    else:
        assert document.notes


def test_encrypted(sheets, read_pdf):
    from reportlab.lib.pdfencrypt import StandardEncryption

    sheet = sheets(encrypt=StandardEncryption("secret", ownerPassword="owner"))
    sheet.text(96, 100, "加密的文字。")
    assert code(read_pdf, sheet) == "input.pdf_encrypted"


def test_scan(sheets, read_pdf):
    sheet = sheets()
    sheet.picture(0, 0, 595, 842)
    sheet.text(290, 820, "1")
    assert code(read_pdf, sheet) == "input.pdf_no_text"


def test_blank(sheets, read_pdf):
    sheet = sheets()
    sheet.line(10, 10, 100, 10)
    assert code(read_pdf, sheet) == "input.pdf_no_text"


def test_partly_scanned_is_noted(sheets, read_pdf):
    sheet = sheets()
    sheet.text(96, 100, "有文字层的一页，内容足够长。")
    sheet.page()
    sheet.picture(0, 0, 595, 842)
    document = read_pdf(sheet)
    assert any("第 2 页" in note and "1/2" in note for note in (note.zh for note in document.notes))


def test_too_many_pages(read_pdf, good):
    assert code(read_pdf, good, max_pages=3) == "input.too_many_pages"


@pytest.mark.parametrize("limits", [{"max_characters": 10}])
def test_too_large(read_pdf, good, limits):
    assert code(read_pdf, good, **limits) == "input.too_large"


def test_too_many_cells(sheets, read_pdf):
    sheet = sheets()
    sheet.table(100, [100.0, 100.0], 2, [(r, c, 1, 1, "格") for r in (0, 1) for c in (0, 1)])
    assert code(read_pdf, sheet, max_cells=3) == "input.too_large"


def test_timeout(read_pdf, good):
    assert code(read_pdf, good, seconds=-1.0) == "input.timeout"


def test_no_notes_on_a_good_file(read_pdf, good):
    document = read_pdf(good)
    assert document.notes == ()
    assert document.format == "pdf"
    assert len(document.pages) == 4
