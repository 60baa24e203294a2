"""ST-102: empty tables and their note."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Outcome, Table
from gouji.rules._coded import where
from gouji.rules._duties import duties
from gouji.rules._figures import make_card
from gouji.rules._prose import TIMEOUT


class EmptyTables:
    """Empty tables and their note.

    没有数据的表应保留格式，并在表下注明“……故本表无数据”；有数据的表不应注明无数据。

    The form asks for a note below a table of government funds, state capital, 三公 or, in budgets, running costs that has nothing to show. One whose
    cells are all blank and that has no note is a warning; tables filled with zeros speak for themselves. A note that says
    the table is empty below one that has amounts is an error. Which tables, and what such a note says, is data:
    duties.toml. Source: T.

    Broken: 政府性基金预算财政拨款收入支出决算表 without a figure and without a note.
    Right: 说明：本部门没有政府性基金预算财政拨款收入和支出，故本表无数据。
    """

    card = make_card(
        "ST-102",
        "warning",
        ("空表说明", "notes of empty tables"),
        {
            "default": (
                "《{table}》没有数据，表下也没有“故本表无数据”之类的说明",
                "table {table} is empty and no note below it says so",
            ),
            "filled": (
                "《{table}》有数（{row}{value}），表下说明却称没有数据",
                "table {table} has an amount ({row} {value}), the note below it says that it is empty",
            ),
        },
        __doc__,
        "T",
    )
    looks_at: LooksAt = "table"
    needs = frozenset({"tables"})

    def check(self, item: Table, view: View) -> Iterator[Outcome]:
        """Hold the cells against the note."""
        words = duties(view.analysis.profile)
        if item.form not in words.notes or not (item.title_span or item.rows):
            return
        filled = next((cell for cell in item.cells if cell.quantity is not None and cell.quantity.value), None)
        note = squeeze(item.empty_note or "")
        if filled is None and not note and all(cell.state == "blank" for cell in item.cells):
            facts = {"table": item.title, "row": "", "value": ""}
            span = item.title_span or where(item, item.rows[0])
            yield Outcome("broken", finding=view.finding(self.card, span, facts=facts))
        elif filled is not None and words.empty.search(note, timeout=TIMEOUT):
            row, _ = item.printed(filled)
            finding = view.finding(
                self.card,
                item.empty_note_span or filled.span,
                severity="error",
                variant="filled",
                facts={"table": item.title, "row": row, "value": filled.raw},
                stated=filled.raw,
                evidence=(view.from_cell(filled),),
                suspects=(filled.id,),
            )
            yield Outcome("broken", (filled.id,), finding)
        elif filled is None:
            yield Outcome("holds")
