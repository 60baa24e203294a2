"""TX-301: expenditure and its kinds in the prose against the expenditure table."""

from collections.abc import Iterator

from gouji.check.view import View
from gouji.model import Claim, Outcome
from gouji.rules._listed import LISTED_MESSAGES, check_listed
from gouji.rules._restated import Restated, restated_card


class ExpenditureRestated(Restated):
    """Expenditure and its kinds in the prose against the expenditure table.

    「本年支出合计」、基本支出、项目支出等必须等于支出决算表合计行的对应栏；有数的各项支出都应列举。

    Expenditure and each kind of it that the prose gives must be the figure in the total row of the expenditure table.
    A kind with money that the list does not name, and by just whose amount the list falls short of the total, is a warning.
    Source: T.

    Broken: 项目支出603.41万元, the cell is 603.14. Right: 项目支出603.14万元.
    """

    card = restated_card(
        "TX-301",
        ("支出说明与支出表不符", "expenditure differs from the expenditure table"),
        __doc__,
        "T",
        LISTED_MESSAGES,
    )
    sections = frozenset({"expenditure"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Compare one amount with its cells, and the list of its parts with what stands beside them."""
        yield from super().check(item, view)
        if self.mine(item, view):
            yield from check_listed(self.card, item, view)
