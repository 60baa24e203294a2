"""Captions that stand in cells of the table itself name the reporting body and the year like those above it."""

from gouji.read import read
from gouji.segment import segment

TABLE = (
    "<table><tr><td colspan=3>{year}年度收入决算表</td></tr>"
    "<tr><td colspan=2>部门：青石县林业局</td><td>单位：万元</td></tr>"
    "<tr><td>项目</td><td>本年收入合计</td><td>财政拨款收入</td></tr>"
    "<tr><td>合计</td><td>12.00</td><td>12.00</td></tr></table>"
)


def test_body_and_year_in_cells() -> None:
    page = "<p>一、收入情况</p><p>本年收入合计12.00万元。</p>" + TABLE.format(year=2031)
    structure = segment(read(page.encode(), name="样本.html"), "final-accounts")
    assert (structure.unit_name, structure.year) == ("青石县林业局", 2031)
    assert (structure.tables[0].title, len(structure.tables[0].rows)) == ("2031年度收入决算表", 1)
