"""Tables without ruling lines are read by their columns; prose, contents and lists never become tables."""

import pytest

HEAD = ["科目", "合计", "基本支出", "项目支出"]
BODY = [
    ["一般公共服务支出", "1,120.50", "800.00", "320.50"],
    ["社会保障和就业支出", "56.30", "56.30", ""],
    ["卫生健康支出", "20.10", "20.10", "—"],
    ["合计", "1,196.90", "876.40", "320.50"],
]
STOPS = [320.0, 410.0, 500.0]


def draw(sheet, y, lines, left=90.0, stops=STOPS, pitch=22.0):
    """Lines of a table: the first text from `left`, the others ending at `stops`."""
    for first, *others in lines:
        sheet.text(left, y, first, 11)
        for stop, text in zip(stops, others, strict=False):
            sheet.canvas.drawRightString(stop, sheet.height - y, text)
        y += pitch
    return y


def rows(grid):
    found = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        found[cell.row][cell.column] = cell.text
    return found


def test_header_and_columns_of_figures(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.centered(60, "支出决算表")
    sheet.text(90, 84, "部门：青石县水务局", 11)
    sheet.text(440, 84, "单位：万元", 11)
    draw(sheet, 110, [HEAD, *BODY])
    sheet.paragraph(230, "本年支出合计1196.90万元，其中基本支出876.40万元，占73.22%；项目支出320.50万元，占26.78%。")
    document = read_pdf(sheet)
    (grid,) = document.grids
    assert rows(grid) == [HEAD, *BODY]
    assert [kind for kind, _ in plain(document)] == ["paragraph", "paragraph", "paragraph", "table", "paragraph"]
    assert grid.bbox[0] < 90 < 500 < grid.bbox[2]
    assert document.place(grid.cells[5].span).bbox[2] == pytest.approx(320, abs=1)


def test_narrow_gaps_part_figures(sheets, read_pdf):
    sheet = sheets()
    draw(sheet, 110, [HEAD, *BODY[:2], BODY[3]], stops=[240.0, 300.0, 360.0])
    (grid,) = read_pdf(sheet).grids
    assert rows(grid) == [HEAD, *BODY[:2], BODY[3]]


def test_columns_go_on_over_the_page_even_for_one_row(sheets, read_pdf):
    sheet = sheets()
    draw(sheet, 110, [HEAD, *BODY[:3]])
    sheet.page()
    draw(sheet, 60, BODY[3:])
    (grid,) = read_pdf(sheet).grids
    assert rows(grid) == [HEAD, *BODY]
    assert grid.pages == (1, 2)


def test_table_that_seems_to_go_on_in_other_columns_is_none(sheets, read_pdf):
    sheet = sheets()
    draw(sheet, 110, [HEAD, *BODY[:3]])
    sheet.page()
    draw(sheet, 60, BODY[2:], left=200.0, stops=[380.0, 440.0, 480.0])
    assert read_pdf(sheet).grids == ()


def test_rows_left_outside_make_it_no_table(sheets, read_pdf):
    sheet = sheets()
    end = draw(sheet, 110, [HEAD, *BODY[:3]])
    sheet.text(90, end, "其中，本年追加安排的，用于运行维护的部分", 11)
    draw(sheet, end + 22, [["合计", "1,196.90"]], stops=[510.0])
    assert read_pdf(sheet).grids == ()


def test_head_over_two_columns(sheets, read_pdf):
    sheet = sheets()
    sheet.text(90, 88, "项目", 11)
    sheet.text(380, 88, "其中：支出明细", 11)
    sheet.text(345, 66, "金额", 11)
    draw(sheet, 110, [HEAD, *BODY])
    document = read_pdf(sheet)
    assert rows(document.grids[0])[-4:] == BODY


def test_three_lines_without_columns(sheets, read_pdf):
    sheet = sheets()
    for y in (95, 117, 210):
        sheet.line(80, y, 520, y)
    draw(sheet, 110, [HEAD, *BODY])
    (grid,) = read_pdf(sheet).grids
    assert rows(grid) == [HEAD, *BODY]


def contents(sheet):
    sheet.centered(60, "目录")
    for i, title in enumerate(("部门概况", "部门决算表", "决算情况说明", "名词解释")):
        sheet.text(90, 100 + 22 * i, f"{i + 1}.{i} {title}", 11)
        sheet.text(500, 100 + 22 * i, f"{3 * i + 3}", 11)


def numbered(sheet):
    for i in range(5):
        sheet.text(90, 100 + 22 * i, f"1.{i}", 11)
        sheet.text(140, 100 + 22 * i, "加强预算管理，提高资金使用效益", 11)


def prose(sheet):
    text = "本年收入合计1,196.90万元，比上年增加20.10万元，增长1.71%，其中财政拨款收入1,120.50万元。"
    sheet.paragraph(100, text * 4)


def spaced(sheet):
    for i in range(4):
        sheet.text(90, 100 + 22 * i, "本年支出合计", 11)
        sheet.text(230, 100 + 22 * i, "1,196.90", 11)
        sheet.text(330, 100 + 22 * i, "万元，增长1.71%。其中：", 11)


def telephones(sheet):
    for i in range(4):
        sheet.text(90, 100 + 22 * i, "联系电话", 11)
        sheet.text(230, 100 + 22 * i, f"0571-8888{i}000", 11)


def signatures(sheet):
    sheet.text(90, 100, "负责人：张三", 11)
    sheet.text(330, 100, "2024.5", 11)
    sheet.text(90, 122, "制表人：李四", 11)
    sheet.text(330, 122, "2024.6", 11)


@pytest.mark.parametrize("page", [contents, numbered, prose, spaced, telephones, signatures])
def test_what_is_no_table(sheets, read_pdf, page):
    sheet = sheets()
    page(sheet)
    assert read_pdf(sheet).grids == ()


def test_ruled_tables_stay_as_they_are(sheets, read_pdf):
    sheet = sheets()
    cells = [(r, c, 1, 1, text) for r, line in enumerate([HEAD, *BODY]) for c, text in enumerate(line)]
    sheet.table(100, [150.0, 100.0, 100.0, 100.0], 5, cells)
    document = read_pdf(sheet)
    assert [grid.rows for grid in document.grids] == [5]
    assert rows(document.grids[0]) == [HEAD, *BODY]


def test_two_ruled_tables_side_by_side(sheets, read_pdf):
    sheet = sheets()
    cells = [(r, c, 1, 1, line[c]) for r, line in enumerate([HEAD, *BODY]) for c in (0, 1)]
    sheet.table(100, [120.0, 80.0], 5, cells)
    sheet.left = 300.0
    sheet.table(100, [120.0, 80.0], 5, cells)
    document = read_pdf(sheet)
    assert [rows(grid) for grid in document.grids] == [[line[:2] for line in [HEAD, *BODY]]] * 2
