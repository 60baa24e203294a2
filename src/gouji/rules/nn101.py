"""NN-101: comparison word against the two numbers."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.compare import possible
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Claim, Comparison, Finding, Outcome
from gouji.rules._figures import (
    BUDGETS,
    alike,
    budget_of,
    budgets,
    difference,
    figure,
    fits,
    known,
    make_card,
    marks,
    point,
    say,
    stretch,
    undecided,
)

_WORDS = {"greater": "大于", "less": "小于", "equal": "等于"}
_ENGLISH = {"greater": "greater than", "less": "less than", "equal": "equal to"}


class ComparisonWord:
    """Comparison word against the two numbers.

    「决算数大于/小于/等于/持平于预算数」必须与同一处给出的两个数字一致，年初预算为0时也一样。

    The word that compares two measures (大于, 小于, 等于, 持平, 一致, 未超过 …) must be possible for the two numbers that
    the text gives, a budget of 0 included. Numbers stand for the interval of their written decimals; “基本持平” allows the
    relative difference `about_equal`. Where the text gives several budgets and the word leaves open which is meant, one
    that makes it true is enough. Source: T, E.

    Broken: 年初预算为0万元，支出决算为15.20万元，决算数等于年初预算数 (15.20 − 0 = 15.20).
    Right: 年初预算为0万元，全年预算为20.00万元，支出决算为15.20万元，决算数小于预算数 (true of 全年预算).
    Warning only: 决算数大于预算数 where both are written 10.00: rounding may hide the difference.
    """

    card = make_card(
        "NN-101",
        "error",
        ("比较用语与数字不符", "comparison word contradicts the numbers"),
        {
            "default": (
                "{left}{a} − {right}{b} = {gap}，{left}{shown}{right}，正文称“{word}”",
                "{left} {a} − {right} {b} = {gap}: the former is {relation} the latter, the text says “{word}”",
            ),
            "as_written": (
                "{left}{a}、{right}{b}，按所写数字为“{shown}”，正文称“{word}”，请核对尾数",
                "{left} {a}, {right} {b}: as written the former is {relation} the latter, the text says “{word}”; "
                "check the digits lost in rounding",
            ),
        },
        __doc__,
        "T,E",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"comparison"})
    needs = frozenset({"claims"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Compare the word with every pair of numbers that it may speak of."""
        if item.comparison is None or item.residue:
            return
        left = view.claim(item.about) if item.about is not None else None
        if left is None or not known(left):
            yield undecided(view, "正文没有给出比较的两个数", "the text does not give both numbers")
            return
        rights = [c for c in candidates(view, item, left) if alike(*(x.quantity for x in (left, c) if x.quantity))]
        if not rights:
            yield undecided(view, "正文没有给出比较的两个数", "the text does not give both numbers")
            return
        touched = marks(item, left, *rights)
        if all(not _possible(view, item.comparison, left, right) for right in rights):
            yield Outcome("broken", touched, self._finding(view, item, left, rights, "default"))
        elif all(_differs_as_written(item.comparison, left, right) for right in rights):
            yield Outcome("broken", touched, self._finding(view, item, left, rights, "as_written"))
        else:
            yield Outcome("holds", touched)

    def _finding(self, view: View, item: Claim, left: Claim, rights: list[Claim], variant: str) -> Finding:
        comparison, right = item.comparison, rights[0]
        assert comparison is not None and left.quantity is not None and right.quantity is not None
        scale = left.quantity.unit.scale if left.quantity.unit else Decimal(1)
        gap = (point(left.quantity) - point(right.quantity)) / scale
        unit = left.quantity.unit.label if left.quantity.unit else ""
        shown = "equal" if gap == 0 else "greater" if gap > 0 else "less"
        facts = {
            "left": _name(left, comparison.left),
            "right": _name(right, comparison.right),
            "a": view.show(left.quantity),
            "b": view.show(right.quantity),
            "gap": f"{difference(gap, left.quantity, right.quantity)}{unit}",
            "shown": _WORDS[shown],
            "relation": _ENGLISH[shown],
            "word": comparison.word,
        }
        formula = f"{facts['left']}{facts['a']} − {facts['right']}{facts['b']} = {facts['gap']}"
        others = "、".join(f"{_name(c, '')}{view.show(c.quantity)}" for c in rights[1:] if c.quantity)
        return view.finding(
            self.card,
            stretch(view, item, left, right),
            section=item.section,
            severity="warning" if variant == "as_written" else None,
            variant=variant,
            facts=facts,
            stated=comparison.word,
            expected=_WORDS[shown],
            evidence=(*(view.from_claim(c) for c in (left, *rights)), view.computation(formula)),
            suspects=marks(item, left, *rights),
            hint=say(view, f"与{others}相比也不成立", f"nor is it true of {others}") if others else None,
        )


def candidates(view: View, item: Claim, left: Claim) -> list[Claim]:
    """The claims that the right side of a comparison may mean: all budgets that fit the name, or the tied claim."""
    assert item.comparison is not None
    named = budget_of(item.comparison.right)
    tied = view.claim(item.against) if item.against is not None else None
    if not named:
        return [tied] if tied is not None and known(tied) else []
    given = budgets(view, left, item.against)
    exactly = [c for c in given if c.concept.measure == named and named != BUDGETS[-1]]
    return exactly or [c for c in given if fits(named, c.concept.measure)]


def _possible(view: View, comparison: Comparison, left: Claim, right: Claim) -> bool:
    assert left.quantity is not None and right.quantity is not None
    a, b = figure(left.quantity), figure(right.quantity)
    return possible(comparison.relation, a, b, view.thresholds.about_equal)


def _differs_as_written(comparison: Comparison, left: Claim, right: Claim) -> bool:
    """Whether the numbers, taken as written, say otherwise although their rounding leaves room.

    “大于” of two equal numbers; “等于” of two that differ by more than the last place of the finer one.
    """
    assert left.quantity is not None and right.quantity is not None
    a, b = left.quantity, right.quantity
    gap = point(a) - point(b)
    if comparison.relation in ("greater", "less"):
        return gap == 0
    if comparison.relation == "equal":
        finest = min(q.ulp * (q.unit.scale if q.unit else 1) for q in (a, b))
        return abs(gap) > finest
    return False


def _name(claim: Claim, measure: str) -> str:
    """The measure of a claim, as “决算数”, “年初预算数”."""
    name = claim.concept.measure or measure
    return name if name.endswith("数") else f"{name}数"
