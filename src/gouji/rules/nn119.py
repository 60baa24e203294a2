"""NN-119: a reason where the figures differ, and none where they do not."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from gouji.boilerplate.phrases import phrases
from gouji.check.compare import possible
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Analysis, Claim, Outcome, Reason
from gouji.rules._changes import before, subject_of
from gouji.rules._figures import BUDGETS, budgets, figure, known, make_card, marks, point, stretch
from gouji.rules._nuances import has_any
from gouji.rules._reasons import around, core, effect, explained, explained_here, reason_words


class ReasonDue:
    """A reason where the figures differ, and none where they do not.

    决算与年初预算不一致的项目应说明原因；持平的不用说明。

    The form asks, account by account, why the outturn of general public budget expenditure differs from the budget; for
    the official-expenses trio it asks once. Where the two amounts differ by more than `about_equal` and no sentence of the
    item has a word that could give a cause, the reason is missing: a warning, or one piece of information for the whole
    report where no item has one. The same holds for words (决算数大于预算数) of amounts that the text does not give. A change
    against last year without a reason is information, where most changes of the report (among the trio: most of its own)
    have one. A reason for a figure that is said to be unchanged is information; that there is
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
            "word": (
                "正文称“{word}”，未说明原因",
                "the text says “{word}”, and no reason is given",
            ),
            "all": (
                "{count}处决算与预算不一致，均未说明原因，如“{example}”",
                "outturn and budget differ in {count} place(s) and none gives a reason, such as “{example}”",
            ),
            "change": (
                "其他增减均说明了原因，此处“{example}”未说明",
                "other changes are explained, this one is not: “{example}”",
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
        for main, _ in (pair for pair in due if pair not in missing):
            yield Outcome("holds", marks(main))
        if missing and len(missing) == len(due):
            yield self._missing(view, missing[0], "all", len(missing))
        else:
            for pair in missing:
                yield self._missing(view, pair, "default" if pair[0].comparison is None else "word", 1)
        for changes, silent in _changes(item, view):
            yield from (Outcome("holds", marks(claim)) for claim in changes if claim not in silent)
            for claim in silent if len(silent) * 2 < len(changes) else ():
                yield self._missing(view, (claim, None), "change", 1)
        for reason in item.reasons:
            if effect(view, reason) == "flat" and _worth(view, reason):
                yield self._needless(view, reason)

    def _missing(self, view: View, pair: tuple[Claim, Claim | None], variant: str, count: int) -> Outcome:
        main, budget = pair
        path = main.concept.path
        facts = {"example": view.quote(stretch(view, main, budget)), "count": str(count)}
        if main.comparison is not None:
            facts["word"] = view.quote(main.comparison.span)
        elif budget is not None and main.quantity is not None and budget.quantity is not None:
            facts |= {"a": view.show(main.quantity), "b": view.show(budget.quantity)}
            facts |= {"name": path[-1] if path else main.concept.subject, "base": budget.concept.measure}
        finding = view.finding(
            self.card,
            stretch(view, main, budget),
            section=main.section,
            severity="info" if variant in ("all", "change") else None,
            variant=variant,
            facts=facts,
            evidence=tuple(view.from_claim(claim) for claim in (budget, main) if claim is not None),
            suspects=marks(main, budget),
        )
        return Outcome("broken", marks(main, budget), finding)

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


def _differences(item: Analysis, view: View) -> Iterator[tuple[Claim, Claim | None]]:
    """Where the form asks for the reason: outturns that differ from every budget given for them, each with a budget, and
    words that say so (决算数大于预算数) of amounts that the text does not give.
    """
    words = reason_words(item.profile).file
    seen: set[int | None] = set()
    for claim in item.claims:
        kind = view.kind_of(claim.section)
        by_item = kind in words.asked_by_item and len(claim.concept.path) > 1
        if claim.kind != "amount" or not known(claim) or not (by_item or kind in words.asked_once):
            continue
        if claim.concept.measure != "决算" or claim.concept.period is not None:
            continue
        given = [b for b in budgets(view, claim, None) if b.concept.measure in BUDGETS]
        if given and not any(_alike(view, claim, budget) for budget in given):
            seen.add(claim.index)
            yield claim, given[0]
    for claim in item.claims:
        asked = view.kind_of(claim.section) in (*words.asked_by_item, *words.asked_once)
        if claim.comparison is None or claim.residue or not asked or claim.about in seen:
            continue
        pair = [view.claim(index) for index in (claim.about, claim.against) if index is not None]
        near = len(pair) == 2 and known(*pair) and _alike(view, *pair)
        if claim.comparison.relation in ("greater", "less") and not near:
            yield claim, None


def _changes(item: Analysis, view: View) -> Iterator[tuple[list[Claim], list[Claim]]]:
    """The changes that the text at large states, those of the official-expenses trio, and which of each have no reason."""
    words = reason_words(item.profile).file
    for kinds, told in ((words.changes_in, _explained), (words.asked_once, _explained_by_item)):
        changes = list(_large_changes(item, view, kinds, told))
        yield changes, [claim for claim in changes if not told(view, claim)]


def _explained_by_item(view: View, change: Claim) -> bool:
    """Whether a change among the trio has a cause of its own, or is followed by parts (其中) that may have theirs."""
    return explained_here(view, change) or (change.about is not None and change.about in view.parts_of)


def _large_changes(
    item: Analysis, view: View, kinds: tuple[str, ...], told: Callable[[View, Claim], bool]
) -> Iterator[Claim]:
    """The changes against last year of more than `about_equal`, each amount of change once, the explained one first."""
    found: dict[Decimal, Claim] = {}
    for claim in item.claims:
        if claim.kind != "change" or not known(claim) or view.kind_of(claim.section) not in kinds:
            continue
        about = subject_of(view, claim)
        base = before(about, claim) if about is not None else None
        if about is None or base is None or claim.quantity is None or claim.quantity.value == 0:
            continue
        step = abs(point(claim.quantity))
        if step <= view.thresholds.about_equal * max(abs(base.lo), abs(base.hi)):
            continue
        if claim.quantity.value not in found or told(view, claim):
            found[claim.quantity.value] = claim
    yield from found.values()


def _alike(view: View, outturn: Claim, budget: Claim) -> bool:
    assert outturn.quantity is not None and budget.quantity is not None
    a, b = figure(outturn.quantity), figure(budget.quantity)
    return possible("about_equal", a, b, view.thresholds.about_equal)


def _explained(view: View, outturn: Claim) -> bool:
    """Whether a sentence of the item, to where the next one begins, has a word that could give a cause."""
    if outturn.reason is not None:
        return True
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
        if sentence.kind == "heading":
            continue
        if sentence.index in view.reasons_of or has_any(squeeze(view.quote(sentence.span)), words.cause):
            return True
    return False


def _other(view: View, sentence: int, outturn: Claim) -> bool:
    """Whether a sentence states the outturn or budget of another item."""
    apart = outturn.kind == "change"
    return any(
        claim.kind == "amount"
        and (apart or len(claim.concept.path) > 1)
        and claim.concept.path + (claim.concept.subject,) * apart
        != outturn.concept.path + (outturn.concept.subject,) * apart
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
