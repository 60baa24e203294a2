"""Comments of a Word file around what they must not be put into: fields, controls, text boxes."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from tests.report.commented import (
    MARKS,
    annotate,
    assert_only_comments,
    build,
    marked,
    part,
    run,
)

from gouji.model import Span
from gouji.office.names import RUN, P, W
from gouji.read import read


def test_text_boxes_are_marked_from_outside() -> None:
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run('框内39.78万元')}</w:p></w:txbxContent></w:pict></w:r>"
    made = annotate(build(f"<w:p>{run('前')}{box}{run('后')}</w:p>"), "39.78")
    start = next(part(made).iter(W + "commentRangeStart"))
    assert not list(start.iterancestors(RUN))
    assert marked(made) == {"0": "框内39.78万元|"}


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code: str, result: str) -> str:
    return f"{char('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{char('separate')}{result}{char('end')}"


WHOLES = {
    "sum": (field(" =SUM(ABOVE) ", run("共39.78万元")), "共39.78万元"),
    "one in another": (field(" IF ", run("甲") + field("REF x", run("39.78")) + run("乙")), "甲39.78乙"),
    "written in one": (f'<w:fldSimple w:instr=" SEQ 表 ">{run("第39.78号")}</w:fldSimple>', "第39.78号"),
    "control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('共39.78万元')}</w:sdtContent></w:sdt>", "共39.78万元"),
    "link": (field(" HYPERLINK x ", run("共39.78万元")), "39.78"),
    "link written in one": (f'<w:fldSimple w:instr="hyperlink x">{run("共39.78万元")}</w:fldSimple>', "39.78"),
    "the end is missing": (char("begin") + char("separate") + run("共39.78万元"), "39.78"),
}


@pytest.mark.parametrize("case", WHOLES)
def test_fields_and_controls_are_marked_from_outside(case: str) -> None:
    inner, words = WHOLES[case]
    data = build(f"<w:p>{run('前')}{inner}{run('后')}</w:p>")
    made = annotate(data, "39.78")
    assert marked(made) == {"0": f"{words}|"}
    if words != "39.78":
        assert {next(part(made).iter(mark)).getparent().tag for mark in MARKS} == {P}
    assert_only_comments(data, made)
    assert annotate(made, "39.78") == made


CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"


def test_a_comment_on_the_first_paragraph_of_a_control_ends_in_the_next() -> None:
    """Where its own place lies before that text, LibreOffice shows nothing of what comes before."""
    first, second, third, last = (
        f"<w:p>{run(text)}</w:p>" for text in ("共39.11万元", "计39.22万元", "格39.33", "尾39.44")
    )
    cell = CONTROL.format(f"<w:tc>{third}</w:tc>")
    table = f"<w:tbl><w:tr>{cell}<w:tc><w:p/></w:tc></w:tr></w:tbl>"
    data = build(f"{CONTROL.format(first + second)}{table}<w:p>{run('末')}</w:p>{CONTROL.format(last)}")
    words = ("39.11", "39.22", "39.33", "39.44")
    made = annotate(data, *words)
    assert marked(made) == {"0": "39.11万元|", "1": "39.22|", "2": "39.33|", "3": "39.44|"}
    places = [next(one.iterancestors(P)) for one in part(made).iter(W + "commentReference")]
    assert ["".join(one.itertext()) for one in places] == ["计39.22万元", "计39.22万元", "", "尾39.44"]
    assert_only_comments(data, made)
    assert annotate(made, *words) == made


def test_the_contents_of_a_document_part_are_marked_at_the_characters() -> None:
    body = (
        f"<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent><w:p>{run('封面39.78号')}</w:p></w:sdtContent></w:sdt>"
    )
    assert marked(annotate(build(f"{body}<w:p>{run('末')}</w:p>"), "39.78")) == {"0": "39.78|"}


def test_contents_are_marked_at_the_characters() -> None:
    first = f"<w:p>{char('begin')}<w:r><w:instrText> TOC </w:instrText></w:r>{char('separate')}{run('一、收入')}</w:p>"
    made = annotate(
        build(f"{first}<w:p>{run('二、支出')}</w:p><w:p>{char('end')}</w:p><w:p>{run('完')}</w:p>"), "收入", "支"
    )
    assert marked(made) == {"0": "收入|", "1": "支|"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_same_text(tmp_path: Path) -> None:
    body = "".join(f"<w:p>{run('前')}{inner}{run('后')}</w:p>" for inner, _ in list(WHOLES.values())[:-1])
    table = f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/><w:p>{run('格39.78')}</w:p></w:tc></w:tr></w:tbl>"
    block = CONTROL.format(f"<w:p>{run('控39.78万元')}</w:p>") + CONTROL.format(table.replace("格", "控格"))
    data = build(f"{body}{table}{block}<w:p>{run('末')}</w:p>")
    text = read(data, name="稿.docx").text
    places = [Span(one.start(), one.end()) for one in re.finditer("39.78", text)]
    assert len(places) == len(WHOLES) + 2
    for name, one in (("before", data), ("after", annotate(data, *places))):
        (tmp_path / f"{name}.docx").write_bytes(openable(one))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'user').as_uri()}", "--headless", "--convert-to"]
    files = [str(tmp_path / f"{name}.docx") for name in ("before", "after")]
    subprocess.run(
        [*command, "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *files],
        check=True,
        capture_output=True,
        timeout=120,
    )
    before, after = ((tmp_path / f"{name}.txt").read_text(encoding="utf-8") for name in ("before", "after"))
    # It leaves out the field inside another.
    assert before.count("39.78") == len(WHOLES) + 1
    assert after == before


def openable(data: bytes) -> bytes:
    """The file with a type for its main part, without which no program opens it."""
    made = io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    )
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(made, "w") as out:
        for name in file.namelist():
            content = file.read(name)
            if name == "[Content_Types].xml":
                text = (
                    content.decode().replace("/>", "></Types>", 1) if b"</Types>" not in content else content.decode()
                )
                content = text.replace("</Types>", f"{types}</Types>").encode()
            out.writestr(name, content)
    return made.getvalue()
