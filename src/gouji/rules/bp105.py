"""BP-105: a reason that only says again what it is to explain."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Analysis, Outcome
from gouji.rules._figures import make_card, marks
from gouji.rules._reasons import TIMEOUT, around, core, explained, reason_words


class CircularReason:
    """A reason that only says again what it is to explain.

    “因支出减少而减少”“实际支出小于预算数”只是重复结论，没有说明原因。

    The whole stated cause is a restatement: spending fell because spending fell, the outturn is below the budget because
    the outturn is below the budget, or because that of one part is. Patterns: `circular` in reasons.toml. A reason given
    for no change at all is the business of NN-119. Source: E; the catalogue's BP-105.

    Spoken of: 决算数小于预算数的主要原因是支出数小于预算数.
    Silent: 决算数小于预算数的主要原因是人员变动，实际支出低于预算.
    """

    card = make_card(
        "BP-105",
        "warning",
        ("理由同义反复", "circular reason"),
        {
            "default": (
                "“{reason}”只是重复所要说明的结果，没有说明原因",
                "“{reason}” only says again what it is to explain",
            )
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Match the whole of each reason, with and without the words around it."""
        patterns = reason_words(item.profile).circular
        for reason in item.reasons:
            claims = explained(view, reason)
            wordings = (squeeze(view.quote(reason.span)), core(view, reason))
            if not any(p.fullmatch(text, timeout=TIMEOUT) for p in patterns for text in wordings):
                yield Outcome("holds", marks(*claims))
                continue
            finding = view.finding(
                self.card,
                around(view, reason),
                section=view.analysis.sentences[reason.sentence].section,
                facts={"reason": view.quote(reason.span)},
                evidence=tuple(view.from_claim(claim) for claim in claims),
            )
            yield Outcome("broken", marks(*claims), finding)
