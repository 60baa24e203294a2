"""Word files that cannot be read: a coded error each, in both languages, naming the file."""

import io
import zipfile
from collections.abc import Callable

import pytest

from gouji.errors import InputError
from gouji.model import Document
from gouji.read import Limits, read

Xml = Callable[..., str]
Read = Callable[..., Document]
Build = Callable[..., bytes]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def code(data: bytes, **limits: float) -> str:
    with pytest.raises(InputError) as caught:
        read(data, name="样本.docx", limits=Limits(**limits))  # type: ignore[arg-type]
    assert caught.value.message.startswith("样本.docx: ")
    assert caught.value.words("en").removeprefix("样本.docx").isascii()
    return caught.value.code


def archive(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", text)
    return made.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_what_is_no_word_file() -> None:
    assert code(b"just text") == "input.docx_damaged"
    assert code(b"PK\x03\x04 but no archive") == "input.docx_damaged"
    assert code(archive(xl__workbook="<workbook/>")) == "input.docx_damaged"
    assert code(OLE) == "input.docx_legacy"
    assert code(OLE + "EncryptedPackage".encode("utf-16-le")) == "input.docx_encrypted"


def test_a_truncated_file(docx: Build, p: Xml) -> None:
    whole = docx(p("本年收入3万元。" * 50))
    for size in range(10, len(whole), 97):
        assert code(whole[:size]) == "input.docx_damaged"


def test_an_archive_whose_index_points_nowhere(docx: Build, p: Xml) -> None:
    data = docx(p("本年收入3万元。"))
    assert code(data[:-10] + b"\xff" * 10) == "input.docx_damaged"
    assert code(data[90:]) == "input.docx_damaged"


def test_damaged_parts(docx: Build, p: Xml) -> None:
    assert code(archive(word__document=f"<w:document {W}><w:body>")) == "input.docx_damaged"
    assert code(docx(p("本年收入3万元。" * 99)).replace(b"word/document.xml\xed", b"")[:-40]) == "input.docx_damaged"
    whole = bytearray(docx(p("本年收入3万元。" * 99)))
    at = whole.index(b"word/document.xml") + 40
    whole[at : at + 20] = bytes(20)
    assert code(bytes(whole)) == "input.docx_damaged"


def test_entities_are_refused() -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    assert code(archive(word__document=f"<!DOCTYPE w:document [{bomb}]>{body}")) == "input.too_large"
    file = '<!ENTITY x SYSTEM "file:///etc/hostname">'
    assert code(archive(word__document=f"<!DOCTYPE w:document [{file}]>{body}")) == "input.docx_damaged"


def test_nothing_to_read(docx: Build, p: Xml) -> None:
    assert code(docx("")) == "input.docx_no_text"
    assert code(docx(p("  ") + p("<w:r><w:drawing/></w:r>"))) == "input.docx_no_text"
    assert code(archive(word__document=f"<w:document {W}/>")) == "input.docx_no_text"


def test_a_zip_bomb_is_not_unpacked(docx: Build) -> None:
    data = docx("<w:p/>" * 2_000_000)
    assert len(data) < 100_000
    assert code(data, max_unpacked=1_000_000) == "input.too_large"


def test_a_size_that_the_archive_lies_about(docx: Build, p: Xml) -> None:
    data = bytearray(docx(p("甲" * 100_000)))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert code(bytes(data), max_unpacked=50_000) in ("input.too_large", "input.docx_damaged")


def test_too_much_of_everything(docx: Build, p: Xml) -> None:
    row = "<w:tr>" + f"<w:tc>{p('1')}</w:tc>" * 4 + "</w:tr>"
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    assert code(docx(p("甲" * 50)), max_characters=49) == "input.too_large"
    assert code(docx(f"<w:tbl>{row}</w:tbl>"), max_cells=3) == "input.too_large"
    assert code(docx(f"<w:tbl>{row}{row}</w:tbl>" * 2), max_cells=12) == "input.too_large"
    assert code(docx(p("甲") + p(turn, "乙") * 3), max_pages=3) == "input.too_many_pages"
    assert code(docx(p("甲")), seconds=0) == "input.timeout"
    assert code(docx(p("甲" * 50)), max_bytes=50) == "input.too_large"
    assert code(docx(p("甲") * 50), max_tags=299) == "input.too_large"


def test_spans_beyond_all_measure(docx: Build, p: Xml) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{p("1")}</w:tc>'
    assert code(docx(f"<w:tbl><w:tr>{cell * 60}</w:tr></w:tbl>")) == "input.too_large"
    row = '<w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr><w:tc/></w:tr>'
    assert code(docx(f"<w:tbl>{row * 60}</w:tbl>")) == "input.too_large"


def test_nesting_beyond_all_measure(docx: Build) -> None:
    def nested(depth: int) -> bytes:
        return docx(
            "<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>1</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * depth
        )

    assert read(nested(10), name="样本.docx").text == "1"
    assert code(nested(30)) == "input.too_large"
    assert code(nested(3000)) == "input.too_large"
    deep = "<w:ins>" * 240 + "<w:r><w:t>1</w:t></w:r>" + "</w:ins>" * 240
    assert read(docx(f"<w:p>{deep}</w:p>"), name="样本.docx").text == "1"


def test_the_content_decides_before_the_name(docx: Build, p: Xml) -> None:
    assert read(docx(p("收入")), name="report.txt").format == "docx"
