"""Word files read back: styles, sections, merged cells, repeated heads, fields."""

import io
import zipfile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from msgspec.structs import replace

from gouji.corpus.document import Break, Cell, Table
from gouji.corpus.renderers import RENDERERS


def opened(report):
    return Document(io.BytesIO(RENDERERS["docx"](report).data))


def texts(word, style):
    return [one.text for one in word.paragraphs if one.style.name == style]


def test_paragraphs_keep_their_order_and_have_styles(named):
    report = named(inside=False, joined=False, leaders=False)
    word = opened(report)
    assert [one.text for one in word.paragraphs if one.text] == [one.text for _, one in report.paragraphs()]
    assert texts(word, "Heading 1") == ["第一部分　决算表"]
    assert texts(word, "Heading 2") == ["一、支出情况"]
    assert texts(word, "toc 2") == ["一、支出情况"]
    assert texts(word, "Title") == ["青石县水务局", "2024年度部门决算"]
    captions = [one for one in word.paragraphs if one.style.name == "Caption"]
    sides = {one.text: one.alignment for one in captions}
    assert sides["公开01表"] == sides["金额单位：万元"] == WD_ALIGN_PARAGRAPH.RIGHT
    assert sides["部门：青石县水务局"] is None


@pytest.mark.parametrize("inside", [False, True])
def test_cells_and_merges(named, inside):
    report = named(inside=inside, joined=False)
    tables = opened(report).tables
    assert len(tables) == 2
    for made, (_, table) in zip(tables, report.tables(), strict=True):
        skip = 4 if inside else 0
        assert len(made.rows) == table.rows + skip
        if inside:
            assert [made.cell(row, 0).text for row in range(4)][:2] == [table.title, made.cell(1, 3).text]
            assert made.cell(0, 0)._tc is made.cell(0, 3)._tc
        _same(made, table, skip)


def _same(made, table: Table, skip: int) -> None:
    for cell in table.cells:
        corner = made.cell(cell.row + skip, cell.column)
        assert corner.text == cell.text
        for row in range(cell.rowspan):
            for column in range(cell.colspan):
                assert made.cell(cell.row + skip + row, cell.column + column)._tc is corner._tc


def test_wide_tables_stand_on_landscape_pages(small):
    word = opened(small())
    assert [one.orientation for one in word.sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    assert [one.page_width > one.page_height for one in word.sections] == [False, True, False]
    assert word.sections[0].different_first_page_header_footer


@pytest.mark.parametrize("repeat", [False, True])
def test_heads_return_on_the_next_page_where_the_look_says_so(named, repeat):
    report = named(inside=False, repeat=repeat)
    rows = opened(report).tables[0].rows
    heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    assert heads == [repeat] * 2 + [False] * 4


def test_rows_break_over_pages_where_the_look_says_so(named):
    for splits in (False, True):
        report = named(inside=False, splits=splits)
        rows = opened(report).tables[0].rows
        whole = [row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]
        assert whole == [True] * 2 + [not splits] * 4


def test_sides_are_open_where_the_look_says_so_unless_a_row_is_one_cell(named):
    def nil(report):
        return sum(
            "nil" in opened(report).tables[0]._tbl.tblPr.xml.split(f"w:{side} ")[1][:20] for side in ("left", "right")
        )

    open_sides = named(inside=False, sides=False)
    at, table = next(open_sides.tables())
    across = replace(table, cells=(*table.cells[:-4], Cell(5, 0, "说明", 1, 4)))
    blocks = (*open_sides.blocks[:at], across, *open_sides.blocks[at + 1 :])
    assert nil(named(inside=False, sides=True)) == 0
    assert nil(open_sides) == 2
    assert nil(replace(open_sides, blocks=blocks)) == 0


def test_contents_refer_to_bookmarks_of_headings(named):
    xml = opened(named(leaders=True)).element.xml
    for mark in ("_Toc00007",):
        assert f'w:name="{mark}"' in xml
        assert f" PAGEREF {mark} \\h " in xml
    assert "PAGEREF" not in opened(named(leaders=False)).element.xml


def test_footer_counts_pages_and_header_names_the_report(named):
    word = opened(named(number="第 {page} 页 共 {pages} 页", running=True))
    foot = word.sections[0].footer
    assert foot.paragraphs[0].text == "第 1 页 共 1 页"
    assert " PAGE " in foot._element.xml and " NUMPAGES " in foot._element.xml
    assert word.sections[0].header.paragraphs[0].text == "青石县水务局2024年度部门决算"


def test_owner_and_unit_share_a_line_where_the_look_says_so(named):
    word = opened(named(joined=True, inside=False))
    assert "部门：青石县水务局\t金额单位：万元" in texts(word, "Caption")
    (line,) = {
        tuple(cell.text for cell in row.cells)
        for table in opened(named(joined=True, inside=True)).tables
        for row in table.rows
        if row.cells[0].text.startswith("部门")
    }
    assert line == ("部门：青石县水务局",) * 2 + ("金额单位：万元",) * 2


@pytest.mark.parametrize("inside", [False, True])
def test_a_break_is_a_page_before_the_next_block(small, named, inside):
    name = named(inside=inside).name
    # Of the four breaks two stand where a section ends, which is a new page already.
    assert opened(small(name)).element.xml.count("w:pageBreakBefore") == 2
    portrait = opened(small(name, wide=False))
    assert len(portrait.sections) == 1
    assert portrait.element.xml.count("w:pageBreakBefore") == 4
    if inside:
        assert portrait.tables[1].cell(0, 0).paragraphs[0].paragraph_format.page_break_before


def test_breaks_at_either_end_are_no_pages(small, named):
    report = small(named(inside=False).name)
    padded = replace(report, blocks=(Break(), Break(), *report.blocks, Break(), Break()))
    plain, word = opened(report), opened(padded)
    assert len(word.sections) == len(plain.sections)
    assert word.element.xml.count("w:pageBreakBefore") == plain.element.xml.count("w:pageBreakBefore")


def test_same_report_same_bytes(small):
    first = RENDERERS["docx"](small()).data
    assert first == RENDERERS["docx"](small()).data
    assert {one.date_time[0] for one in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {2020}
