"""TX-506: single accounts in the prose against the table."""

from gouji.check.view import View
from gouji.model import Claim
from gouji.rules._restated import Restated, restated_card


class ItemRestated(Restated):
    """Single accounts in the prose against the table.

    「各项支出决算」必须等于一般公共预算财政拨款支出决算表的项级行。

    The figure that the prose gives for an account (类, 款 or 项) must be the account's row in the table. Accounts are
    known by their names and the names above them; a trailing 支出 may be missing. Source: T.

    Broken: （项）支出决算为98.37万元, table 89.37. Right: 89.37万元.
    """

    card = restated_card("TX-506", ("科目支出与支出表不符", "an account differs from the table"), __doc__, "T")
    sections = frozenset({"general_items", "fiscal_items"})

    def mine(self, item: Claim, view: View) -> bool:
        """Only amounts of a single account, wherever accounts are told one by one."""
        return bool(item.concept.path)
