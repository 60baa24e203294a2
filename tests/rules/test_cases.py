"""Runs every case under tests/cases/rules through the whole pipeline; the file's name is the rule's id.

A case: name, covers (broken, holds, edge, nothing), text, profile (final-accounts), expect: the findings of the rule in
order, each a table of the attributes to compare; quote may be a part of the quote, hint a part of the hint; message and
english are the message in Chinese and English. Without expect nothing may be found. covers “nothing” asks for the
ending “nothing_to_check”. running: headers of the text, which is made a Word file. previous, budget and parts (a list) are the texts of other documents.
"""

import tomllib
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from tests.rules.headed import headed

import gouji.rules
from gouji.check import Role
from gouji.model import Finding, Report
from gouji.pipeline import Source, check, gather
from gouji.report import words

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "rules"
CASES = [
    pytest.param(file.stem, case, id=f"{file.stem}: {case['name']}")
    for file in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_case(rule: str, case: dict[str, Any]) -> None:
    report = run(rule, case, "zh")
    found = [finding for finding in report.findings if finding.rule == rule]
    expected = case.get("expect", [])
    assert len(found) == len(expected), found
    card = report.cards[rule]
    for finding, wanted in zip(found, expected, strict=True):
        for key, value in wanted.items():
            if key not in ("message", "english"):
                assert_like(finding, key, value)
        assert_worded(card.messages, finding)
        assert words.message(card, finding, "zh") == wanted.get("message", words.message(card, finding, "zh"))
    if any("english" in wanted for wanted in expected):
        for finding, wanted in zip(run(rule, case, "en").findings, expected, strict=True):
            given = words.message(card, finding, "en")
            assert given == wanted.get("english", given)
    ending = case.get("ending", "nothing_to_check" if case["covers"] == "nothing" else "ran")
    assert next(run.ending for run in report.runs if run.rule == rule) == ending


def run(rule: str, case: dict[str, Any], lang: words.Language) -> Report:
    text, profile = case["text"].strip("\n"), case.get("profile", "final-accounts")
    sources: dict[Role, list[Source]] = {
        "previous": [case[key].strip("\n") for key in ("previous",) if key in case],
        "budget": [case[key].strip("\n") for key in ("budget",) if key in case],
        "parts": [part.strip("\n") for part in case.get("parts", ())],
    }
    if "running" in case:
        return check(headed(text, case["running"]), name="case.docx", profile=profile, select=[rule], lang=lang)
    return check(text, name="case.txt", profile=profile, select=[rule], lang=lang, companions=gather(sources))


def assert_like(finding: Finding, key: str, value: str) -> None:
    given = getattr(finding, key)
    if key in ("quote", "hint"):
        assert value in (given or ""), (key, given)
    else:
        assert given == value, (key, given)


def assert_worded(messages: dict[str, dict[str, str]], finding: Finding) -> None:
    """Both languages have the variant, every placeholder has its fact, and the quote is short."""
    for language in ("zh", "en"):
        assert messages[language][finding.variant].format(**finding.facts)
    assert len(finding.quote) <= 80
    assert finding.quote


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_cases_go_both_ways(file: Path) -> None:
    kinds = {case["covers"] for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]}
    assert {"broken", "holds", "edge", "nothing"} <= kinds


def test_no_rule_lacks_cases() -> None:
    """A rule turned off must make a test fail; table relations have their own in tests/cases/relations."""
    given = {file.stem for file in FOLDER.glob("*.toml")}
    modules = (name.name.upper() for name in iter_modules(gouji.rules.__path__) if not name.name.startswith("_"))
    assert {f"{name[:2]}-{name[2:]}" for name in modules} <= given
