"""Whatever a grid holds: every figure in it is read once, and cells stand where their panel is."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from gouji.model import Block, Document, Grid, GridCell, Place, Span
from gouji.segment.tables import build_tables

WORDS = ["", "项目", "科目编码", "科目名称", "金额", "合计", "基本支出", "行次", "收入", "支出", "201", "20137", "一、甲", "栏次", "1", "其中：乙", "注：丙", "单位：万元", "收入决算表", "—"]  # fmt: skip
FIGURES = [f"{n}.{n:02d}" for n in range(100, 140)]


@st.composite
def grids(draw):
    """A document with one grid of words and figures, some of its cells merged."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    free = {(r, c) for r in range(rows) for c in range(columns)}
    text, cells, figures = "", [], list(FIGURES)
    for r in range(rows):
        for c in range(columns):
            if (r, c) not in free:
                continue
            wide = draw(st.integers(1, 2)) if (r, c + 1) in free else 1
            high = draw(st.sampled_from([1, 1, 1, 2])) if r + 1 < rows else 1
            covered = {(r + i, c + j) for i in range(high) for j in range(wide)}
            if not covered <= free:
                covered, wide, high = {(r, c)}, 1, 1
            free -= covered
            said = figures.pop() if draw(st.booleans()) and (wide, high) == (1, 1) else draw(st.sampled_from(WORDS))
            span = Span(len(text), len(text) + len(said))
            cells.append(GridCell(r, c, high, wide, said, span, Place()))
            text += said + "\t"
    block = Block("table", Span(0, len(text)), grid=0)
    return Document("x", "0" * 64, "text", text, (block,), (Grid(0, rows, columns, tuple(cells)),), ())


@given(grids(), st.sampled_from(["final-accounts", "budget", "generic"]))
def test_every_figure_becomes_one_cell(document, profile):
    tables = build_tables(document, profile).tables
    read = Counter(cell.raw for table in tables for cell in table.cells if cell.raw in FIGURES)
    labels = "/".join(row.label for table in tables for row in table.rows)
    paths = "/".join("/".join(column.path) for table in tables for column in table.columns)
    for cell in document.grids[0].cells:
        if cell.text in FIGURES:
            assert read[cell.text] == 1 or (read[cell.text] == 0 and cell.text in labels + paths), cell
    for table in tables:
        assert [row.index for row in table.rows] == list(range(len(table.rows)))
        for cell in table.cells:
            assert cell.id == f"t{table.index}.r{cell.row}.c{cell.column}"
            assert table.columns[cell.column].panel in (table.rows[cell.row].panel, "")
        assert len({cell.id for cell in table.cells}) == len(table.cells)
        for row in table.rows:
            assert row.parent is None or row.parent < row.index
