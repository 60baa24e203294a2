"""TX-501: general public budget expenditure in the prose against its table."""

from gouji.rules._restated import Restated, restated_card


class GeneralRestated(Restated):
    """General public budget expenditure in the prose against its table.

    「一般公共预算财政拨款支出X万元」必须等于一般公共预算财政拨款支出决算表的合计。

    The total that opens the section must be the total of the table of general public budget expenditure. Source: T.

    Broken: 财政拨款支出88.93万元, table 89.93. Right: 89.93万元.
    """

    card = restated_card(
        "TX-501",
        ("一般公共预算支出与支出表不符", "general public budget expenditure differs from its table"),
        __doc__,
        "T",
    )
    sections = frozenset({"general", "general_overall"})
