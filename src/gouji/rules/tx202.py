"""TX-202: shares of income sources computed from the income table."""

from gouji.rules._shares import Parts, TableShare, share_card


class IncomeShare(TableShare):
    """Shares of income sources computed from the income table.

    「占X%」必须等于收入决算表中该项收入÷本年收入合计。

    The share of each source of income is computed from the table's own cells as an interval and compared at the
    decimals written; digits cut instead of rounded are info. Source: T.

    Broken: 其他收入6.20万元，占0.12% (6.20 ÷ 2,946.25 = 0.2104%). Right: 占0.21%.
    """

    card = share_card("TX-202", ("收入占比与收入表不符", "share of income differs from the table"), __doc__)
    parts = Parts(frozenset({"income", "total"}), frozenset({"Z1", "Z2", "B1", "B2"}), panel="收入")
