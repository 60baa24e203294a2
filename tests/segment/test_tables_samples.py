"""The tables of real reports: every one has its form, every value its row and column."""

import re

import pytest

from gouji.language.accounts import domain_of
from gouji.read import read
from gouji.segment.tables import build_tables

_AMOUNT = re.compile(r"[\d,]+\.\d\d")

FINAL = ["Z1", "Z2", "Z3", "Z4", "Z5", "Z6"]
SHANGHAI = ["B1", "B2", "B3", "B4", "B7", "BJ", "BG", "B8", "BS"]
JIANGSU = ["B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "BS", "BJ", "BM", "BC"]
FORMS = {
    "youxian-wangxin-2024.txt": [*FINAL, "ZJ", "ZG", "ZS"],
    "putuo-caizheng-2024.pdf": [None, *FINAL, "ZS", "ZJ", "ZG"],
    "putuo-caizheng-2024-seeded.pdf": [None, "Z1", "Z2", "Z4", "Z5", "Z6", "ZS", "ZJ", "ZG"],
    "putuo-shegong-2024.pdf": [None, *FINAL, "ZS", "ZJ", "ZG"],
    "official-template-2024.pdf": [None, *FINAL, "ZS", "ZJ", "ZG"],
    "putuo-shangwu-2025-budget.pdf": SHANGHAI,
    "putuo-zhengfuban-2025-budget.pdf": SHANGHAI,
    "jiangsu-renda-2018-budget.pdf": JIANGSU,
    "jiangsu-renda-2017-budget.pdf": ["B1", "B2", "B3", "B5", "B4", "B6", "BJ", "B7", "B8", "BM", "BS", "BC"],
    "jiangsu-weiban-2019-budget-tables.pdf": JIANGSU,
    "jiangsu-weiban-2019-budget.pdf": [],
}
ITEMS = {"合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务用车购置费", "公务用车运行维护费", "公务接待费"}
COLUMNS = {
    "Z1": {"金额"},
    "Z2": {"本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"},
    "Z3": {"本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"},
    "Z4": {"金额", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"},
    "Z5": {"合计", "基本支出", "项目支出"},
    "Z6": {"金额"},
    "ZS": ITEMS,
    "BS": ITEMS,
}
ROWS = {
    "Z1": {"一般公共预算财政拨款收入", "本年收入合计", "年初结转和结余", "收入总计", "本年支出合计", "支出总计"},
    "Z4": {"政府性基金预算财政拨款收入", "本年收入合计", "年初结转-一般公共预算", "年末结转和结余", "支出总计"},
    "Z6": {"人员经费合计", "公用经费合计"},
    "B1": {"财政拨款收入", "一般公共预算财政拨款收入", "收入总计", "支出总计"},
    "B4": {"一般公共预算财政拨款收入", "收入总计", "支出总计"},
}


@pytest.mark.samples
@pytest.mark.parametrize("name", FORMS)
def test_every_table_of_the_samples(samples, name):
    document = read(samples / name)
    found = build_tables(document, "budget" if "budget" in name else "final-accounts")
    assert [table.form for table in found.tables] == FORMS[name]
    for table in found.tables:
        if table.form is None:
            continue
        assert table.unit is not None, table.title
        assert table.title_span is not None
        assert COLUMNS.get(table.form, set()) <= {column.name for column in table.columns}, table.title
        assert ROWS.get(table.form, set()) <= {row.name for row in table.rows}, table.title
        assert all(column.path and column.measure for column in table.columns), table.title
        assert all(row.name and (row.code is None or domain_of(row.code)) for row in table.rows)
        keys = [(column.panel, column.name, column.measure) for column in table.columns]
        assert len(keys) == len(set(keys)), table.title


@pytest.mark.samples
@pytest.mark.parametrize("name", [name for name in FORMS if "budget.pdf" not in name or "2018" in name])
def test_no_figure_of_the_samples_is_lost_or_read_twice(samples, name):
    document = read(samples / name)
    found = build_tables(document, "budget" if "budget" in name else "final-accounts")
    figures = sorted(cell.span for grid in document.grids for cell in grid.cells if _AMOUNT.fullmatch(cell.text))
    read_cells = sorted(cell.span for table in found.tables for cell in table.cells if cell.state == "number")
    assert [span for span in figures if span not in read_cells] == []
    assert len(read_cells) == len(set(read_cells))
