"""Faults that only another report shows: last year's, the published budget, those of the units.

The report stays as it is, and the one beside it comes from books that differ in one figure.
"""

from collections.abc import Iterable

import msgspec

from gouji.corpus import others
from gouji.corpus.chance import WAN, pick
from gouji.corpus.document import Cell, Figure, Paragraph, Place, Report, Table
from gouji.corpus.faults.draft import Draft, Mutation, Spot, digits
from gouji.corpus.ledger import Ledger
from gouji.corpus.numbers import plain

_LARGE = 2
_TOLD = ("running", "general_spending")
_OPENINGS = ("in", "fiscal.in", "general.in", "fund.in", "capital.in")
_TOTALS = ("total", "fiscal_total", "income")


def opening_other(draft: Draft, mutation: Mutation) -> bool:
    """Last year's report closed with another balance than this one opens with; the gold marks the row of the opening."""
    place = _cell(draft, Figure("in"), "Z1")
    if place is None:
        return False

    def change(book: Ledger) -> None:
        code = book.rows("general.out", "fund.out", "capital.out", "own.out")[0]
        kind = next(kind for kind in ("general", "fund", "capital", "own") if book.get(f"{kind}.out", code))
        book.add(f"{kind}.out", code, 3 * WAN)
        book.add("income.other" if kind == "own" else f"{kind}.income", code, 3 * WAN)

    made = _beside(draft, "previous", others.previous(draft.report, change))
    return made and _row(draft, mutation, *place, also=[*_rows(draft, _OPENINGS), *_changes(draft)])


def running_other(draft: Draft, mutation: Mutation) -> bool:
    """The change against last year does not lead back to what last year's report says of 机关运行经费."""
    spots = [spot for spot in draft.claims("change") if spot.paragraph.key == "running" and spot.claim.value]
    if not spots:
        return False

    def change(book: Ledger) -> None:
        for code in book.rows("running"):
            book.put("running", code, int(book.get("running", code) * 0.8))

    made = _beside(draft, "previous", others.previous(draft.report, change))
    return made and _stated(draft, mutation, spots[0])


def passage_stale(draft: Draft, mutation: Mutation) -> bool:
    """The paragraph on 机关运行经费 or meetings taken over from last year's report with its figures."""
    options = [(i, one) for i, one in draft.report.paragraphs() if one.key in _TOLD and _counted(one)]
    last = others.previous(draft.report, _same)
    told = {one.key: one for _, one in last.paragraphs() if _counted(one)} if last else {}
    options = [(i, one) for i, one in options if one.key in told and told[one.key].text != one.text]
    if not options or not _beside(draft, "previous", last):
        return False
    block, paragraph = pick(draft.rng, options)
    pieces = told[paragraph.key].pieces
    draft.replace(Spot(block, paragraph, 0), *pieces, also=len(paragraph.pieces))
    words = "".join(piece.text for piece in pieces)
    return draft.plant(mutation, mutation.rules, block, pieces=(0, len(pieces)), stated=words, expected=paragraph.text)


def _counted(paragraph: Paragraph) -> bool:
    return any(piece.claim and piece.claim.kind == "amount" for piece in paragraph.pieces)


def _same(book: Ledger) -> None:
    """The books as they are."""


def budget_other(draft: Draft, mutation: Mutation) -> bool:
    """The original budget of an item is another one than in the published budget."""
    spots = [
        spot for spot in draft.claims("amount")
        if spot.claim.measure == "年初预算" and spot.paragraph.about and spot.claim.value > _LARGE
        and spot.claim.figure == Figure("general.budget", spot.paragraph.about)
    ]  # fmt: skip
    if not spots or any(_cell(draft, Figure("general.income.budget"), table.key) for _, table in draft.tables()):
        return False
    spot = pick(draft.rng, spots)

    def change(book: Ledger) -> None:
        column = "general.basic" if book.get("general.basic", spot.paragraph.about) else "general.project"
        book.add(column, spot.paragraph.about, book.get(column, spot.paragraph.about) // 4 + WAN)

    totals = [one for one in draft.claims("amount") if one.claim.figure == Figure("general.budget")]
    made = _beside(draft, "budget", others.published(draft.report, change))
    return made and _stated(draft, mutation, spot, also=[Place(one.block, draft.clause(one)) for one in totals])


def units_other(draft: Draft, mutation: Mutation) -> bool:
    """The department's 公务接待费 is not the sum of what its units report; the gold marks the row."""

    def change(book: Ledger) -> None:
        book.add("official", "reception", 2 * WAN)

    made = others.department(draft.report, change)
    if made is None:
        return False
    draft.report = msgspec.structs.replace(
        made[0], others=tuple((f"part{i}", part) for i, part in enumerate(made[1], 1))
    )
    draft.blocks = list(draft.report.blocks)
    place = _cell(draft, Figure("official", "reception"), "ZS")
    return place is not None and _row(draft, mutation, *place)


def _beside(draft: Draft, role: str, other: Report | None) -> bool:
    if other is None:
        return False
    draft.report = msgspec.structs.replace(draft.report, others=((role, other),))
    return True


def _cell(draft: Draft, figure: Figure, key: str) -> tuple[int, Table, Cell] | None:
    """The cell of a figure, if its table shows a number there."""
    found = ((i, table, table.find(figure)) for i, table in draft.tables() if table.key == key)
    return next(((i, table, cell) for i, table, cell in found if cell and plain(cell.text)), None)


def _rows(draft: Draft, columns: tuple[str, ...]) -> list[Place]:
    """The rows with a figure of the columns."""
    found = {
        (i, cell.row): None for i, table in draft.tables() for cell in table.cells
        if cell.figure and cell.figure.column in columns
    }  # fmt: skip
    return [Place(block, row=row) for block, row in found]


def _changes(draft: Draft) -> list[Place]:
    """Where totals, which opening balances are a part of, are compared with last year."""
    spots = [spot for spot in draft.claims("change", "rate") if spot.paragraph.key in _TOTALS]
    return [Place(spot.block, draft.clause(spot)) for spot in spots]


def _row(draft: Draft, mutation: Mutation, block: int, table: Table, cell: Cell, also: Iterable[Place] = ()) -> bool:
    return draft.plant(mutation, mutation.rules, block, row=cell.row, stated=cell.text, evidence=table.title, also=also)


def _stated(draft: Draft, mutation: Mutation, spot: Spot, also: Iterable[Place] = ()) -> bool:
    words = digits(spot.piece)
    return draft.plant(mutation, mutation.rules, spot.block, pieces=draft.clause(spot), stated=words, also=also)
