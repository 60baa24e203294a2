"""TX-302: shares of kinds of expenditure computed from the expenditure table."""

from gouji.rules._shares import Parts, TableShare, share_card


class ExpenditureShare(TableShare):
    """Shares of kinds of expenditure computed from the expenditure table.

    「占X%」必须等于支出决算表中该类支出÷本年支出合计。

    The share of basic, project and other expenditure is computed from the table's own cells as an interval and compared
    at the decimals written; digits cut instead of rounded are info. Source: T.

    Broken: 基本支出2336.91万元，占79.94% (÷ 2,940.05 = 79.4854%). Right: 占79.49%.
    """

    card = share_card("TX-302", ("支出占比与支出表不符", "share of expenditure differs from the table"), __doc__)
    parts = Parts(frozenset({"expenditure", "total"}), frozenset({"Z1", "Z3", "B1", "B3"}), panel="支出")
