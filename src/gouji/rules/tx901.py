"""TX-901: state capital figures in the prose against their table."""

from gouji.rules._restated import Restated, restated_card


class StateCapitalRestated(Restated):
    """State capital figures in the prose against their table.

    「国有资本经营」收入、支出及各科目的数字必须等于国有资本经营预算财政拨款收入支出表。

    Income, expenditure and carry-over of the state capital budget, and each account named, must be the figures of their
    table. Source: T.

    Broken: 国有资本经营预算财政拨款支出12.00万元, table 10.00. Right: 支出10.00万元.
    """

    card = restated_card(
        "TX-901", ("国有资本经营数字与其表不符", "state capital figures differ from their table"), __doc__, "T"
    )
    sections = frozenset({"state_capital"})
