"""BP-107: the overall reason passes over the largest item."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Claim, Outcome, Reason
from gouji.rules._figures import alike, budgets, difference, known, make_card, marks, point
from gouji.rules._reasons import around, core, explained, reason_words

_MOST = 2
"""The item makes up at least one part in so many of the whole difference."""


class OverallReason:
    """The overall reason passes over the largest item.

    总体差异的原因，应当涉及差异最大的项目。

    Where one item makes up at least half of the difference between outturn and budget of all items, and gives a reason
    of its own, the reason given for the whole should have something to do with it. Spoken of where the two reasons, and
    the item's name, have no two neighbouring characters in common. Information. Source: E.

    Spoken of: overall 信息化项目调减 for −53.87万元, of which 行政运行 is −48.16万元 for 人员退休.
    Silent: overall 人员退休等.
    """

    card = make_card(
        "BP-107",
        "info",
        ("总体原因未涉及差异最大的项目", "the overall reason passes over the largest item"),
        {
            "default": (
                "总体差异{total}中“{item}”占{part}，其原因“{reason}”在总体原因中没有提到",
                "of the difference of {total}, {part} is of {item}; its reason “{reason}” is not in the overall one",
            )
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Compare the overall reason with that of the largest item."""
        gaps = list(_gaps(item, view))
        overall = [(gap, reason) for claim, gap, reason in gaps if not claim.concept.path and reason is not None]
        items = [(claim, gap, reason) for claim, gap, reason in gaps if len(claim.concept.path) > 1]
        if not overall or len(items) < _MOST:
            return
        total, reason = overall[0]
        claim, gap, own = max(items, key=lambda one: one[1] * (1 if total > 0 else -1))
        # Far more than the whole: other items outweigh it, and may be what the reason is about.
        if own is None or gap * total <= 0 or not abs(total) <= abs(gap) * _MOST <= abs(total) * (_MOST + 1):
            return
        touched = marks(*explained(view, reason), claim)
        told = core(view, reason)
        if _pairs(told) & _pairs(core(view, own) + claim.concept.path[-1]):
            yield Outcome("holds", touched)
            return
        finding = view.finding(
            self.card,
            around(view, reason),
            section=view.analysis.sentences[reason.sentence].section,
            facts={
                "total": _show(total, claim),
                "part": _show(gap, claim),
                "item": claim.concept.path[-1],
                "reason": view.quote(own.span),
            },
            evidence=(view.from_claim(claim),),
        )
        yield Outcome("broken", touched, finding)


def _gaps(item: Analysis, view: View) -> Iterator[tuple[Claim, Decimal, Reason | None]]:
    """Outturn less original budget of the whole and of each item, in yuan, with the reason given right behind."""
    kinds = reason_words(item.profile).file.asked_by_item
    for claim in item.claims:
        if claim.kind != "amount" or claim.concept.measure != "决算" or view.kind_of(claim.section) not in kinds:
            continue
        given = [b for b in budgets(view, claim, None) if b.concept.measure == "年初预算"]
        if not given or not known(claim) or claim.quantity is None or given[0].quantity is None:
            continue
        if alike(claim.quantity, given[0].quantity):
            near = (*view.reasons_of.get(claim.sentence, ()), *view.reasons_of.get(claim.sentence + 1, ()))
            yield claim, point(claim.quantity) - point(given[0].quantity), near[0] if near else None


def _show(gap: Decimal, like: Claim) -> str:
    """A difference in the unit of an amount."""
    assert like.quantity is not None
    scale, label = (like.quantity.unit.scale, like.quantity.unit.label) if like.quantity.unit else (Decimal(1), "")
    return f"{difference(gap / scale, like.quantity)}{label}"


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
