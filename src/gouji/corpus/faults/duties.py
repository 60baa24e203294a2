"""Faults in what a report must disclose: what is said not to be there and is, what is left out, wrong dates and limits."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from gouji.corpus.chance import pick
from gouji.corpus.document import Piece
from gouji.corpus.faults.draft import Draft, Mutation, Spot, faults

_DENIED = {"official": "official_overall", "fund": "fund", "capital": "capital", "running": "running"}


def _deny(key: str) -> Callable[[Draft, Mutation], bool]:
    """A passage replaced by the sentence that there is nothing of the kind."""

    def plant(draft: Draft, mutation: Mutation) -> bool:
        spots = [
            spot for spot in draft.claims("amount")
            if spot.paragraph.key == _DENIED[key] and spot.claim.value and spot.claim.figure
        ]  # fmt: skip
        if not spots or (key == "running" and not draft.report.unit.endswith(faults().words["organs"])):
            return False
        spot = spots[0]
        words = pick(draft.rng, faults().words[f"denied_{key}"]).replace("{year}", str(draft.report.year))
        draft.replace(Spot(spot.block, spot.paragraph, 0), Piece(words), also=len(spot.paragraph.pieces))
        return draft.plant(
            mutation, mutation.rules, spot.block, pieces=(0, 1), stated=words, expected=spot.piece.text,
            evidence=spot.claim.table,
        )  # fmt: skip

    return plant


official_denied = _deny("official")
fund_denied = _deny("fund")
capital_denied = _deny("capital")
running_denied = _deny("running")


def part_dropped(draft: Draft, mutation: Mutation) -> bool:
    """One of the parts of a total not told: “名称1万元，占x%；” gone; the gold marks the sentence."""
    spots = [spot for spot in draft.claims("amount") if spot.paragraph.key in mutation.subject and _part(spot)]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    start, end = _reach(spot)
    pieces = spot.paragraph.pieces
    draft.replace(Spot(spot.block, spot.paragraph, start), *(), also=end - start)
    return draft.plant(
        mutation, mutation.rules, spot.block, pieces=(0, len(draft.paragraph(spot.block).pieces)), stated="",
        expected="".join(piece.text for piece in pieces[start:end]), evidence=spot.claim.table,
    )  # fmt: skip


def _part(spot: Spot) -> bool:
    """Whether the spot is a part between two marks, with others beside it and an amount worth missing."""
    pieces = spot.paragraph.pieces
    marks = [i for i, piece in enumerate(pieces) if piece.text == "；"]
    return bool(marks) and spot.claim.value > 5 and marks[0] < spot.index and spot.index + 1 < len(pieces)


def _reach(spot: Spot) -> tuple[int, int]:
    """The pieces from the mark before a part to its end."""
    pieces = spot.paragraph.pieces
    start = max(i for i in range(spot.index) if pieces[i].text == "；")
    ends = [i for i in range(spot.index, len(pieces)) if pieces[i].text.startswith(("；", "。"))]
    return start, ends[0] if ends else len(pieces)


def counts_dropped(draft: Draft, mutation: Mutation) -> bool:
    """The clause with the counts that must be told left out."""
    spots = [spot for spot in draft.claims("count") if spot.claim.subject in mutation.subject and spot.claim.value]
    if not spots:
        return False
    spot = spots[0]
    start, _ = draft.clause(spot)
    pieces = spot.paragraph.pieces
    end = next((i for i in range(spot.index, len(pieces)) if pieces[i].text.startswith("。")), len(pieces) - 1)
    if not start:
        return False
    draft.replace(Spot(spot.block, spot.paragraph, start), *(), also=end + 1 - start)
    return draft.plant(
        mutation, mutation.rules, spot.block, pieces=(0, start), stated="",
        expected="".join(piece.text for piece in pieces[start:end]), evidence="", anywhere=True,
    )  # fmt: skip


def published_late(draft: Draft, mutation: Mutation) -> bool:
    """The day of publication a month and a half behind that of approval."""
    options = [
        (i, block, j)
        for i, block in draft.report.paragraphs()
        for j, piece in enumerate(block.pieces)
        if piece.tag == "published"
    ]
    if not options:
        return False
    at, block, j = options[0]
    old = block.pieces[j].text
    approved = next(
        piece.text for _, one in draft.report.paragraphs() for piece in one.pieces if piece.tag == "approved"
    )
    day = _day(approved) + timedelta(draft.rng.randint(40, 55))
    new = f"{day.year}年{day.month}月{day.day}日"
    draft.replace(Spot(at, block, j), Piece(new, tag="published"))
    return draft.plant(mutation, mutation.rules, at, pieces=(0, j + 1), stated=new, expected=old, evidence=approved)


def _day(text: str) -> date:
    year, month, day = (int(part) for part in re.findall(r"\d+", text))
    return date(year, month, day)


def date_moved(draft: Draft, mutation: Mutation) -> bool:
    """Assets as of another day than the last of the year; budgets may name any day."""
    return draft.report.kind == "final-accounts" and _swap(draft, mutation, "assets", "12月31日", "6月30日")


def limit_other(draft: Draft, mutation: Mutation) -> bool:
    """The limit for equipment of another year's form."""
    return _swap(draft, mutation, "assets", "单价100万元", pick(draft.rng, ("单价10万元", "单价200万元")))


def _swap(draft: Draft, mutation: Mutation, key: str, old: str, new: str) -> bool:
    spots = [spot for spot in draft.spots() if spot.paragraph.key.startswith(key) and old in spot.piece.text]
    if not spots:
        return False
    spot = spots[0]
    draft.replace(spot, Piece(spot.piece.text.replace(old, new), tag=spot.piece.tag))
    return draft.plant(
        mutation, mutation.rules, spot.block, pieces=(max(spot.index - 2, 0), spot.index + 1), stated=new,
        expected=old, evidence="",
    )  # fmt: skip
