"""JSON is the contract: shape, schema, exact numbers, the same bytes each time."""

import json
from decimal import Decimal
from typing import Any

import jsonschema
import msgspec
import pytest
from msgspec.structs import replace

from gouji.model import Analysis, Evidence, Recognised, Report
from gouji.report import find_format, project, records
from gouji.report.jsonform import to_json
from gouji.report.schema import FOLDER, RESULTS, schema, text


def render(*reports: Report, lang: str = "zh") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(find_format("json").render(reports, lang=lang, color=False, width=80))
    return made


def test_check_has_the_shape_of_the_contract(report: Report, failed: Report) -> None:
    result = render(report, failed)
    assert list(result) == ["schema_version", "tool", "documents"]
    assert result["schema_version"] == "1.0"
    assert list(result["tool"]) == ["name", "version", "lexicons"]
    assert result["tool"]["lexicons"] == {"final-accounts": "1.0+0a1b2c3d"}
    one, gone = result["documents"]
    assert list(one) == [
        "path", "sha256", "title", "unit", "year", "profile", "status", "error", "notes", "coverage", "runs",
        "findings", "corrections", "files",
    ]  # fmt: skip
    assert (one["unit"], one["year"], one["profile"], one["status"]) == (
        "青石县档案馆",
        2024,
        "final-accounts",
        "partial",
    )
    assert one["coverage"] == {
        "amounts": 9, "claims": 7, "linked": 3, "checked": 5, "loose": {"no such cell": 1, "other period": 1},
        "mentions": {"list number": 1, "year": 2},
    }  # fmt: skip
    assert one["runs"][1] == {"rule": "NN-102", "ending": "nothing_to_check", "checked": 0, "broken": 0}
    assert gone["error"] == {"code": "input.missing", "message": "gone.pdf: 文件不存在"}
    assert (gone["title"], gone["unit"], gone["year"], gone["findings"]) == (None, None, None, [])


def test_a_finding_has_the_shape_of_the_contract(report: Report) -> None:
    finding = render(report)["documents"][0]["findings"][2]
    assert list(finding) == [
        "id", "rule", "name", "severity", "message", "hint", "quote", "page", "start", "end", "section", "bbox",
        "stated", "expected", "unit", "evidence", "root", "suppressed", "document", "ref",
    ]  # fmt: skip
    assert finding["message"] == "决算数39.78万元与年初预算数0万元相比是“大于”，正文称“等于”"
    assert finding["bbox"] == [50.0, 100.0, 150.0, 112.0]
    assert finding["evidence"][1] == {
        "kind": "cell", "page": 2, "table": "支出决算表", "row": "档案馆", "column": "基本支出",
        "quote": "档案馆 39.78", "value": "39.78", "unit": "万元", "document": None, "ref": None, "confidence": None,
    }  # fmt: skip


def test_a_follower_names_its_root_and_keeps_its_severity(report: Report) -> None:
    follower = render(report)["documents"][0]["findings"][1]
    assert (follower["root"], follower["severity"]) == ("f00000000001", "info")


def test_quote_lies_at_start_and_end(report: Report) -> None:
    assert report.analysis is not None
    for finding in render(report)["documents"][0]["findings"]:
        assert report.analysis.document.text[finding["start"] : finding["end"]] == finding["quote"]


def test_english_words(report: Report) -> None:
    finding = render(report, lang="en")["documents"][0]["findings"][2]
    assert finding["name"] == "relation word against numbers"
    assert finding["message"] == "final 39.78万元 against budget 0万元 is “大于”, the text says “等于”"


def test_english_falls_back_to_chinese(report: Report) -> None:
    table, share, _ = render(report, lang="en")["documents"][0]["findings"]
    assert (table["name"], share["message"]) == ("支出决算表分类合计", "占比应为66.804%")


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    form = find_format("json")
    first = form.render([report], lang="zh", color=False, width=80)
    slower = msgspec.structs.replace(report, timings={"read": 9.9})
    assert form.render([slower], lang="zh", color=True, width=40) == first


def claims(analysis: Analysis) -> list[dict[str, Any]]:
    result = records.ClaimsResult("1.0", (project.claims_document("a.txt", analysis, None),))
    made: list[dict[str, Any]] = json.loads(to_json(result), parse_float=Decimal)["documents"][0]["claims"]
    return made


def test_a_claim_has_the_shape_of_the_contract(analysis: Analysis) -> None:
    claim = claims(analysis)[5]
    assert list(claim) == [
        "quote", "sentence", "page", "start", "end", "section", "kind", "subject", "measure", "period", "value", "unit",
        "hedge", "direction", "table_ref", "loose", "confidence",
    ]  # fmt: skip
    assert claim["subject"] == "一般公共服务支出/档案事务/档案馆"
    assert (claim["measure"], claim["period"], claim["value"], claim["unit"]) == (
        "决算",
        "2024",
        Decimal("39.78"),
        "万元",
    )
    assert (claim["page"], claim["section"], claim["quote"]) == (4, "三", "支出决算为39.78万元")


def test_a_claim_without_number(analysis: Analysis) -> None:
    claim = claims(analysis)[6]
    assert (claim["value"], claim["unit"], claim["direction"], claim["loose"]) == (None, None, "flat", "other period")


def test_decimals_stay_as_written(analysis: Analysis) -> None:
    result = records.ClaimsResult("1.0", (project.claims_document("a.txt", analysis, None),))
    assert '"value": 120.50,' in to_json(result)


def test_table_refs(analysis: Analysis) -> None:
    refs = [claim["table_ref"] for claim in claims(analysis)]
    assert refs[0] == {
        "table": "支出决算表", "row": "合计", "column": "本年支出合计", "value": Decimal("120.50"), "unit": "万元", "page": 2,
        "document": None, "ref": None,
    }  # fmt: skip
    # A sum takes the link's name, and a blank cell in it counts as 0.
    assert (refs[1]["row"], refs[1]["value"]) == ("基本支出小计", Decimal("80.50"))
    # A blank cell alone is 0, and never null.
    assert (refs[3]["column"], refs[3]["value"]) == ("其中/项目支出", 0)
    assert refs[2] is None


def test_facts_are_tidy(analysis: Analysis) -> None:
    rows = project.facts(analysis)
    assert len(rows) == 12
    last = rows[-2]
    assert (last.row_path, last.row_code) == ("合计/一般公共服务支出/档案事务/档案馆"[3:], "2012604")
    assert (last.column, last.column_path, last.measure) == ("基本支出", "其中/基本支出", "决算")
    assert (last.raw, last.state, last.value, last.unit, last.page) == ("39.78", "number", Decimal("39.78"), "万元", 2)
    assert (rows[-1].raw, rows[-1].state, rows[-1].value) == ("", "blank", 0)


def test_templates_come_by_count(analysis: Analysis) -> None:
    first, second = project.templates(analysis)
    assert (first.skeleton, first.count, first.slots) == ("支出⟨amount⟩。", 2, ("amount",))
    assert first.places[1].slots[0].filler == "39.78"
    assert second.count == 1


@pytest.mark.parametrize("command", RESULTS)
def test_shipped_schemas_are_those_of_the_records(command: str) -> None:
    assert (FOLDER / f"{command}.json").read_text(encoding="utf-8") == text(command)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_output_fits_the_schemas(report: Report, clean: Report, failed: Report, analysis: Analysis, lang: str) -> None:
    jsonschema.validate(render(report, clean, failed, lang=lang), schema("check"))
    for command, make in (
        ("claims", project.claims_document),
        ("facts", project.facts_document),
        ("templates", project.templates_document),
    ):
        documents = (make("a.txt", analysis, None), make("b.txt", None, failed.error))
        jsonschema.validate(json.loads(to_json(RESULTS[command]("1.0", documents))), schema(command))


def test_the_schema_bites(report: Report) -> None:
    wrong = render(report)
    wrong["documents"][0]["findings"][0]["severity"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema("check"))


def test_what_was_recognised_in_a_picture_says_how_surely(report: Report, analysis: Analysis) -> None:
    claim = next(one for one in analysis.claims if one.number is not None)
    assert claim.number is not None
    seen = (Recognised(claim.number.start, claim.number.end, 0.62),)
    doubtful = replace(analysis, document=replace(analysis.document, recognised=seen))
    assert [one.confidence for one in project.claims(doubtful)].count(0.62) == 1
    assert all(one.confidence is None for one in project.claims(analysis))
    proofs = (Evidence("clause", "原文", span=claim.span), Evidence("computation", "1 + 1 = 2"))
    finding = replace(report.findings[0], evidence=proofs)
    (found,) = project.findings(replace(report, analysis=doubtful, findings=(finding,)), "zh")
    assert [proof.confidence for proof in found.evidence] == [0.62, None]
    cell = analysis.tables[0].cells[0]
    held = (Recognised(cell.span.start, cell.span.end, 0.97),)
    doubtful = replace(analysis, document=replace(analysis.document, recognised=held))
    assert [one.confidence for one in project.facts(doubtful)][:2] == [0.97, None]
