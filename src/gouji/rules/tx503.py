"""Expenditure by class in the prose against the table.

各类支出必须等于一般公共预算财政拨款支出决算表的类级行。

The amount of each class in the section on structure must be the class row of the table. A difference that is only the
tail of rounded items, and that another table of the report prints in the same way, holds. Source: T, E.

Broken: 卫生健康支出（类）69.09万元, table 60.99. Right: 60.99万元.
"""

from gouji.rules._restated import Restated, restated_card


class StructureRestated(Restated):
    """TX-503: see the module's text."""

    card = restated_card(
        "TX-503", ("支出结构与支出表不符", "expenditure by class differs from the table"), __doc__, "T,E"
    )
    sections = frozenset({"general_structure"})
