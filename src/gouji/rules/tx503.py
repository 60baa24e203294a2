"""TX-503: expenditure by class in the prose against the table."""

from collections.abc import Iterator

from gouji.check.view import View
from gouji.model import Claim, Outcome
from gouji.rules._listed import LISTED_MESSAGES, check_listed
from gouji.rules._restated import Restated, restated_card
from gouji.rules._shares import SHARE_MESSAGES, Parts, check_share

_PARTS = Parts(
    frozenset({"general_structure", "general", "general_overall", "general_items", "fiscal_items"}),
    frozenset({"Z5", "B5", "B7"}),
    total=False,
)


class StructureRestated(Restated):
    """Expenditure by class in the prose against the table.

    各类支出及其占比必须等于一般公共预算财政拨款支出决算表的类级行及类÷合计。

    The amount of each class in the section on structure must be the class row of the table; its share, wherever the
    section on the general public budget gives it, the row divided by the total, compared at the decimals written. A difference that is only the tail of rounded items, and that
    another table of the report prints in the same way, holds; digits cut instead of rounded are info. A class with money that the
    list does not name, and by just whose amount the list falls short of the total, is a warning. Source: T, E.

    Broken: 卫生健康支出（类）69.09万元，占2.07%, table 60.99. Right: 60.99万元，占2.07%.
    """

    card = restated_card(
        "TX-503",
        ("支出结构与支出表不符", "expenditure by class differs from the table"),
        __doc__,
        "T,E",
        SHARE_MESSAGES | LISTED_MESSAGES,
    )
    sections = _PARTS.sections

    def mine(self, item: Claim, view: View) -> bool:
        """Only amounts of the section on the structure; shares are stated in others, too."""
        return view.kind_of(item.section) == "general_structure"

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Compare the amount of a class, or its share, and the list of classes with those of the table."""
        yield from super().check(item, view)
        if self.mine(item, view):
            yield from check_listed(self.card, item, view)
        yield from check_share(self.card, _PARTS, item, view)
