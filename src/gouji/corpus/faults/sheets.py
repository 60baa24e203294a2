"""Faults in tables: changed cells, amounts in the wrong column, missing rows."""

from decimal import Decimal

import msgspec

from gouji.corpus.chance import pick
from gouji.corpus.document import Cell, Table
from gouji.corpus.faults.draft import Draft, Mutation, faults
from gouji.corpus.faults.prose import slipped, swapped
from gouji.corpus.numbers import plain

_LARGE = Decimal(1)
_TAIL = Decimal("0.3")
"""More than the tails of a sum over a long list explain."""
_PAIRS = ("basic", "project")


def cell_slip(draft: Draft, mutation: Mutation) -> bool:
    """A digit of an item's cell changed."""
    options = [(i, table, cell) for i, table in draft.tables() for cell in _amounts(table)]
    if not options:
        return False
    block, table, cell = pick(draft.rng, options)
    new = (swapped if draft.rng.random() < 0.5 else slipped)(draft.rng, cell.text)
    old, value = plain(cell.text), plain(new) if new else None
    if new is None or old is None or value is None or abs(value - old) < max(old / 100, _TAIL):
        return False
    _change(draft, block, table, {cell: new})
    return draft.plant(
        mutation, faults().table[table.key], block, row=cell.row, stated=new, expected=cell.text,
        evidence=f"{table.title} {cell.label} {cell.head}",
    )  # fmt: skip


def cell_moved(draft: Draft, mutation: Mutation) -> bool:
    """Basic expenditure of an item booked as project expenditure, or the other way round; the gold marks the row of the group,
    where the sums break.
    """
    options = []
    for block, table in draft.tables():
        for cell in _amounts(table):
            assert cell.figure is not None
            stem, _, nature = cell.figure.column.rpartition(".")
            if nature in _PAIRS and len(cell.figure.row) == 7:
                other = msgspec.structs.replace(cell.figure, column=f"{stem}.{_PAIRS[nature == 'basic']}")
                beside = table.find(other)
                group = _group(table, cell)
                if beside and group and not plain(beside.text):
                    options.append((block, table, cell, beside, group))
    if not options:
        return False
    block, table, cell, beside, group = pick(draft.rng, options)
    _change(draft, block, table, {cell: beside.text, beside: cell.text})
    return draft.plant(
        mutation, faults().table[table.key], block, row=group.row, stated=f"{beside.head} {cell.text}",
        expected=f"{cell.head} {cell.text}", evidence=f"{table.title} {cell.label}",
    )  # fmt: skip


def project_rate(draft: Draft, mutation: Mutation) -> bool:
    """The rate of execution in the self-assessment of a project mistyped in one of its lines."""
    options = [one for one in _project(draft, "%") if plain(one[2].text.rstrip("%")) not in (None, Decimal(100))]
    if not options:
        return False
    block, table, cell = pick(draft.rng, options)
    value = Decimal(cell.text.rstrip("%"))
    return _restated(draft, mutation, block, table, cell, f"{value - draft.rng.randint(5, 30)}%")


def project_score(draft: Draft, mutation: Mutation) -> bool:
    """The score of execution above the 10 that it is worth."""
    options = _project(draft, "")
    if not options:
        return False
    block, table, cell = options[0]
    return _restated(draft, mutation, block, table, cell, f"1{draft.rng.randint(1, 9)}.00")


def _project(draft: Draft, ending: str) -> list[tuple[int, Table, Cell]]:
    """The cells behind the money of a project: rates end in %, the score in none."""
    return [
        (i, table, cell)
        for i, table in draft.tables()
        if table.key == "JX"
        for cell in table.cells
        if cell.row in {one.row for one in table.cells if one.figure} and not cell.figure and "." in cell.text
        and cell.text.endswith("%") == bool(ending)
    ]  # fmt: skip


def _restated(draft: Draft, mutation: Mutation, block: int, table: Table, cell: Cell, new: str) -> bool:
    _change(draft, block, table, {cell: new})
    return draft.plant(mutation, mutation.rules, block, row=cell.row, stated=new, expected=cell.text)


def row_dropped(draft: Draft, mutation: Mutation) -> bool:
    """An item's row missing; the gold marks the row of the group that it belongs to."""
    options = []
    for block, table in draft.tables():
        for cell in _amounts(table):
            group = _group(table, cell)
            if group and _siblings(table, cell):
                options.append((block, table, cell, group))
    if not options:
        return False
    block, table, cell, group = pick(draft.rng, options)
    kept = [one for one in table.cells if one.row != cell.row]
    moved = [msgspec.structs.replace(one, row=one.row - 1) if one.row > cell.row else one for one in kept]
    draft.replace_table(block, msgspec.structs.replace(table, cells=tuple(moved), rows=table.rows - 1))
    return draft.plant(
        mutation, faults().table[table.key], block, row=group.row, stated=f"{cell.label} missing", expected=cell.text,
        evidence=f"{table.title} {cell.label}",
    )  # fmt: skip


def _group(table: Table, cell: Cell) -> Cell | None:
    """A cell in the row of the group that an item belongs to."""
    assert cell.figure is not None
    code = cell.figure.row
    return next((one for one in table.cells if len(code) == 7 and one.figure and one.figure.row == code[:5]), None)


def _siblings(table: Table, cell: Cell) -> bool:
    """Whether the group has other items: one without any adds up to nothing, and is not checked."""
    assert cell.figure is not None
    codes = {one.figure.row for one in table.cells if one.figure and len(one.figure.row) == 7}
    return any(code[:5] == cell.figure.row[:5] for code in codes - {cell.figure.row})


def _amounts(table: Table) -> list[Cell]:
    """Cells of single items with an amount worth changing, in tables whose sums are checked."""
    if table.key not in faults().table:
        return []
    return [
        cell for cell in table.cells
        if cell.figure and cell.figure.row and (value := plain(cell.text)) is not None and value > _LARGE
    ]  # fmt: skip


def _change(draft: Draft, block: int, table: Table, texts: dict[Cell, str]) -> None:
    cells = tuple(msgspec.structs.replace(one, text=texts[one]) if one in texts else one for one in table.cells)
    draft.replace_table(block, msgspec.structs.replace(table, cells=cells))
