"""NN-114: one quantity, one value."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from gouji.check.compare import same_number
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.language.subjects import subjects
from gouji.lexicon import plain
from gouji.model import Analysis, Claim, Concept, Finding, Outcome
from gouji.rules._figures import alike, known, make_card, mark, marks, number
from gouji.rules._nuances import has_any, nuances

_DONE = ("决算", "执行数")
_WHOLE_BODY = Concept("部门全部收支")


class OneValue:
    """One quantity, one value.

    同一事项、同一口径、同一年度的数字，前后各处应相同。

    A total that the text states more than once (same subject, account, fund, measure and year, all known to the
    lexicon) has one value. Where the mentions differ, the one that most others or the table contradict is the suspect.
    Totals of the reporting body and totals of one fund are different things, unless the report itself shows that all
    its money is of that fund: then the body's budget and the fund's budget are one. Account items are warnings: a form
    may tell one account in two places for two purposes. Source: D, E.

    Broken: 一处“财政拨款支出51.20万元”，另一处“财政拨款支出52.10万元”.
    Right: “年初结转和结余9.10万元”（全部资金）与“年初财政拨款结转和结余2.00万元” are not one quantity.
    """

    card = make_card(
        "NN-114",
        "error",
        ("同一数字前后不一", "one quantity, two values"),
        {
            "default": (
                "{name}此处为{a}，他处{count}次写作{b}",
                "{name} is {a} here and {b} in {count} other place(s)",
            )
        },
        __doc__,
        "D,E",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Group the totals by what they measure, and compare within each group."""
        groups: dict[Concept, list[Claim]] = {}
        for claim in item.claims:
            key = _key(view, claim)
            if key is not None:
                groups.setdefault(key, []).append(claim)
        whole = _whole_budgets(view, item)
        for key, group in (*groups.items(), *whole.items()):
            yield from self._compare(view, key, group)

    def _compare(self, view: View, key: Concept, group: list[Claim]) -> Iterator[Outcome]:
        if len(group) < 2:
            return
        right = _likeliest(view, group)
        assert right.quantity is not None
        agree = [c for c in group if c.quantity is not None and same_number(c.quantity, right.quantity)]
        agreeing = {claim.index for claim in agree}
        for claim in group:
            if claim.index in agreeing:
                yield Outcome("holds", marks(claim))
            elif _within_trio(view, claim, *agree):
                continue
            elif claim.quantity is not None and alike(claim.quantity, right.quantity):
                yield Outcome("broken", marks(claim, right), self._finding(view, key, claim, agree))

    def _finding(self, view: View, key: Concept, claim: Claim, agree: list[Claim]) -> Finding:
        right = agree[0]
        assert claim.quantity is not None and right.quantity is not None
        name = "/".join(key.path) or key.subject
        measure = "" if key.measure in name else key.measure
        return view.finding(
            self.card,
            claim.span,
            section=claim.section,
            severity="warning" if key.path else None,
            facts={
                "name": f"{name}{measure}",
                "a": view.show(claim.quantity),
                "b": view.show(right.quantity),
                "count": str(len(agree)),
            },
            stated=number(claim.quantity.value, claim.quantity.places),
            expected=number(right.quantity.value, right.quantity.places),
            unit=claim.quantity.unit.label if claim.quantity.unit else None,
            evidence=tuple(view.from_claim(c) for c in (claim, *agree[:4])),
            suspects=(mark(claim), *(marks(right) if len(agree) == 1 else ())),
            hint=view.hint(claim.quantity.value, right.quantity.value),
        )


def _within_trio(view: View, *claims: Claim) -> bool:
    """Whether all mentions stand in the section on the official-expenses trio: that is the business of TX-704."""
    return all(view.kind_of(claim.section) == "three_public" for claim in claims)


def _key(view: View, claim: Claim) -> Concept | None:
    """What a claim measures if that is certain: a subject of the lexicon, or an account with its path."""
    if claim.kind != "amount" or not known(claim) or _in_cause(view, claim):
        return None
    concept = claim.concept
    money = claim.quantity is not None and claim.quantity.unit is not None and claim.quantity.unit.dimension == "money"
    if not money or (len(concept.path) < 3 and not _named(view, claim)):
        return None
    year = view.analysis.year
    period = None if concept.period == year else concept.period
    return msgspec.structs.replace(concept, measure=_measure(view, concept), period=period)


def _measure(view: View, concept: Concept) -> str:
    """The measure; where none is written, what the kind of report is about."""
    if concept.measure in _DONE:
        return _DONE[0]
    return concept.measure or ("预算" if plain(view.analysis.profile) == "budget" else _DONE[0])


def _named(view: View, claim: Claim) -> bool:
    entry = subjects(view.analysis.profile).named(claim.concept.subject, view.kind_of(claim.section))
    return entry is not None and not claim.concept.path


def _in_cause(view: View, claim: Claim) -> bool:
    return any(reason.span.covers(claim.span) for reason in view.reasons_of.get(claim.sentence, ()))


def _likeliest(view: View, group: list[Claim]) -> Claim:
    """The mention that is likeliest right: its cell agrees, most others agree, it comes first."""
    counts = Counter(claim.quantity.value for claim in group if claim.quantity)

    def weight(claim: Claim) -> tuple[bool, int, int]:
        assert claim.quantity is not None
        values = [view.value(cell) for cell in view.linked(claim)]
        ties = len(values) == 1 and values[0] is not None and same_number(claim.quantity, values[0])
        return (ties, counts[claim.quantity.value], -claim.index)

    return max(group, key=weight)


def _whole_budgets(view: View, analysis: Analysis) -> dict[Concept, list[Claim]]:
    """Budgets that speak of all the body's money, by measure: its own, and those of a fund that is all it has."""
    spent = [c for c in analysis.claims if _is_whole(view, c) and _measure(view, c.concept) == _DONE[0]]
    found: dict[Concept, list[Claim]] = {}
    body = False
    for claim in analysis.claims:
        own = _of_body(view, claim)
        if claim.concept.measure not in ("年初预算", "全年预算") or claim.kind != "amount" or not known(claim):
            continue
        if claim.whole is None and claim.concept.period is None and (own or _all_the_money(view, claim, spent)):
            body = body or own
            found.setdefault(msgspec.structs.replace(_WHOLE_BODY, measure=claim.concept.measure), []).append(claim)
    return found if body else {}


def _of_body(view: View, claim: Claim) -> bool:
    """Whether an amount without a subject of its own is said of the reporting body (“我单位年初预算数…”)."""
    if claim.concept.path or claim.concept.fund or claim.concept.nature:
        return False
    if _is_whole(view, claim):
        return True
    words = nuances(view.analysis.profile).body
    return claim.concept.subject in ("", *words) and has_any(squeeze(view.quote(claim.span)), words)


def _is_whole(view: View, claim: Claim) -> bool:
    if claim.kind != "amount" or claim.concept.period is not None or claim.concept.path or not known(claim):
        return False
    entry = subjects(view.analysis.profile).named(claim.concept.subject, view.kind_of(claim.section))
    return entry is not None and entry.whole_unit


def _all_the_money(view: View, claim: Claim, spent: list[Claim]) -> bool:
    """Whether a fund's total is all that the body spent: its outturn, beside the budget, is the body's outturn."""
    if claim.concept.path or claim.concept.nature or not claim.concept.fund:
        return False
    for other in view.claims_of.get(claim.sentence, ()):
        same = other.concept.subject == claim.concept.subject and other.concept.measure in _DONE
        if other.kind == "amount" and same and known(other) and other.quantity is not None:
            return bool(spent) and all(s.quantity and same_number(other.quantity, s.quantity) for s in spent)
    return False
