"""GZ-103: things and people are counted in whole numbers; the threshold of equipment fits the year."""

from collections.abc import Iterator

from gouji.check.figures import figures
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import fold
from gouji.model import Analysis, Outcome, Sentence
from gouji.rules._figures import make_card, marks, number
from gouji.rules._particulars import particulars, pattern
from gouji.rules._prose import TIMEOUT

_SCORES = "分"


class WholeNumbers:
    """Things and people are counted in whole numbers; the threshold of equipment fits the year.

    车辆、设备、批次、人次等应为整数；设备的价值标准应与当年的格式一致。

    Half a vehicle or guest is an error. Equipment is counted from a unit value on that the form sets: 50万元 (general
    equipment) up to the accounts of 2022, 100万元 since; provinces follow late, so an old threshold is information, and so is one
    that no form has. The thresholds are data: particulars.toml. Source: T.

    Broken: 共有车辆2.5辆. Broken (2024): 单价50万元以上通用设备1台（套）.
    Right: 单价100万元（含）以上设备（不含车辆）1台（套）.
    """

    card = make_card(
        "GZ-103",
        "error",
        ("数量不是整数，或设备标准过时", "counts that are no whole numbers, or an old threshold"),
        {
            "default": ("{name}为{stated}，应为整数", "{name} is {stated}, no whole number"),
            "limit": (
                "设备价值标准为{limit}万元，{year}年度的格式已改为100万元",
                "equipment from {limit}万元 on; the form of {year} counts from 100万元 on",
            ),
            "unknown": (
                "设备价值标准为{limit}万元，通行的格式没有这一标准，请核对",
                "equipment from {limit}万元 on; no form in use counts from there on",
            ),
        },
        __doc__,
        "T",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Every count that has a name, then the threshold in the section on assets."""
        for name, several in figures(view).items():
            for figure in several:
                unit, value = figure.quantity.unit, figure.quantity.value
                if unit is None or unit.dimension != "count" or unit.label == _SCORES:
                    continue
                if value == value.to_integral_value() and value >= 0:
                    yield Outcome("holds", marks(figure.claim))
                    continue
                finding = view.finding(
                    self.card,
                    figure.claim.span,
                    section=figure.claim.section,
                    facts={"name": name, "stated": view.show(figure.quantity)},
                    stated=number(value, figure.quantity.places),
                    unit=unit.label,
                    evidence=(view.from_claim(figure.claim),),
                    suspects=marks(figure.claim),
                )
                yield Outcome("broken", marks(figure.claim), finding)
        for sentence in item.sentences:
            if view.kind_of(sentence.section) == "assets" and sentence.kind == "prose":
                yield from self._limits(sentence, view)

    def _limits(self, sentence: Sentence, view: View) -> Iterator[Outcome]:
        words, year = particulars(view.analysis.profile), view.analysis.year
        if words.device is None or year is None:
            return
        folded = fold(sentence.span.cut(view.analysis.document.text), sentence.span.start)
        for match in pattern(words.device).finditer(folded.text, timeout=TIMEOUT):
            last = words.devices.get(match["limit"])
            touched = (f"s{sentence.index}",)
            if last is not None and year <= last:
                yield Outcome("holds", touched)
                continue
            finding = view.finding(
                self.card,
                folded.span(*match.span()),
                section=sentence.section,
                severity="info",
                variant="unknown" if last is None else "limit",
                facts={"limit": match["limit"], "year": str(year)},
                stated=match["limit"],
                expected=None if last is None else "100",
                unit="万元",
            )
            yield Outcome("broken", touched, finding)
            return
