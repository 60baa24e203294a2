"""TX-401: total of fiscal appropriations in the prose against their summary table."""

from gouji.rules._restated import Restated, restated_card


class FiscalTotalRestated(Restated):
    """Total of fiscal appropriations in the prose against their summary table.

    「财政拨款收入支出总计」必须等于财政拨款收入支出决算总表的总计。

    The total that the prose states must be the total of the summary of fiscal appropriations on both sides. Source: T.

    Broken: 财政拨款收入支出总计0.3万元, table 2,961.68. Right: 2961.68万元.
    """

    card = restated_card(
        "TX-401", ("财政拨款总计与总表不符", "total of fiscal appropriations differs from its table"), __doc__, "T"
    )
    sections = frozenset({"fiscal_total"})
