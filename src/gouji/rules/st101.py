"""ST-101: the tables that a report must have."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Analysis, Outcome, Span, Table
from gouji.rules._contents import read_contents
from gouji.rules._duties import TableDuty, duties
from gouji.rules._figures import make_card, say
from gouji.segment.forms import forms


class Tables:
    """The tables that a report must have.

    应公开的表格应齐全，应有的栏目不缺。

    The tables of the form (and of the rules on disclosure, by year) are data: duties.toml. One that the report does not
    have is a warning where most of the others are there, no table of unknown form may be it by its title, and the contents do not
    name it (ST-103 then speaks). A table without a column that its form must have is a warning too. A file without tables,
    or with some only, is not judged. Source: T, O.

    Broken: 八张表中没有《支出决算表》. Right: all of them, the empty ones with their note.
    """

    card = make_card(
        "ST-101",
        "warning",
        ("应公开的表格不齐全", "tables that must be there"),
        {
            "default": ("报告中没有《{table}》", "the report has no table {table}"),
            "column": ("《{table}》没有“{column}”栏", "table {table} has no column “{column}”"),
        },
        __doc__,
        "T,O",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"tables"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Look for each table, and in it for its columns."""
        due = [one for one in duties(item.profile).tables if one.since <= (item.year or 0) or not one.since]
        due = [one for one in due if all(view.table(form) for form in one.beside)]
        found = {one.title: table for one in due if (table := _table(view, one)) is not None}
        if 2 * len(found) <= len(due):
            return
        named = {forms(item.profile).titled(entry.title) for entry in read_contents(view) if entry.sheet}
        unknown = [
            table for table in item.tables if table.form is None and len(table.columns) > 1 and len(table.rows) > 1
        ]
        for one in due:
            table = found.get(one.title)
            if table is not None:
                yield from self._columns(view, one, table)
            elif named.intersection(one.forms) or any(_may_be(view, table, one) for table in unknown):
                yield Outcome("undecided", why=say(view, "有未识别的表格", "a table is of unknown form"))
            else:
                last = max(found.values(), key=lambda table: table.index)
                span = last.title_span or (last.cells[0].span if last.cells else Span(0, 0))
                facts = {"table": one.title, "column": ""}
                yield Outcome("broken", finding=view.finding(self.card, span, facts=facts, expected=one.title))

    def _columns(self, view: View, one: TableDuty, table: Table) -> Iterator[Outcome]:
        names = {column.name for column in table.columns}
        missing = [name for name in one.columns if name not in names]
        if not missing:
            yield Outcome("holds")
        elif len(missing) < len(one.columns) and table.title_span:
            facts = {"table": table.title, "column": "、".join(missing)}
            finding = view.finding(self.card, table.title_span, variant="column", facts=facts, expected=facts["column"])
            yield Outcome("broken", finding=finding)


def _may_be(view: View, table: Table, one: TableDuty) -> bool:
    """Whether a table of unknown form may be the one that is due: it has no title, or one with a word of the form's."""
    known = forms(view.analysis.profile)
    entries = [entry for form in one.forms if (entry := known.entry(form)) is not None]
    words = [word for entry in entries for group in entry.titles for word in group]
    return not table.title or any(word in squeeze(table.title) for word in words)


def _table(view: View, one: TableDuty) -> Table | None:
    return next((table for form in one.forms if (table := view.table(form)) is not None), None)
