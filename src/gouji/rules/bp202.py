"""BP-202: one purpose for several accounts."""

from collections.abc import Iterator

from gouji.boilerplate.repetition import Repeated
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Finding, Outcome
from gouji.rules._figures import make_card
from gouji.rules._repeats import clauses, located, purposes, section_of


class RepeatedPurpose:
    """One purpose for several accounts.

    不同科目的“主要用于：…”逐字相同，可能是照抄或张冠李戴。

    The purpose given for one account (主要用于：…) is given word for word for another one as well: copied, or belonging to
    only one of them. `repeats` uses or more are a warning, fewer are information. Purposes with numbers are left out.
    Source: E.

    Spoken of: two items, both “主要用于：退休人员支出”.
    Silent: purposes that differ; “主要用于以下方面”.
    """

    card = make_card(
        "BP-202",
        "info",
        ("不同科目用途相同", "one purpose for several accounts"),
        {
            "default": (
                "{count}个科目的用途逐字相同{places}：“{purpose}”",
                "{count} accounts have the same purpose, word for word{places}: “{purpose}”",
            )
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """One outcome for each purpose: holds where it stands once, or twice in one sentence."""
        for purpose in purposes(view):
            if len({use.sentence for use in purpose.uses}) > 1:
                yield Outcome("broken", finding=self._finding(purpose, view))
            else:
                yield Outcome("holds")

    def _finding(self, purpose: Repeated, view: View) -> Finding:
        first = purpose.uses[0]
        return view.finding(
            self.card,
            first.span,
            section=section_of(view, first),
            severity="warning" if len(purpose.uses) >= view.thresholds.repeats else "info",
            facts={
                "count": str(len(purpose.uses)),
                "places": located(view, purpose.uses),
                "purpose": view.quote(first.span),
            },
            evidence=clauses(view, purpose.uses[1:]),
        )
