"""TT-126: the budget as quoted against the budget as published."""

from collections.abc import Iterator

from gouji.check.others import companions
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Cell, Claim, Interval, Outcome, Quantity, Span
from gouji.rules._figures import figure, known, make_card, mark, middle, number, same_item, undecided
from gouji.rules._twins import linked_cells, twin, value_of


class PublishedBudget:
    """The budget as quoted against the budget as published.

    决算中引用的年初预算数，应与公布的同年部门预算一致。

    Needs the budget of the same year and body (`--budget FILE`; given as `--previous` it is recognised, too). Compared
    are amounts called 年初预算 in the text, each through the account whose outturn stands beside it, and columns of
    tables that state 年初预算; “预算数” alone may be the budget as revised and is not compared. Intervals of the written
    decimals. A warning: a department may publish a corrected budget. Source: D.

    Broken: 年初预算为50.00万元, while the published budget has 55.00万元 for that account.
    Right: the published budget has 50.00万元.
    """

    card = make_card(
        "TT-126",
        "warning",
        ("年初预算数与公布的预算不符", "original budget differs from the published one"),
        {
            "default": (
                "{name}的年初预算数为{ours}，公布的预算为{theirs}",
                "{name}: original budget {ours}, while the published budget has {theirs}",
            )
        },
        __doc__,
        "D",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"budget"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Compare every original budget that the published one tells."""
        assert view.budget is not None
        count = 0
        for claim in item.claims:
            if claim.kind == "amount" and known(claim) and claim.concept.measure in companions(item.profile).original:
                cells = _homes(claim, view)
                for outcome in self._compare(claim.quantity, claim.span, claim.section, mark(claim), cells, view):
                    count += 1
                    yield outcome
        for table in item.tables:
            wanted = {c.index for c in table.columns if c.measure in companions(item.profile).original}
            for cell in table.cells if wanted else ():
                if cell.column in wanted and cell.quantity is not None:
                    for outcome in self._compare(view.value(cell), cell.span, None, cell.id, (cell,), view):
                        count += 1
                        yield outcome
        if not count:
            yield undecided(view, "公布的预算中没有对应的数字", "the published budget has none of the figures")

    def _compare(
        self, ours: Quantity | None, span: Span, section: int | None, suspect: str, cells: tuple[Cell, ...], view: View
    ) -> Iterator[Outcome]:
        there = [_published(cell, view) for cell in cells]
        found = [cell for cell in there if cell is not None]
        budget = view.budget
        if budget is None or ours is None or ours.unit is None or not found or len(found) < len(there):
            return
        theirs: Interval | None = value_of(found, budget)
        if theirs is None:
            return
        if figure(ours).meets(theirs):
            yield Outcome("holds", (suspect,))
            return
        scale, label = ours.unit.scale, ours.unit.label
        shown = [number(middle(interval) / scale, ours.places) for interval in (figure(ours), theirs)]
        finding = view.finding(
            self.card,
            span,
            section=section,
            facts={
                "name": "、".join(dict.fromkeys(view.row_of(cell).label for cell in cells)),
                "ours": shown[0] + label,
                "theirs": shown[1] + label,
            },
            stated=shown[0],
            expected=shown[1],
            unit=label,
            evidence=tuple(budget.from_cell(cell) for cell in found),
            suspects=(suspect,),
            hint=view.hint(middle(figure(ours)) / scale, middle(theirs) / scale),
        )
        yield Outcome("broken", (suspect,), finding)


def _homes(claim: Claim, view: View) -> tuple[Cell, ...]:
    """The cells of what a quoted budget is the budget of: its own, else those of the outturn beside it."""
    cells = linked_cells(claim, view)
    if cells:
        return cells
    main = companions(view.analysis.profile).main
    for index in (claim.sentence, claim.sentence + 1):
        for other in view.claims_of.get(index, ()):
            if other.kind == "amount" and other.concept.measure in ("", main) and same_item(other, claim):
                return linked_cells(other, view)
    return ()


def _published(cell: Cell, view: View) -> Cell | None:
    """The cell of the published budget for the row and column of a cell."""
    assert view.budget is not None
    form = view.table_of(cell).form
    homes = [entry.there for entry in companions(view.analysis.profile).home if entry.form == form]
    measures = (companions(view.budget.analysis.profile).main, "")
    return twin(cell, view, view.budget, homes[0], measures) if homes else None
