"""NN-117: an amount of another order of magnitude."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.subjects import subjects
from gouji.model import Claim, Outcome
from gouji.rules._figures import known, make_card, mark, point

_FACTOR = 100


class OrderOfMagnitude:
    """An amount of another order of magnitude.

    正文金额是全部报表中最大数的百倍以上，疑为单位或小数点有误。

    An amount of the body's own accounts that no cell could be tied to, such as the original budget of an item, and that
    is at least a hundred times the largest figure of all tables: 元 written as 万元, or a decimal point lost. Sections
    that take their figures from tables only; what is said of the whole district (GDP, all revenue) stands elsewhere. Where
    a cell is known, the rule that compares the two names the slip as its hint: a shifted point or unit, two digits swapped,
    one digit wrong, missing or too many, the figure of a neighbouring row or of last year's column. Source: D.

    Broken: 行政运行（项）年初预算为1560051万元, the largest table figure being 2,995.39万元.
    Right: 年初预算为1560.05万元.
    """

    card = make_card(
        "NN-117",
        "warning",
        ("数量级可疑", "doubtful order of magnitude"),
        {
            "default": (
                "{stated}是报表中最大数{largest}的{times}倍，疑为单位或小数点有误",
                "{stated} is {times} times the largest figure of the tables, {largest}: unit or decimal point",
            )
        },
        __doc__,
        "D",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"amount", "change"})
    needs = frozenset({"claims", "tables"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Compare one loose amount with the largest figure of the tables."""
        unit = item.quantity.unit if item.quantity else None
        if not known(item) or item.quantity is None or unit is None:
            return
        if unit.dimension != "money" or item.index in view.links:
            return
        if not subjects(view.analysis.profile).forms(view.kind_of(item.section)):
            return
        largest = view.largest
        if largest is None:
            return
        if point(item.quantity) < _FACTOR * point(largest):
            yield Outcome("holds", (mark(item),))
            return
        facts = {
            "stated": view.show(item.quantity),
            "largest": view.show(largest),
            "times": f"{point(item.quantity) / point(largest):.0f}",
        }
        finding = view.finding(
            self.card,
            item.span,
            section=item.section,
            facts=facts,
            stated=f"{item.quantity.value:f}",
            unit=unit.label,
            evidence=(view.from_claim(item),),
            suspects=(mark(item),),
        )
        yield Outcome("broken", (mark(item),), finding)
