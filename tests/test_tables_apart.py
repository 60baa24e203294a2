"""Prose in one file, tables in others: one document, and every place names its file."""

import io
import json
from pathlib import Path

import pytest
import typer.testing
from openpyxl import Workbook

import gouji
from gouji.cli.app import build
from gouji.errors import InputError, UsageError
from gouji.read import join, read

PROSE = "青石县档案馆2024年度部门决算公开\n\n一、支出决算情况说明\n\n2024年度支出合计41.00万元，其中：基本支出30.00万元，占73.17%；项目支出11.00万元，占26.83%。\n"


def workbook(total: float = 41.0) -> bytes:
    made = Workbook()
    sheet = made.active
    sheet.title = "支出决算表"
    for row in (
        ["支出决算表"], ["单位：万元"], ["功能分类科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        [None, "合计", total, 30.0, 11.0], ["201", "一般公共服务支出", total, 30.0, 11.0],
    ):  # fmt: skip
        sheet.append(row)
    for line in sheet["C4:E5"]:
        for cell in line:
            cell.number_format = "0.00"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    prose, tables = tmp_path / "说明.txt", tmp_path / "表.xlsx"
    prose.write_text(PROSE, encoding="utf-8")
    tables.write_bytes(workbook(42.0))
    return prose, tables


def run(*arguments: object) -> typer.testing.Result:
    return typer.testing.CliRunner().invoke(build(), list(map(str, arguments)))


def test_both_are_one_document(files: tuple[Path, Path]) -> None:
    prose, tables = files
    document = join([read(prose), read(tables)])
    assert document.text == read(prose).text + "\n" + read(tables).text
    assert (document.path, document.format) == (str(prose), "text")
    assert [(file.path, file.sha256) for file in document.files] == [
        (str(path), read(path).sha256) for path in (prose, tables)
    ]
    for block in document.blocks:
        assert block.grid is None or document.grids[block.grid].index == block.grid
    cell = document.grids[0].cells[-1]
    assert cell.span.cut(document.text) == cell.text == "11.00"
    assert document.beside(cell.span) == str(tables)
    assert document.place(cell.span).ref == "支出决算表!E5"
    assert document.beside(document.blocks[0].span) is None
    assert join([read(prose)]) == read(prose)


def test_the_prose_is_checked_against_the_tables(files: tuple[Path, Path]) -> None:
    prose, tables = files
    report = gouji.check(prose, tables=tables)
    assert any(one.rule == "TX-101" or "42.00" in one.message for one in report.findings)
    found = next(one for one in report.findings if any(e.kind == "cell" for e in one.evidence))
    proof = next(e for e in found.evidence if e.kind == "cell")
    assert proof.document == str(tables)
    assert proof.ref in ("支出决算表!C4", "支出决算表!C5")
    inside = next(one for one in report.findings if one.document)
    assert (inside.document, inside.ref and inside.ref[:6]) == (str(tables), "支出决算表!")
    assert gouji.check(prose, tables=[workbook()]).coverage.linked >= 3
    assert gouji.check(PROSE).coverage.linked == 0


def test_commands(files: tuple[Path, Path]) -> None:
    prose, tables = files
    made = run("check", prose, "--tables", tables, "--format", "json")
    assert made.exit_code == 1
    document = json.loads(made.stdout)["documents"][0]
    assert [file["path"] for file in document["files"]] == [str(prose), str(tables)]
    claims = json.loads(run("claims", prose, "--tables", tables, "--format", "json").stdout)["documents"][0]["claims"]
    assert {claim["table_ref"]["ref"] for claim in claims if claim["table_ref"]} >= {"支出决算表!D4"}
    facts = json.loads(run("facts", prose, "--tables", tables, "--format", "json").stdout)["documents"][0]["facts"]
    assert {fact["document"] for fact in facts} == {str(tables)}
    assert "支出决算表!C4" in "".join(run("check", prose, "--tables", tables).stdout.split())
    assert "支出决算表!D4" in "".join(run("claims", prose, "--tables", tables).stdout.split())
    for form in ("sarif", "github", "md", "html", "jsonl"):
        assert run("check", prose, "--tables", tables, "--format", form).exit_code == 1, form


def test_one_report_only(files: tuple[Path, Path]) -> None:
    prose, tables = files
    made = run("check", prose, tables, "--tables", tables)
    assert isinstance(made.exception, UsageError)
    assert made.exception.code == "usage.tables"


def test_tables_that_cannot_be_read_fail_the_report(files: tuple[Path, Path]) -> None:
    prose, tables = files
    tables.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(InputError) as caught:
        gouji.check(prose, tables=tables)
    assert caught.value.code == "input.xlsx_damaged"
    assert str(tables) in str(caught.value)
    assert run("check", prose, "--tables", tables).exit_code == 2
