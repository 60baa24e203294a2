"""The invented books tie exactly, for every kind of department."""

from random import Random

import pytest

from gouji.corpus.accounts import accounts
from gouji.corpus.economy import Economy, economy, traits
from gouji.corpus.ledger import FISCAL, Ledger
from gouji.corpus.official import ITEMS


def _economy(seed: int, *, plan: bool = False) -> Economy:
    rng = Random(f"{seed}")
    trade = accounts().trade[seed % len(accounts().trade)].key
    return economy(rng, traits(rng, trade, plan=plan, reserve=plan, capital=True, carry=True), plan=plan)


@pytest.mark.parametrize("plan", [False, True])
@pytest.mark.parametrize("year", ["", "last."])
def test_income_and_expenditure_tie(plan: bool, year: str) -> None:
    for seed in range(60):
        books = _economy(seed, plan=plan).books
        assert books.figure(f"{year}total.income") == books.figure(f"{year}total.spent")
        for kind in (*FISCAL, "fiscal"):
            assert books.figure(f"{year}{kind}.total.income") == books.figure(f"{year}{kind}.total.spent")
        assert books.figure(f"{year}economic") == books.figure(f"{year}general.basic")


def test_last_years_closing_balance_is_this_years_opening_one() -> None:
    for seed in range(60):
        books = _economy(seed).books
        if not books.new:
            assert books.figure("last.out") == books.figure("in")


def test_a_new_body_has_no_year_before() -> None:
    new = [one for one in (_economy(seed) for seed in range(120)) if one.traits.new]
    assert new
    assert all(
        one.books.new and not one.books.figure("last.total.income") and not one.books.figure("in") for one in new
    )
    assert all(one.books.figure("general.budget") == 0 < one.books.figure("general.adjusted") for one in new)


def test_official_expenditure_holds_what_basic_expenditure_has_of_it() -> None:
    for seed in range(60):
        made = _economy(seed)
        for item, code in zip(ITEMS, ("30212", "31013", "30231", "30217"), strict=True):
            assert made.books.figure("official", item) >= made.books.figure("public", code)
        counts = made.counts
        assert bool(made.books.figure("official", "reception")) == bool(counts.visits)
        assert counts.visitors >= counts.visits
        assert counts.cars >= counts.bought
        assert made.books.figure("running") <= made.books.figure("public")


def test_departments_differ() -> None:
    made = [_economy(seed) for seed in range(80)]
    for trait in ("fund", "capital", "carry", "official", "body"):
        assert {getattr(one.traits, trait) for one in made} == {True, False}
    assert {bool(one.traits.own) for one in made} == {True, False}
    assert any(one.books.figure("own.surplus") for one in made)
    assert any(
        0 in (one.books.figure("general.budget", code) for code in one.books.now.rows("general")) for one in made
    )


def test_figures_of_classes_are_sums_of_their_items() -> None:
    book = Ledger()
    book.add("general.basic", "2010301", 5)
    book.add("general.project", "2010302", 7)
    book.add("fund.project", "2120803", 11)
    assert [book.get("general", row) for row in ("", "201", "20103", "2010302")] == [12, 12, 12, 7]
    assert book.get("fiscal") == 23
    assert book.get("spent.project") == 18
    assert book.with_parents("general") == ["201", "20103", "2010301", "2010302"]
