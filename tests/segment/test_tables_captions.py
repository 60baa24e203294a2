"""What stands around a table, and tables whose captions stand inside."""

ROWS = ["科目编码|科目名称|合计|基本支出", "201|甲|3.00|3.00"]


def test_captions_and_notes_are_told_from_prose(tables):
    found = tables(
        "本部门情况良好。",
        "公开05表",
        "一般公共预算财政拨款支出决算表",
        "部门：云岭省青石县某某局",
        "金额单位：元",
        ROWS,
        "注：本表反映支出情况。",
        "说明：我单位没有此项支出，故本表无数据。",
        "二、下一节。",
    )
    assert found.captions == {1, 2, 3, 4}
    assert found.notes == {6, 7}
    (table,) = found.tables
    assert table.empty_note == "说明：我单位没有此项支出，故本表无数据。"
    assert len(table.notes) == 2
    assert table.unit is not None and table.unit.label == "元"


def test_prose_is_no_caption(tables):
    for text in ("详见下列收入支出决算总表。", "注：上表的说明见表", "第二部分 某某局2024年度部门决算表"):
        found = tables(text, ROWS)
        assert not found.captions, text
        assert found.tables[0].title == ""


def test_a_wrapped_line_does_not_hide_the_title(tables):
    found = tables("公开01表", "一般公共预算财政拨款支出决算表", "部门：云岭省青石县", "单位：万元", "某某委员会", ROWS)
    assert found.captions == {0, 1, 2, 3, 4}
    assert found.tables[0].title == "一般公共预算财政拨款支出决算表"


def test_captions_inside_the_grid(tables, write):
    inside = [
        ["一般公共预算财政拨款支出决算表|<|<|<", "部门：|某某局||单位：万元", *ROWS],
        ["公开05表一般公共预算财政拨款支出决算表部门：某某局 单位：万元|<|<|<", *ROWS],
        ["部门：某某局|||单位：万元", *ROWS],
    ]
    for lines in inside:
        document = write("一般公共预算财政拨款支出决算表", lines)
        (table,) = tables("一般公共预算财政拨款支出决算表", lines).tables
        assert table.title == "一般公共预算财政拨款支出决算表"
        assert table.title_span.cut(document.text) == table.title
        assert table.form == "Z5"
        assert table.unit is not None and table.unit.label == "万元"
        assert [row.code for row in table.rows] == ["201"]


def test_two_tables_in_one_grid(tables):
    first, second = tables(
        "2023年收入预算总表",
        [
            "项目|金额",
            "收入总计|1.00",
            "2024年支出预算总表|<",
            "部门：某某局|单位：元",
            "基本支出|项目支出",
            "3.00|4.00",
        ],
        profile="budget",
    ).tables
    assert (first.title, first.year) == ("2023年收入预算总表", 2023)
    assert (second.title, second.year, second.form) == ("2024年支出预算总表", 2024, "B3")
    assert second.unit is not None and second.unit.label == "元"
    assert [cell.raw for cell in second.cells] == ["3.00", "4.00"]


def test_a_grid_without_header_goes_on_with_the_one_before(tables):
    (table,) = tables("支出决算表", ROWS, ["205|乙|1.00|1.00", "合计|<|4.00|4.00"]).tables
    assert [row.code for row in table.rows] == ["201", "205", None]
    first, second = tables("支出决算表", ROWS, "另有一表如下。", ["205|乙|1.00|1.00"]).tables
    assert len(first.rows) == len(second.rows) == 1


def test_notes_inside_the_grid(tables):
    (table,) = tables("支出决算表", [*ROWS, "注：本部门无相关收支项目|<|<|<"]).tables
    assert [row.code for row in table.rows] == ["201"]
    assert table.empty_note == "注：本部门无相关收支项目"


def test_a_bracketed_remark_may_be_the_note(tables):
    found = tables(
        "政府性基金预算支出表", ["科目编码|科目名称|金额", "合计|<|"], "(无政府性基金支出）", profile="budget"
    )
    assert found.tables[0].empty_note == "(无政府性基金支出）"
    assert found.notes == {2}


def test_a_note_may_go_on_in_numbered_lines(tables):
    found = tables(
        "支出决算表",
        ROWS,
        "注：1.本表反映支出。",
        "2.金额单位转换时可能有尾差。",
        "3.详见正文。",
        "本部门2024年支出增加。",
    )
    assert found.notes == {2, 3, 4}
    assert not tables("支出决算表", ROWS, "2.支出情况如下。").notes
