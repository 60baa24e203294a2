"""Faults of wording: what the form left behind, wrong years and numbers of headings, copied accounts and reasons."""

import re

import msgspec

from gouji.corpus.chance import pick
from gouji.corpus.document import Paragraph, Piece, Place
from gouji.corpus.faults.draft import Draft, Mutation, Spot, digits, faults
from gouji.corpus.tables import numeral

_CHINESE = re.compile(r"^[一二三四五六七八九十]+(?=、)")


def item_copied(draft: Draft, mutation: Mutation) -> bool:
    """The account of an item replaced by that of another one."""
    spots = [
        spot for spot in draft.spots() if spot.piece.tag == "account" and spot.paragraph.key in ("item", "plan_item")
    ]
    if len(spots) < 2:
        return False
    spot, other = draft.rng.sample(spots, 2)
    draft.replace(spot, Piece(other.piece.text, tag="account"))
    block = spot.block
    # Where the account stands in a line of its own, the sentence with the amounts below it is what gives it away.
    below = draft.blocks[block + 1] if not any(piece.claim for piece in spot.paragraph.pieces) else None
    if isinstance(below, Paragraph) and below.about == spot.paragraph.about:
        block += 1
    draft.blocks[block] = _moved(draft.paragraph(block), other.paragraph.about)
    return draft.plant(
        mutation, ("TX-506", "NN-114", "TX-505"), block, pieces=(0, len(draft.paragraph(block).pieces)),
        stated=other.piece.text, expected=spot.piece.text, evidence="told twice, and one not at all",
    )  # fmt: skip


def choice_left(draft: Draft, mutation: Mutation) -> bool:
    """“增加（减少）” before an amount of change."""
    spots = [
        spot for spot in draft.claims("change")
        if spot.index and spot.paragraph.pieces[spot.index - 1].tag == "direction"
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    word = Spot(spot.block, spot.paragraph, spot.index - 1)
    new = pick(draft.rng, faults().words["choices"])
    change = msgspec.structs.replace(spot.claim, direction=None)
    draft.replace(word, Piece(new), Piece(spot.piece.text, change), also=2)
    return draft.plant(
        mutation, ("NN-121",), spot.block, pieces=draft.clause(spot), stated=new, expected=word.piece.text,
        evidence="the rate in the same sentence",
    )  # fmt: skip


def placeholder_left(draft: Draft, mutation: Mutation) -> bool:
    """The form's placeholder for the name of the body."""
    unit = draft.report.unit
    spots = [spot for spot in draft.spots() if unit in spot.piece.text]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    new = pick(draft.rng, faults().words["placeholders"])
    draft.replace(spot, Piece(spot.piece.text.replace(unit, new)))
    end = min(spot.index + 2, len(spot.paragraph.pieces))
    return draft.plant(
        mutation, ("NN-121",), spot.block, pieces=(spot.index, end), stated=new, expected=unit,
        evidence="cover",
    )  # fmt: skip


def percent_lost(draft: Draft, mutation: Mutation) -> bool:
    """A share without its percent sign."""
    spots = [
        spot for spot in draft.claims("share")
        if "." in spot.piece.text and spot.piece.text.endswith(("%", "％")) and spot.index + 1 < len(spot.paragraph.pieces)
        and spot.paragraph.pieces[spot.index + 1].text[0] in "，。；"
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    bare = msgspec.structs.replace(spot.claim, unit="")
    draft.replace(spot, Piece(digits(spot.piece), bare))
    return draft.plant(
        mutation, ("NN-116",), spot.block, pieces=draft.clause(spot), stated=digits(spot.piece),
        expected=spot.piece.text, evidence="",
    )  # fmt: skip


def year_heading(draft: Draft, mutation: Mutation) -> bool:
    """Last year's year in the heading of a part."""
    year = str(draft.report.year)
    spots = [
        spot for spot in draft.spots()
        if spot.paragraph.role == "heading" and spot.paragraph.level == 1 and f"{year}年" in spot.paragraph.text
        and spot.index == 0
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    last = str(draft.report.year - 1)
    text = spot.paragraph.text
    draft.replace(spot, Piece(text.replace(year, last)), also=len(spot.paragraph.pieces))
    return draft.plant(mutation, ("NN-118",), spot.block, pieces=(0, 1), stated=last, expected=year, evidence="cover")


def year_until(draft: Draft, mutation: Mutation) -> bool:
    """The balance date of assets in the year before."""
    year = draft.report.year
    spots = [
        spot for spot in draft.spots()
        if spot.paragraph.key.startswith("assets") and spot.piece.text == str(year)
    ]  # fmt: skip
    if not spots:
        return False
    spot = spots[0]
    draft.replace(spot, Piece(str(year - 1)))
    return draft.plant(
        mutation, ("NN-118",), spot.block, pieces=(0, spot.index + 2), stated=str(year - 1), expected=str(year),
        evidence="cover",
    )  # fmt: skip


def number_twice(draft: Draft, mutation: Mutation) -> bool:
    """A heading of the second level with the number of the one before; not the second, as counting may start anew."""
    spots = [
        spot for spot in draft.spots()
        if spot.paragraph.role == "heading" and spot.paragraph.level == 2 and spot.index == 0
        and _CHINESE.match(spot.piece.text) and spot.piece.text not in ("一、", "二、")
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    number = next(i for i in range(2, 60) if numeral(i) == spot.piece.text[:-1])
    new = f"{numeral(number - 1)}、"
    draft.replace(spot, Piece(new))
    return draft.plant(
        mutation, ("NN-122",), spot.block, pieces=(0, len(spot.paragraph.pieces)), stated=new,
        expected=spot.piece.text, evidence="the headings around",
    )  # fmt: skip


def stock_reason(draft: Draft, mutation: Mutation) -> bool:
    """The same stock reason for four items; the gold marks the first of them."""
    first: dict[int, Spot] = {}
    for spot in draft.spots():
        if spot.piece.tag == "reason" and spot.paragraph.key == "item":
            first.setdefault(spot.block, spot)
    if len(first) < 4:
        return False
    words = pick(draft.rng, faults().words["stock"])
    chosen = sorted(draft.rng.sample(sorted(first), 4))
    for block in chosen:
        spot = first[block]
        length = _run(spot.paragraph, spot.index)
        draft.replace(spot, Piece(words, tag="reason"), also=length)
    start = first[chosen[0]]
    return draft.plant(
        mutation, ("BP-101",), chosen[0], pieces=(start.index, start.index + 1), stated=words, expected="",
        evidence="four items", also=(Place(i, (first[i].index, first[i].index + 1)) for i in chosen[1:]),
    )  # fmt: skip


def _run(paragraph: Paragraph, start: int) -> int:
    """How many pieces the reason takes: to the piece that begins with a stop."""
    for i in range(start + 1, len(paragraph.pieces)):
        piece = paragraph.pieces[i]
        if piece.tag != "reason":
            return i - start
    return len(paragraph.pieces) - start


def _moved(paragraph: Paragraph, account: str) -> Paragraph:
    """The paragraph with its amounts claiming the cells of another account."""
    pieces = []
    for piece in paragraph.pieces:
        if piece.claim and piece.claim.figure and piece.claim.figure.row == paragraph.about:
            figure = msgspec.structs.replace(piece.claim.figure, row=account)
            piece = Piece(piece.text, msgspec.structs.replace(piece.claim, figure=figure), piece.tag)
        pieces.append(piece)
    return msgspec.structs.replace(paragraph, pieces=tuple(pieces), about=account)
