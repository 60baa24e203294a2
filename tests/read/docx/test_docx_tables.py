"""Tables of Word files: merged cells, rows that leave columns out, tables inside tables, tables for layout."""

import io
from collections.abc import Callable

import docx as word
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model import Document
from gouji.read import read

Lines = Callable[..., list[str]]
Xml = Callable[..., str]
Read = Callable[..., Document]

CellSpec = tuple[int, int, int, int, str]


def cells(document: Document, grid: int = 0) -> list[CellSpec]:
    return [(c.row, c.column, c.rowspan, c.colspan, c.text) for c in document.grids[grid].cells]


def tc(inner: str, props: str = "") -> str:
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inner if inner.startswith('<') else f'<w:p><w:r><w:t>{inner}</w:t></w:r></w:p>'}</w:tc>"


def tr(*cells: str, props: str = "") -> str:
    return f"<w:tr><w:trPr>{props}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def wide(n: int) -> str:
    return f'<w:gridSpan w:val="{n}"/>'


BEGIN, REST = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells(read_docx: Read) -> None:
    body = tbl(
        tr(tc("项目", BEGIN), tc("决算数", wide(2))),
        tr(tc("", REST), tc("合计"), tc("基本支出")),
        tr(tc("甲"), tc("3.00"), tc("")),
    )
    document = read_docx(body)
    assert cells(document) == [
        (0, 0, 2, 1, "项目"), (0, 1, 1, 2, "决算数"), (1, 1, 1, 1, "合计"), (1, 2, 1, 1, "基本支出"),
        (2, 0, 1, 1, "甲"), (2, 1, 1, 1, "3.00"), (2, 2, 1, 1, ""),
    ]  # fmt: skip
    assert document.text == "项目\t决算数\n合计\t基本支出\n甲\t3.00\t"
    assert all(cell.span.cut(document.text) == cell.text for cell in document.grids[0].cells)


def test_a_rest_that_continues_nothing_is_a_cell_of_its_own(read_docx: Read) -> None:
    body = tbl(tr(tc("甲", BEGIN), tc("乙")), tr(tc("丙", REST + wide(2))), tr(tc("丁", REST), tc("戊", REST)))
    assert cells(read_docx(body)) == [
        (0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 2, "丙"), (2, 0, 1, 1, "丁"), (2, 1, 1, 1, "戊"),
    ]  # fmt: skip


def test_cells_merged_as_old_files_do_it(read_docx: Read) -> None:
    begin, rest = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    body = tbl(tr(tc("甲", begin), tc("", rest), tc("乙")), tr(tc("1"), tc("2"), tc("3")))
    assert cells(read_docx(body))[:2] == [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "乙")]


def test_columns_left_out_are_blank(read_docx: Read) -> None:
    body = tbl(
        tr(tc("甲"), tc("乙"), tc("丙")),
        tr(tc("丁"), props='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        tr(tc("戊")),
    )
    assert cells(read_docx(body))[3:] == [
        (1, 0, 1, 1, ""), (1, 1, 1, 1, "丁"), (1, 2, 1, 1, ""), (2, 0, 1, 1, "戊"), (2, 1, 1, 1, ""), (2, 2, 1, 1, ""),
    ]  # fmt: skip


def test_edges_that_miss_each_other_by_a_hair_are_one(read_docx: Read) -> None:
    body = tbl(
        tr(tc("预算数", wide(2)), tc("决算数", wide(2))),
        tr(tc("甲"), tc("乙", wide(2)), tc("丙")),
        widths=(900, 900, 1, 900),
    )
    assert cells(read_docx(body)) == [
        (0, 0, 1, 2, "预算数"), (0, 2, 1, 1, "决算数"), (1, 0, 1, 1, "甲"), (1, 1, 1, 1, "乙"), (1, 2, 1, 1, "丙"),
    ]  # fmt: skip


def test_a_narrow_column_with_text_stays(read_docx: Read) -> None:
    body = tbl(tr(tc("甲"), tc("1"), tc("乙")), tr(tc("丙"), tc("2"), tc("丁")), widths=(900, 30, 900))
    assert read_docx(body).grids[0].columns == 3


def test_removed_rows_and_cells_are_gone_and_inserted_ones_count(read_docx: Read) -> None:
    body = tbl(
        tr(tc("甲"), tc("1")),
        tr(tc("乙"), tc("2"), props="<w:del/>"),
        tr(tc("丙"), tc("零", "<w:cellDel/>"), tc("3"), props="<w:ins/>"),
    )
    assert read_docx(body).text == "甲\t1\n丙\t3"


def test_content_controls_around_rows_and_cells(read_docx: Read) -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    body = tbl(control(tr(tc("甲"), control(tc("1")))), tr(tc("乙"), tc("2")))
    assert read_docx(body).text == "甲\t1\n乙\t2"


def test_lines_of_a_cell_are_joined(read_docx: Read, p: Xml) -> None:
    label = p("一般公共预算", "<w:r><w:br/></w:r>", "财政拨款") + p("收入")
    body = tbl(tr(tc(label), tc(p("12.50") + p("13.40"))), tr(tc(p("GDP") + p("growth")), tc("2")))
    assert read_docx(body).text == "一般公共预算财政拨款收入\t12.50 13.40\nGDP growth\t2"


def test_a_table_inside_a_cell_follows_as_a_table(lines: Lines) -> None:
    inner = tbl(tr(tc("子"), tc("1")))
    rows = [tr(tc(f"项{n}"), tc("9")) for n in range(3)]
    body = tbl(*rows, tr(tc("附"), tc(f"{inner}<w:p/>")))
    assert lines(body) == ["table: 项0\t9\n项1\t9\n项2\t9\n附\t", "table: 子\t1"]


def test_tables_that_only_arrange_text_are_opened(lines: Lines, p: Xml) -> None:
    inner = tbl(tr(tc("项目"), tc("数")), tr(tc("甲"), tc("1")))
    assert lines(tbl(tr(tc(p("一、收入") + p("本年收入3万元。"))))) == ["一、收入", "本年收入3万元。"]
    assert lines(tbl(tr(tc("表一")), tr(tc(f"{inner}<w:p/>")))) == ["表一", "table: 项目\t数\n甲\t1"]
    assert lines(tbl(tr(tc("左"), tc(f"{inner}<w:p/>")))) == ["左", "table: 项目\t数\n甲\t1"]


@st.composite
def tilings(draw: st.DrawFn) -> list[CellSpec]:
    """Rows and columns cut into merged cells at random; the text names the place."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(2, 5))
    free = {(r, c) for r in range(rows) for c in range(columns)}
    found = []
    for r, c in sorted(free):
        if (r, c) not in free:
            continue
        across = next((n for n in range(1, columns - c) if (r, c + n) not in free), columns - c)
        colspan = draw(st.integers(1, across))
        rowspan = draw(st.integers(1, rows - r))
        found.append((r, c, rowspan, colspan, f"格{r}·{c}"))
        free -= {(y, x) for y in range(r, r + rowspan) for x in range(c, c + colspan)}
    return found


@settings(max_examples=60, deadline=None)
@given(tilings())
def test_any_merging_comes_back(specs: list[CellSpec]) -> None:
    rows = max(r + rowspan for r, _, rowspan, _, _ in specs)
    columns = max(c + colspan for _, c, _, colspan, _ in specs)
    file = word.Document()
    table = file.add_table(rows, columns)
    for r, c, rowspan, colspan, text in specs:
        table.cell(r, c).merge(table.cell(r + rowspan - 1, c + colspan - 1)).text = text
    made = io.BytesIO()
    file.save(made)
    document = read(made.getvalue(), name="样本.docx")
    if len(specs) > 1:
        assert cells(document) == specs
        assert document.text == "".join(
            ("\t" if i and specs[i - 1][0] == spec[0] else "\n" if i else "") + spec[4] for i, spec in enumerate(specs)
        )
    else:
        assert document.text == specs[0][4]


@pytest.mark.parametrize("span", ["0", "-3", "x", "1.0", ""])
def test_spans_that_are_no_numbers(read_docx: Read, span: str) -> None:
    body = tbl(tr(tc("甲", f'<w:gridSpan w:val="{span}"/>'), tc("1")), tr(tc("乙"), tc("2")))
    assert read_docx(body).grids[0].columns == 2
