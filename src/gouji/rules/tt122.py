"""TT-122: a fund in the table of all fiscal appropriations and its own table."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Cell, Outcome, Severity, Table
from gouji.rules._figures import make_card
from gouji.rules._particulars import Fund, particulars


class FundAndItsTable:
    """A fund in the table of all fiscal appropriations and its own table.

    财政拨款总表中政府性基金（国有资本经营）各栏全为零，当且仅当该基金的表没有数据。

    Either both tables know of money of the fund or neither does. An own table that says it has no data beside a whole with
    money, or the reverse, is an error; one that is merely blank may have been read in part, so that is a warning. Amounts
    are compared by TT-113 and TT-114, the note below an empty table by ST-102. Source: T.

    Broken: 财政拨款收入支出决算总表 政府性基金 28.00, 政府性基金预算财政拨款收入支出决算表 without a figure.
    Right: both without a figure.
    """

    card = make_card(
        "TT-122",
        "error",
        ("基金表有无数据与总表不符", "a fund's table and the whole disagree on whether there is money"),
        {
            "default": (
                "《{whole}》有{row}{value}，《{own}》却没有数据",
                "{whole} has {row} {value}, {own} has no data",
            ),
            "reverse": (
                "《{own}》有{row}{value}，《{whole}》的该项却为零",
                "{own} has {row} {value}, in {whole} the fund is zero",
            ),
        },
        __doc__,
        "T",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"tables"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Hold each fund's own table against its rows and columns in the whole."""
        for fund in particulars(item.profile).fund:
            own, whole = view.table(fund.form), view.table(fund.whole)
            if own is None or whole is None or len(view.by_form[fund.form]) > 1 or len(view.by_form[fund.whole]) > 1:
                continue
            cells = _of_fund(whole, fund)
            if not cells:
                continue
            there, here = _first(cells), _first(list(own.cells))
            if (there is None) == (here is None):
                touched = tuple(cell.id for cell in (there, here) if cell)
                yield Outcome("holds", touched)
            elif there is not None:
                sure = own.empty_note is not None or any(cell.quantity is not None for cell in own.cells)
                yield self._broken(view, there, (whole, own), "default", "error" if sure else "warning")
            elif here is not None:
                sure = any(cell.quantity is not None for cell in cells)
                yield self._broken(view, here, (whole, own), "reverse", "error" if sure else "warning")

    def _broken(self, view: View, cell: Cell, tables: tuple[Table, Table], variant: str, severity: Severity) -> Outcome:
        whole, own = tables
        value = view.value(cell)
        facts = {
            "whole": whole.title,
            "own": own.title,
            "row": view.row_of(cell).label,
            "value": view.show(value) if value else cell.raw,
        }
        finding = view.finding(
            self.card,
            cell.span,
            severity=severity,
            variant=variant,
            facts=facts,
            stated=cell.raw,
            evidence=(view.from_cell(cell),),
            suspects=(cell.id,),
        )
        return Outcome("broken", (cell.id,), finding)


def _of_fund(whole: Table, fund: Fund) -> list[Cell]:
    """The cells of the whole that belong to the fund."""
    return [
        cell
        for cell in whole.cells
        if whole.columns[cell.column].name in fund.names or whole.rows[cell.row].name in fund.names
    ]


def _first(cells: list[Cell]) -> Cell | None:
    """The first cell with a number other than 0."""
    return next((cell for cell in cells if cell.quantity is not None and cell.quantity.value), None)
