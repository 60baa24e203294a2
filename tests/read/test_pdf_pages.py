"""Pages: what is drawn twice, and what a cropped page shows."""

import pytest


def test_glyphs_drawn_twice_for_boldness_count_once(sheets, read_pdf):
    sheet = sheets()
    for shift in (0, 0.4):
        sheet.text(96 + shift, 100, "合计11.00")
    assert read_pdf(sheet).text == "合计11.00"


def test_cropped_pages_are_laid_out_by_what_shows(sheets, read_pdf):
    sheet = sheets()
    for number in range(1, 5):
        sheet.canvas.setCropBox((100, 200, 500, 700))
        sheet.text(130, 160, "某县某局决算", 9)
        sheet.text(130, 300, f"第{number}页的文字。")
        sheet.text(290, 630, f"{number}", 9)
        sheet.page()
    document = read_pdf(sheet)
    assert document.text.replace("\n", "") == "第1页的文字。第2页的文字。第3页的文字。第4页的文字。"
    assert document.pages[0].running == ("某县某局决算", "1")
    assert (document.pages[0].width, document.pages[0].height) == (595, 842)
    place = document.place(document.blocks[0].span)
    assert place.bbox == pytest.approx((130, 290, 208, 302), abs=3)
    assert document.runs[0].edges[0] == pytest.approx(130, abs=0.5)
