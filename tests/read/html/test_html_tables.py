"""Tables of web pages: spans as browsers lay them out, tables for layout, tables inside tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.errors import InputError
from gouji.model import Document
from gouji.read import Limits, read

CellSpec = tuple[int, int, int, int, str]


def page(html: str, **limits: float) -> Document:
    return read(html.encode(), name="样本.html", limits=Limits(**limits))  # type: ignore[arg-type]


def cells(html: str, grid: int = 0) -> list[CellSpec]:
    return [(c.row, c.column, c.rowspan, c.colspan, c.text) for c in page(html).grids[grid].cells]


def test_merged_cells_and_a_caption() -> None:
    html = (
        "<table><caption>收入表</caption><thead><tr><th rowspan=2>项目<th colspan=2>决算数</thead>"
        "<tbody><tr><td>合计<td>基本支出<tr><td><p>甲</p><td>3.<span>00</span><td>&nbsp;</table>"
    )
    assert cells(html) == [
        (0, 0, 2, 1, "项目"), (0, 1, 1, 2, "决算数"), (1, 1, 1, 1, "合计"), (1, 2, 1, 1, "基本支出"),
        (2, 0, 1, 1, "甲"), (2, 1, 1, 1, "3.00"), (2, 2, 1, 1, ""),
    ]  # fmt: skip
    assert page(html).text == "收入表\n项目\t决算数\n合计\t基本支出\n甲\t3.00\t"


def test_the_foot_stands_last() -> None:
    html = "<table><tfoot><tr><td>合计<td>3</tfoot><tbody><tr><td>甲<td>3</tbody></table>"
    assert page(html).text == "甲\t3\n合计\t3"


def test_rows_that_lack_cells_have_blank_ones() -> None:
    html = "<table><tr><td>甲<td>1<td>2<tr><td>乙</table>"
    assert cells(html)[3:] == [(1, 0, 1, 1, "乙"), (1, 1, 1, 1, ""), (1, 2, 1, 1, "")]


def test_hidden_rows_and_cells_are_not_there() -> None:
    html = "<table><tr><td>甲<td style='display:none'>0<td>1<tr style='display:none'><td>乙<td>2<tr><td>丙<td>3</table>"
    assert page(html).text == "甲\t1\n丙\t3"


def test_spans_that_reach_too_far() -> None:
    html = "<table><tr><td rowspan=9>甲<td rowspan=0>乙<td>1<tr><td colspan=0>2</table>"
    assert cells(html) == [(0, 0, 2, 1, "甲"), (0, 1, 2, 1, "乙"), (0, 2, 1, 1, "1"), (1, 2, 1, 1, "2")]


def test_cells_that_overlap_lose_nothing() -> None:
    html = "<table><tr><td>甲<td rowspan=2>乙<td>丙<tr><td colspan=3>丁<td>戊</table>"
    assert {cell[4] for cell in cells(html)} == {"甲", "乙", "丙", "丁", "戊"}


def test_edges_that_miss_each_other_by_a_hair_are_one() -> None:
    html = "<table><tr><td>预算数<td colspan=2>决算数<tr><td colspan=2>甲<td>乙</table>"
    assert cells(html) == [(0, 0, 1, 1, "预算数"), (0, 1, 1, 1, "决算数"), (1, 0, 1, 1, "甲"), (1, 1, 1, 1, "乙")]


def test_lines_of_a_cell_are_joined() -> None:
    html = "<table><tr><td>一般公共预算<br>财政拨款<p>收入</p><td>12.50<br>13.40<tr><td>a<td>b</table>"
    assert page(html).text == "一般公共预算财政拨款收入\t12.50 13.40\na\tb"


def test_tables_for_layout_are_opened() -> None:
    inner = "<table><tr><td>项目<td>数<tr><td>甲<td>1</table>"
    assert page("<table><tr><td>一、收入<p>本年收入3万元。</table>").text == "一、收入\n本年收入3万元。"
    assert page(f"<table><tr><td>左<td>{inner}</table>").text == "左\n项目\t数\n甲\t1"
    prose = "".join(f"<p>第{n}项，{'本年工作取得进展，' * 20}完成年度目标。</p>" for n in range(3))
    assert len(page(f"<table><tr><td>标题<td>{prose}<tr><td>落款<td>日期</table>").blocks) == 6


def test_a_table_inside_a_cell_follows_as_a_table() -> None:
    rows = "".join(f"<tr><td>项{n}<td>9" for n in range(3))
    document = page(f"<table>{rows}<tr><td>附<td><table><tr><td>子<td>1</table></table>")
    assert [grid.rows for grid in document.grids] == [4, 1]
    assert document.text.endswith("附\t\n子\t1")


@st.composite
def tilings(draw: st.DrawFn) -> list[CellSpec]:
    """Rows and columns cut into merged cells at random; the text names the place. The first row has every column."""
    rows, columns = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    found = [(0, c, 1, 1, f"头{c}") for c in range(columns)]
    free = {(r, c) for r in range(1, rows) for c in range(columns)}
    for r, c in sorted(free):
        if (r, c) not in free:
            continue
        across = next((n for n in range(1, columns - c) if (r, c + n) not in free), columns - c)
        colspan, rowspan = draw(st.integers(1, across)), draw(st.integers(1, rows - r))
        found.append((r, c, rowspan, colspan, f"格{r}·{c}"))
        free -= {(y, x) for y in range(r, r + rowspan) for x in range(c, c + colspan)}
    return found


@settings(max_examples=150, deadline=None)
@given(tilings())
def test_any_merging_comes_back(specs: list[CellSpec]) -> None:
    rows = max(r + rowspan for r, _, rowspan, _, _ in specs)
    html = "".join(
        "<tr>" + "".join(f"<td rowspan={h} colspan={w}>{text}</td>" for y, _, h, w, text in specs if y == r) + "</tr>"
        for r in range(rows)
    )
    assert cells(f"<table>{html}</table>") == specs


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=5), min_size=1, max_size=6))
def test_any_spans_give_cells_that_do_not_overlap(rows: list[list[tuple[int, int]]]) -> None:
    html = "".join(
        "<tr>" + "".join(f"<td rowspan={h} colspan={w}>格{r}·{c}</td>" for c, (h, w) in enumerate(row)) + "</tr>"
        for r, row in enumerate(rows)
    )
    document = page(f"<p>前</p><table>{html}</table>")
    assert all(f"格{r}·{c}" in document.text for r, row in enumerate(rows) for c in range(len(row)))
    for grid in document.grids:
        places = [
            (y, x)
            for cell in grid.cells
            for y in range(cell.row, cell.row + cell.rowspan)
            for x in range(cell.column, cell.column + cell.colspan)
        ]
        assert sorted(places) == [(y, x) for y in range(grid.rows) for x in range(grid.columns)]


def test_too_many_cells() -> None:
    def code(html: str, **limits: float) -> str:
        with pytest.raises(InputError) as caught:
            page(html, **limits)
        return caught.value.code

    assert code("<table><tr><td>1<td>2<tr><td>3<td>4</table>", max_cells=3) == "input.too_large"
    assert code("<table><tr>" + "<td colspan=1000>1" * 2000 + "</table>") == "input.too_large"
    assert code("<table>" + "<tr><td rowspan=65534 colspan=1000>1" * 2000 + "</table>") == "input.too_large"
