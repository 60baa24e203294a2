"""GZ-102: the day of the balance of assets."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import fold
from gouji.model import Outcome, Sentence
from gouji.rules._figures import make_card
from gouji.rules._particulars import particulars, pattern
from gouji.rules._prose import TIMEOUT

_SECTIONS = ("assets", "three_public")


class BalanceDay:
    """The day of the balance of assets.

    部门决算的国有资产、公务用车保有量应截至报告年度12月31日。

    Final accounts count vehicles and equipment on 31 December; a date of August comes from a text of the budget. The year is
    the matter of NN-118. Budgets rightly name other days and are not looked at. Source: T, E.

    Broken: 截至2024年8月31日，本部门共有车辆3辆 (in final accounts).
    Right: 截至2024年12月31日，本部门共有车辆3辆.
    """

    card = make_card(
        "GZ-102",
        "warning",
        ("资产时点不是年末", "assets not as of the year's end"),
        {
            "default": (
                "资产时点为{month}月{day}日，部门决算应为12月31日",
                "the assets are those of {day}.{month}., final accounts are as of 31 December",
            )
        },
        __doc__,
        "T,E",
    )
    looks_at: LooksAt = "sentence"
    needs: frozenset[str] = frozenset()

    def check(self, item: Sentence, view: View) -> Iterator[Outcome]:
        """Read the date of a sentence on assets."""
        words = particulars(view.analysis.profile)
        if not words.balance or view.kind_of(item.section) not in _SECTIONS:
            return
        folded = fold(item.span.cut(view.analysis.document.text), item.span.start)
        for match in pattern(words.balance).finditer(folded.text, timeout=TIMEOUT):
            month, day, touched = int(match["month"]), int(match["day"]), (f"s{item.index}",)
            if (month, day) == (12, 31):
                yield Outcome("holds", touched)
                continue
            finding = view.finding(
                self.card,
                folded.span(*match.span()),
                section=item.section,
                facts={"month": str(month), "day": str(day)},
                stated=f"{month}月{day}日",
                expected="12月31日",
                suspects=touched,
            )
            yield Outcome("broken", touched, finding)
