"""Relations in words: the computation written out."""

from collections.abc import Callable
from decimal import Decimal

from gouji.check.compare import with_places
from gouji.check.relation.instance import Addend, Instance
from gouji.check.relation.narrative import INDEX
from gouji.model import Cell, Table

_SHOWN = 12
"""Addends that a computation writes out; of longer sums the first and last."""


def write_out(instance: Instance, table_of: Callable[[Cell], Table], lang: str) -> str:
    """The computation: “1,503.52 + 603.14 = 2,106.66万元 ≠ 2,160.66万元”, or “基本支出318.49万元 ≠ 合计381.49万元” for two numbers."""
    signs = {"=": "≠", "≤": ">", "≥": "<"}
    formula = instance.formula
    units = dict.fromkeys(a.unit.label if a.unit else "" for a in (*instance.left, *instance.right) if a.printed)
    left = _sum(instance.left, Decimal(0), len(units) > 1, table_of)
    right = _sum(instance.right, instance.offset, len(units) > 1, table_of)
    if len(left) == len(right) == 1 and not instance.offset:
        left, right = _sum(instance.left, Decimal(0), False), _sum(instance.right, Decimal(0), False)
        left, right = ([name + side[0]] for name, side in zip(_names(instance, table_of), (left, right), strict=True))
    if formula.sign == "=" and len(left) < len(right):
        left, right = right, left
    link = (", yet " if lang == "en" else "，而") if formula.logical else f" {signs[formula.sign]} "
    return f"{' = '.join(left)}{link}{' = '.join(right[::-1])}"


def _names(instance: Instance, table_of: Callable[[Cell], Table]) -> tuple[str, str]:
    """What tells two numbers apart: their tables, else their rows, else their columns; empty where a side is blank.

    A figure of the narrative has its own name; a number of a table held against it is named by table and column.
    """
    cells = []
    for side in (instance.left, instance.right):
        printed = [addend for addend in side if addend.printed]
        cells.append(next((addend.cell for addend in printed if addend.value), printed[0].cell if printed else None))
    a, b = cells
    if instance.formula.logical or INDEX in (a and a.table, b and b.table):
        first, second = (
            cell or side[0].cell for cell, side in zip(cells, (instance.left, instance.right), strict=True)
        )
        return _full_name(first, table_of(first)), _full_name(second, table_of(second))
    if a is None or b is None:
        return "", ""
    if a.table != b.table:
        return title_of(table_of(a)), title_of(table_of(b))
    table = table_of(a)
    if a.row != b.row:
        return table.rows[a.row].label, table.rows[b.row].label
    return table.columns[a.column].name, table.columns[b.column].name


def _full_name(cell: Cell, table: Table) -> str:
    row = table.rows[cell.row]
    if table.index == INDEX:
        return row.name
    by_column = row.kind == "total" and len({column.name for column in table.columns}) > 1
    return f"{title_of(table)}{table.columns[cell.column].name if by_column else row.label}"


def title_of(table: Table) -> str:
    """The table's title in 《》, or the key of its form where it has none; the plain word for the narrative."""
    return table.title if table.index == INDEX else f"《{table.title or table.form or ''}》"


def _sum(
    addends: tuple[Addend, ...],
    plain: Decimal,
    with_units: bool,
    table_of: Callable[[Cell], Table] | None = None,
) -> list[str]:
    """A side as written out: the addition, if it is one, then what it comes to; `with_units`: a unit behind each number.

    table_of: figures of the narrative bear their names.
    """

    def name(part: Addend) -> str:
        return table_of(part.cell).rows[part.cell.row].name if table_of and part.cell.table == INDEX else ""

    printed = [addend for addend in addends if addend.printed]
    parts = [part for part in printed if part.value] or printed[:1]
    unit = next((part.unit for part in parts), None)
    scale = unit.scale if unit else Decimal(1)
    places = max((part.cell.quantity.places for part in parts if part.cell.quantity), default=0)
    total = sum((part.value for part in parts), plain) / scale
    come_to = f"{with_places(total, places):,f}{unit.label if unit else ''}"
    if len(parts) < 2:
        return [(name(parts[0]) if parts else "") + come_to]
    words = []
    for i, part in enumerate(parts):
        value = part.cell.quantity.value if part.cell.quantity else Decimal(0)
        own_label = part.unit.label if part.unit and with_units else ""
        sign = (" + " if part.factor == 1 else " − ") * (i > 0 or part.factor == -1)
        words.append(f"{sign}{name(part)}{value:,f}{own_label}")
    if len(words) > _SHOWN:
        words[_SHOWN - 2 : -1] = [" + …"]
    return ["".join(words).strip(), come_to]
