"""NN-120: a reason that points the other way."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Outcome, Reason
from gouji.rules._figures import make_card, marks
from gouji.rules._reasons import around, core, effect, explained, reason_words

_WORDS = {"increase": ("增加", "an increase"), "decrease": ("减少", "a decrease")}


class ContraryReason:
    """A reason that points the other way.

    所述原因应与增减方向一致：支出增加不能以“压缩开支”为由，支出减少不能以“追加”“新增”为由。

    Words that can only mean less spending (厉行节约, 压减, 推迟, 人员减少 …) do not explain an increase, nor words that can
    only mean more (追加, 新增, 工资提高 …) a decrease. Verbs of rise and fall count only with what they are about in the same
    clause. Nothing is said where a word anywhere in the reason hints at the stated direction too, where the clause speaks
    of last year, of retired staff, of carry-over, efficiency and the like (“上年新增项目本年不再安排” does explain a
    decrease), and where the figure is one that grows when less is spent (结转, 完成率). The words are data: reasons.toml.
    Source: E.

    Broken: 支出决算大于年初预算，主要原因是厉行节约，压缩一般性支出.
    Right: 支出决算小于年初预算，主要原因是人员减少，工资支出下降.
    """

    card = make_card(
        "NN-120",
        "warning",
        ("理由与增减方向相反", "a reason that points the other way"),
        {
            "default": (
                "正文称{stated}，而所述原因“{cue}”与之方向相反",
                "the text states {stated_en}, yet the reason “{cue}” points the other way",
            )
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Compare the direction of each reason with that of what it explains."""
        words = reason_words(item.profile)
        for reason in item.reasons:
            stated = effect(view, reason)
            way = words.way(core(view, reason)) if stated in _WORDS else None
            if stated is None or way is None:
                continue
            touched = marks(*explained(view, reason))
            if way[0] == stated:
                yield Outcome("holds", touched)
            else:
                yield self._broken(view, reason, stated, way)

    def _broken(self, view: View, reason: Reason, stated: str, way: tuple[str, str]) -> Outcome:
        claims = explained(view, reason)
        finding = view.finding(
            self.card,
            around(view, reason),
            section=claims[0].section,
            facts={
                "stated": _WORDS[stated][0],
                "stated_en": _WORDS[stated][1],
                "cue": way[1],
            },
            stated=_WORDS[stated][0],
            expected=_WORDS[way[0]][0],
            evidence=tuple(view.from_claim(claim) for claim in claims),
            suspects=marks(*claims),
        )
        return Outcome("broken", marks(*claims), finding)
