"""Slips of the pen in sentences about money: marks, units, words of other years, accounts misspelt, lists out of step."""

import re
from decimal import Decimal

import msgspec

from gouji.corpus.chance import pick
from gouji.corpus.document import Piece, Place
from gouji.corpus.faults.draft import Draft, Mutation, Spot, digits, faults, restate
from gouji.corpus.faults.prose import slipped, swapped
from gouji.corpus.tables import numeral

_LARGE = Decimal(2)
_WHOLE = Decimal(100)
_BUDGETS = {"年初预算": "全年预算", "全年预算": "年初预算"}
_MARKS = re.compile("[（）“”—]+")


def unit_lost(draft: Draft, mutation: Mutation) -> bool:
    """An amount of money without its unit, before a mark."""
    spots = [
        spot for spot in draft.claims("amount")
        if spot.piece.text.rstrip().endswith("元") and "." in digits(spot.piece) and _follows(spot, "，。；")
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    bare = msgspec.structs.replace(spot.claim, unit="")
    draft.replace(spot, Piece(digits(spot.piece), bare))
    return _planted(draft, mutation, spot, stated=digits(spot.piece), expected=spot.piece.text)


def amount_blank(draft: Draft, mutation: Mutation) -> bool:
    """The form's XX where the amount should be."""
    spots = [spot for spot in draft.claims("amount") if spot.piece.text.endswith("元")]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    new = pick(draft.rng, faults().words["blanks"]) + spot.claim.unit
    draft.replace(spot, Piece(new))
    start, end = draft.clause(Spot(spot.block, draft.paragraph(spot.block), spot.index))
    return draft.plant(
        mutation, mutation.rules, spot.block, pieces=(start, end), stated=new, expected=spot.piece.text,
        also=[Place(spot.block, (spot.index, end))],
    )  # fmt: skip


def point_twice(draft: Draft, mutation: Mutation) -> bool:
    """A decimal point or a separator where none can be."""
    spots = [spot for spot in draft.claims("amount") if spot.claim.value > 1000 and "." in digits(spot.piece)]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    plain = digits(spot.piece).replace(",", "")
    new = pick(draft.rng, (f"{plain[:2]}.{plain[2:]}", f"{plain[0]},{plain[1:3]},{plain[3:]}"))
    draft.replace(spot, Piece(spot.piece.text.replace(digits(spot.piece), new)))
    return _planted(draft, mutation, spot, stated=new, expected=digits(spot.piece))


def mark_twice(draft: Draft, mutation: Mutation) -> bool:
    """A stop or comma doubled."""
    spots = [spot for spot in draft.spots() if spot.paragraph.role == "body" and spot.index and _ends_so(spot)]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    mark = spot.piece.text[-1]
    draft.replace(spot, Piece(f"{spot.piece.text}{mark}", spot.piece.claim, spot.piece.tag))
    return _planted(draft, mutation, spot, stated=mark * 2, expected=mark)


def bracket_open(draft: Draft, mutation: Mutation) -> bool:
    """A bracket of an account that is never closed."""
    spots = [spot for spot in draft.spots() if spot.piece.tag == "account" and "）" in spot.piece.text]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    new = spot.piece.text.replace("）", "", 1)
    draft.replace(spot, Piece(new, tag="account"))
    return _planted(draft, mutation, spot, stated=new, expected=spot.piece.text)


def word_twice(draft: Draft, mutation: Mutation) -> bool:
    """A word of a sentence about money written twice, right before the amount: 住房保障支出支出1万元 is a name and a verb."""
    words = faults().words["doubled"]
    options = [
        (spot, word) for spot in draft.spots() for word in words
        if spot.paragraph.role == "body" and not spot.piece.claim and spot.piece.text.endswith(word)
        and _measures(spot) and not _named(spot, word)
    ]  # fmt: skip
    if not options:
        return False
    spot, word = pick(draft.rng, options)
    draft.replace(spot, Piece(spot.piece.text + word, tag=spot.piece.tag))
    return _planted(draft, mutation, spot, stated=word * 2, expected=word)


def _measures(spot: Spot) -> bool:
    """Whether an amount follows."""
    rest = spot.paragraph.pieces[spot.index + 1 : spot.index + 2]
    return bool(rest) and rest[0].claim is not None and rest[0].claim.kind == "amount"


def _named(spot: Spot, word: str) -> bool:
    """Whether the word ends a name (住房保障支出, 其他收入), which the verb may well follow."""
    text = "".join(piece.text for piece in spot.paragraph.pieces[: spot.index + 1]).removesuffix(word)
    return word in ("支出", "收入") and not text.endswith(("，", "、", "；", "：", "。", "）", "预算", "决算"))


def list_short(draft: Draft, mutation: Mutation) -> bool:
    """“甲、乙和丙分别为1万元和3万元”: an amount of a list told column by column is missing."""
    spots = [
        spot for spot in draft.claims("amount")
        if spot.index > 1 and spot.paragraph.pieces[spot.index - 1].text in ("、", "和")
        and spot.paragraph.pieces[spot.index - 2].claim is not None and spot.paragraph.pieces[spot.index].text[-1] == "元"
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    before = Spot(spot.block, spot.paragraph, spot.index - 2)
    draft.replace(before, spot.piece, also=3)
    return _planted(draft, mutation, before, stated="", expected=before.piece.text)


def flat_stale(draft: Draft, mutation: Mutation) -> bool:
    """“与上年持平，” left over before a change."""
    spots = [
        spot for spot in draft.claims("change")
        if spot.claim.measure == "增减额" and spot.claim.value > _LARGE and _rated(spot)
        and spot.index and spot.paragraph.pieces[spot.index - 1].tag == "direction"
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    word = Spot(spot.block, spot.paragraph, spot.index - 1)
    draft.replace(word, Piece("持平，"), word.piece)
    start, end = draft.clause(word)
    return draft.plant(
        mutation, mutation.rules, spot.block, pieces=(start, end + 2), stated="持平", expected=word.piece.text
    )


def rate_of_new(draft: Draft, mutation: Mutation) -> bool:
    """“增长100%” where there was nothing the year before."""
    spots = [
        spot for spot in draft.claims("change")
        if spot.claim.measure == "增减额" and not _rated(spot) and (now := spot.before()) is not None
        and now.value == spot.claim.value
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    rate = msgspec.structs.replace(
        spot.claim, kind="rate", measure="增减率", value=Decimal(100), unit="%", places=0, base="上年"
    )
    draft.replace(spot, spot.piece, Piece("，增长"), Piece("100%", rate))
    start, end = draft.clause(spot)
    return draft.plant(mutation, mutation.rules, spot.block, pieces=(start, end + 2), stated="100%", expected="")


def rate_lost(draft: Draft, mutation: Mutation) -> bool:
    """A rate of 0.00 % beside a change that is not 0."""
    spots = [
        spot for spot in draft.claims("rate")
        if (change := spot.before("change")) is not None and change.value > _LARGE and spot.claim.value > 1
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    new = "0." + "0" * max(spot.claim.places, 1)
    draft.replace(spot, restate(spot.piece, new))
    return _planted(draft, mutation, spot, stated=f"{new}%", expected=spot.piece.text)


def base_slip(draft: Draft, mutation: Mutation) -> bool:
    """Last year's amount mistyped beside this year's and the change."""
    year = str(draft.report.year - 1)
    spots = [
        spot for spot in draft.claims("amount")
        if spot.claim.period == year and spot.claim.value > _LARGE and spot.claim.figure is None
    ]  # fmt: skip
    return _slip(draft, mutation, spots)


def part_slip(draft: Draft, mutation: Mutation) -> bool:
    """One of the parts that add up to a total, mistyped."""
    spots = [
        spot for spot in draft.claims("amount")
        if spot.paragraph.key in mutation.subject and spot.claim.value > _LARGE and spot.before() is not None
    ]  # fmt: skip
    return _slip(draft, mutation, spots)


def _slip(draft: Draft, mutation: Mutation, spots: list[Spot]) -> bool:
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    old = digits(spot.piece)
    new = (swapped if draft.rng.random() < 0.5 else slipped)(draft.rng, old)
    if new is None or abs(Decimal(new.replace(",", "")) - spot.claim.value) < max(
        spot.claim.value / 20, Decimal("0.5")
    ):
        return False
    draft.replace(spot, restate(spot.piece, new))
    return _planted(draft, mutation, spot, stated=new, expected=old)


def account_misspelt(draft: Draft, mutation: Mutation) -> bool:
    """A character of an account's name left out."""
    spots = [spot for spot in _accounts(draft) if len(_words(spot)[-1]) > 6]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    name = _words(spot)[-1]
    at = draft.rng.randrange(2, len(name) - 2)
    return _renamed(draft, mutation, spot, name, name[:at] + name[at + 1 :])


def account_level(draft: Draft, mutation: Mutation) -> bool:
    """An account called 款 that is an item, or the other way round."""
    spots = [spot for spot in _accounts(draft) if "（项）" in spot.piece.text and "（款）" in spot.piece.text]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    new = spot.piece.text.replace("（款）", "（类）", 1)
    draft.replace(spot, Piece(new, tag="account"))
    return _planted(draft, mutation, spot, stated=new, expected=spot.piece.text)


def _accounts(draft: Draft) -> list[Spot]:
    return [spot for spot in draft.spots() if spot.piece.tag == "account"]


def _words(spot: Spot) -> list[str]:
    """The names in an account's path."""
    return [word for word in _MARKS.split(spot.piece.text) if word and word not in "类款项"] or [spot.piece.text]


def _renamed(draft: Draft, mutation: Mutation, spot: Spot, old: str, new: str) -> bool:
    draft.replace(spot, Piece(new.join(spot.piece.text.rsplit(old, 1)), tag="account"))
    return _planted(draft, mutation, spot, stated=new, expected=old)


def budget_renamed(draft: Draft, mutation: Mutation) -> bool:
    """“完成全年预算的…” where the rate is that of the original budget, and the other way round."""
    spots = [
        spot for spot in draft.spots()
        if spot.piece.text in _BUDGETS and spot.index and spot.paragraph.pieces[spot.index - 1].text.endswith("完成")
        and not any(other.text == _BUDGETS[spot.piece.text] for other in spot.paragraph.pieces)
        and _unfinished(spot)
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    old = spot.piece.text
    draft.replace(spot, Piece(_BUDGETS[old]))
    start, end = draft.clause(Spot(spot.block, draft.paragraph(spot.block), spot.index))
    return draft.plant(
        mutation, mutation.rules, spot.block, pieces=(start, end + 2), stated=_BUDGETS[old], expected=old,
        evidence="the rate is that of the other budget",
    )  # fmt: skip


def _unfinished(spot: Spot) -> bool:
    """Whether the rate behind a budget is another one than 100 %, which several budgets may give."""
    behind = [piece.claim for piece in spot.paragraph.pieces[spot.index :] if piece.claim]
    return bool(behind) and behind[0].kind == "completion" and behind[0].value != _WHOLE


def year_stale(draft: Draft, mutation: Mutation) -> bool:
    """A sentence that opens with last year's year."""
    year = str(draft.report.year)
    spots = [
        spot for spot in draft.spots()
        if spot.index == 0 and spot.piece.text == year and spot.paragraph.role == "body" and _follows(spot, "年")
        and any(piece.claim and piece.claim.kind == "amount" for piece in spot.paragraph.pieces)
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    last = str(draft.report.year - 1)
    draft.replace(spot, Piece(last))
    return draft.plant(mutation, mutation.rules, spot.block, pieces=(0, 2), stated=last, expected=year)


def number_skipped(draft: Draft, mutation: Mutation) -> bool:
    """A heading of the second level with the number after its own."""
    spots = [
        spot for spot in draft.spots()
        if spot.paragraph.role == "heading" and spot.paragraph.level == 2 and spot.index == 0
        and spot.piece.text.endswith("、") and spot.piece.text != "一、"
    ]  # fmt: skip
    known = {f"{numeral(i)}、": f"{numeral(i + 1)}、" for i in range(1, 40)}
    spots = [spot for spot in spots if spot.piece.text in known]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    draft.replace(spot, Piece(known[spot.piece.text]))
    return draft.plant(
        mutation, mutation.rules, spot.block, pieces=(0, len(spot.paragraph.pieces)), stated=known[spot.piece.text],
        expected=spot.piece.text,
    )  # fmt: skip


def _rated(spot: Spot) -> bool:
    """Whether a rate follows the change in its sentence."""
    for piece in spot.paragraph.pieces[spot.index + 1 :]:
        if piece.claim:
            return piece.claim.kind == "rate"
    return False


def _follows(spot: Spot, marks: str) -> bool:
    rest = spot.paragraph.pieces[spot.index + 1 : spot.index + 2]
    return bool(rest) and rest[0].text.startswith(tuple(marks))


def _ends_so(spot: Spot) -> bool:
    return not spot.piece.claim and spot.piece.text.endswith(("。", "，"))


def _planted(draft: Draft, mutation: Mutation, spot: Spot, *, stated: str, expected: str) -> bool:
    """Gold that marks the clause up to the piece."""
    at = Spot(spot.block, draft.paragraph(spot.block), spot.index)
    return draft.plant(mutation, mutation.rules, spot.block, pieces=draft.clause(at), stated=stated, expected=expected)
