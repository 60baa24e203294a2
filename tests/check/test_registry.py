from collections.abc import Iterator
from typing import Any

import pytest

from gouji.check import registry
from gouji.check.rule import Rule
from gouji.check.select import Settings, check_patterns, selected
from gouji.errors import LexiconError, UsageError
from gouji.model import Outcome, RuleCard


class Plain:
    """A rule as a plugin writes it."""

    card = RuleCard("PL-101", "error", {"zh": "甲"}, {"zh": {"default": "甲"}}, "甲")
    looks_at = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Any, view: Any) -> Iterator[Outcome]:
        yield Outcome("holds")


class Named(Plain):
    def __init__(self, code: str) -> None:
        self.card = RuleCard(code, "error", {"zh": code}, {}, "")


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    found: dict[str, Any] = {}
    monkeypatch.setattr(registry, "load_group", lambda group: found)
    registry.load_rules.cache_clear()
    registry.all_rules.cache_clear()
    yield found
    registry.load_rules.cache_clear()
    registry.all_rules.cache_clear()


def codes(profile: str = "generic") -> list[str]:
    return [rule.card.code for rule in registry.load_rules(profile)]


def test_a_class_an_instance_and_callables_are_rules(entries: dict[str, Any]) -> None:
    def by_profile(profile: str) -> list[Rule]:
        return [Named(f"PR-{profile}")]

    entries.update(a=Plain, b=Named("IN-101"), c=lambda: [Named("CA-102"), Named("CA-101")], d=by_profile)
    assert codes("budget") == ["CA-101", "CA-102", "IN-101", "PL-101", "PR-budget"]


def test_all_rules_are_those_of_every_profile_once(entries: dict[str, Any]) -> None:
    entries.update(a=Plain, b=lambda profile: [Named(f"PR-{profile}")])
    assert {"PL-101", "PR-budget", "PR-final-accounts", "PR-generic"} <= {r.card.code for r in registry.all_rules()}
    assert len([rule for rule in registry.all_rules() if rule.card.code == "PL-101"]) == 1


def test_the_built_in_rules_enter_by_the_same_door() -> None:
    final, budget = ({r.card.code for r in registry.load_rules(p)} for p in ("final-accounts", "budget"))
    assert {"TI-101", "TT-105", "NN-101"} <= final
    assert {"BI-101", "BT-101", "NN-101"} <= budget
    assert not {code for code in budget if code.startswith(("TI-1", "TI-2", "TI-3"))}
    assert "TT-105" not in budget


def test_an_unknown_profile_is_an_error_not_a_skipped_plugin() -> None:
    with pytest.raises(LexiconError, match="unknown profile"):
        registry.load_rules("no-such-profile")


def test_patterns() -> None:
    assert selected("TI-301", Settings())
    assert selected("TI-301", Settings(select=("ti-3",)))
    assert not selected("TI-301", Settings(select=("TT",)))
    assert not selected("TI-301", Settings(select=("TI",), ignore=("TI-301",)))
    assert selected("TI-301", Settings(ignore=("TI-302",)))


@pytest.mark.parametrize(("pattern", "nearest"), [("TI-3O1", "TI-301"), ("NM", "NN"), ("", "no rule")])
def test_a_pattern_without_a_rule_is_a_usage_error(pattern: str, nearest: str) -> None:
    check_patterns(Settings(select=("TI-301", "NN")), ["TI-301", "NN-101"])
    with pytest.raises(UsageError, match=nearest) as error:
        check_patterns(Settings(ignore=(pattern,)), ["TI-301", "NN-101"])
    assert error.value.code == "usage.unknown_rule"
