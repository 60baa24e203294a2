"""TI-963: the unit of a table."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Cell, Outcome, Table
from gouji.rules._figures import make_card

_LEAST = Decimal(1_000)
"""元: a department whose largest figure is below this has its amounts in another unit than it says."""
_LEAST_OF_FEW = Decimal(200)
"""元: the same of a table with few amounts among tables in 万元, such as that of 三公."""
_MOST = Decimal(1_000_000_000_000)
"""元: no department spends so much."""
_FEW = 5


class TableUnit:
    """The unit of a table.

    表格应注明金额单位，且各数在该单位下合理。

    A table of a known form with amounts and without a unit anywhere - above it, in a header or in the cells - cannot
    be compared with the others: information. Where a unit stands, the largest amount must be possible: a
    table in 元 none of whose figures reaches 1,000 (with fewer than five figures 200, and only among tables in 万元), or a
    figure of more than 1,000,000,000,000 元, has the wrong unit (元 for 万元, or the other way), which is a warning. Source: G.

    Broken: 单位：元, 本年支出合计 386.20. Right: 单位：万元, 本年支出合计 386.20.
    """

    card = make_card(
        "TI-963",
        "warning",
        ("表格金额单位缺失或不合理", "the unit of a table"),
        {
            "default": ("《{table}》没有注明金额单位", "table {table} states no unit"),
            "small": (
                "《{table}》单位为{unit}，最大的数仅{value}{unit}，单位疑有误",
                "the largest figure of table {table} is {value} {unit}: the unit may be wrong",
            ),
            "large": (
                "《{table}》单位为{unit}，数字达{value}{unit}，单位疑有误",
                "a figure of table {table} is {value} {unit}: the unit may be wrong",
            ),
        },
        __doc__,
        "G",
    )
    looks_at: LooksAt = "table"
    needs = frozenset({"tables"})

    def check(self, item: Table, view: View) -> Iterator[Outcome]:
        """Look for the unit, then at the largest amount."""
        amounts = [cell for cell in item.cells if cell.quantity is not None and cell.quantity.value]
        if item.form is None or not amounts:
            return
        plain = [cell for cell in amounts if cell.quantity and cell.quantity.unit is None]
        if item.unit is None and len(plain) == len(amounts):
            if any(table.unit for table in view.analysis.tables):
                finding = view.finding(
                    self.card, item.title_span or amounts[0].span, severity="info", facts=_facts(item)
                )
                yield Outcome("broken", finding=finding)
            return
        largest = max(amounts, key=_base)
        value = _base(largest)
        # Small sums are no wonder in 万元: 0.05万元 are 500元.
        least = _least(item, view, len(amounts)) if item.unit and item.unit.scale == 1 else 0
        if least <= value <= _MOST:
            yield Outcome("holds", (largest.id,))
            return
        finding = view.finding(
            self.card,
            largest.span,
            variant="large" if value > _MOST else "small",
            facts=_facts(item, largest),
            stated=largest.raw,
            evidence=(view.from_cell(largest),),
            suspects=(largest.id,),
        )
        yield Outcome("broken", (largest.id,), finding)


def _least(table: Table, view: View, amounts: int) -> Decimal:
    """What the largest amount of a table in 元 must reach: a few of them only where the other tables have another unit."""
    if amounts >= _FEW:
        return _LEAST
    others = {one.unit.scale for one in view.analysis.tables if one.unit and one.form and one.index != table.index}
    return _LEAST_OF_FEW if others and 1 not in others else Decimal(0)


def _base(cell: Cell) -> Decimal:
    """The amount of a cell in 元."""
    quantity = cell.quantity
    if quantity is None or (quantity.unit is not None and quantity.unit.dimension != "money"):
        return Decimal(0)
    return abs(quantity.value) * (quantity.unit.scale if quantity.unit else 1)


def _facts(table: Table, cell: Cell | None = None) -> dict[str, str]:
    unit = table.unit.label if table.unit else ""
    return {"table": table.title, "unit": unit, "value": cell.raw if cell else ""}
