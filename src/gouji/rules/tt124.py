"""TT-124: figures of the year before against last year's report."""

from collections.abc import Iterator, Sequence

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Finding, Outcome
from gouji.rules._figures import make_card, middle, number, say, undecided
from gouji.rules._last_year import Quoted, quoted

_FEW = 4
"""So many figures must have been compared before most of them being different says that the scope changed."""
_SHOWN = 6


class LastYear:
    """Figures of the year before against last year's report.

    正文和表格中的上年数（含按“增减额”推算出的上年数），应与上年报告的数字相同。

    Needs last year's report (`--previous FILE`) of the same body and kind. Compared are amounts that the text gives for
    the year before, this year's amount less the stated change (持平: no change), rates of change without an amount,
    and columns that repeat the year before. The counterpart is the cell of the same form, account and column, else the
    amount that measures the same. Intervals of the written decimals; a figure that last year's report does not tell is
    not compared. A warning: a body that was reorganised restates its figures. Where most of them differ, the scope has
    likely changed, which is said once. Source: W, D.

    Broken: 支出100.00万元，比上年增加10.00万元, while last year's report says 95.00万元.
    Right: last year's report says 90.00万元.
    """

    card = make_card(
        "TT-124",
        "warning",
        ("上年数与上年报告不符", "figure of the year before differs from last year's report"),
        {
            "change": (
                "按“{quote}”，{name}上年应为{ours}，上年报告为{theirs}",
                "by “{quote}” {name} was {ours} the year before; last year's report says {theirs}",
            ),
            "stated": (
                "{name}的上年数为{ours}，上年报告为{theirs}",
                "{name} of the year before is {ours}; last year's report says {theirs}",
            ),
            "rate": (
                "{name}称“{quote}”，按上年报告的数字应为{theirs}",
                "{name}: “{quote}”; by last year's report it is {theirs}",
            ),
            "column": (
                "表中{name}的上年数为{ours}，上年报告为{theirs}",
                "the table gives {ours} for {name} of the year before; last year's report says {theirs}",
            ),
            "most": (
                "与上年报告可比的{count}个上年数中有{broken}个不同（{names}），核算范围或口径可能已变",
                "{broken} of {count} comparable figures differ from last year's report ({names}): its scope may have changed",
            ),
        },
        __doc__,
        "W,D",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"previous"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Hold every figure of the year before against last year's report."""
        assert view.previous is not None
        found = list(quoted(view, view.previous))
        if not found:
            yield undecided(view, "上年报告中没有对应的数字", "last year's report has none of the figures")
        apart = [one for one in found if not one.ties(view)]
        most = len(found) >= _FEW and len(apart) * 2 > len(found)
        for one in found:
            if one not in apart:
                yield Outcome("holds", one.suspects)
            elif not most:
                yield Outcome("broken", one.suspects, self._finding(one, view))
        if most:
            touched = tuple(mark for one in apart for mark in one.suspects)
            yield Outcome("broken", touched, self._most(apart, len(found), view))

    def _finding(self, one: Quoted, view: View) -> Finding:
        rounded = {
            key: number(middle(interval) / one.scale, one.places)
            for key, interval in (("ours", one.ours), ("theirs", one.theirs))
        }
        return view.finding(
            self.card,
            one.span,
            section=one.section,
            variant=one.way,
            facts={
                "quote": view.quote(one.span),
                "name": one.name,
                **{key: f"{text}{one.label}" for key, text in rounded.items()},
            },
            stated=rounded["ours"],
            expected=rounded["theirs"],
            unit=one.label or None,
            evidence=one.evidence,
            suspects=one.suspects,
            hint=view.hint(middle(one.ours) / one.scale, middle(one.theirs) / one.scale),
        )

    def _most(self, apart: Sequence[Quoted], count: int, view: View) -> Finding:
        first = apart[0]
        names = list(dict.fromkeys(one.name for one in apart))
        return view.finding(
            self.card,
            first.span,
            section=first.section,
            variant="most",
            facts={
                "count": str(count),
                "broken": str(len(apart)),
                "names": say(view, "、", ", ").join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else ""),
            },
            evidence=tuple(proof for one in apart for proof in one.evidence),
            suspects=(),
        )
