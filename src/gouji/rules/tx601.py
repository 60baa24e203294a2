"""TX-601: basic expenditure, personnel and public costs in the prose against the tables."""

from collections.abc import Iterator

from gouji.check.view import View
from gouji.model import Claim, Outcome
from gouji.rules._restated import Restated, restated_card
from gouji.rules._shares import SHARE_MESSAGES, Parts, check_share

_SECTIONS = frozenset({"general_basic", "fiscal_basic"})


class BasicRestated(Restated):
    """Basic expenditure, personnel and public costs in the prose against the tables.

    「基本支出、人员经费、公用经费」必须等于基本支出决算表及支出决算表的对应数。

    Basic expenditure and its two parts must be the totals of the table of basic expenditure (and the column 基本支出 of the
    expenditure table); a share of them must be the cell divided by basic expenditure. Source: T.

    Broken: 公用经费54.93万元, table 54.39. Right: 54.39万元.
    """

    card = restated_card(
        "TX-601", ("基本支出与基本支出表不符", "basic expenditure differs from its table"), __doc__, "T", SHARE_MESSAGES
    )
    sections = _SECTIONS

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Compare an amount, or a share."""
        yield from super().check(item, view)
        yield from check_share(self.card, Parts(_SECTIONS), item, view)
