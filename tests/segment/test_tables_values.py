"""Values: states, units, places; odd grids never crash."""

from decimal import Decimal

import msgspec
import pytest

from gouji.model import GridCell, Place, Span
from gouji.segment.tables import build_tables
from gouji.segment.values import read_value

STATES = [
    ("", "blank", None),
    ("—", "dash", None),
    ("－", "dash", None),
    ("/", "dash", None),
    ("0", "number", 0),
    ("0.00", "number", 2),
    ("1,234.50", "number", 2),
    ("-3.1", "number", 1),
    ("（3.1）", "number", 1),
    ("12辆", "number", 0),
    ("45.1%", "number", 1),
    ("见附件", "text", None),
    ("2024年", "text", None),
    ("1-3", "text", None),
]


@pytest.mark.parametrize(("text", "state", "places"), STATES)
def test_states(text, state, places):
    value = read_value(text)
    assert value.state == state
    assert (value.number.places if value.number else None) == places


def test_a_unit_behind_the_number_stays():
    value = read_value("12辆")
    assert value.unit is not None and value.unit.label == "辆"
    assert value.number is not None and value.number.value == Decimal(12)


def test_blank_dash_and_zero_are_told_apart(tables):
    lines = ["科目编码|科目名称|合计|基本支出|项目支出", "201|甲||—|0.00", "205|乙|0|0|无"]
    (table,) = tables("支出决算表", "单位：万元", lines).tables
    assert [cell.state for cell in table.cells] == ["blank", "dash", "number", "number", "number", "text"]
    assert [cell.quantity.places for cell in table.cells if cell.quantity] == [2, 0, 0]


ODD = [
    [""],
    ["|", "|"],
    ["1.00"],
    ["甲"],
    ["甲|乙", "丙"],
    ["1|2|3", "4|5"],
    ["项目|金额"],
    ["项目|金额", "|", "|"],
    ["合计"],
    ["单位：万元|<"],
    ["收入决算表|<", "单位：万元|<"],
    ["2022年|2023年|2024年", "1.00|2.00|3.00"],
    ["类|款|项", "201|01|01"],
]


@pytest.mark.parametrize("lines", ODD, ids=["/".join(lines) for lines in ODD])
@pytest.mark.parametrize("profile", ["final-accounts", "budget", "generic"])
def test_odd_grids_do_not_crash(tables, lines, profile):
    for table in tables(lines, profile=profile).tables:
        assert all(table.cell(cell.row, cell.column) is cell for cell in table.cells)


def test_ragged_rows_keep_what_is_there(tables):
    (table,) = tables(
        "支出决算表", ["科目编码|科目名称|合计|基本支出|项目支出", "201|甲|3.00", "205|乙|1.00|1.00"]
    ).tables
    assert [cell.raw for cell in table.cells] == ["3.00", "1.00", "1.00"]


def test_a_frame_around_the_cells_does_not_hide_them(write):
    document = write("支出决算表", ["科目编码|科目名称|合计", "201|甲|3.00"])
    grid = document.grids[0]
    frame = GridCell(0, 0, 2, 3, "科目编码科目名称合计201甲3.00", Span(0, 0), Place())
    for cells in ((frame, *grid.cells), (*grid.cells, frame)):
        framed = msgspec.structs.replace(document, grids=(msgspec.structs.replace(grid, cells=cells),))
        (table,) = build_tables(framed, "final-accounts").tables
        assert [(row.code, row.name) for row in table.rows] == [("201", "甲")]
