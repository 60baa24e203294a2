"""Reports made of random exact amounts: rounding alone, in either style, never makes an error; a wrong number does."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gouji.check import Settings, run
from gouji.check.relation import relation_rules
from gouji.model import Analysis, Finding

Build = Callable[..., Analysis]
Amounts = dict[str, tuple[Decimal, Decimal]]

RULES = list(relation_rules("final-accounts"))
NAMES = {"201": "一般公共服务支出", "208": "社会保障和就业支出", "221": "住房保障支出"}
CENT = Decimal("0.01")

amount = st.decimals(0, 3000, places=4, allow_nan=False, allow_infinity=False)
codes = st.sampled_from([f"{top}0{group}0{item}" for top in NAMES for group in (1, 2) for item in (1, 2, 3, 4)])
items = st.dictionaries(codes, st.tuples(amount, amount), min_size=1, max_size=12)
checked = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def rounded(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


class Printer:
    """Prints totals: rounded from the exact sum, or added up from the printed parts, as `style` says in turn."""

    def __init__(self, style: list[bool]) -> None:
        self.style = style
        self.turn = 0

    def total(self, exact: Decimal, printed: list[Decimal]) -> Decimal:
        self.turn += 1
        return sum(printed, Decimal(0)) if self.style[self.turn % len(self.style)] else rounded(exact)


def table(form: str, main: str, amounts: Amounts, printer: Printer) -> tuple[str, dict[str, list[Decimal]]]:
    """A table by accounts with the columns total, basic and project; also its printed rows by code."""
    rows: dict[str, list[Decimal]] = {}
    levels = [sorted(amounts), sorted({c[:5] for c in amounts}), sorted({c[:3] for c in amounts}), [""]]
    for level, group in enumerate(levels):
        for code in group:
            inside = [pair for c, pair in amounts.items() if c.startswith(code)]
            below = [rows[c] for c in levels[level - 1] if level and c.startswith(code)]
            basic, project = (
                printer.total(sum((pair[i] for pair in inside), Decimal(0)), [row[i + 1] for row in below])
                if below
                else rounded(inside[0][i])
                for i in (0, 1)
            )
            exact = sum((a + b for a, b in inside), Decimal(0))
            # Down the column or along the row: either way of adding up is met with.
            parts = [row[0] for row in below] if below and level % 2 else [basic, project]
            rows[code] = [printer.total(exact, parts), basic, project]
    lines = [f"{form} 万元 | {main} | 基本支出 | 项目支出"]
    for code in ["", *sorted(code for code in rows if code)]:
        label = f"{code} {NAMES.get(code, f'科目{code}')}" if code else "合计"
        lines.append(" | ".join([label, *(f"{value:.2f}" for value in rows[code])]))
    return "\n".join(lines), rows


def overall(amounts: Amounts, printer: Printer) -> str:
    """The overall table with a line for every class."""
    lines = ["Z1 万元 | 支出:金额"]
    exact = {top: sum((a + b for c, (a, b) in amounts.items() if c[:3] == top), Decimal(0)) for top in NAMES}
    lines += [f"支出:{NAMES[top]} | {rounded(value):.2f}" for top, value in exact.items()]
    total = printer.total(sum(exact.values(), Decimal(0)), [rounded(value) for value in exact.values()])
    return "\n".join([*lines, f"支出:本年支出合计 | {total:.2f}"])


def errors(analysis: Analysis) -> list[Finding]:
    return [finding for finding in run(analysis, RULES, Settings()).findings if finding.severity == "error"]


@checked
@given(amounts=items, style=st.lists(st.booleans(), min_size=1, max_size=7))
def test_rounding_never_makes_an_error(build: Build, amounts: Amounts, style: list[bool]) -> None:
    printer = Printer(style)
    z3, _ = table("Z3", "本年支出合计", amounts, printer)
    z5, _ = table("Z5", "合计", amounts, printer)
    assert errors(build("\n\n".join([overall(amounts, printer), z3, z5]))) == []


@checked
@given(amounts=items, style=st.lists(st.booleans(), min_size=1, max_size=7), data=st.data())
def test_a_wrong_number_is_found(build: Build, amounts: Amounts, style: list[bool], data: st.DataObject) -> None:
    printer = Printer(style)
    z3, rows = table("Z3", "本年支出合计", amounts, printer)
    code = data.draw(st.sampled_from(sorted(rows)))
    column = data.draw(st.integers(0, 2))
    off = data.draw(st.sampled_from([Decimal("0.5"), Decimal(1), Decimal(90), Decimal("-0.5")]))
    head, *lines = z3.splitlines()
    at = ["", *sorted(code for code in rows if code)].index(code)
    pieces = lines[at].split(" | ")
    pieces[column + 1] = f"{rows[code][column] + off:.2f}"
    lines[at] = " | ".join(pieces)
    found = errors(build("\n\n".join([overall(amounts, printer), "\n".join([head, *lines])])))
    assert any(f"t1.r{at}.c{column}" in finding.suspects for finding in found)
