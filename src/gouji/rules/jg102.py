"""JG-102: operating expenses of organs, and of bodies that are none."""

from collections.abc import Iterator

from gouji.check.figures import Figure, only
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Analysis, Outcome, Quantity
from gouji.rules._figures import make_card, marks, say
from gouji.rules._particulars import particulars, pattern
from gouji.rules._prose import TIMEOUT


class OrgansHaveOperatingExpenses:
    """Operating expenses of organs, and of bodies that are none.

    行政单位有公用经费的，应有机关运行经费；学校、医院等事业单位没有机关运行经费。

    机关运行经费 are the public expenses of organs and of institutions run under the Civil Servant Law. An organ, known by its
    name, with public expenses that reports none, and a school or hospital that reports some, are warnings. A text that
    itself speaks of institutions there is believed. The names are data: particulars.toml. Source: T, O.

    Broken: 青石县物价局2024年度无机关运行经费支出, with 公用经费 of 25.00万元.
    Right: 青石县第二小学为事业单位，无机关运行经费支出.
    """

    card = make_card(
        "JG-102",
        "warning",
        ("机关运行经费与单位性质不符", "operating expenses do not fit the kind of body"),
        {
            "default": (
                "{unit}有公用经费{expenses}，却称没有机关运行经费，请核实",
                "{unit} has public expenses of {expenses}, yet is said to have no operating expenses",
            ),
            "institution": (
                "{unit}不是行政单位，却称有机关运行经费{amount}，请核实",
                "{unit} is no organ, yet is said to have operating expenses of {amount}",
            ),
        },
        __doc__,
        "T,O",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Hold the amount, or the statement that there is none, against the body's name and its public expenses."""
        words, name = particulars(item.profile), squeeze(item.unit_name or "")
        figure = only(view, "机关运行经费") or only(view, "无机关运行经费")
        if figure is None or not words.organs or not words.institutions:
            return
        if figure.quantity.value and pattern(words.institutions).search(name, timeout=TIMEOUT):
            yield self._broken(view, figure, "institution", {"unit": name, "amount": view.show(figure.quantity)})
        elif not figure.quantity.value and pattern(words.organs).search(name, timeout=TIMEOUT):
            yield from self._organ(view, figure, name)
        elif name:
            yield Outcome("holds", marks(figure.claim))

    def _organ(self, view: View, figure: Figure, name: str) -> Iterator[Outcome]:
        others = particulars(view.analysis.profile).others
        said = squeeze(view.quote(view.sentence(figure.claim).span))
        if others and pattern(others).search(said, timeout=TIMEOUT):
            yield Outcome("holds", marks(figure.claim))
            return
        amount = _public(view)
        if amount is None:
            yield Outcome("undecided", why=say(view, "看不出公用经费", "public expenses are not known"))
        else:
            yield self._broken(view, figure, "default", {"unit": name, "expenses": view.show(amount)})

    def _broken(self, view: View, figure: Figure, variant: str, facts: dict[str, str]) -> Outcome:
        finding = view.finding(
            self.card,
            figure.claim.span,
            section=figure.claim.section,
            variant=variant,
            facts=facts,
            evidence=(view.from_claim(figure.claim),),
            suspects=marks(figure.claim),
        )
        return Outcome("broken", marks(figure.claim), finding)


def _public(view: View) -> Quantity | None:
    """Public expenses of basic expenditure, or a part of them: the first amount in a row or column that is named so."""
    words = particulars(view.analysis.profile)
    table = view.table(words.basic)
    for name in words.public if table else ():
        for cell in table.cells if table else ():
            row, column = view.row_of(cell), view.column_of(cell)
            wanted = row.name == name or (column.name == name and row.kind == "total")
            value = view.value(cell) if wanted else None
            if value is not None and value.value > 0:
                return value
    return None
