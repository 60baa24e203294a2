"""Faults for table relations, as data: a cell whose digits are changed, or a table out of another version of the books."""

from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from gouji.corpus.chance import pick
from gouji.corpus.document import Cell, Place, Table
from gouji.corpus.faults.draft import Draft, Mutation, Rules, faults
from gouji.corpus.faults.prose import slipped, swapped
from gouji.corpus.ledger import primitives
from gouji.corpus.numbers import plain
from gouji.lexicon import LexiconFile, builtin_root, parse

_LARGE = Decimal(1)
_TAIL = Decimal("0.3")
"""More than the tails of a sum over a long list explain."""
_LEVELS = {"class": 3, "group": 5, "item": 7}


class Tie(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fault for a relation; `ties.toml` says what the fields mean.

    free: columns that must be empty in the report; beside (`with`): figures that must not. name: where a rule has several.
    severity: suspicious where the relation may be broken for a reason.
    """

    rule: str
    table: tuple[str, ...]
    column: tuple[str, ...]
    row: str = ""
    leaves: tuple[str, ...] = ()
    by: Literal["slip", "up", "scale", "below"] = "slip"
    free: tuple[str, ...] = ()
    beside: tuple[str, ...] = msgspec.field(default=(), name="with")
    name: str = ""
    severity: Literal["error", "suspicious"] = "error"

    @property
    def mutation(self) -> Mutation:
        """The fault as a kind of its own, tried only by itself."""
        words = "a figure and its sums differ from the other tables" if self.leaves else "a cell changed"
        return Mutation(
            name=self.name or self.rule,
            kind="table_mismatch" if self.leaves else "table_sum",
            explain="the table is in another unit" if self.by == "scale" else words,
            weight=0,
            severity=self.severity,
            rules=(self.rule,),
        )


class TiesFile(LexiconFile, frozen=True, kw_only=True):
    """`ties.toml`."""

    tie: tuple[Tie, ...]


@cache
def ties() -> dict[str, Tie]:
    """The faults by name. Raises LexiconError on a broken file."""
    file = parse(builtin_root() / "corpus" / "ties.toml", TiesFile)
    return {tie.mutation.name: tie for tie in file.tie}


def plant_tie(draft: Draft, mutation: Mutation) -> bool:
    """Break the relation in a table of the report that has it."""
    tie = ties()[mutation.name]
    if any(cell.figure and cell.figure.column in tie.free and plain(cell.text) for cell in _cells(draft)):
        return False
    if not all(_has(draft, one) for one in tie.beside):
        return False
    options = [
        (block, table, cell)
        for block, table in draft.tables()
        if table.key in tie.table
        for cell in table.cells
        if cell.figure and cell.figure.column in tie.column and _level(cell.figure.row, tie.row) and _value(cell)
    ]
    if not options:
        return False
    block, table, cell = pick(draft.rng, options)
    texts = _texts(draft, tie, table, cell)
    if not texts:
        return False
    cells = tuple(msgspec.structs.replace(one, text=texts.get(i, one.text)) for i, one in enumerate(table.cells))
    draft.replace_table(block, msgspec.structs.replace(table, cells=cells))
    new = texts[table.cells.index(cell)]
    changed = sorted({table.cells[i].row for i in texts} - {cell.row})
    return draft.plant(
        mutation, _rules(tie, table), block, row=cell.row, stated=new, expected=cell.text,
        evidence=f"{table.title} {cell.label} {cell.head}", also=(Place(block, row=row) for row in changed),
    )  # fmt: skip


def _rules(tie: Tie, table: Table) -> Rules:
    """The rule that the fault is made for, and all others that look at the table."""
    return tuple(dict.fromkeys((tie.rule, *faults().table.get(table.key, ()))))


def _has(draft: Draft, figure: str) -> bool:
    """Whether a table has a figure of that column (“Z1:spent.project”)."""
    key, _, column = figure.partition(":")
    cells = (cell for _, table in draft.tables() if table.key == key for cell in table.cells)
    return any(cell.figure and cell.figure.column == column and plain(cell.text) for cell in cells)


def _cells(draft: Draft) -> list[Cell]:
    return [cell for _, table in draft.tables() for cell in table.cells]


def _level(row: str, wanted: str) -> bool:
    return len(row) == _LEVELS[wanted] and row.isdigit() if wanted in _LEVELS else row == wanted


def _value(cell: Cell) -> Decimal:
    return plain(cell.text) or Decimal(0)


def _texts(draft: Draft, tie: Tie, table: Table, cell: Cell) -> dict[int, str]:
    """The new texts of cells by their index in the table; nothing where the fault cannot be planted."""
    figures = {i: one.figure for i, one in enumerate(table.cells) if one.figure}
    if tie.by == "scale":
        return {i: _written(table, _value(table.cells[i]) * 10_000) for i in figures if _value(table.cells[i])}
    if not tie.leaves:
        new = _slip(draft, cell)
        return {table.cells.index(cell): new} if new else {}
    leaf = _leaf(draft, tie, table, cell)
    if leaf is None:
        return {}
    column, code, change = leaf
    leaves = [column] if column in tie.column else tie.leaves
    found = {}
    for i, figure in figures.items():
        times = sum(one in primitives(figure.column) for one in leaves) if code.startswith(figure.row) else 0
        if times:
            found[i] = _written(table, _value(table.cells[i]) + times * change)
    return found


def _leaf(draft: Draft, tie: Tie, table: Table, cell: Cell) -> tuple[str, str, Decimal] | None:
    """The account whose figure differs, in which column, and by how much; below and within the marked cell."""
    assert cell.figure is not None
    columns = [one for one in tie.leaves if one in primitives(cell.figure.column)]
    if not columns:
        return None
    column = columns[0]
    below = [
        one
        for one in table.cells
        if one.figure and one.figure.row.startswith(cell.figure.row) and column in primitives(one.figure.column)
        and _value(one) > _LARGE
    ]  # fmt: skip
    deepest = max((len(one.figure.row) for one in below if one.figure), default=0)
    options = [one for one in below if one.figure and len(one.figure.row) == deepest]
    if not options:
        return None
    # The narrowest column: that of projects rather than that of all expenditure.
    least = min(len(primitives(one.figure.column)) for one in options if one.figure)
    options = [one for one in options if one.figure and len(primitives(one.figure.column)) == least]
    chosen = max(options, key=_value) if tie.by == "up" else pick(draft.rng, options)
    assert chosen.figure is not None
    value = _value(chosen)
    if tie.by == "up":
        return column, chosen.figure.row, 9 * value
    if tie.by == "below":
        return column, chosen.figure.row, -value - max(value / 10, _LARGE).quantize(value)
    new = _slip(draft, chosen)
    return (column, chosen.figure.row, Decimal(new.replace(",", "")) - value) if new else None


def _slip(draft: Draft, cell: Cell) -> str | None:
    """The number of a cell with a digit changed or two swapped, visibly wrong."""
    value = _value(cell)
    for _ in range(8):
        new = (swapped if draft.rng.random() < 0.5 else slipped)(draft.rng, cell.text)
        if new and (other := plain(new)) is not None and abs(other - value) >= max(value / 50, _TAIL):
            return new
    return None


def _written(table: Table, value: Decimal) -> str:
    """An amount as the table writes them."""
    texts = [cell.text for cell in table.cells if cell.figure and plain(cell.text) is not None]
    places = max((len(text.partition(".")[2]) for text in texts), default=2)
    return f"{value:,.{places}f}" if any("," in text for text in texts) else f"{value:.{places}f}"
