"""Which accounts the text tells one by one: those told more than once, and those that it leaves out."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from gouji.check.compare import same_number
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.language.subjects import account_key
from gouji.model import Cell, Claim, Row, Table

_ASIDE = frozenset({"annex", "project", "performance", "about", "glossary"})
_ITEM = "item"
_FEW = 3
"""Accounts that must be told for a list to be one."""
_PART = 4
"""One in so many may be left out or told twice: where it is more, the text does not mean to tell each account once."""


class Told(msgspec.Struct, frozen=True):
    """The single accounts of one table as one kind of section tells them.

    kind: of the section. claims: the amounts of each row, by its index, one of every paragraph. missing: cells with money
    of rows that the section neither names nor gives.
    """

    kind: str
    table: Table
    claims: dict[int, tuple[Claim, ...]]
    missing: tuple[Cell, ...]

    def repeated(self) -> Iterator[tuple[Row, tuple[Claim, ...]]]:
        """The rows that more than one paragraph tells, where most are told once."""
        twice = [(index, claims) for index, claims in self.claims.items() if len(claims) > 1]
        if len(self.claims) >= _FEW and len(twice) * _PART <= len(self.claims):
            yield from ((self.table.rows[index], claims) for index, claims in twice)

    def left_out(self) -> Iterator[Cell]:
        """The cells whose rows the text leaves out, where it tells most."""
        if len(self.claims) >= _FEW and len(self.missing) * _PART <= len(self.claims) + len(self.missing):
            yield from self.missing


def told(view: View) -> Iterator[Told]:
    """What each kind of section with lists of accounts tells, of the table that most of its amounts restate."""
    kinds = {kind for section in view.analysis.sections if (kind := section.kind)}
    for kind in sorted(kinds - _ASIDE):
        stated = [
            (claim, cells[0])
            for claim in view.claims(frozenset({"amount"}), frozenset({kind}))
            if claim.concept.path and not claim.concept.nature and not claim.residue and claim.concept.period is None
            and len(cells := view.linked(claim)) == 1 and view.row_of(cells[0]).kind == _ITEM
        ]  # fmt: skip
        columns = Counter((cell.table, cell.column) for _, cell in stated)
        if columns:
            (table, column), _ = columns.most_common(1)[0]
            rows = _by_row(
                view, [(claim, cell) for claim, cell in stated if (cell.table, cell.column) == (table, column)]
            )
            yield Told(kind, view.analysis.tables[table], rows, _missing(view, kind, table, column, rows))


def _by_row(view: View, stated: list[tuple[Claim, Cell]]) -> dict[int, tuple[Claim, ...]]:
    """The amounts of each row, the first of every paragraph."""
    found: dict[int, dict[int, Claim]] = {}
    for claim, cell in stated:
        found.setdefault(cell.row, {}).setdefault(view.sentence(claim).block, claim)
    return {row: tuple(claims.values()) for row, claims in found.items()}


def _missing(view: View, kind: str, table: int, column: int, rows: dict[int, tuple[Claim, ...]]) -> tuple[Cell, ...]:
    """The cells of accounts with money that are not told, by name or amount, in sections of that kind."""
    items = [row for row in view.analysis.tables[table].rows if row.kind == _ITEM and row.code]
    names = Counter(account_key(squeeze(row.name)) for row in items)
    analysis = view.analysis
    text = squeeze("".join(view.quote(one.span) for one in analysis.sentences if view.kind_of(one.section) == kind))
    given = [claim.quantity for claim in view.claims(None, frozenset({kind})) if claim.quantity]
    found = []
    for row in items:
        name = account_key(squeeze(row.name))
        cell = view.analysis.tables[table].cell(row.index, column)
        value = view.value(cell) if cell is not None else None
        if cell is None or value is None or value.value <= 0 or row.index in rows or names[name] > 1 or name in text:
            continue
        if not any(quantity.unit and same_number(quantity, value) for quantity in given):
            found.append(cell)
    return tuple(found)
