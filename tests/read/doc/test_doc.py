"""Old Word files that LibreOffice 7.4 wrote: the same as what they were made of (`jiangsu.zip` holds `jiangsu.txt` as .doc)."""

import importlib.util
import subprocess
from collections import Counter
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from gouji import errors
from gouji.language.fold import squeeze
from gouji.model import Document, Report
from gouji.pipeline import check
from gouji.read import Limits, read

HERE = Path(__file__).parent
OUTLINE = (HERE / "outline.doc").read_bytes()
needs_doc = pytest.mark.skipif(importlib.util.find_spec("doc2docx") is None, reason="the extra doc is not installed")


def code(data: bytes, **limits: object) -> str:
    with pytest.raises(errors.InputError) as caught:
        read(data, name="样本.doc", limits=Limits(**limits))  # type: ignore[arg-type]
    assert caught.value.message.startswith("样本.doc: ")
    assert caught.value.words("en").removeprefix("样本.doc").isascii()
    return caught.value.code


@pytest.fixture(scope="module")
def outline() -> Document:
    pytest.importorskip("doc2docx")
    return read(OUTLINE, name="样本.doc")


def test_numbers_changes_and_notes_as_a_reader_sees_them(outline: Document) -> None:
    assert outline.format == "doc"
    assert outline.anchors == ()
    lines = [block.span.cut(outline.text) for block in outline.blocks if block.kind == "paragraph"]
    assert lines == [
        "青石县水务局2024年度部门决算", "一、部门概况", "（一）主要职能", "二、收入支出情况", "（一）收入情况",
        "（二）支出情况", "1.基本支出", "2.项目支出", "2024年度收入100.00万元，支出90.00万元。", "三、第三个",
        "有脚注的句子。", "注一：数据来源。",
    ]  # fmt: skip


def test_tables_keep_their_merged_cells(outline: Document) -> None:
    (grid,) = outline.grids
    assert (grid.rows, grid.columns) == (3, 4)
    assert [(cell.row, cell.column, cell.rowspan, cell.colspan, cell.text) for cell in grid.cells] == [
        (0, 0, 2, 1, "项目"), (0, 1, 1, 2, "预算数"), (0, 3, 2, 1, "决算数"), (1, 1, 1, 1, "年初"), (1, 2, 1, 1, "调整"),
        (2, 0, 1, 1, "合计"), (2, 1, 1, 1, "1,234.56"), (2, 2, 1, 1, ""), (2, 3, 1, 1, "—"),
    ]  # fmt: skip


@needs_doc
@pytest.mark.parametrize("name", ["样本.wps", "样本.docx", "样本", "样本.xls"])
def test_the_content_tells_not_the_suffix(outline: Document, name: str) -> None:
    found = read(OUTLINE, name=name)
    assert (found.format, found.text) == ("doc", outline.text)


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


@needs_doc
def test_a_whole_report_is_found_to_say_the_same() -> None:
    text, word = _facts(check(HERE / "jiangsu.txt")), _facts(check(HERE / "jiangsu.zip"))
    assert word == text
    assert all(text)


@needs_doc
def test_damaged_files() -> None:
    assert code(OUTLINE[:4000]) == "input.doc_damaged"
    assert code(OUTLINE[:1024] + bytes(len(OUTLINE) - 1024)) == "input.doc_damaged"
    assert code(b"just text") == "input.doc_damaged"


@needs_doc
def test_bounds() -> None:
    assert code(OUTLINE, seconds=0) == "input.timeout"
    assert code(OUTLINE, max_cells=5) == "input.too_large"
    assert code(OUTLINE, max_characters=20) == "input.too_large"
    assert code(OUTLINE, max_bytes=1000) == "input.too_large"


@needs_doc
def test_a_password() -> None:
    # The flag of encryption in the header of the stream WordDocument, which has no key behind it.
    at = OUTLINE.index(b"\xec\xa5") + 10
    locked = bytearray(OUTLINE)
    locked[at + 1] |= 1
    locked[at + 1] |= 0x80
    assert code(bytes(locked)) == "input.doc_encrypted"
    assert code(bytes(locked), password="geheim") == "input.doc_password"


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "doc2docx" else found(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    with pytest.raises(errors.InputError) as caught:
        read(OUTLINE, name="样本.doc")
    assert caught.value.code == "input.doc_needs_extra"
    assert "gouji[doc]" in caught.value.message and "gouji[doc]" in caught.value.english


@needs_doc
def test_a_lost_structure_is_named(monkeypatch: pytest.MonkeyPatch, outline: Document) -> None:
    whole = subprocess.run

    def lossy(*args: object, **more: object) -> subprocess.CompletedProcess[str]:
        done = whole(*args, **more)  # type: ignore[call-overload]
        done.stdout += "\nMALFORMED_TABLE_FLATTENED\nNUMBERING_TABLE_MALFORMED"
        return done  # type: ignore[no-any-return]

    assert outline.notes == ()
    monkeypatch.setattr(subprocess, "run", lossy)
    tables, numbers = read(OUTLINE, name="样本.doc").notes
    assert "表格" in tables.zh and "table" in tables.en
    assert "编号" in numbers.zh and "number" in numbers.en
