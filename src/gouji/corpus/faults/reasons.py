"""Faults of reasons and purposes: missing, contrary to the direction, circular, saying nothing, copied."""

from gouji.corpus.chance import pick
from gouji.corpus.document import Piece, Place
from gouji.corpus.faults.draft import Draft, Mutation, Spot, faults

_LARGE = 5
"""Percent."""
_UP = ("增加", "增长", "大于", "高于")
_UNASKED = ("income", "spent")
"""Sentences whose changes many reports leave without a reason, as no form asks for one."""
_UNASKED_OF = {"本年收入合计", "本年支出合计"}
_DOWN = ("减少", "下降", "降低", "小于", "低于")


def reason_missing(draft: Draft, mutation: Mutation) -> bool:
    """A difference without its reason, where the report gives one for everything else."""
    return _unexplained(draft, mutation, [spot for spot in _reasons(draft) if _missed(draft, spot)])


def official_reason_missing(draft: Draft, mutation: Mutation) -> bool:
    """三公 above its budget without a reason."""
    spots = [spot for spot in _reasons(draft) if spot.paragraph.key.startswith("official")]
    return _unexplained(draft, mutation, [spot for spot in spots if _compared(spot) in ("大于", "高于")])


def _unexplained(draft: Draft, mutation: Mutation, spots: list[Spot]) -> bool:
    spots = [spot for spot in spots if _opening(spot) and _direction(spot) and _marked(spot)]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    pieces = list(spot.paragraph.pieces)
    start, end = spot.index - 1, spot.index + run(spot)
    before = pieces[start - 1].text
    if before.endswith("。"):
        pieces[end] = Piece(pieces[end].text.removeprefix("。"))
    else:
        pieces[start - 1] = Piece(before.rstrip("的，：") or "", pieces[start - 1].claim, pieces[start - 1].tag)
    kept = [*pieces[:start], *pieces[end:]]
    draft.replace(Spot(spot.block, spot.paragraph, 0), *kept, also=len(spot.paragraph.pieces))
    first, _ = draft.clause(Spot(spot.block, draft.paragraph(spot.block), start - 1))
    return draft.plant(
        mutation, mutation.rules, spot.block, pieces=(first, start), stated="", expected="主要原因", evidence=""
    )


def _missed(draft: Draft, spot: Spot) -> bool:
    """Whether nobody could take another reason for this one: none follows in the paragraph, and no other paragraph explains
    the same change; among the three public expenses others must have theirs, and no vehicles speak for the others.
    """
    reasons = _reasons(draft)
    told = {piece.claim.subject for piece in spot.paragraph.pieces if piece.claim and piece.claim.kind == "change"}
    if spot.paragraph.key in _UNASKED or told & _UNASKED_OF:
        return False
    if any(one.block == spot.block and one.index > spot.index for one in reasons):
        return False
    changes = {piece.text for piece in spot.paragraph.pieces if piece.claim and piece.claim.kind == "change"}
    others = {one.block: one.paragraph for one in reasons if one.block != spot.block}.values()
    if any(piece.text in changes for paragraph in others for piece in paragraph.pieces):
        return False
    cars = [paragraph for paragraph in others if paragraph.key.startswith("official_car")]
    if cars and spot.paragraph.key.startswith("official_car"):
        return False
    trio = [paragraph for paragraph in others if paragraph.key.startswith("official")]
    return not spot.paragraph.key.startswith("official") or len(trio) > 1


def reason_contrary(draft: Draft, mutation: Mutation) -> bool:
    """A reason that explains the other direction."""
    return _reworded(draft, mutation, "contrary")


def reason_circular(draft: Draft, mutation: Mutation) -> bool:
    """A reason that only says what it should explain."""
    return _reworded(draft, mutation, "circular")


def reason_vague(draft: Draft, mutation: Mutation) -> bool:
    """A reason that names nothing at all."""
    return _reworded(draft, mutation, "vague")


def reason_both(draft: Draft, mutation: Mutation) -> bool:
    """The same reason for a rise and for a fall; the gold marks the fall."""
    spots = [spot for spot in _firsts(draft) if _direction(spot)]
    ups = [spot for spot in spots if _direction(spot) == "up"]
    downs = [spot for spot in spots if _direction(spot) == "down"]
    if not ups or not downs:
        return False
    words = pick(draft.rng, faults().words["both"])
    up, down = pick(draft.rng, ups), pick(draft.rng, downs)
    for spot in (up, down):
        draft.replace(spot, Piece(words, tag="reason"), also=run(spot))
    return draft.plant(
        mutation, mutation.rules, down.block, pieces=(down.index, down.index + 1), stated=words, expected="",
        evidence=up.paragraph.text, also=(Place(up.block, (up.index, up.index + 1)),),
    )  # fmt: skip


def reason_copied(draft: Draft, mutation: Mutation) -> bool:
    """The reasons of three items taken from a fourth one; the gold marks the first of them."""
    spots = [spot for spot in _firsts(draft) if spot.paragraph.about]
    if len({spot.paragraph.about for spot in spots}) < 4:
        return False
    source, *others = draft.rng.sample(spots, 4)
    words = "".join(piece.text for piece in source.paragraph.pieces[source.index : source.index + run(source)])
    if any(char.isdigit() for char in words):
        # A reason with a number of its own is one event, which may well explain several items.
        return False
    others.sort(key=lambda spot: spot.block)
    for spot in others:
        draft.replace(spot, Piece(words, tag="reason"), also=run(spot))
    first = others[0]
    return draft.plant(
        mutation, mutation.rules, first.block, pieces=(first.index, first.index + 1), stated=words, expected="",
        evidence=source.paragraph.text, also=(Place(one.block, (one.index, one.index + 1)) for one in others[1:]),
    )  # fmt: skip


def purpose_copied(draft: Draft, mutation: Mutation) -> bool:
    """The purpose of one account copied to another one; the gold marks the copy."""
    spots = [spot for spot in draft.spots() if spot.piece.tag == "purpose"]
    spots = [spot for spot in spots if spot.index == 0 or spot.paragraph.pieces[spot.index - 1].tag != "purpose"]
    if len({spot.block for spot in spots}) < 2:
        return False
    source, copy = sorted(draft.rng.sample(spots, 2), key=lambda spot: spot.block)
    words = "".join(
        piece.text for piece in source.paragraph.pieces[source.index : source.index + run(source, "purpose")]
    )
    draft.replace(copy, Piece(words, tag="purpose"), also=run(copy, "purpose"))
    return draft.plant(
        mutation, mutation.rules, copy.block, pieces=(copy.index, copy.index + 1), stated=words, expected="",
        evidence=source.paragraph.text,
    )  # fmt: skip


def run(spot: Spot, tag: str = "reason") -> int:
    """How many pieces the reason (or purpose) that begins at the spot takes."""
    pieces = spot.paragraph.pieces
    return next((i for i in range(spot.index + 1, len(pieces)) if pieces[i].tag != tag), len(pieces)) - spot.index


def _reworded(draft: Draft, mutation: Mutation, kind: str) -> bool:
    spots = [spot for spot in _reasons(draft) if _direction(spot)]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    words = pick(draft.rng, faults().words.get(f"{kind}_{_direction(spot)}") or faults().words[kind])
    old = "".join(piece.text for piece in spot.paragraph.pieces[spot.index : spot.index + run(spot)])
    draft.replace(spot, Piece(words, tag="reason"), also=run(spot))
    return draft.plant(
        mutation, mutation.rules, spot.block, pieces=(spot.index, spot.index + 1), stated=words, expected=old,
        evidence=_direction(spot),
    )  # fmt: skip


def _reasons(draft: Draft) -> list[Spot]:
    """The first piece of every reason."""
    return [
        spot for spot in draft.spots()
        if spot.piece.tag == "reason" and spot.index and spot.paragraph.pieces[spot.index - 1].tag != "reason"
    ]  # fmt: skip


def _firsts(draft: Draft) -> list[Spot]:
    """The first reason of every paragraph."""
    return list({spot.block: spot for spot in reversed(_reasons(draft))}.values())


def _opening(spot: Spot) -> bool:
    """Whether the reason is opened by words of its own and closed by a stop."""
    end = spot.index + run(spot)
    pieces = spot.paragraph.pieces
    return (
        spot.index > 1 and pieces[spot.index - 1].text.startswith("主要") and end < len(pieces)
        and pieces[end].text.startswith("。")
    )  # fmt: skip


def _marked(spot: Spot) -> bool:
    """Whether the difference is large enough to need a reason."""
    rates = [p.claim for p in spot.paragraph.pieces[: spot.index] if p.claim and p.claim.kind in ("rate", "completion")]
    return bool(rates) and abs(rates[-1].value - (100 if rates[-1].kind == "completion" else 0)) > _LARGE


def _compared(spot: Spot) -> str:
    """The last word of comparison or direction before the reason."""
    tagged = (p.text for p in reversed(spot.paragraph.pieces[: spot.index]) if p.tag in ("direction", "comparison"))
    return next(tagged, "")


def _direction(spot: Spot) -> str:
    """“up” or “down”, whichever the reason explains; empty where nothing tells."""
    word = _compared(spot)
    return "up" if word in _UP else "down" if word in _DOWN else ""
