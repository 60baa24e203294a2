"""The other makes: OpenDocument as raw XML, old workbooks as bytes, comma-separated values."""

import io
import zipfile

import pytest

from gouji.errors import InputError
from gouji.model import Document
from gouji.read import Limits, read

_SPACES = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {"office": "office", "table": "table", "text": "text", "style": "style"}.items()
)


def ods(tables: str, styles: str = "", manifest: str = "<manifest/>", head: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", manifest)
        made.writestr(
            "content.xml",
            f"{head}<office:document-content{_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
        )
    return stream.getvalue()


def number(value: str, text: str, kind: str = "float", more: str = "") -> str:
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}"{more}><text:p>{text}</text:p></table:table-cell>'


def words(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def table(*rows: str, name: str = "表", more: str = "") -> str:
    inner = "".join(
        row if row.startswith("<table:table-row") else f"<table:table-row>{row}</table:table-row>" for row in rows
    )
    return f'<table:table table:name="{name}"{more}>{inner}</table:table>'


def cells(document: Document) -> list[tuple[str, str | None, str | None]]:
    return [
        (cell.text, cell.place.ref, None if cell.stored is None else str(cell.stored))
        for grid in document.grids
        for cell in grid.cells
    ]


def code(data: bytes, name: str, limits: Limits | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read(data, name=name, limits=limits)
    return caught.value.code


def test_ods_shows_its_texts_and_keeps_its_numbers() -> None:
    document = read(
        ods(
            table(
                words("项目") + words("金额<text:s/>合计"),
                words("甲") + number("89.9315", "89.93"),
                words("占比") + number("0.954570", "95.46%", "percentage"),
                words("乙") + number("12.5", "￥12.50", "currency"),
            )
        ),
        name="-",
    )
    assert document.format == "ods"
    assert cells(document)[1:] == [
        ("金额 合计", "表!B1", None),
        ("甲", "表!A2", None),
        ("89.93", "表!B2", "89.9315"),
        ("占比", "表!A3", None),
        ("95.46%", "表!B3", "95.457"),
        ("乙", "表!A4", None),
        ("12.50", "表!B4", None),
    ]


def test_ods_repeats_and_merges() -> None:
    wide = words("项目", ' table:number-columns-spanned="2" table:number-rows-spanned="1"')
    blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    twice = number("3", "3", more=' table:number-columns-repeated="2"')
    row = f'<table:table-row table:number-rows-repeated="2">{words("甲")}{twice}</table:table-row>'
    document = read(ods(table(wide + "<table:covered-table-cell/>" + words("金额"), row, blank)), name="a.ods")
    grid = document.grids[0]
    assert (grid.rows, grid.columns, grid.cells[0].colspan) == (3, 3, 2)
    assert [cell.text for cell in grid.cells] == ["项目", "金额", "甲", "3", "3", "甲", "3", "3"]


def test_ods_hidden_and_uncounted() -> None:
    hidden = f'<table:table-row table:visibility="collapse">{words("甲")}{number("3", "3")}</table:table-row>'
    missing = words("乙") + '<table:table-cell table:formula="of:=SUM([.B1:.B2])"/>'
    styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    secret = table(words("机密"), name="底稿", more=' table:style-name="ta2"')
    document = read(ods(table(words("项目") + words("金额"), hidden, missing) + secret, styles), name="a.ods")
    assert "机密" not in document.text
    assert "=SUM([.B1:.B2])" in document.text
    assert [note.zh[:11] for note in document.notes] == [
        "工作表“表”有隐藏的内",
        "工作表“表”有 1 个",
        "隐藏的工作表未读取：底",
    ]


def test_ods_bad_files() -> None:
    whole = ods(table(words("甲") + number("3", "3")))
    assert code(whole[:300], "a.ods") == "input.ods_damaged"
    assert code(ods("", manifest="<encryption-data/>"), "a.ods") == "input.ods_encrypted"
    assert code(ods(""), "a.ods") == "input.ods_no_text"
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert code(ods(table(words("&b;")), head=bomb), "a.ods") == "input.ods_damaged"
    many = '<table:table-row table:number-rows-repeated="900000">' + words("甲") + words("乙") + "</table:table-row>"
    assert code(ods(table(many)), "a.ods") == "input.too_large"
    across = words("甲", ' table:number-columns-repeated="900000"')
    assert code(ods(table(across)), "a.ods") == "input.too_large"


def test_xls_bad_files() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    book = "Workbook".encode("utf-16-le")
    assert code(ole + b"\0" * 600 + book, "-") == "input.xls_damaged"
    assert code(b"no workbook", "a.xls") == "input.xls_damaged"
    assert code(ole + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.xls") == "input.xls_encrypted"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_csv(encoding: str, mark: str) -> None:
    rows = [["支出决算表", "", ""], ["单位：万元", "", ""], ["项目", "金额", "占比"], ["合计", '"1,234.50"', "100%"]]
    text = "\r\n".join(mark.join(row) for row in rows)
    document = read(text.encode(encoding), name="数据.csv")
    assert [cell.text for cell in document.grids[0].cells] == ["项目", "金额", "占比", "合计", "1,234.50", "100%"]
    assert (document.grids[0].cells[4].place.ref, document.grids[0].cells[4].place.line) == ("B4", 4)
    assert [document.place(block.span).line for block in document.blocks][:2] == [1, 2]


def test_csv_is_titled_by_its_name() -> None:
    document = read("项目,金额\n合计,3\n".encode(), name="x/支出决算表.csv")
    assert document.blocks[0].span.cut(document.text) == "支出决算表"


def test_csv_bad_files() -> None:
    assert code(b",,\n,,", "a.csv") == "input.csv_no_text"
    assert code("甲,乙\n".encode() * 400, "a.csv", Limits(max_cells=100)) == "input.too_large"
    assert code("甲,乙\n".encode() * 400, "a.csv", Limits(max_characters=100)) == "input.too_large"
    assert code(b'a,"' + b"x" * 200_000, "a.csv") == "input.csv_damaged"
