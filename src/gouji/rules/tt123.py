"""TT-123: opening balances against the closing balances of last year's report."""

from collections.abc import Iterator

from gouji.check.others import CarryEntry, companions
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Cell, Outcome, Table
from gouji.rules._figures import figure, make_card, number, point, undecided
from gouji.rules._twins import columns_of, row_twin


class OpeningBalance:
    """Opening balances against the closing balances of last year's report.

    本年的年初结转和结余应等于上年报告的年末结转和结余；不等的应作说明（如会计差错更正、收回结余资金）。

    Needs last year's report (`--previous FILE`) of the same body and kind. Which balances go over, and where they
    stand at the opening and at the close, is said by `companions.toml`: the overall tables as a whole and by fund, the
    tables of a fund by account. Compared within the written decimals. A warning, as balances may be adjusted after
    the year's end. Source: W.

    Broken: 年初结转和结余6.00万元, while last year's report closed with 年末结转和结余5.00万元.
    Right: last year's report closed with 6.00万元.
    """

    card = make_card(
        "TT-123",
        "warning",
        ("年初结转与上年报告的年末结转不符", "opening balance differs from last year's closing balance"),
        {
            "default": (
                "《{table}》{name}为{ours}，上年报告的年末数为{theirs}",
                "{table}: {name} is {ours}; last year's report closed with {theirs}",
            )
        },
        __doc__,
        "W",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"previous"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Compare every balance that both reports tell."""
        previous = view.previous
        assert previous is not None
        pairs: list[tuple[Cell, Cell]] = []
        for entry in companions(item.profile).carry:
            here, there = view.by_form.get(entry.form, []), previous.by_form.get(entry.form, [])
            if len(here) == 1 and len(there) == 1:
                pairs += _pairs(entry, here[0], there[0], companions(item.profile).main)
        if not pairs:
            yield undecided(view, "两年报告中没有可比的结转数", "the two reports have no comparable balances")
        seen: set[str] = set()
        for opening, closing in pairs:
            if opening.id not in seen:
                seen.add(opening.id)
                yield from self._compare(opening, closing, view, previous)

    def _compare(self, opening: Cell, closing: Cell, view: View, previous: View) -> Iterator[Outcome]:
        ours, theirs = view.value(opening), previous.value(closing)
        if ours is None or theirs is None or ours.unit is None or theirs.unit is None:
            return
        if opening.quantity is None and closing.quantity is None:
            return
        if figure(ours).meets(figure(theirs)):
            yield Outcome("holds", (opening.id,))
            return
        scale, label = ours.unit.scale, ours.unit.label
        places = max(value.places for value in (opening.quantity, closing.quantity) if value is not None)
        shown = [number(point(value) / scale, places) for value in (ours, theirs)]
        finding = view.finding(
            self.card,
            opening.span,
            facts={
                "table": view.table_of(opening).title,
                "name": " · ".join(dict.fromkeys((view.row_of(opening).label, view.column_of(opening).name))),
                "ours": shown[0] + label,
                "theirs": shown[1] + label,
            },
            stated=shown[0],
            expected=shown[1],
            unit=label,
            evidence=(view.from_cell(opening), previous.from_cell(closing)),
            suspects=(opening.id,),
            hint=view.hint(point(ours) / scale, point(theirs) / scale),
        )
        yield Outcome("broken", (opening.id,), finding)


def _pairs(entry: CarryEntry, here: Table, there: Table, main: str) -> Iterator[tuple[Cell, Cell]]:
    """The cells of a balance at the opening and at last year's close."""
    if not entry.opening:
        for row in here.rows:
            twin = row_twin(row, here, there)
            opening = _cell(here, row.index, entry.opening_columns, main)
            closing = _cell(there, twin.index, entry.closing_columns, main) if twin else None
            if opening is not None and closing is not None:
                yield opening, closing
        return
    ends = [
        (_row(here, entry.opening), here, entry.opening_columns),
        (_row(there, entry.closing), there, entry.closing_columns),
    ]
    cells = [_cell(table, row, columns, main) for row, table, columns in ends if row is not None]
    if len(cells) == len(ends) and cells[0] is not None and cells[1] is not None:
        yield cells[0], cells[1]


def _row(table: Table, path: str) -> int | None:
    panel, _, name = path.rpartition(":")
    found = [row.index for row in table.rows if row.name == name and row.panel == panel]
    return found[0] if len(found) == 1 else None


def _cell(table: Table, index: int, names: tuple[str, ...], main: str) -> Cell | None:
    """The cell in the row's first column of those names, or in its only column where no name is given."""
    row = table.rows[index]
    for name in names:
        column = columns_of(table, row, name, (main, ""))
        if column is not None and column.name == name:
            return table.cell(index, column.index)
    if names:
        return None
    able = [
        cell
        for column in table.columns
        if column.measure in (main, "") and (cell := table.cell(index, column.index)) is not None
    ]
    return able[0] if len(able) == 1 else None
