"""The same figure in another report: its cell, by what row and column are; its claim, by what it measures."""

from collections.abc import Iterable, Iterator

from gouji.check.compare import same_number
from gouji.check.view import View
from gouji.language.subjects import account_key, subjects
from gouji.model import Cell, Claim, Column, Evidence, Interval, Link, Row, Table
from gouji.rules._figures import alike, figure, known


def twin(cell: Cell, view: View, other: View, forms: Iterable[str], measures: tuple[str, ...]) -> Cell | None:
    """The cell of `other` that states in `measures` what `cell` states; None where none or several may be it.

    forms: the forms to look in, the first that has the row counts.
    """
    row, column = view.row_of(cell), view.column_of(cell)
    for form in forms:
        for table in other.by_form.get(form, ()):
            there = row_twin(row, view.table_of(cell), table)
            if there is not None:
                found = columns_of(table, there, column.name, measures)
                return table.cell(there.index, found.index) if found else None
    return None


def row_twin(row: Row, here: Table, there: Table) -> Row | None:
    """The row of another table with the same account, or the same name in the same panel below the same row."""
    found = [one for one in there.rows if _row_key(one, there) == _row_key(row, here)]
    return found[0] if len(found) == 1 else None


def _row_key(row: Row, table: Table) -> tuple[str, ...]:
    if row.code:
        return row.code, account_key(row.name)
    above = table.rows[row.parent].name if row.parent is not None else ""
    return row.panel, above, account_key(row.name)


def columns_of(table: Table, row: Row, name: str, measures: tuple[str, ...]) -> Column | None:
    """The column of that name for the row, in the first of `measures` that has one; the only one if no name fits."""
    able = [column for column in table.columns if column.panel in ("", row.panel) or not row.panel]
    for measure in measures:
        stated = [column for column in able if column.measure == measure]
        named = [column for column in stated if column.name == name]
        if len(named) == 1:
            return named[0]
        if len(stated) == 1 and not named and len(able) == 1:
            return stated[0]
    return None


def value_of(cells: Iterable[Cell], view: View) -> Interval | None:
    """What the sum of cells can stand for, in base units; None where one holds words or the unit is not known."""
    total: Interval | None = None
    for cell in cells:
        quantity = view.value(cell)
        if quantity is None or quantity.unit is None:
            return None
        total = figure(quantity) if total is None else total + figure(quantity)
    return total


def claim_twin(claim: Claim, view: View, other: View) -> Claim | None:
    """The amount of `other` that measures what `claim` does; None where it is not told or told with different values."""
    concept = claim.concept
    entries = subjects(view.analysis.profile)
    entry = entries.named(concept.subject, view.kind_of(claim.section))
    if entry is None:
        return None
    found = [
        one
        for one in other.analysis.claims
        if one.kind == "amount"
        and one.concept.period is None
        and known(one)
        and (one.concept.subject, one.concept.path, one.concept.fund, one.concept.nature)
        == (concept.subject, concept.path, concept.fund, concept.nature)
        and one.concept.measure in ("", concept.measure)
        and entries.named(one.concept.subject, other.kind_of(one.section)) is entry
    ]
    first = found[0].quantity if found else None
    if first is None or claim.quantity is None or not alike(first, claim.quantity):
        return None
    same = all(one.quantity is not None and same_number(one.quantity, first) for one in found)
    return found[0] if same else None


def linked_cells(claim: Claim, view: View) -> tuple[Cell, ...]:
    """The cells that a claim restates beyond doubt."""
    link: Link | None = view.links.get(claim.index)
    return () if link is None or link.definition or link.near else view.linked(claim)


def proofs(cells: Iterable[Cell], view: View) -> Iterator[Evidence]:
    """The cells as evidence."""
    return (view.from_cell(cell) for cell in cells)
