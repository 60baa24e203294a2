"""Running lines and the table of contents."""

LONG = "云岭省青石县档案局全年收入支出总计为一千二百三十四万元，与上年相比增加三十四万元，主要原因是项目增加，人员调整，以及设备更新等因素共同影响所致。"


def test_header_footer_and_numbers_are_kept_out(sheets, read_pdf, plain):
    sheet = sheets()
    for number in range(1, 5):
        sheet.text(72, 40, "青石县档案局2024年度部门决算", 9)
        sheet.paragraph(100, LONG)
        sheet.text(280, 810, f"— {number} —", 9)
        sheet.page()
    document = read_pdf(sheet)
    assert plain(document) == [("paragraph", LONG)] * 4
    assert document.pages[2].running == ("青石县档案局2024年度部门决算", "—3—")


def test_lone_page_number_is_known_by_its_place(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.paragraph(100, LONG)
    sheet.text(295, 810, "17", 9)
    assert plain(read_pdf(sheet)) == [("paragraph", LONG)]


def test_number_that_ends_a_paragraph_is_no_page_number(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.text(72, 780, "甲" * 37)
    sheet.text(72, 800, "2024")
    assert "2024" in read_pdf(sheet).text


def test_caption_that_returns_over_each_part_of_a_table_stays(sheets, read_pdf):
    sheet = sheets()
    sheet.paragraph(100, LONG)
    sheet.page()
    for first in (1, 3, 5):
        sheet.text(72, 50, "公开05表", 10)
        sheet.table(80, [150.0, 120.0], 2, [
            (0, 0, 1, 1, f"第{first}行"), (0, 1, 1, 1, f"{first}.00"), (1, 0, 1, 1, f"第{first + 1}行"), (1, 1, 1, 1, "0.10"),
        ])  # fmt: skip
        sheet.page()
    for _ in range(3):
        sheet.paragraph(100, LONG)
        sheet.page()
    document = read_pdf(sheet)
    assert document.text.count("公开05表") == 1
    assert len(document.grids) == 1


def test_contents_without_page_numbers_over_two_pages(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.centered(80, "目  录")
    entries = ["第一部分部门概况", "一、主要职能", "二、机构设置", "第二部分决算情况说明"]
    for i, entry in enumerate(entries):
        sheet.text(72, 120 + 30 * i, entry)
    sheet.page()
    sheet.text(72, 80, "三、其他重要事项")
    sheet.text(72, 110, "第三部分名词解释")
    sheet.page()
    sheet.centered(80, "第一部分部门概况")
    sheet.paragraph(120, "一、主要职能")
    sheet.paragraph(150, LONG)
    blocks = plain(read_pdf(sheet))
    assert blocks[:7] == [("toc", text) for text in ("目录", *entries, "三、其他重要事项", "第三部分名词解释")]
    assert blocks[7:] == [("paragraph", "第一部分部门概况"), ("paragraph", "一、主要职能"), ("paragraph", LONG)]


def test_contents_that_end_at_the_head_of_the_next_page(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.centered(80, "目  录")
    entries = ["第一部分部门概况", "一、主要职能", "第二部分决算情况说明"]
    for i, entry in enumerate(entries):
        sheet.text(72, 120 + 30 * i, entry)
    sheet.page()
    sheet.text(72, 80, "第三部分名词解释")
    sheet.centered(120, "第一部分部门概况")
    sheet.paragraph(150, "一、主要职能")
    sheet.paragraph(180, LONG)
    blocks = plain(read_pdf(sheet))
    assert blocks[:5] == [("toc", text) for text in ("目录", *entries, "第三部分名词解释")]
    assert blocks[5:] == [("paragraph", "第一部分部门概况"), ("paragraph", "一、主要职能"), ("paragraph", LONG)]


def test_contents_end_where_a_heading_in_two_lines_has_the_first_number(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.centered(60, "目录")
    entries = ["第一部分部门概况", "一、主要职能", "第二部分名词解释"]
    for i, entry in enumerate(entries):
        sheet.text(72, 90 + 20 * i, entry)
    sheet.text(72, 180, "第一部分")
    sheet.text(72, 210, "部门概况")
    sheet.text(72, 240, "一、主要职能")
    blocks = plain(read_pdf(sheet))
    assert [text for kind, text in blocks if kind == "toc"] == ["目录", *entries]


def test_contents_with_leaders(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.text(72, 100, "一、主要职能" + "." * 50 + "3")
    sheet.text(72, 130, "二、机构设置")
    sheet.text(500, 130, "4")
    sheet.paragraph(200, LONG)
    blocks = plain(read_pdf(sheet))
    assert blocks[0][0] == "toc"
    assert blocks[-1] == ("paragraph", LONG)


def test_contents_end_where_sentences_begin(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.centered(60, "目录")
    sheet.text(72, 100, "一、主要职能")
    sheet.text(72, 120, "二、机构设置")
    sheet.text(72, 180, "一、主要职能")
    sheet.paragraph(220, LONG)
    assert [kind for kind, _ in plain(read_pdf(sheet))] == ["toc", "toc", "toc", "paragraph", "paragraph"]
