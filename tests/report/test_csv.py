"""Claims and facts as CSV: every record a line, every field a column, nothing that is run."""

import csv
import io

import msgspec
import pytest

from gouji.model import Analysis
from gouji.report import project
from gouji.report.csvform import claims_csv, facts_csv


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_claims(analysis: Analysis) -> None:
    rows = read(
        claims_csv([project.claims_document("甲.pdf", analysis, None), project.claims_document("乙.pdf", None, None)])
    )
    assert len(rows) == len(analysis.claims)
    first = rows[0]
    assert (first["path"], first["quote"], first["value"], first["unit"]) == (
        "甲.pdf",
        "本年支出合计120.50万元",
        "120.50",
        "万元",
    )
    assert (first["table_ref.table"], first["table_ref.row"], first["table_ref.value"]) == (
        "支出决算表",
        "合计",
        "120.50",
    )
    assert (rows[4]["loose"], rows[4]["table_ref.table"]) == ("no such cell", "")
    assert rows[6]["value"] == ""


def test_facts(analysis: Analysis) -> None:
    rows = read(facts_csv([project.facts_document("甲.pdf", analysis, None)]))
    assert len(rows) == len(analysis.tables[0].cells)
    assert {key: rows[9][key] for key in ("row", "row_code", "column_path", "raw", "value", "unit", "page")} == {
        "row": "档案馆", "row_code": "2012604", "column_path": "本年支出合计", "raw": "39.78", "value": "39.78", "unit": "万元", "page": "2",
    }  # fmt: skip
    assert rows[0]["bbox"] == "50.0 60.0 90.0 72.0"


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-1+1", "'-1+1"), ("-cmd", "'-cmd"), ("\t=1", "'=1"),
        ("-12.50", "-12.50"), ("−1,200", "−1,200"), ("-3.1%", "-3.1%"), ("-", "-"), ("甲,\n“乙”\x1b", "甲, “乙”"), ("1=1", "1=1"),
    ],
)  # fmt: skip
def test_words_are_words_and_numbers_numbers(analysis: Analysis, raw: str, written: str) -> None:
    document = project.facts_document("甲.pdf", analysis, None)
    facts = (msgspec.structs.replace(document.facts[0], raw=raw),)
    (row,) = read(facts_csv([msgspec.structs.replace(document, facts=facts)]))
    assert row["raw"] == written
