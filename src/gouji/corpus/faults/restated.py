"""Numbers of the prose set to something that cannot be, as data: which number (its claim), and to what."""

from decimal import Decimal

from gouji.corpus.document import Claim
from gouji.corpus.faults.draft import Draft, Mutation, Spot, digits, restate
from gouji.corpus.faults.prose import shown, slipped, swapped
from gouji.corpus.numbers import round_to

_LARGE = Decimal(2)
_WHOLE = Decimal(100)
_TWENTIETH = 20


def restated(draft: Draft, mutation: Mutation) -> bool:
    """Set a number of `mutation.subject` as `mutation.to` says.

    to: “nothing” (0), “some” (a small number for a 0, with decimals where it is money), “above” or “below” the number of the subject `of`, “more” (half
    as much again), “tenth”, “slip” (a digit wrong, visibly).
    """
    spots = [spot for spot in draft.claims(mutation.what or "count") if _meant(draft, spot, mutation)]
    draft.rng.shuffle(spots)
    for spot in spots:
        new = _new(draft, spot, mutation)
        if new is not None and new != digits(spot.piece):
            old = digits(spot.piece)
            draft.replace(spot, restate(spot.piece, new))
            return draft.plant(
                mutation, mutation.rules, spot.block, pieces=draft.clause(spot), stated=new, expected=old,
                evidence="、".join(mutation.of),
            )  # fmt: skip
    return False


def _meant(draft: Draft, spot: Spot, mutation: Mutation) -> bool:
    claim = spot.claim
    if claim.kind == "change" and _gone(spot):
        return False
    named = claim.subject in mutation.subject and mutation.measure in ("", claim.measure)
    now = spot.before()
    if claim.kind == "change" and now is not None and not now.value:
        # All of it is gone: by 100 %, however much it was.
        return False
    return named and mutation.beside in spot.paragraph.text and (not mutation.tabled or shown(draft, spot))


def _gone(spot: Spot) -> bool:
    """Whether the change is to nothing: a fall of 100 % goes with any amount."""
    behind = (piece.claim for piece in spot.paragraph.pieces[spot.index + 1 :] if piece.claim)
    rate = next(behind, None)
    return rate is not None and rate.kind == "rate" and rate.value == _WHOLE


def _new(draft: Draft, spot: Spot, mutation: Mutation) -> str | None:
    """The number to put, as text; None where it cannot be planted at the spot."""
    claim = spot.claim
    if mutation.to == "some":
        cents = f".{draft.rng.randint(11, 99)}" if claim.kind == "amount" else ""
        return None if claim.value else f"{draft.rng.randint(2, 9)}{cents}"
    if not claim.value:
        return None
    if mutation.to == "nothing":
        return f"{round_to(Decimal(0), claim.places)}"
    if mutation.to == "more":
        return f"{round_to(claim.value * Decimal('1.5'), claim.places)}"
    if mutation.to == "tenth":
        return f"{max(int(claim.value) // 10, 1)}"
    if mutation.to == "slip":
        return _slip(draft, spot)
    other = _other(draft, claim, mutation)
    if other is None:
        return None
    if mutation.to == "above":
        return f"{round_to(other + max(other / 10, Decimal(1)), claim.places)}"
    least = round_to(other - max(other / 10, Decimal(1)), claim.places)
    return f"{least}" if least > 0 else None


def _other(draft: Draft, claim: Claim, mutation: Mutation) -> Decimal | None:
    """The value of the number that the new one is above or below."""
    claims = [piece.claim for _, paragraph in draft.report.paragraphs() for piece in paragraph.pieces if piece.claim]
    found = [
        one.value for one in claims
        if one.kind == claim.kind and one.subject in mutation.of and (one.kind == "count" or one.unit == claim.unit)
    ]  # fmt: skip
    return found[0] if found else None


def _slip(draft: Draft, spot: Spot) -> str | None:
    value = spot.claim.value
    for _ in range(8):
        new = (swapped if draft.rng.random() < 0.5 else slipped)(draft.rng, digits(spot.piece))
        changed = abs(Decimal(new.replace(",", "")) - value) if new else Decimal(0)
        if new and changed >= max(value / _TWENTIETH, Decimal(1) if spot.claim.kind == "count" else _LARGE / 4):
            return new
    return None
