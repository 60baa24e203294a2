"""Workbooks read back: a sheet for every table, merged cells, amounts as numbers with the decimals that are printed."""

import io
from decimal import Decimal

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from gouji.corpus.document import Cell, Figure, Paragraph
from gouji.corpus.gold import CorpusError
from gouji.corpus.renderers import RENDERERS


def opened(report):
    return load_workbook(io.BytesIO(RENDERERS["xlsx"](report).data))


def with_cell(report, text):
    """The report with one amount printed otherwise."""
    blocks = list(report.blocks)
    at, table = next(report.tables())
    blocks[at] = replace(table, cells=(*table.cells[:-1], Cell(5, 3, text, figure=Figure("b"))))
    return replace(report, blocks=tuple(blocks))


def test_a_sheet_for_every_table_with_the_lines_around_it(small):
    book = opened(small())
    assert book.sheetnames == ["01 收入<支出>总表", "02 支出决算表"]
    sheet = book.worksheets[1]
    lines = [sheet.cell(row, 1).value for row in (1, 2, 3, 4, 11)]
    assert lines == ["支出决算表", "公开02表", "部门：青石县水务局", "金额单位：万元", "注：本表反映A&B的<支出>。"]
    assert [sheet.cell(row, 1).alignment.horizontal for row in (1, 2, 3)] == ["center", "right", "left"]
    assert [one.page_setup.orientation for one in book.worksheets] == ["portrait", "landscape"]


def test_cells_and_merges(small):
    report = small()
    for sheet, (_, table) in zip(opened(report).worksheets, report.tables(), strict=True):
        merged = {
            (one.min_row - 5, one.min_col - 1, one.size["rows"], one.size["columns"]) for one in sheet.merged_cells
        }
        spans = {(c.row, c.column, c.rowspan, c.colspan) for c in table.cells if c.rowspan > 1 or c.colspan > 1}
        assert {one for one in merged if 0 <= one[0] < table.rows} == spans
        for cell in table.cells:
            if not cell.figure:
                assert sheet.cell(cell.row + 5, cell.column + 1).value == (cell.text or None)


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("12,345.60", "12345.6", "#,##0.00"), ("12345.60", "12345.6", "0.00"), ("0.00", "0", "0.00"),
        ("-3.5", "-3.5", "0.0"), ("1,594", "1594", "#,##0"), ("7", "7", "0"),
    ],
)  # fmt: skip
def test_amounts_are_numbers_with_the_decimals_printed(small, text, value, form):
    place = opened(with_cell(small(), text)).worksheets[0].cell(10, 4)
    assert Decimal(str(place.value)) == Decimal(value)
    assert place.number_format == form


@pytest.mark.parametrize("text", ["", "—", "-", "/"])
def test_what_is_no_number_stays_as_printed(small, text):
    place = opened(with_cell(small(), text)).worksheets[0].cell(10, 4)
    assert place.value == (text or None)


def test_account_codes_are_text(small):
    assert opened(small()).worksheets[0].cell(8, 1).value == "2013703"


def test_a_report_without_tables_has_no_workbook(small):
    report = small()
    bare = replace(report, blocks=tuple(one for one in report.blocks if isinstance(one, Paragraph)))
    with pytest.raises(CorpusError) as caught:
        RENDERERS["xlsx"](bare)
    assert caught.value.code == "corpus.no_tables"


def test_same_report_same_bytes(small):
    assert RENDERERS["xlsx"](small()).data == RENDERERS["xlsx"](small()).data
