"""TX-201: income and its sources in the prose against the income table."""

from collections.abc import Iterator

from gouji.check.view import View
from gouji.model import Claim, Outcome
from gouji.rules._listed import LISTED_MESSAGES, check_listed
from gouji.rules._restated import Restated, restated_card


class IncomeRestated(Restated):
    """Income and its sources in the prose against the income table.

    「本年收入合计」及各项收入必须等于收入决算表合计行的对应栏；有数的收入都应列举。

    Income and each source of income that the prose gives must be the figure in the total row of the income table. A
    blank cell is zero. A source with money that the list of sources does not name, and by just whose amount the list falls short
    of the total, is a warning. Source: T.

    Broken: 其他收入6.2万元, the cell is 2.60. Right: 其他收入6.2万元, the cell is 6.20.
    """

    card = restated_card(
        "TX-201", ("收入说明与收入表不符", "income differs from the income table"), __doc__, "T", LISTED_MESSAGES
    )
    sections = frozenset({"income"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Compare one amount with its cells, and the list of its parts with what stands beside them."""
        yield from super().check(item, view)
        if self.mine(item, view):
            yield from check_listed(self.card, item, view)
