"""The formats for machines and tickets: JSON Lines, SARIF, GitHub annotations, Markdown."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from gouji.model import Report, Suppression
from gouji.report import Streaming, find_format, pieces
from gouji.report.schema import schema

ROOT = Path(__file__).resolve().parents[2]


def render(form: str, *reports: Report, lang: Any = "zh") -> str:
    return find_format(form).render(reports, lang=lang, color=False, width=80)


@pytest.fixture
def known(report: Report) -> Report:
    """The report with one finding suppressed."""
    first, *rest = report.findings
    noted = msgspec.structs.replace(first, suppression=Suppression("inline", "口径不同"))
    return msgspec.structs.replace(report, findings=(noted, *rest))


def test_json_lines_are_results_of_one_document(report: Report, clean: Report, failed: Report) -> None:
    lines = render("jsonl", report, clean, failed).splitlines()
    results = [json.loads(line) for line in lines]
    for result in results:
        jsonschema.validate(result, schema("check"))
    whole = json.loads(render("json", report, clean, failed))
    assert [result["documents"] for result in results] == [[document] for document in whole["documents"]]


@pytest.mark.parametrize("form", ["jsonl", "github", "md"])
def test_what_can_go_out_one_by_one_does(report: Report, clean: Report, failed: Report, form: str) -> None:
    made = find_format(form)
    assert isinstance(made, Streaming)
    asked: list[str] = []

    def reports() -> Any:
        for one in (report, clean, failed):
            asked.append(one.path)
            yield one

    parts = pieces(made, reports(), lang="zh", color=False, width=80)
    first = next(parts)
    assert asked == [report.path]
    assert first + "".join(parts) == render(form, report, clean, failed)


def sarif(*reports: Report, lang: Any = "zh") -> dict[str, Any]:
    result = json.loads(render("sarif", *reports, lang=lang))
    assert result["version"] == "2.1.0"
    run: dict[str, Any] = result["runs"][0]
    return run


def test_sarif(known: Report, clean: Report, failed: Report) -> None:
    run = sarif(known, clean, failed)
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == ["qingshi.pdf", "clean.txt", "gone.pdf"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(known.cards)
    results = run["results"]
    assert [one["partialFingerprints"] for one in results] == [{"gouji/v1": f.id} for f in known.findings]
    assert [rules[one["ruleIndex"]] for one in results] == [one["ruleId"] for one in results]
    assert [one["level"] for one in results] == ["warning", "note", "error"]
    assert [one.get("suppressions") for one in results] == [
        [{"kind": "inSource", "status": "accepted", "justification": "口径不同"}], None, None,
    ]  # fmt: skip
    assert not run["invocations"][0]["executionSuccessful"]
    assert [one["level"] for one in run["invocations"][0]["toolExecutionNotifications"]] == ["warning", "error"]


def test_sarif_regions_and_evidence(report: Report) -> None:
    item = sarif(report)["results"][2]
    finding = report.findings[2]
    assert report.analysis is not None
    (location,) = item["locations"]
    region = location["physicalLocation"]["region"]
    assert region == {
        "charOffset": finding.span.start,
        "charLength": len(finding.span),
        "snippet": {"text": finding.span.cut(report.analysis.document.text)},
        "properties": {"page": 4},
    }
    assert location["logicalLocations"] == [{"fullyQualifiedName": "三1", "kind": "section"}]
    related = item["relatedLocations"]
    assert [one["id"] for one in related] == [1, 2, 3]
    assert [("physicalLocation" in one) for one in related] == [True, True, False]
    assert related[1]["physicalLocation"]["region"]["properties"] == {"page": 2}
    assert sarif(report)["results"][1]["properties"]["root"] == finding.id


def test_sarif_lines_of_a_text_file() -> None:
    from gouji.pipeline import check

    text = "2024年度青石县水务局部门决算\n\n年初预算为10.00万元，支出决算为12.00万元，决算数等于年初预算数。\n"
    made = check(text, name="稿 1.md", select=["NN-101"])
    (one,) = sarif(made)["results"]
    physical = one["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "%E7%A8%BF%201.md", "index": 0}
    assert (physical["region"]["startLine"], physical["region"]["endLine"]) == (3, 3)
    annotation = render("github", made)
    assert annotation.startswith("::error file=稿 1.md,line=3,endLine=3,title=NN-101 比较用语与数字不符::")


MULTITOOL = os.environ.get("SARIF_MULTITOOL") or shutil.which("sarif-multitool-linux")


@pytest.mark.skipif(not MULTITOOL, reason="the SARIF multitool is not installed")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sarif_is_valid(known: Report, clean: Report, failed: Report, tmp_path: Path, lang: str) -> None:
    from gouji.pipeline import check

    shipped = check(ROOT / "corpus" / "reports" / "qingshi-shuiwu-2024.txt", name="qingshi-shuiwu-2024.txt")
    file = tmp_path / "r.sarif"
    file.write_text(render("sarif", known, clean, failed, shipped, lang=lang), encoding="utf-8")
    assert MULTITOOL
    command = [MULTITOOL, "validate", file, "--output", tmp_path / "v.sarif", "--log", "ForceOverwrite"]
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=300)
    found = json.loads((tmp_path / "v.sarif").read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    assert [one for one in found if one.get("level") == "error"] == [], done.stdout


def test_github_annotations(known: Report, failed: Report) -> None:
    first, second, last = render("github", known, failed, lang="en").splitlines()
    assert first.startswith("::notice file=qingshi.pdf,title=NN-113 share::p. 3 ")
    assert second.startswith("::error file=qingshi.pdf,title=NN-101 relation word against numbers::p. 4 final 39.78")
    assert "%0A年初预算为0万元" in second
    assert last == "::error file=gone.pdf::[input.missing] gone.pdf: 文件不存在"


def test_github_escapes(report: Report) -> None:
    nasty = msgspec.structs.replace(report, path="a,b:c%\n.pdf", findings=report.findings[2:])
    (line,) = render("github", nasty).splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac%25 .pdf,title=")


def test_markdown(known: Report, clean: Report, failed: Report) -> None:
    text = render("md", known, clean, failed)
    assert "- [ ] **NN-101 关系词与数字不符** 第4页 · 三1 · `f00000000001`" in text
    assert "  - [ ] **NN-113 占比** 第3页 · 三 · `f00000000002`" in text
    assert "TI-302" not in text
    assert "1 个已豁免" in text
    assert "没有发现不符" in text
    assert "无法读取 \\[input.missing\\] gone.pdf: 文件不存在" in text


def test_markdown_marks_in_a_report_stay_words(report: Report) -> None:
    quoted = msgspec.structs.replace(report.findings[2], quote="*甲* [乙](x) <b>`c`</b>\n# 丁")
    text = render("md", msgspec.structs.replace(report, findings=(quoted,)))
    assert "  > \\*甲\\* \\[乙\\](x) \\<b\\>\\`c\\`\\</b\\> \\# 丁\n" in text


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("1. 甲", "1\\. 甲"), ("12) 甲", "12\\) 甲"), ("- 甲", "\\- 甲"), ("---", "\\---"), ("+ 甲", "\\+ 甲"), ("1.甲", "1.甲"),
        ("a|b", "a\\|b"), ("&lt;x&gt;", "\\&lt;x\\&gt;"), ("$a$", "\\$a\\$"), ("见 http://x.y/z", "见 http\\://x.y/z"),
        ("www.x.y", "www\\.x.y"), ("2024. 年", "2024\\. 年"), ("甲 - 乙", "甲 - 乙"),
    ],
)  # fmt: skip
def test_markdown_makes_no_lists_links_or_formulas_of_a_report(report: Report, words: str, written: str) -> None:
    quoted = msgspec.structs.replace(report.findings[2], quote=words)
    text = render("md", msgspec.structs.replace(report, findings=(quoted,)))
    assert f"\n  > {written}\n" in text


def test_lines_for_logs(known: Report, failed: Report) -> None:
    lines = render("text", known, failed, lang="en").splitlines()
    assert lines[0] == "qingshi.pdf::: not checked 第5页没有文字层"
    assert lines[1].startswith("qingshi.pdf:3:三: info NN-113 ")
    assert lines[2] == (
        "qingshi.pdf:4:三1: error NN-101 final 39.78万元 against budget 0万元 is “大于”, the text says “等于” [f00000000001]"
    )
    assert lines[3] == "gone.pdf::: could not be read input.missing gone.pdf: 文件不存在"
    assert len(lines) == 4


def test_a_finding_is_one_line_whatever_it_says(report: Report) -> None:
    bad = msgspec.structs.replace(report.findings[0], facts={"row": "甲\n乙\x1b[31m", "stated": "1", "expected": "2"})
    lines = render("text", msgspec.structs.replace(report, findings=(bad,), notes=())).splitlines()
    assert len(lines) == 1
    assert "甲 乙[31m" in lines[0]
