"""Whatever cannot be read ends as a coded error or a note, never as a traceback or a clean result."""

import re
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from gouji.errors import InputError
from gouji.read.limits import Limits
from gouji.read.pdf import PdfReader, notes, reader, recognise


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


@pytest.fixture
def locked(sheets):
    sheet = sheets(encrypt=StandardEncryption("密码secret", ownerPassword="owner", strength=128))
    sheet.text(96, 100, "加密的文字。")
    return sheet.bytes()


def test_encrypted(read_pdf, locked):
    with pytest.raises(InputError) as caught:
        read_pdf(locked)
    assert caught.value.code == "input.pdf_encrypted"
    assert "--password" in caught.value.message and "--password" in caught.value.english


def test_wrong_password(read_pdf, locked):
    with pytest.raises(InputError) as caught:
        read_pdf(locked, password="geheim")
    assert caught.value.code == "input.pdf_password"
    assert "geheim" not in repr(caught.value) + caught.value.english


@pytest.mark.parametrize("password", ["密码secret", "owner"])
def test_password(read_pdf, locked, password):
    assert read_pdf(locked, password=password).text == "加密的文字。"


def test_password_of_a_file_without_one(read_pdf, good):
    assert read_pdf(good, password="any").notes == ()


def test_owner_password_only_opens(sheets, read_pdf):
    sheet = sheets(encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    sheet.text(96, 100, "限制打印的文字。")
    assert read_pdf(sheet).text == "限制打印的文字。"


def test_password_is_not_shown():
    limits = Limits(password="secret")
    assert "secret" not in f"{limits} {limits!r}"
    assert "max_pages=1000" in repr(limits)


def test_scan_names_the_extra_that_reads_it(sheets, read_pdf, monkeypatch):
    monkeypatch.setattr(recognise, "available", lambda: False)
    monkeypatch.setattr(reader, "available", lambda: False)
    monkeypatch.setattr(notes, "available", lambda: False)
    sheet = sheets()
    sheet.picture(0, 0, 595, 842)
    sheet.text(290, 820, "1")
    with pytest.raises(InputError) as caught:
        read_pdf(sheet)
    assert caught.value.code == "input.pdf_no_text"
    assert "gouji[ocr]" in caught.value.message and "gouji[ocr]" in caught.value.english


def test_scan_of_nothing(sheets, read_pdf):
    sheet = sheets()
    sheet.picture(0, 0, 595, 842)
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


@pytest.fixture(scope="module")
def report():
    """A generated report of 22 pages in five embedded fonts; narrative from page 10 on."""
    return (Path(__file__).parents[2] / "corpus" / "benchmark" / "hunan-2026-0000-faulty.pdf").read_bytes()


def without_maps(data, fonts):
    """The file with the character maps of some of its fonts hidden (by number, in the order of the file)."""
    head, *parts = data.split(b"/ToUnicode ")
    names = (b"/ToUnicodX " if i in fonts else b"/ToUnicode " for i in range(len(parts)))
    return head + b"".join(name + part for name, part in zip(names, parts, strict=True))


def test_fonts_without_a_character_map(read_pdf, report):
    assert code(read_pdf, without_maps(report, range(5))) == "input.pdf_garbled"


def test_pages_without_a_character_map_are_noted_and_not_read(read_pdf, report):
    document = read_pdf(without_maps(report, [0]))
    pages = {block.page for block in document.blocks}
    note = document.notes[0].zh
    lost = {int(number) for number in note.split(" 页")[0].removeprefix("第 ").split("、")}
    assert lost and pages
    assert not lost & pages
    assert f"{len(lost)}/22" in note


def test_number_that_lacks_a_digit_is_not_read(read_pdf, report):
    whole = read_pdf(report)
    kinds = set()
    for font in range(5):
        data = without_maps(report, [font])
        document = read_pdf(data)
        kinds.add("\ufffd" in document.text)
        assert bool(document.notes)
        assert not re.search(r"\d\ufffd|\ufffd\d", document.text)
        numbers = set(re.findall(r"\d[\d,.]*\d", whole.text))
        assert set(re.findall(r"\d[\d,.]*\d", document.text)) <= numbers
    assert kinds == {True, False}


def test_strange_characters_are_not_text(sheets, read_pdf):
    sheet = sheets()
    sheet.text(96, 100, "齉龘靐齾龗麤鱻爩籲龖" * 3)
    assert code(read_pdf, sheet) == "input.pdf_garbled"


def test_table_beside_a_page_that_is_a_picture_is_left_out(sheets, read_pdf):
    cells = [(r, c, 1, 1, f"{r}.{c}0") for r in range(3) for c in range(2)]
    sheet = sheets()
    sheet.text(96, 100, "第一页的文字在此。")
    sheet.table(120, [100.0, 100.0], 3, cells)
    sheet.text(96, 300, "表后还有文字。")
    sheet.page()
    sheet.text(96, 100, "第二页的文字在此。")
    sheet.table(120, [100.0, 100.0], 3, cells)
    sheet.page()
    sheet.picture(0, 0, 595, 842)
    sheet.page()
    sheet.table(60, [100.0, 100.0], 3, cells)
    sheet.text(96, 300, "第四页的文字在此。")
    document = read_pdf(sheet)
    assert [grid.pages for grid in document.grids] == [(1,)]
    assert "第 2、4 页的表格" in document.notes[1].zh
    assert "第四页" in document.text
