"""BP-101: one stock reason for several items."""

from bisect import bisect_left
from collections.abc import Hashable, Iterator

from gouji.boilerplate.phrases import phrases
from gouji.boilerplate.repetition import Repeated, Use
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Analysis, Finding, Outcome, Quantity
from gouji.rules._figures import make_card
from gouji.rules._repeats import clauses, located, reasons_again, section_of


class StockReason:
    """One stock reason for several items.

    同一理由（数字不计）反复用于多个项目，没有说明各自的具体原因；近似说法一并计入。

    The same stated cause (主要原因是…), numbers masked and marks left out, is given for several items. Near copies, whose
    words are mostly the same, count with it. Items are told apart by the figures explained: the reason for one change,
    said again where another section restates that change, is one item. From `repeats` items on it is a warning, with
    fewer, or where the reason only says that there is nothing or explains only noughts, information. It is never an
    error: one event, such as a new unit, may well explain everything. Source: E, G; the catalogue's BP-101.

    Spoken of: “人员变动，按实际支出” as the reason of four items.
    Silent: two items with reasons of their own; one reason for 增加5.00万元 in 一 and for the same 增加5.00万元 in 四.
    """

    card = make_card(
        "BP-101",
        "warning",
        ("多个项目共用同一理由", "one stock reason for several items"),
        {
            "default": (
                "同一理由用于{count}处{places}：“{reason}”，未说明各自的具体原因",
                "the same reason stands {count} times{places}: “{reason}”; it says nothing of the single items",
            ),
            "near": (
                "同一理由用于{count}处，另有近似说法{near}处{places}：“{reason}”，未说明各自的具体原因",
                "the same reason stands {count} times, and in {near} near copies{places}: “{reason}”; "
                "it says nothing of the single items",
            ),
        },
        __doc__,
        "E,G",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """One outcome for each reason: holds where it is given once."""
        figures = _Figures(item)
        repeated = [(group, figures.items(group)) for group in reasons_again(view)]
        spoken = [(group, items) for group, items in repeated if items > 1]
        used = {use.span for group, _ in spoken for use in (*group.uses, *group.near)}
        for reason in item.reasons:
            if reason.span not in used:
                yield Outcome("holds")
        for group, items in spoken:
            yield Outcome("broken", finding=self._finding(group, items, view))

    def _finding(self, group: Repeated, items: int, view: View) -> Finding:
        uses: tuple[Use, ...] = (*group.uses, *group.near)
        first = group.uses[0]
        quote = view.quote(first.span)
        nothing = phrases(view.analysis.profile).demanded(squeeze(quote)) or _Figures(view.analysis).only_noughts(group)
        return view.finding(
            self.card,
            first.span,
            section=section_of(view, first),
            severity="warning" if items >= view.thresholds.repeats and not nothing else "info",
            variant="near" if group.near else "default",
            facts={
                "count": str(len(group.uses)),
                "near": str(len(group.near)),
                "places": located(view, uses),
                "reason": quote,
            },
            evidence=clauses(view, uses[1:]),
        )


class _Figures:
    """The figures that each stated cause explains, and those that it names itself."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._numbers = sorted(claim.number for claim in analysis.claims if claim.number)
        self._reasons = {reason.span: reason for reason in analysis.reasons}

    def items(self, group: Repeated) -> int:
        """How many different things the uses explain.

        Equal figures are one thing, uses without figures one each. A reason that names amounts of its own is specific:
        to say it again is one thing, too.
        """
        return len({self._item(use) for use in (*group.uses, *group.near)})

    def only_noughts(self, group: Repeated) -> bool:
        """Whether every use explains figures, and all of them are 0: 0万元，与上年持平，主要原因是无公务用车."""
        explained = [self._explained(use) for use in (*group.uses, *group.near)]
        return all(figures and not any(quantity.value for quantity in figures) for figures in explained)

    def _explained(self, use: Use) -> list[Quantity]:
        """What the reason explains; of 持平, which has no figure, the figure that it speaks of."""
        every = self._analysis.claims
        claims = [every[index] for index in self._reasons[use.span].claims]
        of = [every[one.about] if one.quantity is None and one.about is not None else one for one in claims]
        return [claim.quantity for claim in of if claim.quantity is not None]

    def _item(self, use: Use) -> Hashable:
        at = bisect_left(self._numbers, use.span.start, key=lambda number: number.start)
        if at < len(self._numbers) and use.span.covers(self._numbers[at]):
            return squeeze(self._analysis.quote(use.span))
        figures = frozenset(
            (quantity.value, quantity.unit.label if quantity.unit else "")
            for quantity in self._explained(use)
            if quantity.value
        )
        return figures or use.span
