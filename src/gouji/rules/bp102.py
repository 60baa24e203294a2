"""BP-102: a reason that names nothing."""

from collections.abc import Iterator

from gouji.boilerplate.phrases import phrases
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Finding, Outcome, Reason
from gouji.rules._figures import make_card, marks
from gouji.rules._reasons import core, explained
from gouji.rules._repeats import clause


class VagueReason:
    """A reason that names nothing.

    所述原因没有任何人员、单位、项目、时间、政策或数字，放在哪一项都成立。

    Every word of the stated cause is one of a list (`vague` and `function` in boilerplate.toml) of words that name no
    person, place, project, date, policy or number: “按实际情况列支”, “根据工作需要调整”. One word more, and nothing is said.
    Information: it may be all there is to say. The same words at several places are one finding; BP-101 counts them.
    Source: G; the catalogue's BP-102.

    Spoken of: 主要原因是厉行节约，压缩一般性支出.
    Silent: 主要原因是会议合并召开，压减场地费.
    """

    card = make_card(
        "BP-102",
        "info",
        ("理由空泛", "a reason that names nothing"),
        {
            "default": (
                "“{reason}”没有指明任何人员、项目、时间、政策或数字",
                "“{reason}” names no person, project, date, policy or number",
            ),
            "several": (
                "“{reason}”没有指明任何人员、项目、时间、政策或数字（共{count}处）",
                "“{reason}” names no person, project, date, policy or number ({count} places)",
            ),
        },
        __doc__,
        "G",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Cover each reason with vague words; equal reasons together."""
        lexicon = phrases(item.profile)
        vague: dict[str, list[Reason]] = {}
        for reason in item.reasons:
            words = core(view, reason)
            if lexicon.vague(words) and len(words) >= lexicon.file.reason_length:
                vague.setdefault(words, []).append(reason)
            else:
                yield Outcome("holds", marks(*explained(view, reason)))
        for reasons in vague.values():
            claims = [claim for reason in reasons for claim in explained(view, reason)]
            yield Outcome("broken", marks(*claims), self._finding(view, reasons))

    def _finding(self, view: View, reasons: list[Reason]) -> Finding:
        first = reasons[0]
        return view.finding(
            self.card,
            first.span,
            section=view.analysis.sentences[first.sentence].section,
            variant="several" if len(reasons) > 1 else "default",
            facts={"reason": view.quote(first.span), "count": str(len(reasons))},
            evidence=tuple(clause(view, reason.span) for reason in reasons[1:]),
        )
