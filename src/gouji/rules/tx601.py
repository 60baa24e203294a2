"""TX-601: basic expenditure, personnel and public costs in the prose against the tables."""

from gouji.rules._restated import Restated, restated_card


class BasicRestated(Restated):
    """Basic expenditure, personnel and public costs in the prose against the tables.

    「基本支出、人员经费、公用经费」必须等于基本支出决算表及支出决算表的对应数。

    Basic expenditure and its two parts must be the totals of the table of basic expenditure (and the column 基本支出 of the
    expenditure table). Source: T.

    Broken: 公用经费54.93万元, table 54.39. Right: 54.39万元.
    """

    card = restated_card(
        "TX-601", ("基本支出与基本支出表不符", "basic expenditure differs from its table"), __doc__, "T"
    )
    sections = frozenset({"general_basic", "fiscal_basic"})
