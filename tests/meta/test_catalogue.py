"""The catalogue: every entry of its numbering is a rule, or listed with the reason; its page is current.

`gouji rules --format md -o src/gouji/rules/CATALOGUE.md` writes the page.
"""

from pathlib import Path

from gouji.check import all_rules, variants
from gouji.check.catalogue import catalogue
from gouji.report.catalogue import catalogue_page

PAGE = Path(__file__).resolve().parents[2] / "src" / "gouji" / "rules" / "CATALOGUE.md"


def test_every_entry_is_a_rule_or_has_a_reason() -> None:
    rules = {rule.card.code for rule in all_rules()}
    listed = {one.id for one in catalogue().unchecked}
    assert len(catalogue().ids) == len(set(catalogue().ids)) == 163
    assert set(catalogue().ids) - rules - listed == set()
    assert listed & rules == set()
    assert listed <= set(catalogue().ids)
    assert all(len(one.zh) > 10 and len(one.en) > 20 for one in catalogue().unchecked)


def test_every_relation_shows_both_sides() -> None:
    for found in variants().values():
        for _, rule in found:
            if "last_place" in rule.card.messages["zh"]:
                assert "正确：" in rule.card.doc, rule.card.code
                assert "错误：" in rule.card.doc, rule.card.code
                assert rule.card.source, rule.card.code
                assert rule.card.name["en"] != rule.card.name["zh"], rule.card.code


def test_the_page_is_current() -> None:
    cards = {code: [(names, one.card) for names, one in found] for code, found in variants().items()}
    page = catalogue_page(cards, {one.id: (one.zh, one.en) for one in catalogue().unchecked})
    assert PAGE.read_text(encoding="utf-8") == page
