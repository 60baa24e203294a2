"""TX-602: names listed under personnel and public costs against the rows of the table."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import fold, squeeze
from gouji.language.subjects import account_key
from gouji.model import Cell, Claim, Outcome, Row, Span, Table
from gouji.rules._figures import make_card, mark, say

_FORMS = {"general_basic": ("Z6", "B8", "B6"), "fiscal_basic": ("B6", "B8")}
_PERSONNEL = ("301", "303")


class ListedAccounts:
    """Names listed under personnel and public costs against the rows of the table.

    「主要包括：…」所列科目必须是基本支出决算表中有数的科目，有数的科目不应漏列（没有的不列）。

    The names that the prose lists under 人员经费 or 公用经费 are compared with the rows of the table of basic expenditure: a
    listed account whose cell is blank or zero, and a row with an amount that a complete list (one without 等) leaves
    out, are warnings; names that the table does not know are info. Source: T.

    Broken: 主要包括：办公费、咨询费 where 咨询费 is blank. Right: every listed row has an amount. A cell of 0.00 may hide an amount too
    small to print, so no finding of this rule is an error.
    """

    card = make_card(
        "TX-602",
        "warning",
        ("列举科目与基本支出表不符", "listed accounts differ from the table"),
        {
            "default": (
                "正文在{group}中列举“{name}”，《{table}》该行{shown}",
                "the text lists “{name}” under {group}, its row in table {table} is {shown}",
            ),
            "missing": (
                "正文列举{group}时漏列《{table}》中有数的科目：{name}",
                "the list of {group} leaves out accounts with an amount in table {table}: {name}",
            ),
            "unknown": (
                "正文在{group}中列举“{name}”，《{table}》没有该科目",
                "the text lists “{name}” under {group}, table {table} has no such account",
            ),
        },
        __doc__,
        "T",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"listing"})
    needs = frozenset({"claims", "tables"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Compare one list with the rows of its group."""
        forms = _FORMS.get(view.kind_of(item.section) or "", ())
        if item.concept.subject not in ("人员经费", "公用经费"):
            return
        table = next((table for form in forms if (table := view.table(form)) is not None), None)
        if table is None:
            return
        rows = _rows(table, personnel=item.concept.subject == "人员经费")
        named = {account_key(name): name for name in _names(item, rows)}
        left_out: list[tuple[Row, Cell]] = []
        for key, (row, cell) in rows.items():
            value = view.value(cell)
            empty = value is None or value.value == 0
            if (key in named) != empty:
                yield Outcome("holds", (mark(item), cell.id))
            elif key in named:
                shown = say(view, "为空", "blank") if cell.state != "number" else say(view, f"为{cell.raw}", cell.raw)
                yield self._broken(item, view, "default", named[key], table, shown, [cell])
            else:
                left_out.append((row, cell))
        if left_out:
            unit = table.unit.label if table.unit else ""
            names = say(view, "、", ", ").join(f"{row.name}{cell.raw}{unit}" for row, cell in left_out)
            yield self._broken(item, view, "missing", names, table, "", [cell for _, cell in left_out])
        unknown = [name for key, name in named.items() if key not in rows]
        if unknown:
            yield self._broken(item, view, "unknown", "、".join(unknown), table, "", [])

    def _broken(
        self, item: Claim, view: View, variant: str, name: str, table: Table, shown: str, cells: list[Cell]
    ) -> Outcome:
        touched = (mark(item), *(cell.id for cell in cells))
        finding = view.finding(
            self.card,
            _where(view, item.span, name.split("、")[0]) if variant != "missing" else item.span,
            section=item.section,
            severity="info" if variant == "unknown" else None,
            variant=variant,
            facts={"group": item.concept.subject, "name": name, "table": table.title, "shown": shown},
            stated=name if variant != "missing" else None,
            expected=name if variant == "missing" else None,
            evidence=tuple(view.from_cell(cell) for cell in cells),
            # Each account is a matter of its own: no suspect is shared with the next one.
            suspects=tuple(cell.id for cell in cells),
        )
        return Outcome("broken", touched, finding)


def _names(item: Claim, rows: dict[str, tuple[Row, Cell]]) -> Iterator[str]:
    """The listed names; “A和B” is two names where the table knows both and not the whole."""
    for name in map(squeeze, item.names):
        halves = [half for half in name.replace("及", "和").split("和") if half]
        if account_key(name) not in rows and len(halves) > 1 and all(account_key(half) in rows for half in halves):
            yield from halves
        else:
            yield name


def _rows(table: Table, *, personnel: bool) -> dict[str, tuple[Row, Cell]]:
    """The account rows (款) of the group, by account key, each with the first cell that has a number, else its first."""
    cells: dict[int, Cell] = {}
    for cell in table.cells:
        kept = cells.get(cell.row)
        if kept is None or (kept.state != "number" and cell.state == "number"):
            cells[cell.row] = cell
    return {
        account_key(row.name): (row, cells[row.index])
        for row in table.rows
        if row.code and len(row.code) == 5 and row.index in cells and (row.code[:3] in _PERSONNEL) == personnel
    }


def _where(view: View, span: Span, name: str) -> Span:
    """The characters of a name within a list."""
    folded = fold(span.cut(view.analysis.document.text), span.start)
    at = folded.text.find(squeeze(name))
    return folded.span(at, at + len(squeeze(name))) if at >= 0 else span
