"""TX-701: figures of official travel, vehicles and hospitality in the prose against their table."""

from gouji.rules._restated import Restated, restated_card


class ThreePublicRestated(Restated):
    """Figures of official travel, vehicles and hospitality in the prose against their table.

    「三公」经费预算数、决算数及各分项必须等于三公经费表。

    The budget and the outturn of the total and of each item must be the cells of the table. A blank cell is zero; a
    budget that the prose calls 年初预算 is held against the column 预算数 unless the table says that it is another budget.
    Source: T.

    Broken: 三公经费年初预算为0.95万元, the cell is blank. Right: 公务接待费0万元, the cell is blank.
    """

    card = restated_card(
        "TX-701",
        ("三公经费与三公经费表不符", "figures of the three public items differ from their table"),
        __doc__,
        "T",
    )
    sections = frozenset({"three_public"})
