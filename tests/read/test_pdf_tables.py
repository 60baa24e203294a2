"""Lattices: merged cells, continuation pages, lines drawn in odd ways, pages on their side."""

import pytest
from reportlab.pdfgen.canvas import Canvas

HEAD = [(0, 0, 1, 1, "项目"), (0, 1, 1, 1, "金额")]
WIDTHS = [150.0, 120.0]


def body(first, count, start=0):
    return [
        cell
        for i in range(count)
        for cell in (
            (start + i, 0, 1, 1, f"第{first + i}行费用"),
            (start + i, 1, 1, 1, f"{first + i}.50"),
        )
    ]


def rows(grid):
    found = {}
    for cell in grid.cells:
        found.setdefault(cell.row, []).append(cell.text)
    return [found[row] for row in sorted(found)]


def test_merged_cells_keep_spans_and_boxes(sheets, read_pdf):
    sheet = sheets()
    cells = [
        (0, 0, 2, 1, "科目"), (0, 1, 1, 2, "支出"), (1, 1, 1, 1, "基本"), (1, 2, 1, 1, "项目"),
        (2, 0, 1, 1, "行政\n运行"), (2, 1, 1, 1, "1.00"), (2, 2, 1, 1, ""), (3, 0, 1, 2, "合计"), (3, 2, 1, 1, "2.00"),
    ]  # fmt: skip
    sheet.table(100, [100.0, 80.0, 80.0], 4, cells)
    document = read_pdf(sheet)
    (grid,) = document.grids
    assert (grid.rows, grid.columns) == (4, 3)
    assert [(c.row, c.column, c.rowspan, c.colspan, c.text) for c in grid.cells] == [
        (r, c, rs, cs, text.replace("\n", "")) for r, c, rs, cs, text in cells
    ]
    merged = grid.cells[0]
    assert merged.place.page == 1
    assert merged.place.bbox == pytest.approx((72, 100, 172, 148), abs=0.5)
    assert grid.bbox == pytest.approx((72, 100, 332, 196), abs=0.5)


def test_table_text_is_rows_and_tabs(sheets, read_pdf):
    sheet = sheets()
    sheet.table(100, WIDTHS, 3, HEAD + body(1, 2, 1))
    document = read_pdf(sheet)
    assert document.text == "项目\t金额\n第1行费用\t1.50\n第2行费用\t2.50"
    assert document.places(document.grids[0].cells[2].span)[0].bbox[1] > 120


@pytest.mark.parametrize("again", [False, True], ids=["header once", "header repeated"])
def test_continuation_page_is_stitched(sheets, read_pdf, again):
    sheet = sheets()
    sheet.centered(60, "支出表")
    sheet.table(100, WIDTHS, 4, HEAD + body(1, 3, 1))
    sheet.page()
    more = HEAD + body(4, 2, 1) if again else body(4, 2)
    sheet.table(60, WIDTHS, len(more) // 2, more)
    document = read_pdf(sheet)
    (grid,) = document.grids
    assert grid.pages == (1, 2)
    assert rows(grid) == [["项目", "金额"], *([f"第{i}行费用", f"{i}.50"] for i in range(1, 6))]
    assert [cell.place.page for cell in grid.cells if cell.row >= 4] == [2, 2, 2, 2]


def test_captions_repeated_over_a_continuation_are_running_lines(sheets, read_pdf):
    sheet = sheets()
    for first, count in ((1, 3), (4, 2)):
        sheet.centered(60, "支出表")
        sheet.text(450, 90, "单位：万元")
        sheet.table(100, WIDTHS, count + 1, HEAD + body(first, count, 1))
        sheet.page()
    document = read_pdf(sheet)
    assert len(document.grids) == 1
    assert document.text.count("支出表") == 1
    assert document.pages[1].running == ("支出表", "单位：万元")


def test_number_of_a_table_at_its_right_and_owner_below_at_its_left_are_two_lines(sheets, read_pdf, plain):
    sheet = sheets()
    for page, (first, count) in enumerate(((1, 3), (4, 2))):
        if not page:
            sheet.table(60, WIDTHS, 3, [(r, *rest) for r, *rest in HEAD + body(7, 2, 1)])
            sheet.page()
        sheet.centered(60, "支出表")
        sheet.text(sheet.left + sum(WIDTHS) - 60, 80, "公开03表")
        sheet.text(sheet.left, 96, "部门：青石县水务局")
        sheet.table(110, WIDTHS, count + 1, HEAD + body(first, count, 1))
        sheet.page()
    document = read_pdf(sheet)
    lines = ["支出表", "公开03表", "部门：青石县水务局"]
    assert [text for kind, text in plain(document) if kind == "paragraph"] == lines
    assert document.pages[2].running == tuple(lines)
    assert [grid.pages for grid in document.grids] == [(1,), (2, 3)]


def test_last_page_may_be_one_merged_row(sheets, read_pdf):
    sheet = sheets()
    sheet.table(100, WIDTHS, 3, HEAD + body(1, 2, 1))
    sheet.page()
    sheet.table(60, WIDTHS, 1, [(0, 0, 1, 2, "合计3.00")])
    (grid,) = read_pdf(sheet).grids
    assert rows(grid)[-1] == ["合计3.00"]
    assert grid.cells[-1].colspan == 2


@pytest.mark.parametrize("again", [False, True], ids=["header once", "header repeated"])
def test_a_row_broken_over_pages_is_one(sheets, read_pdf, again):
    sheet = sheets()
    label = "使用非财政拨款结余（含专用结"
    sheet.table(100, WIDTHS, 3, [*HEAD, *body(1, 1, 1), (2, 0, 1, 1, label), (2, 1, 1, 1, "2.50")])
    sheet.page()
    cells = [(0, 0, 1, 1, "余）"), (0, 1, 1, 1, ""), *body(3, 2, 1)]
    sheet.table(60, WIDTHS, 3 + again, [*HEAD, *((r + 1, *rest) for r, *rest in cells)] if again else cells)
    (grid,) = read_pdf(sheet).grids
    assert rows(grid) == [
        ["项目", "金额"], ["第1行费用", "1.50"], [label + "余）", "2.50"], ["第3行费用", "3.50"], ["第4行费用", "4.50"],
    ]  # fmt: skip
    assert grid.rows == 5


def test_a_header_broken_over_pages_below_merged_cells_is_one(sheets, read_pdf):
    sheet = sheets()
    label = "使用非财政拨款结余（含专用结"
    head = [(0, 0, 2, 1, "科目"), (0, 1, 1, 2, "支出"), (1, 1, 1, 1, label), (1, 2, 1, 1, "项目")]
    sheet.table(100, [100.0, 150.0, 80.0], 2, head)
    sheet.page()
    rest = [(0, 0, 1, 1, ""), (0, 1, 1, 1, "余）"), (0, 2, 1, 1, "")]
    sheet.table(60, [100.0, 150.0, 80.0], 2, [*rest, (1, 0, 1, 1, "甲"), (1, 1, 1, 1, "1.00"), (1, 2, 1, 1, "2.00")])
    (grid,) = read_pdf(sheet).grids
    assert rows(grid) == [["科目", "支出"], [label + "余）", "项目"], ["甲", "1.00", "2.00"]]
    assert (grid.rows, grid.cells[0].rowspan) == (3, 2)


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("使用非财政拨款结余", ("其他", "")),
        ("使用非财政拨款结余和专用结余", ("余款", "4.50")),
        ("使用非财政拨款结余和专用结余", ("一、其他", "")),
        ("使用非财政拨款结余和专用结余", ("30", "")),
        ("本表反映年末结余和专用结余。", ("其他", "")),
    ],
    ids=["line not full", "amount of its own", "list mark", "number", "sentence ended"],
)
def test_rows_of_their_own_after_a_page_end(sheets, read_pdf, last, first):
    sheet = sheets()
    sheet.table(100, WIDTHS, 2, [*HEAD, (1, 0, 1, 1, last), (1, 1, 1, 1, "2.50")])
    sheet.page()
    sheet.table(60, WIDTHS, 2, [(0, 0, 1, 1, first[0]), (0, 1, 1, 1, first[1]), *body(5, 1, 1)])
    (grid,) = read_pdf(sheet).grids
    assert rows(grid)[1:3] == [[last, "2.50"], list(first)]


def test_last_page_may_be_one_row_without_side_lines(sheets, read_pdf):
    sheet = sheets()

    def table(y, count, first):
        for i in range(count + 1):
            sheet.line(72, y + 24 * i, 372, y + 24 * i)
        for x in (172, 272):
            sheet.line(x, y, x, y + 24 * count)
        for i in range(count):
            for c, text in enumerate((f"第{first + i}行费用", f"{first + i}.50", "0.00")):
                sheet.text(76 + 100 * c, y + 16 + 24 * i, text, 10)

    table(100, 5, 1)
    sheet.page()
    table(60, 1, 6)
    (grid,) = read_pdf(sheet).grids
    assert rows(grid) == [[f"第{i}行费用", f"{i}.50", "0.00"] for i in range(1, 7)]


def test_two_columns_may_have_one_line_between_them_only(sheets, read_pdf):
    sheet = sheets()
    for i in range(4):
        sheet.line(72, 100 + 24 * i, 372, 100 + 24 * i)
    sheet.line(272, 100, 272, 172)
    for i, texts in enumerate((("采购品目", "总计"), ("合计", "128.98"), ("一、货物A", "23.79"))):
        for c, text in enumerate(texts):
            sheet.text(76 + 200 * c, 116 + 24 * i, text, 10)
    (grid,) = read_pdf(sheet).grids
    assert rows(grid) == [["采购品目", "总计"], ["合计", "128.98"], ["一、货物A", "23.79"]]


def test_axis_with_marks_is_no_table(sheets, read_pdf):
    sheet = sheets()
    for i in range(6):
        sheet.line(72, 100 + 24 * i, 372, 100 + 24 * i)
        sheet.text(380, 104 + 24 * i, f"{100 - 20 * i}", 9)
    sheet.line(72, 100, 72, 220)
    assert read_pdf(sheet).grids == ()


def test_sides_stay_open_beside_merged_cells(sheets, read_pdf):
    sheet = sheets()
    for i in range(7):
        sheet.line(72 if i in (0, 1, 6) else 172, 100 + 24 * i, 372, 100 + 24 * i)
    sheet.line(172, 100, 172, 244)
    sheet.line(272, 100, 272, 244)
    sheet.text(76, 116, "项目", 10)
    sheet.text(76, 190, "一般公共预算资金", 10)
    for i in range(6):
        sheet.text(176, 116 + 24 * i, f"第{i}种", 10)
        sheet.text(276, 116 + 24 * i, f"{i}.50", 10)
    (grid,) = read_pdf(sheet).grids
    assert (grid.rows, grid.columns) == (6, 3)
    assert [(cell.row, cell.rowspan) for cell in grid.cells if cell.text == "一般公共预算资金"] == [(1, 5)]


def test_title_between_tables_of_equal_edges_parts_them(sheets, read_pdf):
    sheet = sheets()
    sheet.centered(60, "收入表")
    sheet.table(100, WIDTHS, 3, HEAD + body(1, 2, 1))
    sheet.page()
    sheet.centered(60, "支出表")
    sheet.table(100, WIDTHS, 3, HEAD + body(7, 2, 1))
    document = read_pdf(sheet)
    assert [rows(grid)[1][1] for grid in document.grids] == ["1.50", "7.50"]


def test_title_row_inside_the_frame_parts_tables(sheets, read_pdf):
    sheet = sheets()
    for title in ("收入表", "支出表"):
        sheet.table(60, WIDTHS, 3, [(0, 0, 1, 2, title), *((r + 1, *rest) for r, *rest in HEAD + body(1, 1, 1))])
        sheet.page()
    assert len(read_pdf(sheet).grids) == 2


def test_text_after_a_table_ends_it(sheets, read_pdf):
    sheet = sheets()
    end = sheet.table(100, WIDTHS, 3, HEAD + body(1, 2, 1))
    sheet.text(72, end + 20, "注：本表无其他数据。")
    sheet.page()
    sheet.table(60, WIDTHS, 3, HEAD + body(7, 2, 1))
    assert len(read_pdf(sheet).grids) == 2


def test_frame_around_text_is_no_table(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.canvas.rect(60, 842 - 140, 480, 80)
    sheet.text(96, 100, "框中的文字。")
    assert plain(read_pdf(sheet)) == [("paragraph", "框中的文字。")]


def test_lines_in_a_scaled_form_and_as_frames(sheets, read_pdf):
    sheet = sheets()
    canvas: Canvas = sheet.canvas
    canvas.beginForm("grid")
    canvas.setLineWidth(0.1)
    for row in range(2):
        for column in range(2):
            canvas.rect(column * 50, row * 10, 50, 10)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(72, 600)
    canvas.scale(2, 2)
    canvas.doForm("grid")
    canvas.restoreState()
    for x, y, text in ((74, 216, "甲"), (174, 216, "乙"), (74, 236, "丙"), (174, 236, "丁")):
        sheet.text(x, y, text, 10)
    (grid,) = read_pdf(sheet).grids
    assert rows(grid) == [["甲", "乙"], ["丙", "丁"]]
    assert grid.bbox == pytest.approx((72, 202, 272, 242), abs=0.5)


def test_white_shading_draws_no_lines(sheets, read_pdf):
    sheet = sheets()
    sheet.canvas.setFillColorRGB(1, 1, 1)
    sheet.canvas.rect(72, 842 - 100, 270, 40, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(0, 0, 0)
    sheet.text(80, 90, "单位：万元")
    sheet.table(100, WIDTHS, 2, HEAD + body(1, 1, 1))
    document = read_pdf(sheet)
    assert document.grids[0].rows == 2
    assert document.text.startswith("单位：万元\n项目")


@pytest.mark.parametrize("quarter", [90, 270])
def test_rotated_page_reads_as_shown(sheets, read_pdf, quarter):
    # The drawing library turns the MediaBox: 595 × 842 in the file, 842 × 595 as shown.
    sheet = sheets(842, 595)
    sheet.canvas.setPageRotation(quarter)
    sheet.canvas.saveState()
    sheet.canvas.translate(*((595, 0) if quarter == 90 else (0, 842)))
    sheet.canvas.rotate(90 if quarter == 90 else -90)
    sheet.table(100, WIDTHS, 3, HEAD + body(1, 2, 1))
    sheet.canvas.restoreState()
    document = read_pdf(sheet)
    assert rows(document.grids[0])[2] == ["第2行费用", "2.50"]
    assert (document.pages[0].width, document.pages[0].height) == (842, 595)
    assert document.grids[0].bbox == pytest.approx((72, 100, 342, 172), abs=0.5)


@pytest.mark.parametrize("way", ["page", "text"])
def test_upside_down_reads_upright_with_places_as_shown(sheets, read_pdf, way):
    sheet = sheets()
    if way == "page":
        sheet.canvas.setPageRotation(180)
    else:
        sheet.canvas.translate(595, 842)
        sheet.canvas.rotate(180)
    sheet.text(96, 60, "目录")
    sheet.text(96, 80, "一、概况" + "." * 90 + "3")
    sheet.table(100, WIDTHS, 3, HEAD + body(1, 2, 1))
    document = read_pdf(sheet)
    (grid,) = document.grids
    assert rows(grid) == [["项目", "金额"], ["第1行费用", "1.50"], ["第2行费用", "2.50"]]
    assert document.text.startswith("目录\n一、概况....")
    assert grid.bbox == pytest.approx((595 - 342, 842 - 172, 595 - 72, 842 - 100), abs=0.5)
    place = document.place(grid.cells[0].span)
    assert 595 - 222 < place.bbox[0] < 595 - 72 and 842 - 124 < place.bbox[1] < 842 - 100


@pytest.mark.parametrize("quarter", [90, 270])
def test_pages_turned_by_the_viewer_only_read_upright(sheets, read_pdf, quarter):
    # The drawing library swaps the sides of a turned page: 842 × 595 in the file, 595 × 842 as shown.
    sheet = sheets(595, 842)
    sheet.canvas.setPageRotation(quarter)
    sheet.height = 595
    sheet.text(96, 60, "一、概况" + "." * 90 + "3")
    sheet.table(100, WIDTHS, 3, HEAD + body(1, 2, 1))
    document = read_pdf(sheet)
    assert rows(document.grids[0])[1:] == [["第1行费用", "1.50"], ["第2行费用", "2.50"]]
    assert document.text.startswith("一、概况....")


@pytest.mark.parametrize("angle", [90, -90])
def test_table_lying_on_its_side_reads_upright_with_places_as_shown(sheets, read_pdf, angle):
    sheet = sheets(595, 842)
    sheet.canvas.saveState()
    if angle == 90:
        sheet.canvas.translate(595, 0)
    else:
        sheet.canvas.translate(0, 842)
    sheet.canvas.rotate(angle)
    sheet.width, sheet.height = 842, 595
    sheet.table(100, WIDTHS, 3, HEAD + body(1, 2, 1))
    sheet.canvas.restoreState()
    document = read_pdf(sheet)
    (grid,) = document.grids
    assert rows(grid)[1] == ["第1行费用", "1.50"]
    assert (document.pages[0].width, document.pages[0].height) == (595, 842)
    # The table's left edge is the lower one on the page when the text reads upwards, the upper one otherwise.
    shown = (100, 842 - 342, 172, 842 - 72) if angle == 90 else (595 - 172, 72, 595 - 100, 342)
    assert grid.bbox == pytest.approx(shown, abs=0.5)
    place = document.place(grid.cells[-1].span)
    x0, y0, x1, y1 = grid.cells[-1].place.bbox
    assert x0 - 1 <= place.bbox[0] and place.bbox[2] <= x1 + 1
    assert y0 - 1 <= place.bbox[1] and place.bbox[3] <= y1 + 1


def test_turned_label_stays_in_its_cell(sheets, read_pdf):
    sheet = sheets()
    sheet.table(100, [30.0, 100.0, 80.0], 3, [
        (0, 0, 3, 1, ""), (0, 1, 1, 1, "甲项"), (0, 2, 1, 1, "1.00"), (1, 1, 1, 1, "乙项"), (1, 2, 1, 1, "2.00"),
        (2, 1, 1, 1, "丙项"), (2, 2, 1, 1, "3.00"),
    ])  # fmt: skip
    sheet.canvas.saveState()
    sheet.canvas.translate(92, 842 - 160)
    sheet.canvas.rotate(90)
    sheet.canvas.drawString(0, 0, "支出")
    sheet.canvas.restoreState()
    (grid,) = read_pdf(sheet).grids
    assert grid.cells[0].text == "支出"
    assert rows(grid)[2] == ["丙项", "3.00"]


def test_media_box_off_origin_and_crop_box_do_not_shift_boxes(sheets, read_pdf):
    sheet = sheets()
    sheet.canvas.setCropBox((50, 50, 550, 800))
    sheet.table(100, WIDTHS, 2, HEAD + body(1, 1, 1))
    sheet.text(10, 400, "裁切框之外")
    document = read_pdf(sheet)
    assert document.grids[0].bbox == pytest.approx((72, 100, 342, 148), abs=0.5)
    assert "裁切框" not in document.text
