"""TT-125: a department's figures against the sum of its units'."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

import msgspec
import regex

from gouji.check.others import companions
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.language.numerals import parse_numeral
from gouji.model import Analysis, Cell, Finding, Interval, Outcome, Severity, Table
from gouji.rules._figures import figure, make_card, middle, number, point, say, undecided
from gouji.rules._twins import columns_of, row_twin

_ZERO = Interval(Decimal(0), Decimal(0))
_SHOWN = 5
_TIMEOUT = 1.0


class Sum(msgspec.Struct, frozen=True):
    """A cell of the department beside the units' cells: what it states, what they add up to, in base units."""

    cell: Cell
    ours: Interval
    theirs: Interval
    parts: tuple[tuple[View, Cell], ...]


class SumOfUnits:
    """A department's figures against the sum of its units'.

    部门汇总数应等于所属各单位报告之和；单位之间的上缴、补助在汇总时抵销，允许部门数相应小于各单位之和。

    Needs the reports of the units (`--parts DIR`) of the same year and kind. Every number of the tables named by
    `companions.toml` is compared with the sum of the same cells of the units, as intervals of the written decimals.
    What units pay each other is netted: totals of tables with such rows or columns may be smaller by as much. Where
    the report says how many units it sums up, and as many reports were given, a difference is a warning; where their
    number is not known it is information; where reports are missing, sums that fall short are not judged. Source: F.

    Broken: 行政运行100.00万元 in the department's table, 60.00 + 30.00万元 in those of its two units.
    Right: 60.00 + 40.00万元.
    """

    card = make_card(
        "TT-125",
        "warning",
        ("部门数与所属单位之和不符", "department differs from the sum of its units"),
        {
            "default": (
                "《{table}》{column}：{row}为{ours}，{count}个单位之和为{theirs}{others}（单位之间的上缴、补助已考虑抵销）",
                "{table}, {column}: {row} is {ours}, the sum of {count} units is {theirs}{others} "
                "(payments between units are netted)",
            )
        },
        __doc__,
        "F",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"parts"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Add up the units, table by table and column by column."""
        words = companions(item.profile)
        stated = _stated_units(view)
        short = (stated is not None and len(view.parts) < stated) or "parts" in view.others.gaps
        severity: Severity = "warning" if stated == len(view.parts) and not short else "info"
        netted = _netted(view)
        done = False
        for form in words.summed:
            tables = view.by_form.get(form, [])
            parts = [part.by_form.get(form, []) for part in view.parts]
            if len(tables) != 1 or any(len(one) != 1 for one in parts):
                continue
            slack = netted if any(entry.form == form for entry in words.netted) else Decimal(0)
            sums = list(_sums(tables[0], [one[0] for one in parts], view))
            done = done or bool(sums)
            yield from self._table(sums, slack, short, severity, view)
        if not done:
            yield undecided(view, "各单位没有可汇总的同类报表", "not every unit has the tables to add up")

    def _table(
        self, sums: Sequence[Sum], slack: Decimal, short: bool, severity: Severity, view: View
    ) -> Iterator[Outcome]:
        """One finding a column, on the lowest row that does not tie; the rows above follow from it."""
        apart: dict[int, list[Sum]] = {}
        for one in sums:
            gap = one.theirs - one.ours
            if gap.hi >= 0 and gap.lo <= slack:
                yield Outcome("holds", (one.cell.id,))
            elif short and gap.hi < 0:
                yield undecided(view, "所属单位的报告不全", "reports of units are missing")
            else:
                apart.setdefault(one.cell.column, []).append(one)
        for group in apart.values():
            touched = tuple(one.cell.id for one in group)
            yield Outcome("broken", touched, self._finding(group, severity, view))

    def _finding(self, group: Sequence[Sum], severity: Severity, view: View) -> Finding:
        first = max(group, key=lambda one: (len(view.row_of(one.cell).code or ""), -one.cell.row))
        rest = [view.row_of(one.cell).label for one in group if one is not first]
        quantity = view.value(first.cell)
        assert quantity is not None and quantity.unit is not None
        scale, label = quantity.unit.scale, quantity.unit.label
        ours = number(point(quantity) / scale, quantity.places)
        theirs = number(middle(first.theirs) / scale, quantity.places)
        listed = say(view, "、", ", ").join(rest[:_SHOWN]) + ("…" if len(rest) > _SHOWN else "")
        others = say(view, f"，另有{listed}不符", f"; {listed} differ as well") if rest else ""
        return view.finding(
            self.card,
            first.cell.span,
            severity=severity,
            facts={
                "table": view.table_of(first.cell).title,
                "column": view.column_of(first.cell).name,
                "row": view.row_of(first.cell).label,
                "count": str(len(view.parts)),
                "ours": ours + label,
                "theirs": theirs + label,
                "others": others,
            },
            stated=ours,
            expected=theirs,
            unit=label,
            evidence=(view.from_cell(first.cell), *(part.from_cell(cell) for part, cell in first.parts)),
            suspects=(first.cell.id,),
            hint=view.hint(point(quantity) / scale, middle(first.theirs) / scale),
        )


def _sums(table: Table, parts: Sequence[Table], view: View) -> Iterator[Sum]:
    """Every number of a table beside the units' same cells; rows that a unit does not have count nothing."""
    main = (companions(view.analysis.profile).main, "")
    for row in table.rows:
        twins = [row_twin(row, table, part) for part in parts]
        if not any(twins):
            continue
        for column in table.columns:
            cell = table.cell(row.index, column.index)
            if cell is None or cell.quantity is None or cell.quantity.unit is None or column.measure not in main:
                continue
            found: list[tuple[View, Cell]] = []
            total: Interval | None = _ZERO
            for part, there, twin in zip(view.parts, parts, twins, strict=True):
                other = columns_of(there, twin, column.name, main) if twin else None
                if twin is None:
                    continue
                each = there.cell(twin.index, other.index) if other else None
                value = part.value(each) if each else None
                if each is None or value is None or value.unit is None:
                    total = None
                    break
                found.append((part, each))
                total = total + figure(value) if total is not None else None
            if total is not None:
                yield Sum(cell, figure(cell.quantity), total, tuple(found))


def _netted(view: View) -> Decimal:
    """What the units pay each other at most, in base units: the most that one table of theirs shows."""
    most = Decimal(0)
    for entry in companions(view.analysis.profile).netted:
        total = Decimal(0)
        for part in view.parts:
            for table in part.by_form.get(entry.form, []):
                rows = {row.index for row in table.rows if row.name in entry.names}
                heads = {column.index for column in table.columns if column.name in entry.names}
                tops = {row.index for row in table.rows if row.kind == "total"}
                cells = [c for c in table.cells if c.row in rows or (c.column in heads and c.row in tops)]
                total += sum((point(c.quantity) for c in cells if c.quantity is not None), Decimal(0))
        most = max(most, total)
    return most


@cache
def _patterns(profile: str) -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(pattern) for pattern in companions(profile).units)


def _stated_units(view: View) -> int | None:
    """How many units the report says that it sums up."""
    for sentence in view.analysis.sentences:
        words = squeeze(view.quote(sentence.span))
        for pattern in _patterns(view.analysis.profile):
            match = pattern.search(words, timeout=_TIMEOUT)
            count = parse_numeral(match["count"]) if match else None
            if count is not None:
                return int(count.value)
    return None
