"""NN-102: completion rate against outturn and budget."""

from collections.abc import Iterator

from gouji.check.compare import tie
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Claim, Finding, Interval, Outcome
from gouji.rules._changes import before
from gouji.rules._figures import (
    BUDGETS,
    HUNDRED,
    alike,
    best,
    budget_of,
    budgets,
    figure,
    fits,
    known,
    make_card,
    marks,
    number,
    point,
    quotient,
    ratio,
    say,
    stretch,
    undecided,
)


class CompletionRate:
    """Completion rate against outturn and budget.

    「完成年初预算的X%」应等于 决算 ÷ 所称预算。

    The rate must be the outturn divided by the budget that it names (年初预算, 全年预算, 调整预算), within what the written
    decimals of all three allow. Where the name leaves open which budget is meant, one that gives the rate is enough. A
    percentage that was cut instead of rounded is information only. Where the text gives not the budget but by how much it
    was missed (决算数大于预算数20.00万元), that gives the budget: a warning where the two name it differently. A budget of 0 is the business of NN-104. Source: T.

    Broken: 年初预算为200.00万元，支出决算为150.00万元，完成年初预算的85.00% (150.00 ÷ 200.00 = 75.00%).
    Right: 年初预算为160.00万元，全年预算为200.00万元，支出决算为150.00万元，完成预算的75.00%.
    """

    card = make_card(
        "NN-102",
        "error",
        ("完成率与决算、预算不符", "completion rate does not follow from outturn and budget"),
        {
            "default": (
                "决算{a} ÷ {base}{b} = {expected}，正文称{stated}",
                "outturn {a} ÷ {base} {b} = {expected}, the text says {stated}",
            ),
            "wrong_base": (
                "决算{a} ÷ {base}{b} = {expected}，正文称{stated}；{stated}是以{other}{c}为分母",
                "outturn {a} ÷ {base} {b} = {expected}, the text says {stated}, which is of {other} {c}",
            ),
            "excess": (
                "决算{a}比{base}{word}{c}，{base}即{b}，{a} ÷ {b} = {expected}，正文称{stated}",
                "outturn {a} is {c} {word} than {base}, which is {b}: {a} ÷ {b} = {expected}, the text says {stated}",
            ),
            "cut": (
                "决算{a} ÷ {base}{b} = {expected}，正文的{stated}是截尾而非四舍五入",
                "outturn {a} ÷ {base} {b} = {expected}: {stated} was cut, not rounded",
            ),
        },
        __doc__,
        "T",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"completion"})
    needs = frozenset({"claims"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Divide by each budget that may be meant."""
        if item.quantity is None:
            return
        about = view.claim(item.about) if item.about is not None else None
        if about is None or not known(item, about):
            yield undecided(view, "正文没有给出完成率的决算数", "the text does not give the outturn of the rate")
            return
        named, others = denominators(view, item, about)
        figures = [(claim, interval) for claim in named if (interval := _ratio(item, about, claim)) is not None]
        if not figures:
            yield self._by_excess(view, item, about)
            return
        assert item.quantity is not None
        verdict = best(item.quantity, (interval for _, interval in figures))
        touched = marks(item, about, *(claim for claim, _ in figures))
        if verdict == "ties":
            yield Outcome("holds", touched)
            return
        finding = self._finding(view, item, about, figures[0][0], others, cut=verdict == "cut")
        yield Outcome("broken", touched, finding)

    def _by_excess(self, view: View, item: Claim, about: Claim) -> Outcome:
        """Where the budget is not given, but by how much the outturn missed it."""
        assert item.quantity is not None and about.quantity is not None
        for change in view.about.get(about.index, ()):
            budget = before(about, change) if change.kind == "change" and known(change) else None
            if budget is None or budget.lo <= 0 or not _missed(item, change):
                continue
            scale = 1 / item.quantity.unit.scale if item.quantity.unit else HUNDRED
            verdict = tie(item.quantity, (figure(about.quantity) / budget).scaled(scale))
            touched = marks(item, about, change)
            if verdict != "broken":
                return Outcome("holds", touched)
            return Outcome("broken", touched, self._excess(view, item, about, change))
        return undecided(view, "正文没有给出完成率的预算数", "the text does not give the budget of the rate")

    def _excess(self, view: View, item: Claim, about: Claim, change: Claim) -> Finding:
        stated, now, gap = item.quantity, about.quantity, change.quantity
        assert stated is not None and now is not None and gap is not None
        rises = change.direction == "increase"
        budget = point(now) - point(gap) if rises else point(now) + point(gap)
        expected = point(now) / budget / (stated.unit.scale if stated.unit else 1)
        scale, label = (now.unit.scale, now.unit.label) if now.unit else (1, "")
        facts = {
            "a": view.show(now),
            "base": change.base,
            "word": say(view, "多", "more") if rises else say(view, "少", "less"),
            "c": view.show(gap),
            "b": f"{number(budget / scale, max(now.places, gap.places))}{label}",
            "expected": f"{number(expected, max(stated.places, 2))}%",
            "stated": view.show(stated),
        }
        return view.finding(
            self.card,
            stretch(view, item, about, change),
            section=item.section,
            severity=None if budget_of(item.base) == budget_of(change.base) else "warning",
            variant="excess",
            facts=facts,
            stated=number(stated.value, stated.places),
            expected=number(expected, stated.places),
            unit="%",
            evidence=(
                *(view.from_claim(c) for c in (about, change)),
                view.computation(f"{facts['a']} ÷ {facts['b']} = {facts['expected']}"),
            ),
            suspects=marks(item, about, change),
        )

    def _finding(
        self, view: View, item: Claim, about: Claim, budget: Claim, others: list[Claim], *, cut: bool
    ) -> Finding:
        stated = item.quantity
        assert stated is not None and about.quantity is not None and budget.quantity is not None
        expected = quotient(about.quantity, budget.quantity, stated)
        facts = {
            "a": view.show(about.quantity),
            "base": budget.concept.measure or item.base,
            "b": view.show(budget.quantity),
            "expected": f"{number(expected, max(stated.places, 2) + cut)}%",
            "stated": view.show(stated),
        }
        variant = "cut" if cut else "default"
        other = None if cut else reproduced(item, about, others)
        if other is not None and other.quantity is not None:
            variant = "wrong_base"
            facts |= {"other": other.concept.measure, "c": view.show(other.quantity)}
        formula = f"{facts['a']} ÷ {facts['b']} = {facts['expected']}"
        return view.finding(
            self.card,
            stretch(view, item, about, budget),
            section=item.section,
            severity="info" if cut else None,
            variant=variant,
            facts=facts,
            stated=number(stated.value, stated.places),
            expected=number(expected, stated.places),
            unit="%",
            evidence=(*(view.from_claim(c) for c in (about, budget, other) if c), view.computation(formula)),
            suspects=marks(item, about, budget),
            hint=view.hint(stated.value, round(expected, stated.places)) if variant == "default" else None,
        )


def _missed(item: Claim, change: Claim) -> bool:
    """Whether a change says by how much the budget of a completion rate was missed, in the same sentence."""
    named = budget_of(change.base)
    return bool(named) and change.sentence == item.sentence and fits(budget_of(item.base) or BUDGETS[-1], named)


def denominators(view: View, item: Claim, about: Claim) -> tuple[list[Claim], list[Claim]]:
    """The budgets that a completion rate may mean by its words, and those that it cannot mean."""
    assert about.quantity is not None
    given = [c for c in budgets(view, about, item.against) if c.quantity and alike(c.quantity, about.quantity)]
    named = budget_of(item.base)
    if not named and item.base:
        return [c for c in given if c.index == item.against], []
    named = named or BUDGETS[-1]
    exactly = [c for c in given if c.concept.measure == named and named != BUDGETS[-1]]
    meant = exactly or [c for c in given if c.concept.measure not in BUDGETS or fits(named, c.concept.measure)]
    return meant, [c for c in given if c not in meant]


def reproduced(item: Claim, about: Claim, others: list[Claim]) -> Claim | None:
    """The budget among `others` that gives the stated rate."""
    for other in others:
        interval = _ratio(item, about, other)
        if interval is not None and item.quantity is not None and tie(item.quantity, interval) != "broken":
            return other
    return None


def _ratio(item: Claim, about: Claim, budget: Claim) -> Interval | None:
    if item.quantity is None or about.quantity is None or budget.quantity is None:
        return None
    return ratio(about.quantity, budget.quantity, item.quantity)
