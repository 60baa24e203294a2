"""Faults of what belongs elsewhere: purposes, reasons and classes of another account, budgets in another unit."""

from decimal import Decimal

from gouji.corpus.accounts import accounts, name_of
from gouji.corpus.chance import pick
from gouji.corpus.document import Figure, Piece
from gouji.corpus.faults.draft import Draft, Mutation, Spot, digits, faults, restate
from gouji.corpus.faults.reasons import run
from gouji.corpus.names import names
from gouji.corpus.numbers import round_to

_HALF = 2
_SCALE = 10_000


def purpose_foreign(draft: Draft, mutation: Mutation) -> bool:
    """What another kind of account is for, under one that is for nothing of the sort."""
    return _foreign(draft, mutation, "purpose")


def reason_foreign(draft: Draft, mutation: Mutation) -> bool:
    """What explains another kind of account."""
    return _foreign(draft, mutation, "reason")


def _foreign(draft: Draft, mutation: Mutation, tag: str) -> bool:
    words, topics = faults().words, names().topics
    spots = [
        spot for spot in _firsts(draft, tag)
        if f"foreign_{topics.get(spot.paragraph.about)}" in words and (tag == "purpose" or spot.paragraph.key == "item")
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    own = f"foreign_{topics[spot.paragraph.about]}"
    about = words[pick(draft.rng, sorted(key for key in words if key.startswith("foreign_") and key != own))][0]
    new = f"用于{about}" if tag == "purpose" else f"{about}基数调整"
    return _put(draft, mutation, spot, new)


def overall_elsewhere(draft: Draft, mutation: Mutation) -> bool:
    """A reason for the whole that has nothing to do with the item that makes up most of the difference."""
    spots = [spot for spot in _firsts(draft, "reason") if spot.paragraph.key == "general_items"]
    gaps = _gaps(draft)
    total = gaps.pop("", Decimal(0))
    most = max(gaps.values(), key=lambda gap: gap if total > 0 else -gap, default=Decimal(0))
    if not spots or most * total <= 0 or not abs(total) <= abs(most) * _HALF <= abs(total) * (_HALF + 1):
        return False
    words = pick(draft.rng, faults().words["aside_up" if total > 0 else "aside_down"])
    return _put(draft, mutation, spots[0], words)


def _gaps(draft: Draft) -> dict[str, Decimal]:
    """Outturn less original budget as told, by item; the whole by the empty code."""
    found: dict[str, Decimal] = {}
    for spot in draft.claims("amount"):
        figure, claim = spot.claim.figure, spot.claim
        if (
            figure
            and figure.column in ("general", "general.budget")
            and spot.paragraph.key in ("item", "general_items")
        ):
            step = -claim.value if figure.column == "general.budget" else claim.value
            found[figure.row] = found.get(figure.row, Decimal(0)) + step
    named = any(spot.claim.figure == Figure("general.budget") for spot in draft.claims("amount"))
    return found if named else {}


def _put(draft: Draft, mutation: Mutation, spot: Spot, words: str) -> bool:
    """New words instead of a reason or purpose."""
    tag = spot.piece.tag
    length = run(spot, tag)
    old = "".join(piece.text for piece in spot.paragraph.pieces[spot.index : spot.index + length])
    draft.replace(spot, Piece(words, tag=tag), also=length)
    return draft.plant(
        mutation, mutation.rules, spot.block, pieces=(spot.index, spot.index + 1), stated=words, expected=old
    )


def _firsts(draft: Draft, tag: str) -> list[Spot]:
    """The first piece of every reason or purpose."""
    return [
        spot for spot in draft.spots()
        if spot.piece.tag == tag and (not spot.index or spot.paragraph.pieces[spot.index - 1].tag != tag)
    ]  # fmt: skip


def account_mixed(draft: Draft, mutation: Mutation) -> bool:
    """An account told below a class that it does not belong to."""
    spots = [spot for spot in draft.spots() if spot.piece.tag == "account" and "（项）" in spot.piece.text]
    spots = [spot for spot in spots if _class(spot) and spot.paragraph.about in names().topics]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    old = _class(spot)
    new = pick(
        draft.rng, [name for code, name in accounts().classes if name != old and code in ("201", "213", "221", "210")]
    )
    draft.replace(spot, Piece(spot.piece.text.replace(old, new, 1), tag="account"))
    return draft.plant(
        mutation, mutation.rules, spot.block, pieces=(spot.index, spot.index + 1), stated=new, expected=old
    )


def _class(spot: Spot) -> str:
    """The class that an account is told below."""
    name = name_of(spot.paragraph.about[:3]) if spot.paragraph.about else ""
    return name if name and f"{name}（类）" in spot.piece.text else ""


def budget_scaled(draft: Draft, mutation: Mutation) -> bool:
    """The original budget of an item in another unit: ten thousand times too much."""
    spots = [
        spot for spot in draft.claims("amount")
        if spot.claim.measure == "年初预算" and spot.paragraph.key == "item" and spot.claim.value > _HALF
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    old = spot.piece.text
    new = f"{round_to(spot.claim.value * _SCALE, spot.claim.places)}"
    draft.replace(spot, restate(spot.piece, new))
    return draft.plant(
        mutation, mutation.rules, spot.block, pieces=draft.clause(spot), stated=new, expected=digits(Piece(old))
    )
