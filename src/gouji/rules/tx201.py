"""TX-201: income and its sources in the prose against the income table."""

from gouji.rules._restated import Restated, restated_card


class IncomeRestated(Restated):
    """Income and its sources in the prose against the income table.

    「本年收入合计」及各项收入必须等于收入决算表合计行的对应栏。

    Income and each source of income that the prose gives must be the figure in the total row of the income table. A
    blank cell is zero. Source: T.

    Broken: 其他收入6.2万元, the cell is 2.60. Right: 其他收入6.2万元, the cell is 6.20.
    """

    card = restated_card("TX-201", ("收入说明与收入表不符", "income differs from the income table"), __doc__, "T")
    sections = frozenset({"income"})
