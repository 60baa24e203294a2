from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest

from gouji.check import Settings, View, run
from gouji.errors import UsageError
from gouji.model import Analysis, Document, Outcome, RuleCard, Sentence, Severity, Span

TEXT = "甲。乙。丙。"


def analysis(text: str = TEXT) -> Analysis:
    sentences = tuple(Sentence(i, Span(2 * i, 2 * i + 2), "prose", None, 0, ()) for i in range(len(text) // 2))
    return Analysis(Document("a.txt", "0", "text", text, (), (), ()), "generic", "", None, None, sentences=sentences)


def card(code: str) -> RuleCard:
    return RuleCard(code, "error", {"zh": code}, {"zh": {"default": code}}, "")


class EachSentence:
    """Finds fault with the sentences whose text is in `bad`."""

    looks_at = "sentence"
    needs: frozenset[str] = frozenset()

    def __init__(self, code: str = "XX-101", bad: str = "乙") -> None:
        self.card = card(code)
        self.bad = bad

    def check(self, item: Any, view: View) -> Iterable[Outcome]:
        mark = f"c{item.index}"
        if view.quote(item.span)[0] in self.bad:
            yield Outcome("broken", (mark,), view.finding(self.card, item.span, suspects=(mark,)))
        else:
            yield Outcome("holds", (mark,))


class Crashing(EachSentence):
    def check(self, item: Any, view: View) -> Iterable[Outcome]:
        yield from super().check(item, view)
        if item.index == 1:
            raise KeyError("gone")


class Silent(EachSentence):
    looks_at = "document"

    def check(self, item: Any, view: View) -> Iterable[Outcome]:
        yield Outcome("undecided", why="表中没有该行")


class Needy(EachSentence):
    needs = frozenset({"Z5"})


def test_every_ending() -> None:
    rules = [Needy("XX-104"), Silent("XX-103"), Crashing("XX-102"), EachSentence("XX-101"), EachSentence("YY-101")]
    result = run(analysis(), rules, Settings(ignore=("YY",)))
    assert [(r.rule, r.ending, r.checked, r.broken) for r in result.runs] == [
        ("XX-101", "ran", 3, 1),
        ("XX-102", "crashed", 2, 1),
        ("XX-103", "nothing_to_check", 0, 0),
        ("XX-104", "nothing_to_check", 0, 0),
        ("YY-101", "off", 0, 0),
    ]
    assert result.runs[2].detail == "表中没有该行"
    assert "Z5" in result.runs[3].detail
    assert result.notes == ("规则XX-102运行出错，其结论缺失：KeyError: 'gone'",)
    assert result.checked == 3


def test_findings_come_by_place_and_hang_under_one_root() -> None:
    result = run(analysis(), [EachSentence("XX-102", "甲丙"), EachSentence("XX-101", "丙")], Settings())
    assert [(f.rule, f.span.start) for f in result.findings] == [("XX-102", 0), ("XX-101", 4), ("XX-102", 4)]
    roots = [f.root for f in result.findings]
    assert roots[0] is None
    assert sorted(roots[1:], key=str) == sorted([None, next(f.id for f in result.findings[1:] if not f.root)], key=str)


def test_min_severity_hides_findings_yet_counts_them() -> None:
    class Mild(EachSentence):
        def check(self, item: Any, view: View) -> Iterable[Outcome]:
            yield Outcome("broken", (), view.finding(self.card, item.span, severity="info"))

    result = run(analysis(), [Mild()], Settings(min_severity="warning"))
    assert result.findings == ()
    assert result.runs[0].broken == 3


def test_ids_survive_a_shift_of_the_text() -> None:
    def ids(text: str) -> list[str]:
        return [f.id for f in run(analysis(text), [EachSentence()], Settings()).findings]

    assert ids("甲。乙。") == ids("丙。丙。丙。乙。")
    twice = ids("乙。乙。")
    assert len(set(twice)) == 2
    assert twice[0] == ids("乙。")[0]


def test_the_order_of_rules_does_not_matter() -> None:
    rules = [EachSentence("XX-101", "甲乙"), EachSentence("XX-102", "乙丙"), Silent("XX-103")]
    assert run(analysis(), rules, Settings()) == run(analysis(), rules[::-1], Settings())


def test_an_unknown_id_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="XX-101") as error:
        run(analysis(), [EachSentence()], Settings(select=("XX-107",)))
    assert error.value.code == "usage.unknown_rule"


def test_prefixes_select_and_ignore_wins() -> None:
    rules = [EachSentence("XX-101"), EachSentence("XX-102"), EachSentence("XX-201")]
    result = run(analysis(), rules, Settings(select=("xx-1",), ignore=("XX-102",)))
    assert [r.ending for r in result.runs] == ["ran", "off", "off"]


def test_view_passes_thresholds_and_language() -> None:
    seen: list[tuple[Decimal, str]] = []

    class Looks(Silent):
        def check(self, item: Any, view: View) -> Iterable[Outcome]:
            seen.append((view.thresholds.about_equal, view.lang))
            return ()

    run(analysis(), [Looks()], Settings(lang="en"))
    assert seen == [(Decimal("0.01"), "en")]


@pytest.mark.parametrize(
    ("severity", "found"),
    [
        ({"XX-101": "warning"}, ["warning", "info"]),
        ({"XX": "warning", "xx-1": "info"}, ["info", "info"]),
        ({"XX-10": "error"}, ["error", "info"]),
        ({"YY": "info"}, ["error", "info"]),
    ],
)
def test_another_severity(severity: dict[str, Severity], found: list[str]) -> None:
    class Mixed(EachSentence):
        def check(self, item: Any, view: View) -> Iterable[Outcome]:
            milder: Severity | None = "info" if item.index else None
            yield Outcome("broken", (), view.finding(self.card, item.span, severity=milder))

    rules = [Mixed(), EachSentence("YY-101", "")]
    assert [f.severity for f in run(analysis("甲。乙。"), rules, Settings(severity=severity)).findings] == found
