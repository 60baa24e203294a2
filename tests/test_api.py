"""The Python interface."""

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

import gouji
from gouji.errors import UsageError

REPORT = Path(__file__).resolve().parents[1] / "corpus" / "reports" / "qingshi-shuiwu-2024.txt"


@pytest.fixture(scope="module")
def report() -> gouji.Report:
    return gouji.check(REPORT)


def test_findings_speak(report: gouji.Report) -> None:
    finding = next(one for one in report.findings if one.rule == "NN-101")
    assert isinstance(finding, gouji.Finding)
    assert (finding.severity, finding.stated, finding.expected) == ("error", "等于", "大于")
    assert "大于" in finding.message


def test_path_text_and_bytes_are_one(report: gouji.Report) -> None:
    data = REPORT.read_bytes()
    for source in (str(REPORT), data, data.decode("utf-8")):
        assert gouji.check(source).findings == report.findings


def test_json_is_that_of_the_command(report: gouji.Report) -> None:
    document = json.loads(report.to_json())["documents"][0]
    assert [finding["id"] for finding in document["findings"]] == [finding.id for finding in report.findings]


def test_frames(report: gouji.Report) -> None:
    frame = report.to_frame()
    assert len(frame) == len(report.findings)
    assert {"rule", "severity", "message", "page", "quote"} <= set(frame.columns)
    claims = report.to_frame("claims")
    assert len(claims) == len(report.claims)
    assert isinstance(next(value for value in claims["value"] if value is not None), Decimal)
    assert len(report.to_frame("facts")) == len(report.facts)


def test_an_empty_frame_has_its_columns(report: gouji.Report) -> None:
    none = gouji.check(REPORT, select=["NN-101"], ignore=["NN"])
    assert none.findings == ()
    assert list(none.to_frame().columns) == list(report.to_frame().columns)


def test_coverage_and_endings(report: gouji.Report) -> None:
    assert report.coverage.claims == len(report.claims) > 0
    assert {run.ending for run in report.runs} <= {"ran", "nothing_to_check"}
    assert sum(template.count for template in report.templates) > 0


def test_unreadable_input_raises(tmp_path: Path) -> None:
    with pytest.raises(gouji.InputError) as caught:
        gouji.check(tmp_path / "gone.pdf")
    assert caught.value.code == "input.missing"
    with pytest.raises(gouji.InputError):
        gouji.check(b"")
    with pytest.raises(gouji.InputError):
        gouji.read("gone.pdf")


def test_read(report: gouji.Report) -> None:
    assert gouji.read(REPORT).sha256 == report.model.sha256


def test_a_wrong_rule_or_format_raises(report: gouji.Report) -> None:
    with pytest.raises(UsageError):
        gouji.check(REPORT, select=["XX"])
    with pytest.raises(UsageError):
        report.render("jsom")


def test_english(report: gouji.Report) -> None:
    assert gouji.check(REPORT, lang="en").findings[0].message != report.findings[0].message


def test_packages_of_the_same_name_can_still_be_imported() -> None:
    from gouji.check import View
    from gouji.read import Limits

    assert View
    assert Limits
    assert callable(gouji.check)
    assert callable(gouji.read)


def test_severity_and_rules_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[relations.relation]]\nid = "YQS-001"\nformula = "Z3[合计, 基本支出] ≥ 0"\nzh = "支出不为负"\n',
        encoding="utf-8",
    )
    report = gouji.check(REPORT, select=["YQS", "NN-101"], severity={"NN": "info"}, extend=[own])
    assert {one.severity for one in report.findings if one.rule == "NN-101"} == {"info"}
    assert [run.ending for run in report.runs if run.rule == "YQS-001"] == ["ran"]


def test_password_opens_an_encrypted_file() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret", ownerPassword="owner", strength=128))
    canvas.drawString(96, 700, "Expenditure")
    canvas.save()
    data = buffer.getvalue()
    assert gouji.read(data, name="a.pdf", password="secret").text == "Expenditure"
    assert gouji.check(data, name="a.pdf", password="secret").path == "a.pdf"
    with pytest.raises(gouji.InputError) as caught:
        gouji.check(data, name="a.pdf", password="other")
    assert caught.value.code == "input.pdf_password"


def test_to_bytes_marks_the_file_that_was_checked() -> None:
    file = Path(__file__).parents[1] / "corpus" / "benchmark" / "hunan-2026-0000-faulty.docx"
    report = gouji.check(file, select=["NN-118"])
    made = report.to_bytes("docx", file.read_bytes())
    assert [one.id for one in gouji.check(made, name="二.docx", select=["NN-118"]).findings] == [
        one.id for one in report.findings
    ]
    assert report.to_bytes("md") == report.render("md").encode()
    assert report.to_bytes("xlsx").startswith(b"PK")
    with pytest.raises(UsageError, match="bytes"):
        report.to_bytes("docx")
    with pytest.raises(UsageError, match="no text"):
        report.render("xlsx")
