"""Faults in the numbers and words of sentences. Each takes a draft, changes one place, and says whether it could."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

import msgspec

from gouji.corpus.accounts import accounts
from gouji.corpus.chance import pick
from gouji.corpus.document import Piece
from gouji.corpus.faults.draft import Draft, Mutation, Rules, Spot, digits, faults, restate
from gouji.corpus.numbers import round_to

_VISIBLE = Decimal("0.1")
_LARGE = Decimal(2)
_UP = ("增加", "增长")
_TURNED = {
    "大于": "小于", "小于": "大于", "高于": "低于", "低于": "高于", "增加": "减少", "减少": "增加", "增长": "下降",
    "下降": "增长", "降低": "增长",
}  # fmt: skip


def swapped(rng: Random, number: str) -> str | None:
    """The number with two neighbouring digits exchanged, visibly wrong; None where none differ."""
    places = [
        i
        for i in range(len(number) - 1)
        if number[i].isdigit() and number[i + 1].isdigit() and number[i] != number[i + 1]
        and not (i == 0 and number[1] == "0")
    ]  # fmt: skip
    if not places:
        return None
    i = pick(rng, places)
    return number[:i] + number[i + 1] + number[i] + number[i + 2 :]


def slipped(rng: Random, number: str) -> str | None:
    """The number with one digit mistyped."""
    places = [i for i, char in enumerate(number) if char.isdigit() and not (i == 0 and len(number) > 1 and char == "0")]
    i = pick(rng, places)
    other = pick(rng, [d for d in ("123456789" if i == 0 else "0123456789") if d != number[i]])
    return number[:i] + other + number[i + 1 :]


def _amounts(draft: Draft, only: str = "") -> list[tuple[Spot, Rules]]:
    """Amounts that restate a cell of the report, with the rules that hold them against it; `only`: the first of them."""
    rules = {key: some for key, some in faults().amount.items() if only in ("", some[0])}
    found = []
    for spot in draft.claims("amount"):
        claim = spot.claim
        checked = claim.measure not in ("年初预算", "全年预算") and claim.value > _LARGE
        if checked and spot.paragraph.key in rules and claim.figure and shown(draft, spot):
            found.append((spot, rules[spot.paragraph.key]))
    return found


def shown(draft: Draft, spot: Spot) -> bool:
    """Whether a table of the report has the figure that the spot's claim restates."""
    figure = spot.claim.figure
    return figure is not None and any(table.find(figure) for _, table in draft.report.tables())


def _amount(change: Callable[[Random, str], str | None]) -> Callable[[Draft, Mutation], bool]:
    def plant(draft: Draft, mutation: Mutation) -> bool:
        options = _amounts(draft, mutation.only)
        if not options:
            return False
        spot, rules = pick(draft.rng, options)
        old = digits(spot.piece)
        new = change(draft.rng, old)
        # What only adds up may be off by the tails of its parts.
        least = _VISIBLE if rules[0] == "NN-112" else Decimal(0)
        if new is None or abs(Decimal(new.replace(",", "")) - spot.claim.value) <= least:
            return False
        draft.replace(spot, restate(spot.piece, new))
        return draft.plant(
            mutation, rules, spot.block, pieces=draft.clause(spot), stated=new, expected=old,
            evidence=f"{spot.claim.table} {spot.claim.subject} {old}",
        )  # fmt: skip

    return plant


amount_swap = _amount(swapped)
amount_slip = _amount(slipped)
amount_point = _amount(lambda rng, number: number.replace(".", "").replace(",", "") if "." in number else None)
amount_unit = _amount(lambda rng, number: f"{Decimal(number.replace(',', '')) * 10000:.2f}")


def amount_other(draft: Draft, mutation: Mutation) -> bool:
    """The outturn of an item replaced by another item's."""
    items = [spot for spot, _ in _amounts(draft, mutation.only) if spot.paragraph.key in ("item", "plan_item")]
    if len(items) < 2:
        return False
    spot, other = draft.rng.sample(items, 2)
    if spot.claim.value == other.claim.value:
        return False
    draft.replace(spot, restate(spot.piece, digits(other.piece)))
    return draft.plant(
        mutation, faults().amount[spot.paragraph.key], spot.block, pieces=draft.clause(spot),
        stated=digits(other.piece), expected=digits(spot.piece), evidence=f"{spot.claim.subject}",
    )  # fmt: skip


def rate_swap(draft: Draft, mutation: Mutation) -> bool:
    """A percentage with digits exchanged or mistyped, far beyond what rounding explains."""
    spots = [spot for spot in draft.claims("share", "completion", "rate") if _telling(spot)]
    if mutation.only:
        spots = [spot for spot in spots if _rules(spot)[0] == mutation.only]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    old = digits(spot.piece)
    new = (swapped if draft.rng.random() < 0.6 else slipped)(draft.rng, old)
    if new is None or abs(Decimal(new) - Decimal(old)) < max(_VISIBLE, Decimal(old) / 20):
        return False
    draft.replace(spot, restate(spot.piece, new))
    return draft.plant(
        mutation, _rules(spot), spot.block, pieces=draft.clause(spot), stated=f"{new}%", expected=f"{old}%",
        evidence=spot.claim.kind,
    )  # fmt: skip


def _rules(spot: Spot) -> Rules:
    """The rules that may report a wrong percentage."""
    kind = spot.claim.kind
    if kind == "share":
        return faults().share.get(spot.paragraph.key, ("NN-113",))
    official = kind == "completion" and spot.paragraph.key.startswith("official")
    return faults().rate["official" if official else kind]


def share_base(draft: Draft, mutation: Mutation) -> bool:
    """A share computed on the grand total instead of the base that it names."""
    wholes = [spot.claim for spot in draft.claims("amount") if spot.claim.subject == "收入支出总计"]
    spots = [spot for spot in draft.claims("share") if spot.paragraph.key in ("spent", "income") and _telling(spot)]
    if not wholes or not spots:
        return False
    spot = pick(draft.rng, spots)
    part = spot.before()
    assert part is not None
    new = round_to(part.value * 100 / wholes[0].value, spot.claim.places)
    if abs(new - spot.claim.value) < max(_VISIBLE, spot.claim.value / 20):
        return False
    draft.replace(spot, restate(spot.piece, f"{new}"))
    return draft.plant(
        mutation, faults().share[spot.paragraph.key], spot.block, pieces=draft.clause(spot), stated=f"{new}%",
        expected=spot.piece.text, evidence=f"{part.value} ÷ {wholes[0].value}",
    )  # fmt: skip


def _telling(spot: Spot) -> bool:
    """Whether the percentage can be checked: of an amount large enough that its rounding explains little, and not 100 %.

    A completion needs its budget beside it, or in the table of 三公.
    """
    if spot.claim.kind == "completion" and not (_budget(spot) or spot.paragraph.key.startswith("official")):
        return False
    amount = spot.before() if spot.claim.kind != "rate" else spot.before("change")
    return amount is not None and amount.value > _LARGE and 0 < spot.claim.value != 100


def _budget(spot: Spot) -> bool:
    """Whether a budget stands before the piece in its paragraph."""
    left = spot.paragraph.pieces[: spot.index]
    return any(piece.claim and piece.claim.kind == "amount" and "预算" in piece.claim.measure for piece in left)


def change_slip(draft: Draft, mutation: Mutation) -> bool:
    """An amount of change that the rate behind it does not follow from."""
    spots = [
        spot for spot in draft.claims("change")
        if spot.claim.value > _LARGE and any(p.claim and p.claim.kind == "rate" for p in spot.paragraph.pieces[spot.index :])
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    old = digits(spot.piece)
    new = (swapped if draft.rng.random() < 0.5 else slipped)(draft.rng, old)
    if new is None or abs(Decimal(new.replace(",", "")) - spot.claim.value) < spot.claim.value / 20:
        return False
    draft.replace(spot, restate(spot.piece, new))
    end = next(i for i, p in enumerate(spot.paragraph.pieces) if i > spot.index and p.claim and p.claim.kind == "rate")
    return draft.plant(
        mutation, ("NN-107", "NN-106", "TX-402"), spot.block, pieces=(draft.clause(spot)[0], end + 1), stated=new,
        expected=old, evidence="rate of change",
    )  # fmt: skip


def word_flip(draft: Draft, mutation: Mutation) -> bool:
    """大于 for 小于 between two numbers of the same sentence."""
    return _word(draft, mutation, lambda word: _TURNED[word])


def word_stale(draft: Draft, mutation: Mutation) -> bool:
    """等于 between two numbers that differ."""
    return _word(draft, mutation, lambda word: "等于")


def _word(draft: Draft, mutation: Mutation, turn: Callable[[str], str]) -> bool:
    spots = [
        spot for spot in draft.spots()
        if spot.piece.tag == "comparison" and spot.piece.text != "等于" and (_budget(spot) or spot.before("completion"))
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    old, new = spot.piece.text, turn(spot.piece.text)
    draft.replace(spot, Piece(new, tag=spot.piece.tag))
    start, _ = draft.clause(spot)
    return draft.plant(
        mutation, ("NN-101", "NN-103"), spot.block, pieces=(start, min(spot.index + 2, len(spot.paragraph.pieces))),
        stated=new, expected=old, evidence="the same sentence",
    )  # fmt: skip


def direction_flip(draft: Draft, mutation: Mutation) -> bool:
    """“增加X万元，下降Y%”: the direction word right before a rate turned round."""
    spots = [
        spot for spot in draft.claims("rate")
        if spot.index and spot.paragraph.pieces[spot.index - 1].tag == "direction" and spot.claim.value
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    word = Spot(spot.block, spot.paragraph, spot.index - 1)
    old, new = word.piece.text, _TURNED[word.piece.text]
    rate = msgspec.structs.replace(spot.claim, direction="increase" if new in _UP else "decrease")
    draft.replace(word, Piece(new, tag="direction"), Piece(spot.piece.text, rate), also=2)
    return draft.plant(
        mutation, ("NN-108", "NN-107"), spot.block, pieces=draft.clause(spot), stated=new, expected=old,
        evidence="the same sentence",
    )  # fmt: skip


def rate_of_nothing(draft: Draft, mutation: Mutation) -> bool:
    """A completion rate after an outturn whose budget is 0."""
    spots = [
        spot for spot in draft.claims("amount")
        if spot.claim.measure == "决算" and spot.claim.value and (budget := spot.before()) is not None
        and budget.measure in ("年初预算", "预算") and not budget.value
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    budget = spot.before()
    assert budget is not None
    rate = msgspec.structs.replace(
        spot.claim, kind="completion", measure="完成率", value=Decimal(100), unit="%", places=0, figure=None,
        base=budget.measure,
    )  # fmt: skip
    draft.replace(spot, spot.piece, Piece(f"，完成{budget.measure}的"), Piece("100%", rate))
    start, end = draft.clause(spot)
    return draft.plant(
        mutation, ("NN-104", "NN-102", "TX-702"), spot.block, pieces=(start, end + 2), stated="100%", expected="",
        evidence=f"{budget.measure} 0",
    )  # fmt: skip


def name_added(draft: Draft, mutation: Mutation) -> bool:
    """An economic account without expenditure among those listed."""
    return _names(draft, mutation, add=True)


def name_dropped(draft: Draft, mutation: Mutation) -> bool:
    """An economic account with expenditure left out of the list."""
    return _names(draft, mutation, add=False)


def _names(draft: Draft, mutation: Mutation, *, add: bool) -> bool:
    spots = [spot for spot in draft.spots() if spot.piece.tag.startswith("names.")]
    if not add:
        # A list that ends in 等 need not name all.
        spots = [spot for spot in spots if not _open(spot)]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    listed = spot.piece.text.split("、")
    starts = ("301", "303") if spot.piece.tag == "names.personnel" else ("302",)
    known = accounts().economic
    others = [
        name for code, name in known.items()
        if len(code) == 5 and code.startswith(starts) and name not in listed and "其他" not in name
        and list(known.values()).count(name) == 1
    ]  # fmt: skip
    if add:
        name = pick(draft.rng, others)
        made = [*listed, name] if "其他" not in listed[-1] else [*listed[:-1], name, listed[-1]]
    else:
        if len(listed) < 4:
            return False
        name = pick(draft.rng, listed[1:])
        made = [one for one in listed if one != name]
    draft.replace(spot, Piece("、".join(made), tag=spot.piece.tag))
    return draft.plant(
        mutation, ("TX-602",), spot.block, pieces=(spot.index, spot.index + 1),
        stated=f"{name} listed" if add else f"{name} not listed", expected="not listed" if add else name,
        evidence="table of basic expenditure",
    )  # fmt: skip


def _open(spot: Spot) -> bool:
    rest = spot.paragraph.pieces[spot.index + 1 :]
    return bool(rest) and rest[0].text.startswith("等")
