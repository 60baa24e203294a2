"""What the narrative is speaking of at a point: subject, its figures by measure, the whole that parts belong to."""

from dataclasses import dataclass, field

from gouji.model import Concept


@dataclass
class Frame:
    """One subject under discussion and its figures so far: claim indices by measure, and the latest one.

    total: of an average, what was spoken of before.
    """

    concept: Concept
    by_measure: dict[str, int] = field(default_factory=dict)
    main: int | None = None
    total: "Frame | None" = None

    def note(self, measure: str, index: int) -> None:
        """Take in an amount of the subject."""
        self.by_measure[measure] = index
        self.main = index

    def outturn(self) -> int | None:
        """The claim with the actual figure: 决算, 执行数, or the amount stated without a measure."""
        for measure in ("决算", "执行数", ""):
            if measure in self.by_measure:
                return self.by_measure[measure]
        return self.main

    def budget(self, measure: str) -> int | None:
        """The claim with the budget that `measure` names; plain 预算 is any single budget that was stated."""
        if measure in self.by_measure and measure != "预算":
            return self.by_measure[measure]
        budgets = [i for name, i in self.by_measure.items() if "预算" in name]
        return budgets[0] if measure == "预算" and len(budgets) == 1 else None


@dataclass
class Scope:
    """A list of parts (其中) being read: the frame that is the whole, and whether ； closes the list.

    split: whether the list says what it goes by (按功能分类): another such list is then of the same whole. period: the year
    of a whole that is not the report's own. measure: that of a whole whose last figure is a budget: its parts are, too.
    """

    whole: Frame
    short: bool
    sentence: int
    parts: int = 0
    split: bool = False
    period: int | None = None
    measure: str = ""
