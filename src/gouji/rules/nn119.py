"""NN-119: a reason where the figures differ, and none where they do not."""

from collections.abc import Iterator

from gouji.boilerplate.phrases import phrases
from gouji.check.compare import possible
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Analysis, Claim, Outcome, Reason
from gouji.rules._figures import BUDGETS, budgets, figure, known, make_card, marks, stretch
from gouji.rules._nuances import has_any
from gouji.rules._reasons import around, core, effect, explained, reason_words


class ReasonDue:
    """A reason where the figures differ, and none where they do not.

    决算与年初预算不一致的项目应说明原因；持平的不用说明。

    The form asks, account by account, why the outturn of general public budget expenditure differs from the budget; for
    the official-expenses trio it asks once. Where the two amounts differ by more than `about_equal` and no sentence of the
    item has a word that could give a cause, the reason is missing: a warning, or one piece of information for the whole
    section where no item has one. A reason for a figure that is said to be unchanged is information; that there is
    nothing (无此项支出) may always be said. Source: T.

    Broken: 行政运行（项）年初预算为20.00万元，支出决算为35.00万元，完成年初预算的175.00%.
    Right: 年初预算为20.00万元，支出决算为20.00万元，完成年初预算的100.00%.
    """

    card = make_card(
        "NN-119",
        "warning",
        ("应说明而未说明原因，或持平而说明原因", "reason missing, or given for no change"),
        {
            "default": (
                "{name}决算{a}与{base}{b}不一致，未说明原因",
                "{name}: outturn {a} differs from {base} {b}, and no reason is given",
            ),
            "all": (
                "{count}个项目的决算与预算不一致，均未说明原因，如{name}决算{a}、{base}{b}",
                "{count} items differ from their budgets and none gives a reason: {name}, outturn {a}, {base} {b}",
            ),
            "needless": (
                "数额没有变化，却说明了增减原因：“{reason}”",
                "nothing changed, yet a reason is given: “{reason}”",
            ),
        },
        __doc__,
        "T",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Look for the reason of each difference, and for the difference of each reason."""
        due = list(_differences(item, view))
        missing = [pair for pair in due if not _explained(view, pair[0])]
        for outturn, _ in (pair for pair in due if pair not in missing):
            yield Outcome("holds", marks(outturn))
        if missing and len(missing) == len(due):
            yield self._missing(view, missing[0], "all", len(missing))
        else:
            for pair in missing:
                yield self._missing(view, pair, "default", 1)
        for reason in item.reasons:
            if effect(view, reason) == "flat" and _worth(view, reason):
                yield self._needless(view, reason)

    def _missing(self, view: View, pair: tuple[Claim, Claim], variant: str, count: int) -> Outcome:
        outturn, budget = pair
        assert outturn.quantity is not None and budget.quantity is not None
        path = outturn.concept.path
        finding = view.finding(
            self.card,
            stretch(view, outturn, budget),
            section=outturn.section,
            severity="info" if variant == "all" else None,
            variant=variant,
            facts={
                "name": path[-1] if path else outturn.concept.subject,
                "a": view.show(outturn.quantity),
                "base": budget.concept.measure,
                "b": view.show(budget.quantity),
                "count": str(count),
            },
            evidence=(view.from_claim(budget), view.from_claim(outturn)),
            suspects=marks(outturn, budget),
        )
        return Outcome("broken", marks(outturn, budget), finding)

    def _needless(self, view: View, reason: Reason) -> Outcome:
        claims = explained(view, reason)
        finding = view.finding(
            self.card,
            around(view, reason),
            section=claims[0].section,
            severity="info",
            variant="needless",
            facts={"reason": view.quote(reason.span)},
            evidence=tuple(view.from_claim(claim) for claim in claims),
        )
        return Outcome("broken", marks(*claims), finding)


def _differences(item: Analysis, view: View) -> Iterator[tuple[Claim, Claim]]:
    """The outturns that differ from every budget given for them, where the form asks for the reason, each with a budget."""
    words = reason_words(item.profile).file
    for claim in item.claims:
        kind = view.kind_of(claim.section)
        by_item = kind in words.asked_by_item and len(claim.concept.path) > 1
        if claim.kind != "amount" or not known(claim) or not (by_item or kind in words.asked_once):
            continue
        if claim.concept.measure != "决算" or claim.concept.period is not None:
            continue
        given = [b for b in budgets(view, claim, None) if b.concept.measure in BUDGETS]
        if given and not any(_alike(view, claim, budget) for budget in given):
            yield claim, given[0]


def _alike(view: View, outturn: Claim, budget: Claim) -> bool:
    assert outturn.quantity is not None and budget.quantity is not None
    a, b = figure(outturn.quantity), figure(budget.quantity)
    return possible("about_equal", a, b, view.thresholds.about_equal)


def _explained(view: View, outturn: Claim) -> bool:
    """Whether a sentence of the item, to where the next one begins, has a word that could give a cause."""
    analysis = view.analysis
    words = reason_words(analysis.profile).file
    once = view.kind_of(outturn.section) in words.asked_once
    first = outturn.sentence
    if once:
        while first > 0 and view.kind_of(analysis.sentences[first - 1].section) in words.asked_once:
            first -= 1
    for sentence in analysis.sentences[first:]:
        if view.kind_of(sentence.section) != view.kind_of(outturn.section):
            return False
        if not once and sentence.index > first and _other(view, sentence.index, outturn):
            return False
        if sentence.kind != "heading" and has_any(squeeze(view.quote(sentence.span)), words.cause):
            return True
    return False


def _other(view: View, sentence: int, outturn: Claim) -> bool:
    """Whether a sentence states the outturn or budget of another item."""
    return any(
        claim.kind == "amount" and len(claim.concept.path) > 1 and claim.concept.path != outturn.concept.path
        for claim in view.claims_of.get(sentence, ())
    )


def _worth(view: View, reason: Reason) -> bool:
    """Whether a reason for no change is worth a word: in a section without such wording, with amounts that agree."""
    claims = explained(view, reason)
    words = reason_words(view.analysis.profile).file
    if view.kind_of(claims[0].section) not in words.flat_kinds:
        return False
    if phrases(view.analysis.profile).demanded(core(view, reason)):
        return False
    for claim in claims:
        pair = [view.claim(index) for index in (claim.about, claim.against) if index is not None]
        if claim.comparison is not None and (len(pair) < 2 or not known(*pair) or not _alike(view, *pair)):
            return False
    return True
