"""At the very edge: intervals that touch, differ by a hair, or hold 0. Properties live in tests/properties."""

from decimal import Decimal

import pytest

from gouji.check.compare import cut, possible, relation_of, tie
from gouji.check.relation.engine import compare
from gouji.model import Interval, Quantity
from gouji.model.claim import Relation


def interval(lo: str, hi: str) -> Interval:
    return Interval(Decimal(lo), Decimal(hi))


ONE = interval("1", "2")
TOUCHING, APART, WITHIN = interval("2", "3"), interval("2.001", "3"), interval("1.2", "1.8")


@pytest.mark.parametrize(
    ("relation", "touching", "apart", "within", "reverse_touching", "reverse_apart"),
    [
        ("equal", True, False, True, True, False),
        ("greater", False, False, True, True, True),
        ("less", True, True, True, False, False),
        ("not_over", True, True, True, True, False),
        ("not_under", True, False, True, True, True),
    ],
)
def test_each_relation_where_intervals_touch(
    relation: Relation, touching: bool, apart: bool, within: bool, reverse_touching: bool, reverse_apart: bool
) -> None:
    def holds(left: Interval, right: Interval) -> bool:
        return possible(relation, left, right, Decimal(0))

    assert holds(ONE, TOUCHING) is touching
    assert holds(ONE, APART) is apart
    assert holds(ONE, WITHIN) is within
    assert holds(TOUCHING, ONE) is reverse_touching
    assert holds(APART, ONE) is reverse_apart


@pytest.mark.parametrize("amount", ["greater", "less"])
def test_one_exact_number_is_not_beyond_itself(amount: Relation) -> None:
    assert not possible(amount, interval("1", "1"), interval("1", "1"), Decimal(0))


@pytest.mark.parametrize(
    ("sign", "touching", "apart", "reverse_apart"),
    [("=", True, False, False), ("≤", True, True, False), ("≥", True, False, True)],
)
def test_each_sign_of_a_table_relation_where_intervals_touch(
    sign: str, touching: bool, apart: bool, reverse_apart: bool
) -> None:
    assert compare(sign, ONE, TOUCHING) is touching  # type: ignore[arg-type]
    assert compare(sign, TOUCHING, ONE)  # type: ignore[arg-type]
    assert compare(sign, ONE, APART) is apart  # type: ignore[arg-type]
    assert compare(sign, APART, ONE) is reverse_apart  # type: ignore[arg-type]


def test_about_equal_reaches_exactly_to_the_tolerance() -> None:
    hundred = interval("100", "100")
    assert possible("about_equal", hundred, interval("99", "99"), Decimal("0.01"))
    assert possible("about_equal", interval("99", "99"), hundred, Decimal("0.01"))
    assert not possible("about_equal", hundred, interval("98.999", "98.999"), Decimal("0.01"))


def test_figures_show_equality_up_to_the_last_point_in_common() -> None:
    assert relation_of(ONE, TOUCHING) == relation_of(TOUCHING, ONE) == "equal"
    assert (relation_of(ONE, APART), relation_of(APART, ONE)) == ("less", "greater")


@pytest.mark.parametrize("divisor", [("0", "1"), ("-1", "0"), ("-1", "1"), ("0", "0")])
def test_an_interval_that_only_touches_0_is_no_divisor(divisor: tuple[str, str]) -> None:
    with pytest.raises(ZeroDivisionError, match="holds 0"):
        ONE / interval(*divisor)


@pytest.mark.parametrize(
    ("shown", "lo", "hi", "verdict"),
    [
        ("95.45", "95.455", "95.457", "ties"),
        ("95.45", "95.4551", "95.457", "cut"),
        ("95.45", "95.4599", "95.4599", "cut"),
        ("95.45", "95.46", "95.46", "broken"),
        ("95.45", "95.4449", "95.4449", "broken"),
        ("95.45", "95.4449", "95.445", "ties"),
        ("-0.12", "-0.1299", "-0.1299", "cut"),
        ("0.12", "-0.1299", "-0.1299", "broken"),
        ("0.00", "-0.009", "-0.006", "cut"),
        ("-0.01", "0", "0.019", "broken"),
    ],
)
def test_rounded_cut_or_wrong(shown: str, lo: str, hi: str, verdict: str) -> None:
    assert tie(Quantity(Decimal(shown), None, 2), interval(lo, hi)) == verdict


def test_cutting_never_rounds() -> None:
    assert cut(Decimal("9.999"), 2) == Decimal("9.99")
    assert cut(Decimal("-9.999"), 2) == Decimal("-9.99")
