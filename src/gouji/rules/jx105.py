"""JX-105: the table of a project's self-assessment."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from gouji.check.compare import tie
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import fold
from gouji.language.numerals import parse_number
from gouji.model import Analysis, Grid, GridCell, Interval, Outcome, Quantity, Severity
from gouji.rules._figures import make_card, middle, number
from gouji.rules._particulars import Project, particulars, pattern
from gouji.rules._prose import TIMEOUT

_PERCENT = Decimal(100)


class Money(NamedTuple):
    """The money of a project: a line of its table with the cells that a line has."""

    budget: GridCell
    spent: GridCell
    rate: GridCell | None
    worth: GridCell | None
    score: GridCell | None


class ProjectAssessment:
    """The table of a project's self-assessment.

    项目支出绩效自评表：执行率 = 执行数 ÷ 全年预算数；预算执行得分不超过分值，按执行率计算。

    The rate of execution is recomputed within the written decimals. The score of execution must not exceed what it is
    worth; as a rule it is worth times rate, and houses may score by steps, so another one is information. Headers are data:
    particulars.toml. Source: Y.

    Broken: 全年预算数100.00，执行数95.00，执行率90%. Right: 全年预算数100.00，执行数95.00，分值10，执行率95%，得分9.5.
    """

    card = make_card(
        "JX-105",
        "error",
        ("绩效自评表计算有误", "self-assessment table does not compute"),
        {
            "default": (
                "执行数{spent} ÷ 全年预算数{budget} = {expected}%，表中执行率为{stated}",
                "{spent} spent ÷ budget {budget} = {expected} %, the table has {stated}",
            ),
            "cut": (
                "执行数{spent} ÷ 全年预算数{budget} = {expected}%，表中执行率{stated}疑为截尾",
                "{spent} spent ÷ budget {budget} = {expected} %, the table cut it to {stated}",
            ),
            "worth": ("预算执行得分{stated}大于分值{expected}", "the score {stated} is above its worth {expected}"),
            "score": (
                "预算执行得分{stated}，按分值乘执行率为{expected}",
                "the score is {stated}, worth times rate gives {expected}",
            ),
        },
        __doc__,
        "Y",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Every line of money in every table that has the headers."""
        words = particulars(item.profile).project
        if words is None:
            return
        for grid in item.document.grids:
            for money in _lines(grid, words):
                yield from self._line(money, view)

    def _line(self, money: Money, view: View) -> Iterator[Outcome]:
        budget, spent, rate = (_read(cell) for cell in (money.budget, money.spent, money.rate))
        if budget is None or spent is None or rate is None or budget.interval.lo <= 0 or money.rate is None:
            return
        figures = (spent.interval / budget.interval).scaled(_PERCENT)
        if "%" not in fold(money.rate.text).text and rate.value <= 1 and figures.lo > 1:
            figures = figures.scaled(1 / _PERCENT)
        verdict = tie(rate, figures)
        if verdict == "ties":
            yield Outcome("holds")
        else:
            shown = number(spent.value / budget.value * _PERCENT, 2)
            facts = {
                "spent": money.spent.text,
                "budget": money.budget.text,
                "stated": money.rate.text,
                "expected": shown,
            }
            severity: Severity = "error" if verdict == "broken" else "info"
            yield self._broken(view, money.rate, "default" if verdict == "broken" else "cut", severity, facts)
        worth, score = _read(money.worth), _read(money.score)
        if worth is not None and score is not None and money.score is not None and worth.value > 0:
            yield self._score(view, money.score, worth, score, spent.interval / budget.interval)

    def _score(self, view: View, cell: GridCell, worth: Quantity, score: Quantity, rate: Interval) -> Outcome:
        if score.interval.lo > worth.value:
            facts = {"stated": cell.text, "expected": number(worth.value)}
            return self._broken(view, cell, "worth", "error", facts)
        due = Interval(*(worth.value * min(bound, Decimal(1)) for bound in (rate.lo, rate.hi)))
        if tie(score, due) != "broken":
            return Outcome("holds")
        return self._broken(view, cell, "score", "info", {"stated": cell.text, "expected": number(middle(due), 2)})

    def _broken(self, view: View, cell: GridCell, variant: str, severity: Severity, facts: dict[str, str]) -> Outcome:
        finding = view.finding(
            self.card,
            cell.span,
            severity=severity,
            variant=variant,
            facts=facts,
            stated=facts["stated"].rstrip("%％"),
            expected=facts["expected"],
        )
        return Outcome("broken", finding=finding)


def _lines(grid: Grid, words: Project) -> Iterator[Money]:
    """The lines of a grid below headers for budget, spent and rate, up to the next line without a number for them."""
    rows: dict[int, dict[int, GridCell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    heads: dict[str, int] = {}
    for _, cells in sorted(rows.items()):
        found = _heads(cells, words) if any(words.mark in cell.text for cell in cells.values()) else {}
        if {"budget", "spent", "rate"} <= found.keys():
            heads = found
        elif heads:
            budget, spent = cells.get(heads["budget"]), cells.get(heads["spent"])
            if budget is None or spent is None or _read(budget) is None or _read(spent) is None:
                heads = {}
                continue
            yield Money(budget, spent, *(cells.get(heads.get(name, -1)) for name in ("rate", "worth", "score")))


def _heads(cells: dict[int, GridCell], words: Project) -> dict[str, int]:
    """Which column each header stands in."""
    found: dict[str, int] = {}
    for column, cell in cells.items():
        text = fold(cell.text).text
        for name in ("budget", "spent", "rate", "worth", "score"):
            if name not in found and pattern(getattr(words, name)).fullmatch(text, timeout=TIMEOUT):
                found[name] = column
                break
    return found


def _read(cell: GridCell | None) -> Quantity | None:
    """The number in a cell, None where it holds none."""
    number_ = parse_number(fold(cell.text).text.rstrip("%分")) if cell else None
    return Quantity(number_.value, None, number_.places) if number_ else None
