"""Places that look wrong and are right: cut percentages, fewer decimals, separators, zeros written in other ways."""

from decimal import ROUND_DOWN, Decimal

import msgspec

from gouji.corpus.chance import pick
from gouji.corpus.document import Table
from gouji.corpus.faults.draft import Draft, Mutation, digits, faults, restate
from gouji.corpus.numbers import plain, round_to


def rate_cut(draft: Draft, mutation: Mutation) -> bool:
    """A percentage with one decimal less, cut off where rounding would go up."""
    spots = [
        spot for spot in draft.claims("share", "completion", "rate")
        if spot.claim.places == 2 and round_to(spot.claim.value, 1) > spot.claim.value
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    old = spot.piece.text
    new = f"{spot.claim.value.quantize(Decimal('0.1'), ROUND_DOWN)}"
    draft.replace(spot, restate(spot.piece, new))
    return draft.plant(mutation, (), spot.block, pieces=draft.clause(spot), stated=f"{new}%", expected=old)


def fewer_decimals(draft: Draft, mutation: Mutation) -> bool:
    """An amount rounded to one decimal where the table has two."""
    spots = [
        spot for spot in draft.claims("amount")
        if spot.claim.figure and spot.claim.places == 2 and spot.claim.unit == "万元" and spot.claim.value > 100
        and spot.paragraph.key in ("total", "fiscal_total", "general_overall", "running", "fund")
    ]  # fmt: skip
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    new = f"{round_to(spot.claim.value, 1)}"
    draft.replace(spot, restate(spot.piece, new))
    return draft.plant(mutation, (), spot.block, pieces=draft.clause(spot), stated=new, expected=digits(spot.piece))


def separator(draft: Draft, mutation: Mutation) -> bool:
    """A thousands separator where the rest of the prose has none, or the other way round."""
    spots = [spot for spot in draft.claims("amount") if spot.claim.value >= 1000]
    if not spots:
        return False
    spot = pick(draft.rng, spots)
    old = digits(spot.piece)
    new = old.replace(",", "") if "," in old else f"{Decimal(old):,}"
    draft.replace(spot, restate(spot.piece, new))
    return draft.plant(mutation, (), spot.block, pieces=draft.clause(spot), stated=new, expected=old)


def zero_written(draft: Draft, mutation: Mutation) -> bool:
    """A row whose blanks are written as 0.00 or a dash."""
    options = [
        (i, table, row)
        for i, table in draft.tables()
        for row in sorted({cell.row for cell in table.cells if cell.figure and plain(cell.text)})
        if any(cell.row == row and cell.figure and not cell.text for cell in table.cells)
    ]
    if not options:
        return False
    block, table, row = pick(draft.rng, options)
    dash = pick(draft.rng, faults().words["dashes"])
    draft.replace_table(block, _dashed(table, row, dash))
    return draft.plant(mutation, (), block, row=row, stated=dash, expected="")


def _dashed(table: Table, row: int, dash: str) -> Table:
    cells = tuple(
        msgspec.structs.replace(cell, text=dash) if cell.row == row and cell.figure and not cell.text else cell
        for cell in table.cells
    )
    return msgspec.structs.replace(table, cells=cells)
