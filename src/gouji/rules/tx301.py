"""TX-301: expenditure and its kinds in the prose against the expenditure table."""

from gouji.rules._restated import Restated, restated_card


class ExpenditureRestated(Restated):
    """Expenditure and its kinds in the prose against the expenditure table.

    「本年支出合计」、基本支出、项目支出等必须等于支出决算表合计行的对应栏。

    Expenditure and each kind of it that the prose gives must be the figure in the total row of the expenditure table.
    Source: T.

    Broken: 项目支出603.41万元, the cell is 603.14. Right: 项目支出603.14万元.
    """

    card = restated_card(
        "TX-301", ("支出说明与支出表不符", "expenditure differs from the expenditure table"), __doc__, "T"
    )
    sections = frozenset({"expenditure"})
