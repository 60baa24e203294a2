"""What only the whole sentence tells: lists that are complete, and figures that follow the word that needs them."""

from collections import defaultdict
from decimal import Decimal

import msgspec

from gouji.extract.words import Words
from gouji.language.subjects import Subjects
from gouji.model import Claim


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
