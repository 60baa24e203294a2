"""SG-108: 三公 above budget without a reason."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Analysis, Cell, Claim, Outcome
from gouji.rules._figures import BUDGETS, known, make_card, mark, marks, say
from gouji.rules._nuances import has_any
from gouji.rules._particulars import particulars, spent
from gouji.rules._reasons import explained_here, reason_words

_SECTION = "three_public"


class AboveBudgetUnexplained:
    """三公 above budget without a reason.

    “三公”经费决算大于预算的，必须说明原因。

    The three public expenses must stay within their budget. Where the table shows more spent than budgeted, in all or for
    an item, and the section does not have a single word that could give a reason, that is a warning. Where the section has
    reasons, yet a place says 决算数大于预算数 and leaves it at that, that is information. Source: O.

    Broken: 公务接待费预算1.00万元，决算1.50万元, and no reason in the section.
    Right: 决算数大于预算数的主要原因是新增交流任务.
    """

    card = make_card(
        "SG-108",
        "warning",
        ("“三公”经费超预算未说明原因", "three public expenses above budget unexplained"),
        {
            "default": (
                "{name}决算{spent}，大于预算{budget}，本节未说明原因",
                "{name}: {spent} spent, more than the budget of {budget}, and the section gives no reason",
            ),
            "place": (
                "正文称“{word}”，此处未说明原因",
                "the text says “{word}”, and gives no reason here",
            ),
        },
        __doc__,
        "O",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Hold what was spent against the budget, in all and by item."""
        said = [one for one in item.sentences if one.kind == "prose" and view.kind_of(one.section) == _SECTION]
        if not said:
            return
        words = reason_words(item.profile).file.cause
        told = any(has_any(squeeze(view.quote(sentence.span)), words) for sentence in said)
        names = ("三公经费", "合计", *(due.item for due in particulars(item.profile).due))
        for name in names:
            cell, budget = spent(view, name), spent(view, name, BUDGETS)
            if cell is None or budget is None:
                continue
            a, b = view.value(cell), view.value(budget)
            if a is None or b is None or a.unit is None:
                continue
            touched = (cell.id, budget.id)
            if told or a.base.lo <= b.base.hi:
                yield Outcome("holds", touched)
                continue
            yield self._broken(view, name, cell, budget)
            return
        for claim in item.claims if told else ():
            if _above(view, claim):
                yield self._place(view, claim)

    def _place(self, view: View, claim: Claim) -> Outcome:
        if explained_here(view, claim):
            return Outcome("holds", marks(claim))
        assert claim.comparison is not None
        finding = view.finding(
            self.card,
            claim.span,
            section=claim.section,
            severity="info",
            variant="place",
            facts={"word": view.quote(claim.comparison.span)},
            evidence=(view.from_claim(claim),),
            suspects=marks(claim),
        )
        return Outcome("broken", marks(claim), finding)

    def _broken(self, view: View, name: str, cell: Cell, budget: Cell) -> Outcome:
        a, b = view.value(cell), view.value(budget)
        assert a is not None and b is not None
        claims = [view.claim(link.claim) for link in view.analysis.links if cell.id in link.cells]
        span = claims[0].span if claims else cell.span
        total = say(view, "“三公”经费", "the three public expenses")
        finding = view.finding(
            self.card,
            span,
            section=claims[0].section if claims else None,
            facts={"name": total if name == "合计" else name, "spent": view.show(a), "budget": view.show(b)},
            stated=f"{a.value:f}",
            unit=a.unit.label if a.unit else None,
            evidence=(view.from_cell(cell), view.from_cell(budget)),
            suspects=(cell.id, budget.id, *map(mark, claims)),
        )
        return Outcome("broken", (cell.id, budget.id), finding)


def _above(view: View, claim: Claim) -> bool:
    """Whether a claim says of the three public expenses that the outturn is above the budget, and its amounts do not deny it."""
    if claim.comparison is None or claim.residue or view.kind_of(claim.section) != _SECTION:
        return False
    if claim.comparison.relation != "greater" or "预算" in claim.comparison.left:
        return False
    a, b = (view.claim(index) if index is not None else None for index in (claim.about, claim.against))
    if not known(a, b):
        return True
    assert a is not None and b is not None and a.quantity is not None and b.quantity is not None
    return a.quantity.base.lo > b.quantity.base.hi
