"""TI-962: functional and economic codes in their tables."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.accounts import domain_of
from gouji.model import Outcome, Table
from gouji.rules._coded import coded, where
from gouji.rules._duties import duties
from gouji.rules._figures import make_card

_DOMAINS = {"functional": "支出功能分类", "economic": "支出经济分类"}


class Domains:
    """Functional and economic codes in their tables.

    功能分类科目（201–234）只应列在功能分类的表中，经济分类科目（301–399）只应列在基本支出的经济分类表中。

    Which tables are divided by function and which by kind of expenditure is data (duties.toml). A row whose code is of
    the other classification is a warning where most of the table's codes are of its own; a table all of whose codes are
    of the other one is laid out otherwise, which is no slip. Source: G.

    Broken: 30201 办公费 in 一般公共预算财政拨款支出决算表. Right: 30201 办公费 in 一般公共预算财政拨款基本支出决算表.
    """

    card = make_card(
        "TI-962",
        "warning",
        ("科目编码不属于本表的分类", "codes of another classification"),
        {
            "default": (
                "《{table}》按{domain}列示，{code}“{name}”属于{other}",
                "table {table} is by {domain}; {code} “{name}” is of the other classification ({other})",
            )
        },
        __doc__,
        "G",
    )
    looks_at: LooksAt = "table"
    needs = frozenset({"tables"})

    def check(self, item: Table, view: View) -> Iterator[Outcome]:
        """Compare the classification of every code with the table's."""
        domain = duties(view.analysis.profile).domain_of.get(item.form or "")
        if domain is None:
            return
        rows = [(row, domain_of(row.code or "")) for panel in coded(item).values() for row in panel]
        own = sum(found == domain for _, found in rows)
        foreign = [row for row, found in rows if found in _DOMAINS and found != domain]
        if own <= len(foreign):
            return
        yield from (Outcome("holds") for _ in range(own))
        for row in foreign:
            facts = {
                "table": item.title,
                "domain": _DOMAINS[domain],
                "code": row.code or "",
                "name": row.name,
                "other": _DOMAINS[domain_of(row.code or "") or domain],
            }
            finding = view.finding(self.card, where(item, row), facts=facts, stated=f"{row.code} {row.name}")
            yield Outcome("broken", finding=finding)
