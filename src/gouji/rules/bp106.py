"""BP-106: one reason for more and for less."""

from collections.abc import Iterator

from gouji.boilerplate.phrases import phrases
from gouji.boilerplate.repetition import Repeated, Use
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Analysis, Outcome
from gouji.model.claim import Direction
from gouji.rules._figures import make_card
from gouji.rules._reasons import effect, reason_words
from gouji.rules._repeats import clauses, located, reasons_again, section_of


class ReasonForBoth:
    """One reason for more and for less.

    同一理由既解释增加，又解释减少，等于没有说明原因。

    The same stated cause, numbers masked, explains an increase in one place and a decrease in another. Where it names
    nothing (BP-102), or is given three times and more, that is a warning; else information: one event may well raise one
    figure and lower another. A transfer from one item to another explains both, and counts as neither. Source: G; the
    catalogue's BP-106.

    Spoken of: “人员变动” for 增加5.00万元 of one account and for 减少3.00万元 of another.
    Silent: “机构调整” for two decreases.
    """

    card = make_card(
        "BP-106",
        "info",
        ("同一理由既解释增加又解释减少", "one reason for more and for less"),
        {
            "default": (
                "“{reason}”既用来说明增加，又用来说明减少{places}",
                "“{reason}” explains increases as well as decreases{places}",
            )
        },
        __doc__,
        "G",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Collect the directions that each repeated reason explains."""
        by_span = {reason.span: reason for reason in item.reasons}
        words = reason_words(item.profile)
        for group in reasons_again(view):
            if words.transfers(squeeze(view.quote(group.uses[0].span))):
                yield Outcome("holds")
                continue
            ways: dict[Direction, Use] = {}
            for use in group.uses:
                way = effect(view, by_span[use.span])
                if way is not None and way != "flat":
                    ways.setdefault(way, use)
            if len(ways) == 2:
                yield self._broken(view, group, sorted(ways.values()))
            elif ways:
                yield Outcome("holds")

    def _broken(self, view: View, group: Repeated, both: list[Use]) -> Outcome:
        first, second = both
        quote = view.quote(first.span)
        lexicon = phrases(view.analysis.profile)
        empty = lexicon.vague(lexicon.core(squeeze(quote))) or len(group.uses) >= view.thresholds.repeats
        finding = view.finding(
            self.card,
            first.span,
            section=section_of(view, first),
            severity="warning" if empty else None,
            facts={"reason": quote, "places": located(view, both)},
            evidence=clauses(view, (second, *(use for use in group.uses if use not in both))),
        )
        return Outcome("broken", finding=finding)
