"""Which lists of parts are complete: by the lexicon's partitions, or because their shares make up the whole."""

from collections import defaultdict
from decimal import Decimal

import msgspec

from gouji.language.subjects import Subjects
from gouji.model import Claim


def mark_exhaustive(claims: list[Claim], subjects: Subjects) -> None:
    """Set `exhaustive` on the parts of every complete list, in place."""
    lists: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.whole is not None:
            lists[(claim.whole, claim.sentence)].append(claim)
    shares: dict[int | None, Claim] = {c.about: c for c in claims if c.kind == "share" and c.about is not None}
    for parts in lists.values():
        if _known(parts, subjects) or _all_shares(parts, shares):
            for part in parts:
                claims[part.index] = msgspec.structs.replace(part, exhaustive=True)


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
