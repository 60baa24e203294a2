"""The workbook: everything on its sheet, links that lead where they say, nothing that is run."""

import io
import re
import time
from decimal import Decimal
from importlib import util

import msgspec
import openpyxl
import pytest

from gouji.errors import UsageError
from gouji.model import Report
from gouji.report import Binary, extra, find_format


def book(*reports: Report, lang: str = "zh") -> openpyxl.Workbook:
    made = find_format("xlsx")
    assert isinstance(made, Binary)
    return openpyxl.load_workbook(io.BytesIO(made.build(reports, lang=lang)))  # type: ignore[arg-type]


def column(sheet: openpyxl.worksheet.worksheet.Worksheet, name: str) -> list[object]:
    (found,) = [cells for cells in sheet.iter_cols(values_only=True) if cells[0] == name]
    return list(found[1:])


def test_sheets_and_headings_by_language(report: Report) -> None:
    assert book(report).sheetnames == ["发现", "依据", "数字陈述", "表格数据", "覆盖", "规则"]
    made = book(report, lang="en")
    assert made.sheetnames == ["findings", "evidence", "claims", "facts", "coverage", "rules"]
    assert [cell.value for cell in made["findings"][1]][:5] == ["file", "severity", "rule", "name", "message"]
    for sheet in made:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(dimension.width >= 6 for dimension in sheet.column_dimensions.values())


def test_findings_are_coloured_and_wrapped(report: Report) -> None:
    sheet = book(report)["发现"]
    assert column(sheet, "程度") == ["警告", "提示", "错误"]
    assert [row[1].fill.fgColor.rgb[2:] for row in sheet.iter_rows(min_row=2)] == ["FFEB9C", "DDEBF7", "FFC7CE"]
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows(min_row=2) for cell in row[4:6])


def _target(made: openpyxl.Workbook, cell: openpyxl.cell.Cell) -> tuple[str, list[object]]:
    match = re.fullmatch(r"'(.+)'!A(\d+)", cell.hyperlink.location)
    assert match
    return match[1], [one.value for one in made[match[1]][int(match[2])]]


def test_links_lead_to_the_evidence_and_from_there_to_its_place(report: Report) -> None:
    made = book(report)
    finding = next(row for row in made["发现"].iter_rows(min_row=2) if row[2].value == "NN-101")
    sheet, row = _target(made, finding[12])
    assert (sheet, row[1], row[2]) == ("依据", "f00000000001", "正文")
    proofs = [row for row in made["依据"].iter_rows(min_row=2) if row[1].value == "f00000000001"]
    assert [row[2].value for row in proofs] == ["正文", "表格", "计算"]
    sheet, claim = _target(made, proofs[0][12])
    assert (sheet, claim[9]) == ("数字陈述", "年初预算为0万元")
    sheet, fact = _target(made, proofs[1][12])
    assert (sheet, fact[3], fact[7]) == ("表格数据", "档案馆", "39.78")
    assert proofs[2][12].hyperlink is None
    assert _target(made, proofs[2][1])[1][16] == "f00000000001"
    linked = next(row for row in made["数字陈述"].iter_rows(min_row=2) if row[9].value == "本年支出合计120.50万元")
    assert _target(made, linked[10])[1][3] == "合计"


def test_evidence_is_words_and_its_number_the_link(report: Report) -> None:
    finding = next(row for row in book(report)["发现"].iter_rows(min_row=2) if row[2].value == "NN-101")
    assert (finding[12].value, finding[13].hyperlink) == (3, None)
    assert finding[13].value.count("\n") == 2
    assert finding[13].alignment.wrap_text


def test_files_are_called_by_their_names_where_these_differ(report: Report, clean: Report) -> None:
    here, there = (msgspec.structs.replace(report, path=path) for path in ("甲/决算.docx", "乙/决算.docx"))
    other = msgspec.structs.replace(clean, path="乙/预算.docx")
    made = book(here, other)
    assert set(column(made["发现"], "文件")) == {"决算.docx"}
    assert set(column(made["规则"], "文件")) == {"决算.docx", "预算.docx"}
    assert set(column(made["表格数据"], "文件")) == set(column(made["规则"], "文件"))
    assert column(made["覆盖"], "文件") == ["甲/决算.docx", "乙/预算.docx"]
    assert set(column(book(here, there)["发现"], "文件")) == {"甲/决算.docx", "乙/决算.docx"}


def test_the_name_of_a_file_stands_on_one_line(report: Report) -> None:
    name = "云岭省青石县档案馆决算草案.docx"
    sheet = book(msgspec.structs.replace(report, path=f"草案/{name}"))["表格数据"]
    assert sheet.column_dimensions["A"].width > 2 * len(name) - len("docx.")
    assert sheet.row_dimensions[2].height is None


def test_columns_without_a_value_are_hidden(report: Report) -> None:
    sheet = book(report)["发现"]
    hidden = {sheet[f"{letter}1"].value for letter, one in sheet.column_dimensions.items() if one.hidden}
    empty = {cells[0] for cells in sheet.iter_cols(values_only=True) if not any(cells[1:])}
    assert hidden == empty
    assert "单元格" in hidden
    assert "页" not in hidden


def test_numbers_are_numbers_with_their_decimals(report: Report) -> None:
    sheet = book(report)["表格数据"]
    cell = sheet.cell(2, 9)
    assert (Decimal(str(cell.value)), cell.number_format, sheet.cell(2, 8).value) == (
        Decimal("120.5"),
        "#,##0.00",
        "120.50",
    )


def test_nothing_that_a_report_says_is_run(report: Report) -> None:
    for text in ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("#x")', "\x00=2\ud800"):
        bad = msgspec.structs.replace(report.findings[0], quote=text)
        sheet = book(msgspec.structs.replace(report, path=text, findings=(bad,)))["发现"]
        for cell in (sheet.cell(2, 1), sheet.cell(2, 6)):
            assert cell.data_type == "s"
            assert cell.quotePrefix
            assert cell.value == text.strip("\x00\ud800")


def test_coverage_and_rules(report: Report, clean: Report, failed: Report) -> None:
    made = book(report, clean, failed)
    assert column(made["覆盖"], "状态") == ["部分核对", "已核对", "无法读取"]
    assert column(made["覆盖"], "未核对") == ["第5页没有文字层", None, "[input.missing] gone.pdf: 文件不存在"]
    assert column(made["覆盖"], "错误") == [1, 0, 0]
    assert column(made["规则"], "结果")[:4] == ["已运行", "无可核对", "已运行", "运行出错"]


def test_the_same_reports_give_the_same_bytes(report: Report) -> None:
    made = find_format("xlsx")
    first = made.build([report], lang="zh")
    time.sleep(2.1)  # The archive's clock has steps of two seconds.
    assert made.build([report], lang="zh") == first


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_without_the_extra_the_error_names_it(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        extra, "find_spec", lambda name: None if name in ("openpyxl", "pypdf") else util.find_spec(name)
    )
    with pytest.raises(UsageError, match=r"gouji\[office\]") as error:
        find_format(form)
    assert error.value.code == "usage.needs_extra"
