"""SG-107: the cost of a guest."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.figures import only
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Outcome
from gouji.rules._figures import make_card, marks, number, say
from gouji.rules._particulars import spent


class CostOfGuest:
    """The cost of a guest.

    公务接待费 ÷ 接待人次不应高于当地的人均接待标准。

    The expense of the 三公 table is divided by the guests that the narrative counts, domestic and foreign. Standards are
    local and change; what is above the threshold `hospitality_per_head` (yuan) is information. Foreign guests may cost more
    than domestic ones, and earlier visits may be paid for late. Source: D.

    Broken: 公务接待费6.00万元，国内公务接待12批次，60人次 (1000元 a guest).
    Right: 公务接待费0.60万元，国内公务接待12批次，60人次 (100元 a guest).
    """

    card = make_card(
        "SG-107",
        "info",
        ("人均接待费偏高", "costly guests"),
        {
            "default": (
                "公务接待费{amount} ÷ {guests}人次 = 人均{each}元，高于{limit}元",
                "hospitality {amount} ÷ {guests} guests = {each} yuan each, above {limit} yuan",
            )
        },
        __doc__,
        "D",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Divide the expense by the guests."""
        cell = spent(view, "公务接待费")
        domestic = only(view, "公务接待人次") or only(view, "国内接待人次")
        foreign = only(view, "国外接待人次")
        amount = view.value(cell) if cell else None
        if cell is None or domestic is None or amount is None or amount.unit is None:
            return
        parts = [domestic, *([foreign] if foreign and domestic.name.startswith("国内") else [])]
        guests = sum((part.quantity.value for part in parts), Decimal(0))
        if not guests:
            yield Outcome("undecided", why=say(view, "接待人次为零", "there were no guests"))
            return
        touched = (*marks(*(part.claim for part in parts)), cell.id)
        limit = view.thresholds.hospitality_per_head
        if amount.base.lo / guests <= limit:
            yield Outcome("holds", touched)
            return
        each = number(amount.value * amount.unit.scale / guests, 2)
        facts = {"amount": view.show(amount), "guests": number(guests), "each": each, "limit": number(limit)}
        finding = view.finding(
            self.card,
            domestic.claim.span,
            section=domestic.claim.section,
            facts=facts,
            stated=each,
            expected=f"≤{number(limit)}",
            unit="元",
            evidence=(
                *(view.from_claim(part.claim) for part in parts),
                view.from_cell(cell),
                view.computation(f"{facts['amount']} ÷ {facts['guests']} = {each}元"),
            ),
            suspects=touched,
        )
        yield Outcome("broken", touched, finding)
