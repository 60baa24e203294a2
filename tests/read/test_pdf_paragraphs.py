"""Running text: lines in reading order, paragraphs over lines, pages and pictures."""

import pytest

LONG = "云岭省青石县档案局全年收入支出总计为一千二百三十四万元，与上年相比增加三十四万元，主要原因是项目增加，人员调整，以及设备更新等因素共同影响所致。"


def test_wrapped_lines_make_one_paragraph(sheets, read_pdf, plain):
    sheet = sheets()
    y = sheet.paragraph(100, LONG)
    sheet.paragraph(y, "第二段。" + LONG)
    assert plain(read_pdf(sheet)) == [("paragraph", LONG), ("paragraph", "第二段。" + LONG)]


def test_paragraph_of_full_last_line_ends_where_the_next_is_indented(sheets, read_pdf, plain):
    sheet = sheets()
    full = ("甲" * 34 + "。") + "乙" * 36 + "丙" * 36 + "丁" * 37
    y = sheet.paragraph(100, full[:35] + full[35:72])
    sheet.paragraph(y, LONG)
    assert len(plain(read_pdf(sheet))) == 2


def test_sentence_goes_on_over_the_page_end(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.paragraph(100, LONG)
    for i in range(3):
        sheet.paragraph(200 + 80 * i, LONG)
    sheet.text(96, 700, "（六）人大代表履职能力提升（项）支出预算数为人民币四百余，合计403.75")
    sheet.text(295, 800, "1", 9)
    sheet.page()
    sheet.text(72, 80, "万元，与上年相比持平。")
    for i in range(3):
        sheet.paragraph(200 + 80 * i, LONG)
    sheet.text(295, 800, "2", 9)
    blocks = plain(read_pdf(sheet))
    assert (
        "paragraph",
        "（六）人大代表履职能力提升（项）支出预算数为人民币四百余，合计403.75万元，与上年相比持平。",
    ) in blocks


def test_picture_with_labels_does_not_break_the_paragraph_around_it(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.paragraph(100, LONG)
    sheet.paragraph(200, LONG)
    sheet.text(96, 300, LONG[:35])
    sheet.page()
    sheet.picture(100, 90, 200, 120)
    sheet.text(120, 150, "图中标签")
    sheet.text(72, 250, LONG[35:70])
    sheet.paragraph(300, LONG)
    sheet.paragraph(400, LONG)
    blocks = plain(read_pdf(sheet))
    assert ("paragraph", LONG[:70]) in blocks
    assert blocks[blocks.index(("paragraph", LONG[:70])) + 1] == ("figure", "图中标签")


def test_labels_of_a_drawn_chart_lie_aside(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.paragraph(100, LONG)
    sheet.canvas.rect(100, 842 - 420, 300, 220)
    sheet.canvas.circle(200, 842 - 310, 60)
    sheet.text(320, 240, "基本支出40%", 9)
    sheet.text(320, 380, "项目支出60%", 9)
    sheet.paragraph(460, LONG)
    assert plain(read_pdf(sheet)) == [
        ("paragraph", LONG), ("figure", "基本支出40%"), ("figure", "项目支出60%"), ("paragraph", LONG),
    ]  # fmt: skip


def test_title_on_a_picture_is_text(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.picture(100, 80, 400, 120)
    sheet.centered(140, "云岭省青石县档案局", 22)
    sheet.paragraph(300, LONG)
    assert plain(read_pdf(sheet))[0] == ("paragraph", "云岭省青石县档案局")


def test_headings_and_list_items_begin_anew(sheets, read_pdf, plain):
    sheet = sheets()
    y = sheet.paragraph(100, "一、收入支出总体情况")
    y = sheet.paragraph(y, LONG)
    y = sheet.paragraph(y, "（一）基本支出情况")
    sheet.paragraph(y, "1．工资福利支出。" + LONG)
    assert [text[:4] for _, text in plain(read_pdf(sheet))] == ["一、收入", "云岭省青", "（一）基", "1．工资"]


def test_unindented_list_items_begin_anew_after_a_full_line(sheets, read_pdf, plain):
    sheet = sheets()
    first = "一、" + "甲" * 34 + "。"
    sheet.text(72, 100, first)
    sheet.text(72, 120, "二、" + "乙" * 35)
    sheet.text(72, 140, "乙" * 20 + "。")
    assert [text[:2] for _, text in plain(read_pdf(sheet))] == ["一、", "二、"]


def test_decimal_at_line_start_is_no_list_mark(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.paragraph(200, LONG)
    text = "甲" * 35 + "3.85万元，占全部支出的百分之五，其余为项目支出。"
    sheet.paragraph(300, text)
    assert ("paragraph", text) in plain(read_pdf(sheet))


def test_wrapped_centred_heading_is_one(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.centered(80, "第三部分云岭省青石县档案局二〇二四年度部门决算情况", 18)
    sheet.centered(106, "说明", 18)
    sheet.paragraph(160, LONG)
    sheet.paragraph(260, LONG)
    document = read_pdf(sheet)
    assert plain(document)[0] == ("paragraph", "第三部分云岭省青石县档案局二〇二四年度部门决算情况说明")


def test_centred_title_under_a_wide_heading_is_another_line(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.centered(80, "第二部分：云岭省青石县档案局二〇二四年度报表", 18)
    sheet.centered(110, "收入支出决算总表", 16)
    sheet.paragraph(200, LONG)
    assert len(plain(read_pdf(sheet))) == 3


def test_captions_stay_apart_in_order(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.text(72, 60, "公开05表", 10)
    sheet.centered(80, "财政拨款支出决算表")
    sheet.text(72, 96, "部门：青石县档案局", 10)
    sheet.text(450, 96, "单位：万元", 10)
    sheet.table(
        100, [200.0, 250.0], 2, [(0, 0, 1, 1, "项目"), (0, 1, 1, 1, "金额"), (1, 0, 1, 1, "甲"), (1, 1, 1, 1, "1")]
    )
    document = read_pdf(sheet)
    assert [text for kind, text in plain(document) if kind == "paragraph"] == [
        "公开05表", "财政拨款支出决算表", "部门：青石县档案局", "单位：万元",
    ]  # fmt: skip
    assert [block.centered for block in document.blocks[:4]] == [False, True, False, False]


def test_digits_on_another_baseline_stay_in_order(sheets, read_pdf):
    sheet = sheets()
    x = 96.0
    for text, drop in (("收入总计", 0), ("1234.56", 2.5), ("万元，比", 0), ("2023", 2.5), ("年减少。", 0)):
        sheet.text(x, 100 + drop, text)
        x += sheet.canvas.stringWidth(text, "STSong-Light", 12)
    assert read_pdf(sheet).text == "收入总计1234.56万元，比2023年减少。"


def test_content_order_does_not_matter(sheets, read_pdf):
    sheet = sheets()
    sheet.text(96, 140, "第三行在后。")
    sheet.text(156, 100, "其后半。")
    sheet.text(96, 100, "第一行，")
    sheet.text(96, 120, "第二行居中。")
    assert read_pdf(sheet).text.replace("\n", "") == "第一行，其后半。第二行居中。第三行在后。"


def test_layout_spaces_go_and_word_spaces_stay(sheets, read_pdf):
    sheet = sheets()
    sheet.text(96, 100, "本 年 收 入  88.93 万 元", 12)
    sheet.text(96, 160, "Annual Report of Department", 12)
    sheet.text(96, 220, "目    录", 12)
    assert read_pdf(sheet).text.split("\n") == ["本年收入88.93万元", "Annual Report of Department", "目录"]


def test_word_set_wide_is_one_piece(sheets, read_pdf, plain):
    sheet = sheets()
    for x, char in ((200, "合"), (300, "计")):
        sheet.text(x, 100, char)
    assert plain(read_pdf(sheet)) == [("paragraph", "合计")]


def test_watermark_lies_aside(sheets, read_pdf, plain):
    sheet = sheets()
    sheet.paragraph(100, LONG)
    sheet.canvas.saveState()
    sheet.canvas.translate(100, 700)
    sheet.canvas.rotate(45)
    sheet.canvas.drawString(0, 0, "内部资料")
    sheet.canvas.restoreState()
    assert plain(read_pdf(sheet)) == [("paragraph", LONG), ("figure", "内部资料")]


def test_text_clipped_away_at_the_page_edge_is_dropped(sheets, read_pdf):
    sheet = sheets()
    canvas = sheet.canvas
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(60, 700, 480, 100)
    canvas.clipPath(path, stroke=0)
    sheet.text(96, 80, "看得见的文字。")
    sheet.text(96, 170, "被裁掉的文字。")
    sheet.text(96, 860, "页面之外的文字。")
    canvas.restoreState()
    assert read_pdf(sheet).text == "看得见的文字。"


def test_place_of_characters(sheets, read_pdf):
    from gouji.model import Span

    sheet = sheets()
    sheet.text(96, 100, "收入为12.50万元。")
    document = read_pdf(sheet)
    at = document.text.index("12.50")
    place = document.place(Span(at, at + 5))
    assert place.page == 1
    x0, y0, x1, y1 = place.bbox
    assert abs(x0 - (96 + 36)) < 1
    assert 85 < y0 < 93 and 100 < y1 < 104
    assert x1 < 96 + 36 + 5 * 12


@pytest.mark.parametrize(
    "next_line",
    ["（类）5402452.02元，占10.13%。", "个，“良”的2个。部门自评得分99.48分。"],
)
def test_a_line_may_end_early_where_the_next_begins_with_what_cannot_be_parted(sheets, read_pdf, plain, next_line):
    sheet = sheets()
    y = sheet.paragraph(100, LONG)
    sheet.text(96, y, LONG[:28])
    sheet.text(72, y + 19.2, next_line)
    assert plain(read_pdf(sheet))[1] == ("paragraph", LONG[:28] + next_line)


def test_a_short_line_ends_a_paragraph(sheets, read_pdf, plain):
    sheet = sheets()
    y = sheet.paragraph(100, LONG)
    sheet.text(96, y, LONG[:28])
    sheet.text(72, y + 19.2, "另起一行的部门说明")
    assert [text for _, text in plain(read_pdf(sheet))] == [LONG, LONG[:28], "另起一行的部门说明"]


def test_heading_on_a_page_after_a_table_is_no_note(sheets, read_pdf, plain):
    heading, text = "六、基本支出决算情况说明以及其他有关情况的说明", "2024年度基本支出470.63万元，其中：人员经费四百"
    for apart in (True, False):
        sheet = sheets()
        y = sheet.table(100, [225.0, 225.0], 2, [(r, c, 1, 1, "甲") for r in range(2) for c in range(2)])
        if apart:
            sheet.page()
            y = 100
        sheet.text(96, y + 30, heading + "情况说明情况说明", 12)
        sheet.text(96, y + 50, text)
        sheet.paragraph(500, LONG)
        sheet.paragraph(600, LONG)
        blocks = [one for kind, one in plain(read_pdf(sheet)) if kind == "paragraph"]
        assert blocks == [heading + "情况说明情况说明", text, LONG, LONG]


def test_note_under_a_narrow_table_is_as_wide_as_the_table(sheets, read_pdf, plain):
    sheet = sheets()
    y = sheet.table(100, [100.0, 100.0], 2, [(r, c, 1, 1, "甲") for r in range(2) for c in range(2)])
    sheet.text(72, y + 20, "注：本表反映部门本年度的总收支", 12)
    sheet.text(72, y + 38, "和年末结转结余情况。", 12)
    sheet.paragraph(500, LONG)
    assert plain(read_pdf(sheet))[1] == ("paragraph", "注：本表反映部门本年度的总收支和年末结转结余情况。")


def test_a_page_of_list_items_with_one_wrapped_line(sheets, read_pdf, plain):
    sheet = sheets()
    for i in range(4):
        sheet.paragraph(100 + 100 * i, LONG)
    sheet.page()
    items = [f"（{numeral}）{LONG[: 32 - i]}。" for i, numeral in enumerate("一二三四五六七")]
    for i, item in enumerate(items):
        sheet.text(96, 100 + 20 * i, item)
    sheet.text(96, 240, LONG[:35])
    sheet.text(72, 260, LONG[35:])
    assert [text for _, text in plain(read_pdf(sheet))][4:] == [*items, LONG]


def test_a_page_of_short_lines_with_one_that_wraps(sheets, read_pdf, plain):
    sheet = sheets()
    for i in range(4):
        sheet.paragraph(100 + 100 * i, LONG)
    sheet.page()
    short = [
        "三、采购情况",
        LONG[:31] + "。",
        LONG[1:30] + "。",
        "四、目标设置",
        LONG[2:34] + "。",
        "五、占用情况",
        "没有。",
    ]
    for i, text in enumerate(short):
        sheet.text(96, 100 + 20 * i, text)
    wrapped = "截至2024年8月31日，青石县档案局及所属单位共有车辆零辆；单价一百万元", "（含）以上设备零台。"
    sheet.text(96, 240, wrapped[0])
    sheet.text(72, 260, wrapped[1])
    assert [text for _, text in plain(read_pdf(sheet))][4:] == [*short, "".join(wrapped)]


def test_a_page_of_notes_and_titles_has_the_right_edge_of_its_sisters(sheets, read_pdf, plain):
    sheet = sheets()
    for i in range(4):
        sheet.paragraph(100 + 100 * i, LONG)
    sheet.page()
    lines = [
        "收入决算表",
        LONG[:28] + "。",
        "支出决算表",
        LONG[2:30] + "。",
        "政府性基金预算财政拨款收入支出决算表",
        LONG[3:31] + "。",
        "国有资本经营预算财政拨款收入支出决算表",
        LONG[4:31] + "。",
        "“三公”经费情况表",
    ]
    for i, text in enumerate(lines):
        sheet.text(96, 100 + 20 * i, text)
    assert [text for _, text in plain(read_pdf(sheet))][4:] == lines
