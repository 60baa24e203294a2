"""Workbooks: what cells show, what they hold, where they stand, and what stands around tables."""

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from gouji.errors import InputError
from gouji.model import Document
from gouji.pipeline import analyse
from gouji.read import Limits, read

TITLE = "收入支出决算总表"


def book(fill: Callable[[Any], None], name: str = "Sheet1") -> bytes:
    made = Workbook()
    made.active.title = name
    fill(made.active)
    return saved(made)


def saved(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def xlsx(fill: Callable[[Any], None], name: str = "Sheet1") -> Document:
    return read(book(fill, name), name="表.xlsx")


def texts(document: Document) -> list[str]:
    return [block.span.cut(document.text) for block in document.blocks if block.kind == "paragraph"]


def refs(document: Document) -> dict[str, str | None]:
    return {cell.text: cell.place.ref for grid in document.grids for cell in grid.cells}


def final_accounts(sheet: Any) -> None:
    """A table as the programs of finance bureaus export it."""
    sheet["A1"] = TITLE
    sheet.merge_cells("A1:D1")
    sheet["D2"] = "公开01表"
    sheet["A3"], sheet["D3"] = "部门：青石县某局", "单位：万元"
    sheet["A4"], sheet["C4"] = "收入", "支出"
    sheet.merge_cells("A4:B4")
    sheet.merge_cells("C4:D4")
    rows = [
        ["项目", "金额", "项目", "金额"],
        ["栏次", 1, "栏次", 2],
        ["一、财政拨款收入", 89.9315, "一、教育支出", 89.9315],
    ]
    for row in [*rows, ["本年收入合计", 89.9315, "本年支出合计", 89.9315]]:
        sheet.append(row)
    for at in ("B7", "D7", "B8", "D8"):
        sheet[at].number_format = "#,##0.00"
    sheet["A9"] = "注：本表反映收支情况。"
    sheet.merge_cells("A9:D9")


def test_captions_stand_above_the_table_and_notes_below() -> None:
    document = xlsx(final_accounts)
    assert texts(document) == [TITLE, "公开01表", "部门：青石县某局 单位：万元", "注：本表反映收支情况。"]
    assert [block.kind for block in document.blocks].index("table") == 3
    grid = document.grids[0]
    assert (grid.rows, grid.columns) == (5, 4)
    head = grid.cells[0]
    assert (head.text, head.rowspan, head.colspan) == ("收入", 1, 2)
    assert document.format == "xlsx"


def test_a_cell_shows_its_format_and_keeps_its_number() -> None:
    table = analyse(book(final_accounts), name="表.xlsx").tables[0]
    assert (table.form, table.title, table.unit and table.unit.label) == ("Z1", TITLE, "万元")
    cell = next(cell for cell in table.cells if cell.raw == "89.93")
    assert cell.quantity is not None
    assert (cell.quantity.value, cell.quantity.places) == (Decimal("89.93"), 2)
    assert cell.stored == Decimal("89.9315")


def test_every_piece_has_a_reference() -> None:
    document = xlsx(final_accounts, "支出决算表")
    assert refs(document)["89.93"] in ("支出决算表!B7", "支出决算表!D8")
    assert [document.place(block.span).ref for block in document.blocks][:2] == ["支出决算表!A1", "支出决算表!D2"]
    quoted = xlsx(lambda sheet: sheet.append(["甲", 1.5]), "01 收入 '总表'")
    assert refs(quoted)["1.5"] == "'01 收入 ''总表'''!B1"
    blank = xlsx(lambda sheet: (sheet.append(["甲", "乙"]), sheet.append([1, None])))
    assert blank.grids[0].cells[-1].place.ref == "Sheet1!B2"


@pytest.mark.parametrize(
    ("value", "form", "shown", "stored"),
    [
        (89.9315, "0.00", "89.93", "89.9315"),
        (89.93, "0.00", "89.93", None),
        (89.925, "0.00", "89.93", "89.925"),
        (1234567.891, "#,##0.00", "1,234,567.89", "1234567.891"),
        (0.9545678, "0.00%", "95.46%", "95.45678"),
        (-1234.5, "#,##0.00_);\\(#,##0.00\\)", "(1,234.50)", None),
        (0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-", None),
        (123456, "0\\.0000", "12.3456", None),
        (123456, "0!.0,", "12.3", None),
        (12.5, '0.00"万元"', "12.50万元", None),
        (12.5, "[$¥-804]#,##0.00", "12.50", None),
        (-12.5, "[>100]0;[<0]\\-0.0;0.00", "-12.5", None),
        (0.1 + 0.2, "General", "0.3", None),
        (2013701, "General", "2013701", None),
        (7, "000", "007", None),
        (0.5, "#.##", "0.5", None),
        (5, ";;;", "5", None),
        (0.3, "#", "0.3", None),
        (45291, 'yyyy"年"m"月"d"日"', "2023年12月31日", None),
        (45291, "yyyy/mm/dd hh:mm", "2023/12/31 00:00", None),
    ],
)
def test_number_formats(value: float, form: str, shown: str, stored: str | None) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["项目", "金额"])
        sheet.append(["甲", value])
        sheet["B2"].number_format = form

    cell = xlsx(fill).grids[0].cells[-1]
    assert (cell.text, cell.stored) == (shown, None if stored is None else Decimal(stored))


def test_texts_that_are_numbers_stay_as_they_are() -> None:
    document = xlsx(lambda sheet: (sheet.append(["编码", "金额"]), sheet.append(["2013701", "1,234.50"])))
    assert [cell.text for cell in document.grids[0].cells] == ["编码", "金额", "2013701", "1,234.50"]


def test_what_is_hidden_is_read_and_named_and_hidden_sheets_are_not() -> None:
    made = Workbook()
    made.active.title = "表"
    for row in (["项目", "旧", "金额"], ["甲", 1, 2], ["乙", 3, 4]):
        made.active.append(row)
    made.active.row_dimensions[2].hidden = True
    made.active.column_dimensions["B"].hidden = True
    secret = made.create_sheet("底稿")
    secret["A1"] = "机密"
    secret.sheet_state = "hidden"
    document = read(saved(made), name="表.xlsx")
    assert "机密" not in document.text
    assert [cell.text for cell in document.grids[0].cells] == ["项目", "旧", "金额", "甲", "1", "2", "乙", "3", "4"]
    assert [note.zh for note in document.notes] == [
        "工作表“表”有隐藏的内容（1 行、1 列），已一并读取",
        "隐藏的工作表未读取：底稿",
    ]
    assert document.notes[1].en == "hidden sheets were not read: 底稿"


def test_a_formula_without_a_result_is_no_zero() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["项目", "金额"])
        sheet.append(["甲", 2])
        sheet.append(["合计", "=SUM(B2:B2)"])
        sheet.append(["乙", "#REF!"])
        sheet["B4"].data_type = "e"

    document = xlsx(fill)
    assert "=SUM(B2:B2)" in document.text
    assert "1 个公式没有保存计算结果（B3）" in document.notes[0].zh
    assert "1 个单元格是错误值（B4）" in document.notes[1].zh
    cells = analyse(book(fill), name="表.xlsx").tables[0].cells
    assert [cell.state for cell in cells] == ["number", "text", "text"]


def test_several_tables_in_a_sheet() -> None:
    def fill(sheet: Any) -> None:
        final_accounts(sheet)
        sheet["A11"] = "收入决算表"
        sheet.merge_cells("A11:D11")
        sheet["A12"] = "单位：万元"
        for row in (["项目", "本年收入合计", "财政拨款收入", "其他收入"], ["合计", 3, 2, 1], [], ["甲", 3, 2, 1]):
            sheet.append(row)

    tables = analyse(book(fill), name="表.xlsx").tables
    assert [(table.title, table.unit and table.unit.label) for table in tables] == [
        (TITLE, "万元"),
        ("收入决算表", "万元"),
    ]
    assert [row.label for row in tables[1].rows] == ["合计", "甲"]


def test_a_sheet_name_stands_for_a_missing_title() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["项目", "金额"])
        sheet.append(["合计", 3])

    assert texts(xlsx(fill, "支出决算表")) == ["支出决算表"]
    assert texts(xlsx(fill)) == texts(xlsx(fill, "工作表1")) == []


def test_an_empty_form_keeps_its_row() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["国有资本经营预算财政拨款支出决算表"])
        sheet.append(["项目", "合计", "基本支出", "项目支出"])
        sheet["A5"] = "合计"
        sheet["A7"] = "注：本单位无此项收支，故本表为空表。"

    table = analyse(book(fill), name="表.xlsx").tables[0]
    assert [row.label for row in table.rows] == ["合计"]
    assert table.empty_note == "注：本单位无此项收支，故本表为空表。"


def test_headers_without_merged_cells_are_guessed() -> None:
    def fill(sheet: Any) -> None:
        for row in (["项目", None, "支出", None], ["编码", "名称", "基本", "专项"], ["201", "甲", 1, 2]):
            sheet.append(row)

    spans = {cell.text: cell.colspan for cell in xlsx(fill).grids[0].cells}
    assert (spans["项目"], spans["支出"]) == (2, 2)


def test_lines_in_a_cell_are_joined() -> None:
    document = xlsx(lambda sheet: sheet.append(["因公出国\n（境）费", 1.5]))
    assert document.grids[0].cells[0].text == "因公出国（境）费"


def test_overlapping_merges_do_no_harm() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["甲", "乙", "丙"])
        sheet.append([1, 2, 3])
        sheet.merged_cells.add("A1:B1")
        sheet.merged_cells.add("B1:C1")
        sheet.merged_cells.add("A1:XFD1048576")

    assert xlsx(fill).grids[0].rows == 2


def code(data: bytes, limits: Limits | None = None, name: str = "表.xlsx") -> str:
    with pytest.raises(InputError) as caught:
        read(data, name=name, limits=limits)
    return caught.value.code


def test_bounds() -> None:
    data = book(lambda sheet: [sheet.append([n, n]) for n in range(40)])
    assert code(data, Limits(max_cells=50)) == "input.too_large"
    assert code(data, Limits(max_unpacked=500)) == "input.too_large"
    assert code(data, Limits(max_characters=20)) == "input.too_large"
    assert code(data, Limits(seconds=0)) == "input.timeout"
    made = Workbook()
    made.create_sheet("乙")
    assert code(saved(made), Limits(max_sheets=1)) == "input.too_large"
    far = book(lambda sheet: [sheet.cell(n, c, n) for n in range(1, 900) for c in (1, n + 1)])
    assert code(far, Limits(max_cells=100_000)) == "input.too_large"
    bomb = book(lambda sheet: sheet.append(["甲" * 30_000 for _ in range(60)]))
    assert code(bomb, Limits(max_ratio=10)) == "input.too_large"


def test_bad_files() -> None:
    whole = book(final_accounts)
    assert code(saved(Workbook())) == "input.xlsx_no_text"
    assert code(whole[: len(whole) // 2]) == "input.xlsx_damaged"
    assert code(b"only text") == "input.xlsx_damaged"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert code(ole + "EncryptedPackage".encode("utf-16-le")) == "input.xlsx_encrypted"


@pytest.mark.parametrize("name", ["表.xlsb", "表.xlsx", "-"])
def test_binary_workbooks_are_named(name: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        link = f'<Relationship Id="r1" Type="{kind}" Target="xl/workbook.bin"/>'
        made.writestr("_rels/.rels", f'<Relationships xmlns="{space}">{link}</Relationships>')
        made.writestr("xl/workbook.bin", b"\x83\x01\x00")
    with pytest.raises(InputError) as caught:
        read(stream.getvalue(), name=name)
    assert caught.value.code == "input.xlsx_binary"
    assert "另存为 .xlsx" in str(caught.value)


def test_the_content_decides_before_the_name() -> None:
    assert read(book(final_accounts), name="-").format == "xlsx"
