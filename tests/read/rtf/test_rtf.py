"""RTF files: those that LibreOffice 7.4 wrote say what they were made of, and small ones as Word writes them."""

from collections import Counter
from pathlib import Path

import pytest

from gouji.errors import InputError
from gouji.language.fold import squeeze
from gouji.model import Document, Report
from gouji.pipeline import check
from gouji.read import Limits, read
from gouji.read.rtf.tokens import tokens

HERE = Path(__file__).parent
OUTLINE = (HERE / "outline.rtf").read_bytes()
HEAD = (
    rb"{\rtf1\ansi\ansicpg936\uc1{\fonttbl{\f0\fcharset0 Times;}{\f13\fcharset134 SimSun;}{\f14\fcharset136 MingLiU;}}"
)


def written(body: bytes | str, **limits: object) -> Document:
    data = body if isinstance(body, bytes) else body.encode("gb18030")
    return read(HEAD + data + b"}", name="样本.rtf", limits=Limits(**limits))  # type: ignore[arg-type]


def lines(body: bytes | str) -> list[str]:
    document = written(body)
    return [block.span.cut(document.text) for block in document.blocks]


def hexed(text: str, codec: str = "gb18030") -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(codec))


def uni(text: str) -> str:
    return "".join(f"\\u{ord(one) - 65536 if ord(one) > 32767 else ord(one)}?" for one in text)


def code(data: bytes, **limits: object) -> str:
    with pytest.raises(InputError) as caught:
        read(data, name="样本.rtf", limits=Limits(**limits))  # type: ignore[arg-type]
    assert caught.value.message.startswith("样本.rtf: ")
    assert caught.value.words("en").removeprefix("样本.rtf").isascii()
    return caught.value.code


def test_numbers_changes_and_notes_as_a_reader_sees_them() -> None:
    document = read(OUTLINE, name="样本")
    assert document.format == "rtf"
    assert [block.span.cut(document.text) for block in document.blocks if block.kind == "paragraph"] == [
        "青石县水务局2024年度部门决算", "一、部门概况", "（一）主要职能", "二、收入支出情况", "（一）收入情况",
        "（二）支出情况", "1.基本支出", "2.项目支出", "2024年度收入100.00万元，支出90.00万元。", "三、第三个",
        "有脚注的句子。", "注一：数据来源。",
    ]  # fmt: skip
    (grid,) = document.grids
    assert (grid.rows, grid.columns) == (3, 4)
    assert [(cell.row, cell.column, cell.rowspan, cell.colspan, cell.text) for cell in grid.cells] == [
        (0, 0, 2, 1, "项目"), (0, 1, 1, 2, "预算数"), (0, 3, 2, 1, "决算数"), (1, 1, 1, 1, "年初"), (1, 2, 1, 1, "调整"),
        (2, 0, 1, 1, "合计"), (2, 1, 1, 1, "1,234.56"), (2, 2, 1, 1, ""), (2, 3, 1, 1, "—"),
    ]  # fmt: skip


def _facts(report: Report) -> list[Counter[tuple[object, ...]]]:
    analysis = report.analysis
    assert analysis is not None
    text = analysis.document.text
    quotes = [squeeze(claim.span.cut(text)) for claim in analysis.claims]
    return [
        Counter((claim.kind, quote) for claim, quote in zip(analysis.claims, quotes, strict=True)),
        Counter((quotes[link.claim], len(link.cells), link.row) for link in analysis.links),
        Counter((one.rule, one.severity, squeeze(one.quote), one.stated, one.expected) for one in report.findings),
        Counter(
            (table.form, cell.row, cell.column, squeeze(cell.raw)) for table in analysis.tables for cell in table.cells
        ),
    ]


def test_a_whole_report_is_found_to_say_the_same() -> None:
    text = _facts(check(HERE.parent / "doc" / "jiangsu.txt"))
    assert _facts(check(HERE / "jiangsu.zip")) == text
    assert all(text)


@pytest.mark.parametrize(
    "body",
    [
        "支出合计41万元\\par",
        hexed("支出合计41万元") + "\\par",
        uni("支出合计41万元") + "\\par",
        f"{{\\f13 {hexed('支出')}}}{{\\f14 {hexed('合計', 'cp950').replace(hexed('計', 'cp950'), '')}}}"
        f"{{\\f13 {hexed('计41万元')}}}\\par",
        f"\\loch\\f0\\dbch\\f13 {hexed('支出合计')}\\loch\\f0 41\\dbch\\f13 {hexed('万元')}\\par",
        # A character cut in two by a line end of the file, and one with two bytes for old readers.
        "\\'d6\r\n\\'a7" + hexed("出合计") + "\\uc2\\u52\\'34\\'20" + "\\uc0\\u49 " + hexed("万元") + "\\par",
    ],
    ids=["raw", "hexadecimal", "unicode", "fonts", "Word", "parts"],
)
def test_characters_in_every_spelling(body: str) -> None:
    assert lines(body) == ["支出合计41万元"]


def test_signs() -> None:
    body = r"\ldblquote a\rdblquote\emdash b\~c\_d\{e\}\'5c\u-10179?\u-8704?\par"
    assert lines(body) == ["“a”—b\u00a0c-d{e}\\\U0001f600"]


def test_what_does_not_show_is_no_text() -> None:
    body = (
        r"{\*\generator Some 1.0;}{\info{\title 99}}{\pict 0123}{\*\unknown{\b 88}}{\stylesheet{\s1 Title;}}"
        r"{\deleted 70}{\v 60}\v 50\v0 {\field{\*\fldinst PAGE 40}{\fldrslt 3}}{\nonesttables\par}\bin4 {{{{2\par"
    )
    assert lines(body) == ["32"]


def test_notes_boxes_headers_and_breaks() -> None:
    body = (
        r"{\header\pard one\par}{\footer two\par}A{\footnote\pard n1\par}B{\shp{\*\shpinst{\sp{\sn x}{\sv 9}}{\shptxt\pard box\par}}}C\par"
        r" D\line E\par\page F\sect G"
    )
    document = written(body)
    assert [block.span.cut(document.text) for block in document.blocks] == ["ABC", "n1", "box", "D", "E", "F", "G"]
    assert document.running == ("one", "two")


def test_looks_of_paragraphs() -> None:
    document = written(r"\pard\qc\fs44 A\par\pard\outlinelevel1 B\par\pard\plain\fs24 C\par")
    assert [(block.centered, block.level, block.size) for block in document.blocks] == [
        (True, 0, 22.0),
        (False, 2, 22.0),
        (False, 0, 12.0),
    ]


def row(*cells: str, shape: str) -> str:
    return f"\\trowd{shape}\\pard\\intbl " + "".join(f"{one}\\cell " for one in cells) + "\\row"


def test_columns_by_the_edges_of_the_cells() -> None:
    body = row("a", "b", shape=r"\cellx1000\cellx4000") + row("c", "d", "e", shape=r"\cellx1015\cellx2500\cellx3990")
    (grid,) = written(body + r"\pard x\par").grids
    assert (grid.rows, grid.columns) == (2, 3)
    assert [(cell.row, cell.column, cell.colspan, cell.text) for cell in grid.cells] == [
        (0, 0, 1, "a"), (0, 1, 2, "b"), (1, 0, 1, "c"), (1, 1, 1, "d"), (1, 2, 1, "e"),
    ]  # fmt: skip


def test_cells_merged_across_and_down() -> None:
    body = row("a", "b", "", shape=r"\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000")
    body += row("", "c", "d", shape=r"\clvmrg\cellx1000\cellx2000\cellx3000")
    (grid,) = written(body).grids
    assert [(cell.row, cell.column, cell.rowspan, cell.colspan, cell.text) for cell in grid.cells] == [
        (0, 0, 2, 1, "a"), (0, 1, 1, 2, "b"), (1, 1, 1, 1, "c"), (1, 2, 1, 1, "d"),
    ]  # fmt: skip


def test_a_table_in_a_cell_follows_the_one_around_it() -> None:
    inner = (
        r"\pard\intbl\itap2 p\nestcell q\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}"
    )
    body = r"\pard\intbl a\par " + inner + r"\pard\intbl z\cell b\cell\trowd\cellx1000\cellx2000\row "
    body += row("c", "d", shape=r"\cellx1000\cellx2000") + row("e", "f", shape=r"\cellx1000\cellx2000")
    outer, nested = written(body).grids
    assert [cell.text for cell in outer.cells] == ["a z", "b", "c", "d", "e", "f"]
    assert [cell.text for cell in nested.cells] == ["p", "q"]


def test_rows_whose_definition_does_not_fit() -> None:
    body = row("a", "b", "c", shape=r"\cellx900") + row("d", "e", "f", shape=r"\cellx900\cellx100\cellx3000")
    (grid,) = written(body).grids
    assert sorted(cell.text for cell in grid.cells if cell.text) == list("abcdef")


def test_what_cannot_be_read() -> None:
    assert code(b"just text") == "input.rtf_damaged"
    assert code(OUTLINE[: len(OUTLINE) // 2]) == "input.rtf_damaged"
    assert code(HEAD + b"{\\pict 00}}") == "input.rtf_no_text"
    assert code(HEAD + b"{" * 2000 + b"x" + b"}" * 2001) == "input.too_large"
    assert code(OUTLINE, seconds=0) == "input.timeout"
    assert code(OUTLINE, max_cells=5) == "input.too_large"
    assert code(OUTLINE, max_characters=20) == "input.too_large"


def test_noise_is_read_or_refused() -> None:
    for cut in range(0, len(OUTLINE), 997):
        data = OUTLINE[:cut] + b"}}\\'zz\\u99999999\\bin-5\\cellx\\cell\\row{{\\trowd" + OUTLINE[cut:]
        try:
            read(data, name="样本.rtf")
        except InputError as error:
            assert error.code.startswith(("input.rtf_", "input.too_large")), error.code


def test_tokens_are_found_in_one_pass() -> None:
    assert sum(1 for _ in tokens(b"\\" * 200_000)) <= 100_000
    assert sum(1 for _ in tokens(b"\\'" * 100_000)) <= 100_000
