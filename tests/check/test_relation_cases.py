"""Every table relation in four situations, as data: tests/cases/relations/<id>.toml.

Relations with figures of the narrative have texts for cases: tests/cases/rules.

tables: where the relation holds. broken, rounding, nothing: cells (form, row, column) given another text; `without`
leaves out forms.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gouji.check import Settings, run
from gouji.check.relation import relation_rules
from gouji.check.relation.formula import NARRATIVE
from gouji.check.relation.lexicon import relations
from gouji.model import Analysis, Finding, RuleRun

CASES = Path(__file__).resolve().parents[1] / "cases" / "relations"
RULES = {
    rule.card.code: (rule, profile) for profile in ("final-accounts", "budget") for rule in relation_rules(profile)
}
STATED = {
    entry.id
    for profile in ("final-accounts", "budget")
    for entry in relations(profile).relation
    if any(ref.form == NARRATIVE for formula in entry.formulas for ref in formula.refs)
}
IDS = sorted(set(RULES) - STATED)
TEXTS = CASES.parent / "rules"
Build = Callable[..., Analysis]


def case(code: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{code}.toml").read_text(encoding="utf-8"))


def check(build: Build, code: str, situation: str) -> tuple[RuleRun, tuple[Finding, ...], dict[str, Any]]:
    rule, profile = RULES[code]
    data = case(code)
    change = data.get(situation, {})
    notation = "\n\n".join(
        block for block in data["tables"].strip().split("\n\n") if block.split(" ")[0] not in change.get("without", [])
    )
    edits = [tuple(edit) for edit in change.get("edit", [])]
    result = run(build(notation, edits, profile), [rule], Settings())
    assert not result.notes
    return result.runs[0], result.findings, change


def test_every_relation_has_its_case_file_and_no_file_is_left_over() -> None:
    assert sorted(file.stem for file in CASES.glob("*.toml")) == IDS
    assert {file.stem for file in TEXTS.glob("*.toml")} >= STATED
    for code in IDS:
        assert set(case(code)) == {"tables", "broken", "rounding", "nothing"}, code


@pytest.mark.parametrize("code", IDS)
def test_holds(build: Build, code: str) -> None:
    ending, findings, _ = check(build, code, "holds")
    assert (ending.ending, findings) == ("ran", ())


@pytest.mark.parametrize("code", IDS)
def test_broken(build: Build, code: str) -> None:
    ending, findings, change = check(build, code, "broken")
    assert ending.broken >= 1
    rule, _ = RULES[code]
    assert {finding.severity for finding in findings} == {rule.card.severity}
    wanted = change["finding"]
    hits = [f for f in findings if all(getattr(f, key) == value for key, value in wanted.items())]
    assert hits, [(f.stated, f.expected, f.facts) for f in findings]
    for language in ("zh", "en"):
        for finding in findings:
            assert rule.card.messages[language][finding.variant].format(**finding.facts)


@pytest.mark.parametrize("code", IDS)
def test_rounding_ties(build: Build, code: str) -> None:
    ending, findings, change = check(build, code, "rounding")
    assert change["edit"]
    assert (ending.ending, findings) == ("ran", ())


@pytest.mark.parametrize("code", IDS)
def test_nothing_to_check(build: Build, code: str) -> None:
    ending, findings, change = check(build, code, "nothing")
    assert change
    assert (ending.ending, ending.checked, findings) == ("nothing_to_check", 0, ())
    assert ending.detail
