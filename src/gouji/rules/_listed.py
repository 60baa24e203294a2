"""What the rules on lists share: what the tables have and a list of parts leaves out, where that is all it lacks."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.check.compare import same_number
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Cell, Claim, Finding, Interval, Outcome, RuleCard, Table
from gouji.rules._figures import figure, known, marks, stretch

LISTED_MESSAGES = {
    "listed": (
        "《{table}》有{missing}，正文列举各项时没有说明",
        "table {table} has {missing}, the list in the text leaves it out",
    ),
}


def check_listed(card: RuleCard, item: Claim, view: View) -> Iterator[Outcome]:
    """Hold the parts of one total against the members of the total in the tables.

    A warning where the members with money that the section names nowhere, or one of them, are exactly what the sum of the
    parts falls short by: of several some may stand below the total, or hold others.
    """
    parts = [part for part in view.parts_of.get(item.index, ()) if part.kind == "amount"]
    told = [cell for part in parts for cell in view.linked(part)]
    if item.kind != "amount" or not known(item, *parts) or not view.linked(item) or len(told) != len(parts) or not told:
        return
    gap = _short(item, parts)
    touched = marks(item, *parts)
    if gap.lo <= 0:
        if gap.hi >= 0:
            yield Outcome("holds", touched)
        return
    if _told_apart(view, item, gap):
        yield Outcome("holds", touched)
        return
    for table in dict.fromkeys(view.table_of(cell).index for cell in told):
        missing = _missing(view, item, view.analysis.tables[table], told)
        for some in (missing, *([cell] for cell in missing)):
            if some and _sum(view, some).meets(gap):
                yield Outcome("broken", touched, _finding(card, view, item, parts, some))
                return


def _short(item: Claim, parts: Sequence[Claim]) -> Interval:
    """What the parts fall short of the total by, in base units."""
    assert item.quantity is not None
    rest = figure(item.quantity)
    for part in parts:
        assert part.quantity is not None
        rest = rest - figure(part.quantity)
    return rest


def _sum(view: View, cells: Sequence[Cell]) -> Interval:
    values = (view.value(cell) for cell in cells)
    return sum((figure(value) for value in values if value is not None), Interval(Decimal(0), Decimal(0)))


def _told_apart(view: View, item: Claim, gap: Interval) -> bool:
    """Whether the section gives the rest in one figure of the tables: 总计…，其中年初结转和结余…；本年收入合计…."""
    return any(
        claim.section == item.section
        and claim.kind == "amount"
        and view.linked(claim)
        and figure(claim.quantity).meets(gap)
        for claim in view.analysis.claims
        if claim.quantity is not None and claim.index != item.index
    )


def _missing(view: View, item: Claim, table: Table, told: Sequence[Cell]) -> list[Cell]:
    """The cells with money beside those told of, that the section of the list neither names nor gives."""
    own = [cell for cell in told if cell.table == table.index]
    whole = {cell.id for cell in view.linked(item)}
    text = squeeze(
        "".join(
            one.span.cut(view.analysis.document.text) for one in view.analysis.sentences if one.section == item.section
        )
    )
    given = [claim.quantity for claim in view.analysis.claims if claim.section == item.section and claim.quantity]
    found = []
    for cell in _beside(view, table, own):
        value = view.value(cell)
        if cell.id in whole or value is None or not value.value or _name(view, cell) in text:
            continue
        if not any(quantity.unit and same_number(quantity, value) for quantity in given):
            found.append(cell)
    return found


def _beside(view: View, table: Table, own: Sequence[Cell]) -> Iterator[Cell]:
    """The cells that stand beside those of the parts: in other columns of a row of totals, or in rows of the same level."""
    seen = {cell.id for cell in own}
    for cell in table.cells:
        row, column = view.row_of(cell), view.column_of(cell)
        for one in own if cell.id not in seen else ():
            there, at = view.row_of(one), view.column_of(one)
            along = row.index == there.index and row.kind == "total" and column.measure == at.measure
            down = (
                column.index == at.index
                and row.kind == there.kind != "total"
                and (row.panel, row.parent) == (there.panel, there.parent)
            )
            if along or down:
                yield cell
                break


def _name(view: View, cell: Cell) -> str:
    """What the cell is of: its column in a row of totals, else its row."""
    row = view.row_of(cell)
    return squeeze(view.column_of(cell).name if row.kind == "total" else row.name)


def _finding(card: RuleCard, view: View, item: Claim, parts: Sequence[Claim], missing: Sequence[Cell]) -> Finding:
    evidence = tuple(view.from_cell(cell) for cell in missing)
    values = [value for cell in missing if (value := view.value(cell)) is not None]
    told = "、".join(f"{_name(view, cell)}{view.show(value)}" for cell, value in zip(missing, values, strict=True))
    return view.finding(
        card,
        stretch(view, item, *parts),
        section=item.section,
        severity="warning",
        variant="listed",
        facts={"table": view.table_of(missing[0]).title, "missing": told},
        expected=told,
        evidence=(view.from_claim(item), *evidence),
        suspects=marks(item, *parts),
    )
