"""Spreadsheets: what a format shows is a rounding, references hold, damaged files raise coded errors only."""

import io
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from gouji.errors import InputError
from gouji.language.fold import squeeze
from gouji.language.numerals import parse_number
from gouji.model import Document
from gouji.read import Limits, read
from gouji.read.sheets.book import cell_at, cell_name
from gouji.read.sheets.formats import parse, show, shown

FORMATS = ("0", "0.00", "#,##0.00", "#,##0.00_ ", "#,##0.0000;-#,##0.0000", "0.00_);(0.00)", "General", "@")
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
NUMBER = st.decimals(-(10**9), 10**9, places=4)
CELL = st.one_of(st.none(), TEXT, NUMBER)
LIMITS = Limits(max_cells=5000, max_unpacked=4_000_000, seconds=5)


@given(NUMBER, st.sampled_from(FORMATS))
def test_what_shows_is_a_rounding_of_what_is_held(value: Decimal, form: str) -> None:
    held = parse(str(value))
    assert held is not None
    shown = show(held, form)
    number = parse_number(squeeze(shown.text))
    assert number is not None
    assert abs(number.value - held) * 2 <= Decimal(1).scaleb(-number.places)
    assert shown.stored == (held if number.value != held else None)


WRITTEN = st.one_of(
    st.from_regex(r"-?[0-9]{1,12}(\.[0-9]{0,8})?(E-?[0-9]{1,3})?", fullmatch=True, alphabet="-.0123456789E"),
    st.text("0123456789.eE+- _٣", max_size=8),
)


@given(WRITTEN, st.sampled_from((*FORMATS, "0.00;-0.00;-", "0;[Red]0", "#,##0", "0.0%", "0.00,", "[>5]0;0.00")))
def test_the_short_way_to_what_shows_leads_where_the_long_one_does(written: str, form: str) -> None:
    held = parse(written)
    assert shown(written, form) == (None if held is None else show(held, form))


@given(st.text(max_size=30), NUMBER)
def test_any_format_shows_something_or_nothing(form: str, value: Decimal) -> None:
    held = parse(str(value))
    assert held is not None
    assert isinstance(show(held, form).text, str)


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_references_name_their_cell(row: int, column: int) -> None:
    assert cell_at(cell_name((row, column))) == (row, column)


def _book(rows: list[list[Any]], merges: list[tuple[int, int, int, int]]) -> bytes:
    made = Workbook()
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            place = made.active.cell(row, column)
            place.value = value
            if isinstance(value, str):
                place.data_type = "s"
    for top, left, down, right in merges:
        made.active.merged_cells.add(f"{cell_name((top, left))}:{cell_name((top + down, left + right))}")
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _consistent(document: Document) -> None:
    for grid in document.grids:
        taken: set[tuple[int, int]] = set()
        for cell in grid.cells:
            assert cell.span.cut(document.text) == cell.text
            area = {
                (row, column)
                for row in range(cell.row, cell.row + cell.rowspan)
                for column in range(cell.column, cell.column + cell.colspan)
            }
            assert taken.isdisjoint(area)
            taken |= area
            assert cell.place.ref
        assert taken == {(row, column) for row in range(grid.rows) for column in range(grid.columns)}


SMALL = st.integers(0, 5)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELL, max_size=6), max_size=8), st.lists(st.tuples(SMALL, SMALL, SMALL, SMALL), max_size=4))
def test_every_cell_is_there_once_at_its_place(rows: list[list[Any]], merges: list[tuple[int, int, int, int]]) -> None:
    try:
        document = read(_book(rows, merges), name="a.xlsx", limits=LIMITS)
    except InputError as error:
        assert error.code == "input.xlsx_no_text"
        return
    _consistent(document)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=1, max_size=6), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_csv_of_any_kind(rows: list[list[str]], mark: str) -> None:
    data = "\n".join(mark.join(row) for row in rows).encode()
    try:
        document = read(data, name="a.csv", limits=LIMITS)
    except InputError as error:
        assert error.code in (
            "input.empty",
            "input.csv_no_text",
            "input.csv_damaged",
            "input.encoding",
            "input.unknown_type",
        )
        return
    _consistent(document)


WHOLE = _book([["支出决算表"], ["单位：万元"], ["项目", "金额"], ["合计", Decimal("3.25")]], [(0, 0, 0, 1)])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_damaged_workbooks_raise_coded_errors_only(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for at, byte in changes:
        data[at] = byte
    for name in ("a.xlsx", "a.zip", "a.ods"):
        try:
            read(bytes(data), name=name, limits=LIMITS)
        except InputError as error:
            assert error.code != "input.crashed", error.message
