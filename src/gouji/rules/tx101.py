"""TX-101: total of income and expenditure in the prose against the summary table."""

from gouji.rules._restated import Restated, restated_card


class TotalRestated(Restated):
    """Total of income and expenditure in the prose against the summary table.

    「收入支出总计X万元」必须等于收入支出决算总表的收入总计和支出总计。

    The total that the first section states is the summary table's total of income and of expenditure (in a budget: of
    the summary of income and expenditure), digit by digit; figures in another unit are compared as intervals of their
    written decimals. Source: T.

    Broken: 收入支出总计1,293.50万元, table 1,239.50. Right: 1239.5万元, table 1,239.50.
    """

    card = restated_card("TX-101", ("收支总计与总表不符", "total differs from the summary table"), __doc__, "T")
    sections = frozenset({"total"})
