"""What a rule is, and what it may ask of the document under check."""

from collections.abc import Iterable
from typing import Any, Literal, Protocol

from gouji.check.view import View
from gouji.model import Outcome, RuleCard

LooksAt = Literal["document", "table", "claim", "sentence"]


class Rule(Protocol):
    """A check. Subclassing is not needed; the attributes and `check` are.

    looks_at: what the runner hands over one by one: the document (once), each table, claim or sentence.
    needs: what must be there for the rule to run at all: “claims”, “tables”, form keys such as “Z5”, or another
    document: “previous” (last year's report), “budget” (the published one of the year), “parts” (reports of units).
    kinds, sections: a rule that looks at claims may have these attributes, sets of the kinds of claim and of section
    that it is for; it does not get to see any others.
    `check` yields an Outcome for every comparison it made, also for those that hold: not run is not passed.
    """

    card: RuleCard
    looks_at: LooksAt
    needs: frozenset[str]

    def check(self, item: Any, view: View) -> Iterable[Outcome]:
        """Check one item of the kind that `looks_at` names."""
        ...
