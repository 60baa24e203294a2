"""What only the whole sentence tells: lists that are complete, and figures that follow the word that needs them."""

from collections import defaultdict
from decimal import Decimal

import msgspec

from gouji.extract.words import Words
from gouji.language.subjects import Subjects
from gouji.model import Claim

_OUTTURN = ("", "决算", "执行数")
_LAST_YEAR = ("", "上年", "上年度", "去年", "上一年度", "同比", "上年数")


def mark_exhaustive(claims: list[Claim], subjects: Subjects, words: Words) -> None:
    """Set `exhaustive` on the parts of every complete list, in place."""
    lists: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.whole is not None:
            lists[(claim.whole, claim.sentence)].append(claim)
    shares: dict[int | None, Claim] = {c.about: c for c in claims if c.kind == "share" and c.about is not None}
    for parts in lists.values():
        if _known(parts, subjects) or _all_shares(parts, shares) or _with_rest(parts, words):
            for part in parts:
                claims[part.index] = msgspec.structs.replace(part, exhaustive=True)


def tie_backward(claims: list[Claim], words: Words) -> None:
    """Give completion rates and comparisons the figures that come after them in the sentence, in place.

    “支出决算数为年初预算数的96.5%，年初预算数200万元，决算数193万元”: only where the sentence tells one outturn and one
    budget that can be meant.
    """
    sentences: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        sentences[claim.sentence].append(claim)
    for claim in claims:
        if claim.kind not in ("completion", "comparison") or claim.about is not None:
            continue
        amounts = [
            c for c in sentences[claim.sentence] if c.kind == "amount" and c.concept.subject == claim.concept.subject
        ]
        wanted = words.measure_of(claim.base)
        outturns = [c for c in amounts if c.concept.measure in ("决算", "执行数")]
        budgets = [c for c in amounts if "预算" in c.concept.measure and wanted in ("预算", c.concept.measure)]
        if len(outturns) == 1 and len(budgets) == 1:
            claims[claim.index] = msgspec.structs.replace(claim, about=outturns[0].index, against=budgets[0].index)


def tie_changes(claims: list[Claim]) -> None:
    """Give changes the figures that stand elsewhere in their sentence, in place: this year's amount where it comes
    after the change (“较上年的5万元减少1万元，决算为4万元”), last year's where it stands beside it (“上年收入5万元，增加…”).
    """
    sentences: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind in ("amount", "change", "rate"):
            sentences[claim.sentence].append(claim)
    for here in sentences.values():
        last: Claim | None = None
        names = {""}
        for claim in here:
            if claim.kind == "change" and claim.quantity is not None:
                names = {"", claim.concept.subject}
                last = claims[claim.index] = _tied(claims, claim, here)
            elif claim.kind == "rate" and claim.about is None and last is not None and claim.base == last.base:
                if claim.concept.subject not in names | {last.concept.subject}:
                    continue
                claims[claim.index] = msgspec.structs.replace(claim, about=last.about, concept=last.concept)


def _tied(claims: list[Claim], change: Claim, here: list[Claim]) -> Claim:
    amounts = [one for one in here if one.kind == "amount"]
    if change.about is None and change.against is not None:
        base = claims[change.against].concept
        later = [
            one
            for one in amounts
            if one.index > change.index
            and (one.concept.subject, one.concept.path) == (base.subject, base.path)
            and one.concept.period is None
            and one.concept.measure in _OUTTURN
        ]
        if len(later) == 1:
            return msgspec.structs.replace(change, about=later[0].index, concept=later[0].concept)
    elif change.about is not None and change.against is None and change.base in _LAST_YEAR:
        now = claims[change.about].concept
        earlier = [
            one
            for one in amounts
            if change.about < one.index < change.index
            and one.concept.period is not None
            and now.subject.endswith(one.concept.subject)
            and one.concept.path == now.path
            and one.concept.measure in _OUTTURN
        ]
        if len(earlier) == 1 and claims[change.about].concept.period is None:
            return msgspec.structs.replace(change, against=earlier[0].index)
    return change


def tie_shares(claims: list[Claim], waiting: list[tuple[int, str]]) -> None:
    """Give shares whose total comes later the first amount of that name in their section, in place."""
    for index, name in waiting:
        if index >= len(claims) or claims[index].kind != "share":
            continue
        later = (c for c in claims[index:] if c.kind == "amount" and c.concept.subject == name and not c.concept.path)
        total = next((c for c in later if c.concept.measure in ("", "决算") and c.concept.period is None), None)
        if total is not None and total.section == claims[index].section:
            claims[index] = msgspec.structs.replace(claims[index], against=total.index)


def _known(parts: list[Claim], subjects: Subjects) -> bool:
    names = {part.concept.subject for part in parts}
    return any(set(entry.names) <= names <= set(entry.names) | set(entry.optional) for entry in subjects.partitions)


def _all_shares(parts: list[Claim], shares: dict[int | None, Claim]) -> bool:
    """Every part has a share and together they reach 100 % within rounding: the list is meant to be complete."""
    found = [shares[part.index].quantity for part in parts if part.index in shares]
    if len(found) != len(parts) or len(parts) < 2:
        return False
    known = [quantity for quantity in found if quantity is not None]
    slack = sum((quantity.ulp for quantity in known), Decimal(0)) / 2
    return abs(sum((quantity.value for quantity in known), Decimal(0)) - 100) <= slack


def _with_rest(parts: list[Claim], words: Words) -> bool:
    """A list of counts that closes with 其他: whatever is not named is in there."""
    return (
        len(parts) > 2
        and all(part.kind == "count" for part in parts)
        and parts[-1].concept.subject.startswith(words.rest)
    )
