"""TX-504: total of the section on items against the table."""

from gouji.check.view import View
from gouji.model import Claim
from gouji.rules._restated import Restated, restated_card


class ItemsTotalRestated(Restated):
    """Total of the section on items against the table.

    「支出决算为X万元」（具体情况总述）必须等于一般公共预算财政拨款支出决算表的合计。

    The outturn that opens the section on single accounts must be the table's total. Source: T.

    Broken: 支出决算为2,904.05万元, table 2,940.05. Right: 2940.05万元.
    """

    card = restated_card(
        "TX-504", ("具体情况总额与支出表不符", "total of the items' section differs from the table"), __doc__, "T"
    )
    sections = frozenset({"general_items", "fiscal_items"})

    def mine(self, item: Claim, view: View) -> bool:
        """Only amounts that speak of no single account."""
        return not item.concept.path
