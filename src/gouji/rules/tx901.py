"""TX-901: state capital figures in the prose against their table."""

from collections.abc import Iterator

from gouji.check.view import View
from gouji.model import Claim, Outcome
from gouji.rules._denied import DENIED_MESSAGES, check_denied
from gouji.rules._restated import Restated, restated_card


class StateCapitalRestated(Restated):
    """State capital figures in the prose against their table.

    「国有资本经营」收入、支出及各科目的数字必须等于国有资本经营预算财政拨款收入支出表；称没有收支的，表应为零。

    Income, expenditure and carry-over of the state capital budget, and each account named, must be the figures of their
    table. A section that says that there is none, of this year and without giving amounts, needs a total of zero. Source: T.

    Broken: 国有资本经营预算财政拨款支出12.00万元, table 10.00. Right: 支出10.00万元.
    """

    card = restated_card(
        "TX-901",
        ("国有资本经营数字与其表不符", "state capital figures differ from their table"),
        __doc__,
        "T",
        DENIED_MESSAGES,
    )
    sections = frozenset({"state_capital"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Compare one amount with its cells, or a statement that there is nothing with the totals."""
        yield from super().check(item, view)
        if self.mine(item, view):
            yield from check_denied(self.card, item, view)
