"""The fewest corrections of knots made by hand, and of tables with planted errors."""

from collections.abc import Callable
from decimal import Decimal

from gouji.check import Settings, run
from gouji.check.equation import Equation, Term
from gouji.check.relation import relation_rules
from gouji.check.solve import Goal, Knot, knots
from gouji.model import Analysis, Finding, Span

Build = Callable[..., Analysis]

RULES = list(relation_rules("final-accounts"))
TABLES = """Z3 万元 | 本年支出合计 | 基本支出 | 项目支出
合计 | 100.00 | 60.00 | 40.00
201 一般公共服务支出 | 70.00 | 45.00 | 25.00
20101 人大事务 | 70.00 | 45.00 | 25.00
2010101 行政运行 | 45.00 | 45.00 |
2010102 一般行政管理事务 | 25.00 | | 25.00
208 社会保障和就业支出 | 30.00 | 15.00 | 15.00
20805 行政事业单位养老支出 | 30.00 | 15.00 | 15.00
2080501 行政单位离退休 | 15.00 | 15.00 |
2080599 其他行政事业单位养老支出 | 15.00 | | 15.00"""


def goal(name: str, values: dict[str, int], factors: tuple[int, ...], suspects: tuple[str, ...] = ()) -> Goal:
    terms = tuple(
        Term(key, factor, Decimal(value), Decimal(value), Decimal(value), Decimal(1))
        for (key, value), factor in zip(values.items(), factors, strict=True)
    )
    finding = Finding(rule=name, severity="error", span=Span(0, 1), suspects=suspects or tuple(values), id=name)
    return Goal(finding, Equation(name, tuple(values), terms, exact=True))


def solve(*goals: Goal, held: dict[str, list[Equation]] | None = None) -> dict[str, int] | None:
    found = Knot(goals, held or {}).solve()
    return {key: int(value) for key, value in found.values.items()} if found else None


def test_one_value_in_all_contradictions_is_the_one() -> None:
    one = goal("A", {"t": 10, "a": 4, "b": 5}, (1, -1, -1))
    two = goal("B", {"t": 10, "c": 9}, (1, -1))
    assert solve(one, two) == {"t": 9}


def test_a_value_that_must_be_two_things_at_once_is_not() -> None:
    one = goal("A", {"t": 10, "a": 9}, (1, -1), ("a", "t"))
    two = goal("B", {"t": 10, "b": 8}, (1, -1), ("b", "t"))
    assert solve(one, two) == {"a": 10, "b": 10}


def test_what_held_must_not_break() -> None:
    one = goal("A", {"t": 10, "a": 4, "b": 5}, (1, -1, -1))
    two = goal("B", {"t": 10, "c": 9}, (1, -1))
    other = goal("H", {"t": 10, "d": 10}, (1, -1)).equation
    assert other is not None
    assert other.holds({})
    found = solve(one, two, held={"t": [other]})
    assert found is not None
    assert "t" not in found
    assert len(found) == 2


def test_two_errors_in_one_sum_are_found_together() -> None:
    whole = goal("A", {"t": 10, "a": 3, "b": 2}, (1, -1, -1))
    assert solve(whole, goal("B", {"a": 3, "c": 4}, (1, -1)), goal("D", {"b": 2, "d": 6}, (1, -1))) == {"a": 4, "b": 6}


def test_a_finding_without_an_equation_says_what_its_first_suspect_must_be() -> None:
    finding = Finding(rule="N", severity="error", span=Span(0, 1), suspects=("c1", "t"), id="N")
    assert solve(Goal(finding, None, Decimal(7), Decimal(1)), goal("B", {"t": 10, "c": 9}, (1, -1), ("c", "t"))) in (
        {"t": 9},
    )


def test_findings_without_equations_that_suspect_one_value_come_to_an_end() -> None:
    def stated(name: str, suspects: tuple[str, ...], due: int) -> Goal:
        finding = Finding(rule=name, severity="error", span=Span(0, 1), suspects=suspects, id=name)
        return Goal(finding, None, Decimal(due), Decimal(1))

    assert solve(stated("A", ("x",), 7), stated("B", ("y", "x"), 3)) == {"x": 7}
    assert solve(stated("A", ("x", "y"), 7), stated("B", ("y", "x"), 3)) is not None


def test_too_wide_a_knot_is_left_alone() -> None:
    assert solve(*(goal(f"G{i}", {"t": 10, f"a{i}": i + 20}, (1, -1)) for i in range(25))) is None


def test_knots_share_no_value() -> None:
    goals = [goal(name, values, (1, -1)) for name, values in (("A", {"a": 1, "b": 2}), ("B", {"c": 1, "d": 2}))]
    link = goal("C", {"b": 2, "c": 3}, (1, -1))
    assert [len(group) for group in knots(goals)] == [1, 1]
    assert [len(group) for group in knots([*goals, link])] == [3]


def test_a_planted_cell_is_restored(build: Build) -> None:
    checked = run(build(TABLES, (("Z3", "2010102 一般行政管理事务", "项目支出", "52.00"),)), RULES, Settings())
    (correction,) = checked.corrections
    assert (correction.stated, correction.value, correction.clears) == ("52.00", "25.00", len(checked.findings))
    (root,) = [finding for finding in checked.findings if finding.root is None]
    assert root.id == correction.finding


def test_two_planted_cells_are_told_apart(build: Build) -> None:
    edits = (
        ("Z3", "2010101 行政运行", "基本支出", "54.00"),
        ("Z3", "2080501 行政单位离退休", "本年支出合计", "51.00"),
    )
    checked = run(build(TABLES, edits), RULES, Settings())
    assert [(one.stated, one.value) for one in checked.corrections] == [("54.00", "45.00"), ("51.00", "15.00")]
    assert sum(finding.root is None for finding in checked.findings) == 2


def test_a_sum_that_stands_alone_may_be_wrong_anywhere(build: Build) -> None:
    text = "Z3 万元 | 本年支出合计 | 基本支出 | 项目支出\n合计 | 100.00 | 60.00 | 47.00"
    (correction,) = run(build(text), RULES, Settings()).corrections
    assert correction.rivals == 2


def test_what_ties_needs_no_correction(build: Build) -> None:
    assert run(build(TABLES), RULES, Settings()).corrections == ()
