"""A small report for the renderers."""

from collections.abc import Callable

import pytest

from gouji.corpus.document import Block, Break, Cell, Figure, Paragraph, Piece, Report, Role, Table
from gouji.corpus.look import look


def _paragraph(text: str, role: Role = "body", level: int = 0) -> Paragraph:
    return Paragraph((Piece(text[:2]), Piece(text[2:])), role=role, level=level)


def _table(key: str, rows: int, *, wide: bool) -> Table:
    """Two header rows with cells merged down and across, a merged 合计, an account with a long name, blanks."""
    head = [
        Cell(0, 0, "项目", 1, 2), Cell(0, 2, "本年支出合计", 2, 1), Cell(0, 3, "基本支出", 2, 1),
        Cell(1, 0, "科目编码"), Cell(1, 1, "科目名称"),
    ]  # fmt: skip
    body = [
        Cell(2, 0, "合计", 1, 2),
        Cell(2, 2, "12,345.60", figure=Figure("spent")),
        Cell(2, 3, "", figure=Figure("b")),
    ]
    for row in range(3, rows):
        body += [
            Cell(row, 0, f"{2013700 + row}"), Cell(row, 1, "机关事业单位基本养老保险缴费支出" if row % 2 else "行政运行"),
            Cell(row, 2, f"{row}.50", figure=Figure("spent", str(row))), Cell(row, 3, "—", figure=Figure("b", str(row))),
        ]  # fmt: skip
    return Table(key, "支出决算表" if wide else "收入<支出>总表", "万元", rows, 4, 2, (*head, *body), wide)


def build(name: str = "云岭-1", rows: int = 6, *, wide: bool = True) -> Report:
    """Cover, contents, two tables (the second one wide, unless told otherwise) and a narrative."""
    blocks: list[Block] = [_paragraph("青石县水务局", "cover"), _paragraph("2024年度部门决算", "cover"), Break()]
    blocks += [
        _paragraph("目录", "cover"),
        _paragraph("第一部分　决算表", "toc", 1),
        _paragraph("一、支出情况", "toc", 2),
    ]
    blocks += [Break(), _paragraph("第一部分　决算表", "heading", 1)]
    for number, table in enumerate((_table("Z1", rows, wide=False), _table("Z3", rows, wide=wide)), 1):
        if number > 1:
            blocks.append(Break())
        blocks += [_paragraph(table.title, "title"), _paragraph(f"公开0{number}表", "caption")]
        blocks += [_paragraph("部门：青石县水务局", "caption"), _paragraph("金额单位：万元", "caption")]
        blocks += [table, _paragraph("注：本表反映A&B的<支出>。", "note")]
    blocks += [Break(), _paragraph("一、支出情况", "heading", 2)]
    blocks.append(_paragraph("2024年度支出合计12,345.60万元，其中：行政运行4.50万元，占0.04%。" * 3))
    return Report(name, "yunling", "final-accounts", 1, "青石县水务局", 2024, tuple(blocks))


@pytest.fixture
def small() -> Callable[..., Report]:
    """Makes the report, under a name (which decides on its look) and with so many rows in its tables."""
    return build


@pytest.fixture
def named() -> Callable[..., Report]:
    """Makes the report under a name that gives it the wanted look."""

    def find(**wanted: object) -> Report:
        reports = (build(f"云岭-{n}") for n in range(400))
        return next(one for one in reports if all(getattr(look(one), key) == value for key, value in wanted.items()))

    return find
