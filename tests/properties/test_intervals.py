"""Intervals of written numbers: whatever exact values lie behind rounded ones, true relations hold on the intervals."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from gouji.check.compare import cut, in_unit_of, possible, relation_of, same_number, tie
from gouji.model import Interval, Quantity, Unit

YUAN = Unit("元", "money", Decimal(1))
WAN = Unit("万元", "money", Decimal(10000))

exact = st.decimals(-(10**9), 10**9, places=6, allow_nan=False, allow_infinity=False)
positive = st.decimals(1, 10**7, places=6, allow_nan=False, allow_infinity=False)
places = st.integers(0, 4)
roundings = st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN])


def written(value: Decimal, digits: int, rounding: str = ROUND_HALF_UP, unit: Unit | None = None) -> Quantity:
    return Quantity(value.quantize(Decimal(1).scaleb(-digits), rounding), unit, digits)


def spread(a: Decimal, b: Decimal) -> Interval:
    return Interval(min(a, b), max(a, b))


intervals = st.builds(spread, exact, exact)


@given(exact, places, roundings)
def test_the_exact_value_lies_in_the_interval_of_the_rounded_one(value: Decimal, digits: int, rounding: str) -> None:
    assert written(value, digits, rounding).interval.holds(value)


@given(st.lists(exact, min_size=1, max_size=30), places, roundings)
def test_a_rounded_sum_ties_with_its_rounded_parts(values: list[Decimal], digits: int, rounding: str) -> None:
    parts = [written(value, digits, rounding).interval for value in values]
    total = written(sum(values, Decimal(0)), digits, rounding)
    summed = sum(parts[1:], parts[0])
    assert tie(total, summed) == "ties"
    # (n + 1) half units of the last place, and not a hair more.
    tolerance = (len(values) + 1) * total.ulp / 2
    beyond = (summed.lo + summed.hi) / 2 + tolerance + total.ulp
    assert not written(beyond, digits).interval.meets(summed)


@given(positive, positive, places, roundings)
def test_a_rounded_share_ties_with_its_rounded_figures(
    part: Decimal, rest: Decimal, digits: int, rounding: str
) -> None:
    whole = part + rest
    figures = written(part, 2, rounding).interval / written(whole, 2, rounding).interval
    assert tie(written(part / whole * 100, digits, rounding), figures.scaled(Decimal(100))) == "ties"


@given(positive, places)
def test_a_cut_number_is_told_from_a_rounded_and_from_a_wrong_one(value: Decimal, digits: int) -> None:
    point = Interval(value, value)
    shown = written(value, digits, ROUND_DOWN)
    assert shown.value == cut(value, digits)
    assert tie(shown, point) == ("ties" if shown.interval.holds(value) else "cut")
    assert tie(Quantity(shown.value + 2 * shown.ulp, None, digits), point) == "broken"
    assert tie(Quantity(shown.value - shown.ulp, None, digits), point) in ("broken", "ties")


@given(positive, places)
def test_an_amount_in_another_unit_is_the_same_number(value: Decimal, digits: int) -> None:
    yuan = written(value * 10000, 2, unit=YUAN)
    wan = written(value, digits, unit=WAN)
    assert same_number(wan, yuan)
    assert same_number(yuan, wan)
    off = Quantity(wan.value + 2 * wan.ulp, WAN, digits)
    assert not same_number(off, yuan)


@given(exact, exact, places)
def test_in_one_unit_and_precision_only_equal_numbers_are_the_same(a: Decimal, b: Decimal, digits: int) -> None:
    left, right = written(a, digits, unit=YUAN), written(b, digits, unit=YUAN)
    assert same_number(left, right) == (left.value == right.value)


@given(positive)
def test_conversion_there_and_back_gives_the_interval_again(value: Decimal) -> None:
    yuan, wan = written(value, 2, unit=YUAN), written(value, 2, unit=WAN)
    assert in_unit_of(yuan, wan).scaled(Decimal(10000)) == yuan.interval
    assert in_unit_of(wan, wan) == wan.interval


@given(intervals, intervals)
def test_the_relation_that_figures_show_is_possible(left: Interval, right: Interval) -> None:
    assert possible(relation_of(left, right), left, right, Decimal(0))


@given(exact, exact, places)
def test_a_true_relation_is_always_possible(a: Decimal, b: Decimal, digits: int) -> None:
    left, right = written(a, digits).interval, written(b, digits).interval
    if a > b:
        assert possible("greater", left, right, Decimal(0))
        assert possible("not_under", left, right, Decimal(0))
    if a < b:
        assert possible("less", left, right, Decimal(0))
        assert possible("not_over", left, right, Decimal(0))
    if a == b:
        assert possible("equal", left, right, Decimal(0))


@given(intervals, intervals, st.integers(0, 4), st.integers(0, 4))
def test_arithmetic_encloses_every_pair_of_points(a: Interval, b: Interval, i: int, j: int) -> None:
    x, y = a.lo + (a.hi - a.lo) * i / 4, b.lo + (b.hi - b.lo) * j / 4
    assert (a + b).holds(x + y)
    assert (a - b).holds(x - y)
    assert (-a).holds(-x)
    product = a * b
    slack = abs(x * y) * Decimal("1e-20")
    assert product.lo - slack <= x * y <= product.hi + slack


@given(intervals, positive, positive)
def test_division_encloses_every_pair_of_points(a: Interval, lo: Decimal, width: Decimal) -> None:
    b = Interval(lo, lo + width)
    quotient = a / b
    slack = (abs(a.lo) + abs(a.hi)) * Decimal("1e-20")
    for x in (a.lo, a.hi):
        for y in (b.lo, b.hi):
            assert quotient.lo - slack <= x / y <= quotient.hi + slack


@given(exact, positive)
def test_division_by_an_interval_around_zero_is_refused(value: Decimal, width: Decimal) -> None:
    assume(value != 0)
    try:
        Interval(value, value) / Interval(-width, width)
    except ZeroDivisionError:
        return
    raise AssertionError
