"""TX-102: last year's total, as the stated change gives it."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Cell, Claim, Evidence, Interval, Outcome, Quantity
from gouji.rules._changes import this_year, this_year_from, yearly_changes, yearly_step
from gouji.rules._figures import figure, make_card, mark, middle, number

_TOTAL = "总计"
_OPENING = "年初结转"
_LAST_YEAR = "上年"


class LastYearsTotal:
    """Last year's total, as the stated change gives it.

    由「收入支出总计」与所述增减额还原的上年总计，须与报告的其他数字相容。

    This year's grand total less the stated change is last year's. It must be what a column of last year prints, it must hold
    last year's total of fiscal appropriations (found from its own stated change), and it cannot be less than what was left of it
    at the end, which is this year's opening carry-over: the last one is a warning, openings may have been adjusted. The
    rate of change is the business of NN-107, last year's report of TT-124. Source: T, D.

    Broken: 总计120.00万元，比上年增加110.00万元, while 财政拨款总计100.00万元，比上年减少20.00万元 (10.00 < 120.00).
    Right: 总计120.00万元，比上年减少10.00万元.
    """

    card = make_card(
        "TX-102",
        "error",
        ("总计的增减与报告其他数字不能并存", "the change of the grand total contradicts other figures"),
        {
            "default": (
                "按“{change}”，上年总计为{total}；而上年财政拨款总计为{other}，部分不可能大于总计",
                "by “{change}” last year's total was {total}, yet last year's fiscal total was {other}",
            ),
            "column": (
                "按“{change}”，上年总计为{total}，《{table}》上年数为{other}",
                "by “{change}” last year's total was {total}, table {table} has {other}",
            ),
            "opening": (
                "按“{change}”，上年总计为{total}，小于本年《{table}》的年初结转和结余{other}",
                "by “{change}” last year's total was {total}, less than this year's opening carry-over {other} in {table}",
            ),
        },
        __doc__,
        "T,D",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Hold last year's grand total against whatever bounds it."""
        fiscal = [claim for claim in yearly_changes(item, view, "fiscal_total") if _of_total(claim, view)]
        for claim in yearly_changes(item, view, "total"):
            if not _of_total(claim, view):
                continue
            now = this_year(claim, view)
            if now is None:
                continue
            last = figure(now) - yearly_step(claim)
            for other in fiscal[:1]:
                part = this_year(other, view)
                if part is not None:
                    bound, proof = figure(part) - yearly_step(other), (view.from_claim(other), mark(other))
                    yield self._compare(view, claim, now, (last, bound), "default", proof, other)
            for variant, cell in _cells(view, claim):
                value = view.value(cell)
                if value is not None:
                    proof = view.from_cell(cell), cell.id
                    yield self._compare(view, claim, now, (last, figure(value)), variant, proof)

    def _compare(
        self,
        view: View,
        claim: Claim,
        now: Quantity,
        intervals: tuple[Interval, Interval],
        variant: str,
        proof: tuple[Evidence, str],
        part: Claim | None = None,
    ) -> Outcome:
        last, bound = intervals
        touched = (mark(claim), proof[1])
        if last.meets(bound) if variant == "column" else last.hi >= bound.lo:
            return Outcome("holds", touched)
        finding = view.finding(
            self.card,
            claim.span,
            section=claim.section,
            severity="warning" if variant == "opening" else None,
            variant=variant,
            facts={
                "change": view.quote(claim.span),
                "total": _show(last, now),
                "other": _show(bound, now),
                "table": proof[0].table or "",
            },
            stated=view.quote(claim.span),
            evidence=(
                proof[0],
                *this_year_from(claim, view),
                *(this_year_from(part, view) if part is not None else ()),
            ),
            suspects=touched,
        )
        return Outcome("broken", touched, finding)


def _of_total(claim: Claim, view: View) -> bool:
    """Whether a change is that of a grand total."""
    about = view.claim(claim.about) if claim.about is not None else None
    return about is not None and about.concept.subject.endswith(_TOTAL)


def _cells(view: View, claim: Claim) -> Iterator[tuple[str, Cell]]:
    """The cells beside the total's own that bound last year's total: a column of last year, the opening carry-over."""
    cells = view.linked(view.claim(claim.about or 0))
    if not cells:
        return
    cell = cells[0]
    table, column, row = view.table_of(cell), view.column_of(cell), view.row_of(cell)
    for other in table.columns:
        beside = table.cell(cell.row, other.index) if other.measure.startswith(_LAST_YEAR) else None
        if beside is not None and beside.state == "number" and other.panel in ("", column.panel):
            yield "column", beside
    for above in table.rows:
        opening = table.cell(above.index, cell.column) if above.name.startswith(_OPENING) else None
        if opening is not None and opening.state == "number" and above.panel == row.panel:
            yield "opening", opening
            return


def _show(interval: Interval, like: Quantity) -> str:
    scale, label = (like.unit.scale, like.unit.label) if like.unit else (Decimal(1), "")
    return f"{number(middle(interval) / scale, like.places)}{label}"
