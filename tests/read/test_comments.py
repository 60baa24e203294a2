"""Comments that speak to the program leave no trace in what is read, and know what they speak of."""

import pytest

from gouji.model import Document
from gouji.read import read

PLAIN = """# 青石县水务局

一、支出情况
2024年度一般公共预算财政拨款支出12.00万元，主要用于水利工程的运行和维护，
比上年增加2.00万元。

项目\t金额
甲\t1.00
乙\t2.00

完。
"""

PARAGRAPH = "2024年度一般公共预算财政拨款支出12.00万元，主要用于水利工程的运行和维护，比上年增加2.00万元。"


def parts(document: Document) -> object:
    return document.text, document.blocks, [(g.rows, g.columns, [c.text for c in g.cells]) for g in document.grids]


@pytest.mark.parametrize(
    ("before", "covered"),
    [
        ("2024年度", PARAGRAPH),
        ("比上年", PARAGRAPH),
        ("项目\t", "项目\t金额\n甲\t1.00\n乙\t2.00"),
        ("# 青", "青石县水务局"),
    ],
)
def test_a_line_of_its_own(before: str, covered: str) -> None:
    noted = read(PLAIN.replace(before, f"  <!-- gouji: ignore NN-101, tx 理由 甲 -->\n{before}"), name="a.md")
    assert parts(noted) == parts(read(PLAIN, name="a.md"))
    (ignore,) = noted.ignores
    assert (ignore.rules, ignore.reason) == (("NN-101", "tx"), "理由 甲")
    assert ignore.span.cut(noted.text) == covered
    assert ignore.line == PLAIN[: PLAIN.index(before)].count("\n") + 1


@pytest.mark.parametrize(
    ("line", "covered"),
    [
        ("增加2.00万元。", PARAGRAPH),
        ("甲\t1.00", "甲\t1.00"),
        ("完。", "完。"),
        ("# 青石县水务局", "青石县水务局"),
    ],
)
def test_at_the_end_of_a_line(line: str, covered: str) -> None:
    noted = read(PLAIN.replace(line, f"{line} <!--gouji:ignore BP 理由-->"), name="a.md")
    assert parts(noted) == parts(read(PLAIN, name="a.md"))
    assert [ignore.span.cut(noted.text) for ignore in noted.ignores] == [covered]


def test_pipe_tables() -> None:
    table = "| 项目 | 金额 |\n| --- | --- |\n| 甲 | 1.00 |\n| 乙 | 2.00 |\n"
    noted = read(table.replace("1.00 |", "1.00 | <!-- gouji: ignore TI 理由 -->"), name="a.md")
    assert parts(noted) == parts(read(table, name="a.md"))
    assert noted.ignores[0].span.cut(noted.text) == "甲\t1.00"


def test_the_last_line() -> None:
    noted = read(PLAIN + "<!-- gouji: ignore NN 理由 -->\n", name="a.md")
    assert [ignore.span.cut(noted.text) for ignore in noted.ignores] == ["完。"]


@pytest.mark.parametrize("said", ["ignore NN-101", "ignore", "ignore  ，因为", "skip NN-101 理由", ""])
def test_what_lacks_something_ignores_nothing(said: str) -> None:
    noted = read(PLAIN.replace("完。", f"完。<!-- gouji: {said} -->"), name="a.md")
    assert parts(noted) == parts(read(PLAIN, name="a.md"))
    assert [(ignore.rules, ignore.reason) for ignore in noted.ignores] == [((), "")]


def test_other_comments_are_text() -> None:
    text = PLAIN.replace("完。", "完。<!-- 注 -->")
    assert "<!-- 注 -->" in read(text, name="a.md").text
    assert read(text, name="a.md").ignores == ()
