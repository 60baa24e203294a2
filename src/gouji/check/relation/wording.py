"""Relations in words: the computation written out."""

from decimal import Decimal

from gouji.check.relation.instance import Addend, Instance
from gouji.check.view import View
from gouji.model import Cell

_SHOWN = 12
"""Addends that a computation writes out; of longer sums the first and last."""


def write_out(instance: Instance, view: View) -> str:
    """The computation: “1,503.52 + 603.14 = 2,106.66万元 ≠ 2,160.66万元”, or “基本支出318.49万元 ≠ 合计381.49万元” for two numbers."""
    sign = {"=": "≠", "≤": ">", "≥": "<"}[instance.formula.sign]
    units = dict.fromkeys(a.unit.label if a.unit else "" for a in (*instance.left, *instance.right) if a.printed)
    left = _sum(instance.left, Decimal(0), len(units) > 1)
    right = _sum(instance.right, instance.offset, len(units) > 1)
    if len(left) == len(right) == 1 and not instance.offset:
        left, right = ([name + side[0]] for name, side in zip(_names(instance, view), (left, right), strict=True))
    if instance.formula.sign == "=" and len(left) < len(right):
        left, right = right, left
    return f"{' = '.join(left)} {sign} {' = '.join(right[::-1])}"


def _names(instance: Instance, view: View) -> tuple[str, str]:
    """What tells two numbers apart: their tables, else their rows, else their columns; empty where a side is blank."""
    cells = []
    for side in (instance.left, instance.right):
        printed = [addend for addend in side if addend.printed]
        cells.append(next((addend.cell for addend in printed if addend.value), printed[0].cell if printed else None))
    a, b = cells
    if a is None or b is None:
        return "", ""
    if a.table != b.table:
        return f"《{title_of(a, view)}》", f"《{title_of(b, view)}》"
    if a.row != b.row:
        return view.row_of(a).label, view.row_of(b).label
    return view.column_of(a).name, view.column_of(b).name


def title_of(cell: Cell, view: View) -> str:
    """The title of the cell's table, or the key of its form where it has none."""
    table = view.table_of(cell)
    return table.title or table.form or ""


def _sum(addends: tuple[Addend, ...], plain: Decimal, with_units: bool) -> list[str]:
    """A side as written out: the addition, if it is one, then what it comes to; `with_units`: a unit behind each number."""
    printed = [addend for addend in addends if addend.printed]
    parts = [part for part in printed if part.value] or printed[:1]
    unit = next((part.unit for part in parts), None)
    scale = unit.scale if unit else Decimal(1)
    places = max((part.cell.quantity.places for part in parts if part.cell.quantity), default=0)
    total = sum((part.value for part in parts), plain) / scale
    come_to = f"{with_places(total, places):,f}{unit.label if unit else ''}"
    if len(parts) < 2:
        return [come_to]
    words = []
    for i, part in enumerate(parts):
        value = part.cell.quantity.value if part.cell.quantity else Decimal(0)
        own_label = part.unit.label if part.unit and with_units else ""
        words.append((" + " if part.factor == 1 else " − ") * (i > 0 or part.factor == -1) + f"{value:,f}{own_label}")
    if len(words) > _SHOWN:
        words[_SHOWN - 2 : -1] = [" + …"]
    return ["".join(words).strip(), come_to]


def with_places(value: Decimal, places: int) -> Decimal:
    """`value` with `places` decimals, or with more where it has more."""
    plain = value.normalize()
    have = max(-int(plain.as_tuple().exponent), 0)
    return plain.quantize(Decimal(1).scaleb(-max(have, places)))
