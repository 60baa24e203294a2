"""TX-801: government fund figures in the prose against their table."""

from gouji.rules._restated import Restated, restated_card


class GovernmentFundRestated(Restated):
    """Government fund figures in the prose against their table.

    「政府性基金」收入、支出及各科目的数字必须等于政府性基金预算财政拨款收入支出表。

    Income, expenditure and carry-over of government funds, and each account named, must be the figures of their table.
    Source: T.

    Broken: 政府性基金预算财政拨款支出28.00万元, table 82.00. Right: 支出82.00万元.
    """

    card = restated_card(
        "TX-801", ("政府性基金数字与其表不符", "government fund figures differ from their table"), __doc__, "T"
    )
    sections = frozenset({"gov_fund"})
