"""JX-104: the average score of self-assessments and the grades."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.figures import Figure, figures, only
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Analysis, Interval, Outcome
from gouji.rules._figures import make_card, marks, number, undecided
from gouji.rules._particulars import particulars, pattern
from gouji.rules._prose import TIMEOUT

_FULL = Interval(Decimal(0), Decimal(100))


class AverageFitsGrades:
    """The average score of self-assessments and the grades.

    自评得分应在0至100分之间，平均得分并在各等级项目数所能得出的范围之内。

    Each grade stands for a band of scores; so many projects of each grade have an average between two bounds. The widest
    bands in use are taken (优 from 90, 良 from 75, 合格 from 60), and only where the grades add up to all the projects. Houses
    set their own bands, so an average outside is a warning, and so is any score above 100 (unless the text names other full
    marks). The bands are data: particulars.toml. Source: D.

    Broken: 10个项目，平均得分85.00分，“优”10个. Right: 10个项目，平均得分93.00分，“优”8个，“良”2个.
    """

    card = make_card(
        "JX-104",
        "warning",
        ("平均得分与等级不符", "average score does not fit the grades"),
        {
            "default": (
                "{grades}，平均得分应在{low}至{high}分之间，正文为{stated}分",
                "{grades}: the average is between {low} and {high}, stated is {stated}",
            ),
            "range": ("得分{stated}分，不在0至100分之间", "a score of {stated} is not between 0 and 100"),
        },
        __doc__,
        "D",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Scores within 0 to 100, and bounds of the average, from the grades."""
        for score in figures(view).get("自评得分", ()):
            if score.quantity.interval.meets(_FULL):
                yield Outcome("holds", marks(score.claim))
            elif not self._other_marks(view, score):
                yield self._broken(view, score, [], _FULL)
        average, count = only(view, "自评平均得分"), only(view, "自评项目数")
        if average is None:
            return
        stated = average.quantity.interval
        if not stated.meets(_FULL):
            yield self._broken(view, average, [], _FULL)
            return
        bands = particulars(item.profile).grade
        graded = [(grade, figure) for grade in bands if (figure := only(view, grade.name))]
        projects = sum((figure.quantity.value for _, figure in graded), Decimal(0))
        if count is None or not projects or projects != count.quantity.value:
            yield undecided(view, "等级不全", "not all grades are told")
            return
        low = sum((grade.low * figure.quantity.value for grade, figure in graded), Decimal(0)) / projects
        high = sum((grade.high * figure.quantity.value for grade, figure in graded), Decimal(0)) / projects
        used = [figure for _, figure in graded]
        if stated.meets(Interval(low, high)):
            yield Outcome("holds", marks(average.claim, *(figure.claim for figure in used)))
        else:
            yield self._broken(view, average, used, Interval(low, high))

    def _other_marks(self, view: View, score: Figure) -> bool:
        words = particulars(view.analysis.profile).other_marks
        said = squeeze(view.quote(view.sentence(score.claim).span))
        return words is not None and pattern(words).search(said, timeout=TIMEOUT) is not None

    def _broken(self, view: View, average: Figure, used: list[Figure], bounds: Interval) -> Outcome:
        shown = [figure for figure in used if figure.quantity.value]
        quantity = average.quantity
        facts = {
            "grades": "，".join(f"{figure.name}{view.show(figure.quantity)}" for figure in shown),
            "low": number(bounds.lo, 2),
            "high": number(bounds.hi, 2),
            "stated": number(quantity.value, quantity.places),
        }
        touched = marks(average.claim, *(figure.claim for figure in used))
        finding = view.finding(
            self.card,
            average.claim.span,
            section=average.claim.section,
            variant="default" if used else "range",
            facts=facts,
            stated=facts["stated"],
            unit="分",
            evidence=tuple(view.from_claim(one.claim) for one in (average, *shown)),
            suspects=touched,
        )
        return Outcome("broken", touched, finding)
