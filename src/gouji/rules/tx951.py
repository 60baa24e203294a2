"""TX-951: operating expenses of a body that has no units below it."""

from collections.abc import Iterator

from gouji.check.compare import tie
from gouji.check.figures import only
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Analysis, Outcome
from gouji.rules._figures import make_card, marks, number, say
from gouji.rules._particulars import particulars, pattern
from gouji.rules._prose import TIMEOUT


class OperatingExpensesOfOneOrgan:
    """Operating expenses of a body that has no units below it.

    只有本级一个行政单位的，机关运行经费应等于基本支出的公用经费。

    For an organ alone 机关运行经费 are its public expenses of basic expenditure. Only a body that is an organ by its name and
    says that it has no units below it is looked at: public expenses of institutions are none of them, so that elsewhere
    the amount may be smaller. What exceeds public expenses is the matter of JG-103. A difference is information. The
    words are data: particulars.toml. Source: T, G.

    Broken: 部门决算仅包括局本级，机关运行经费20.00万元，公用经费25.00万元. Right: both 25.00万元.
    """

    card = make_card(
        "TX-951",
        "info",
        ("机关运行经费与公用经费不等", "operating expenses differ from public expenses"),
        {
            "default": (
                "机关运行经费{stated}，公用经费{expected}，只有本级一个单位，两者应相等",
                "operating expenses {stated}, public expenses {expected}: for a body without units below it they are one",
            )
        },
        __doc__,
        "T,G",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims", "Z6"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Hold the amount against the table where the body is an organ alone."""
        words, figure = particulars(item.profile), only(view, "机关运行经费")
        if figure is None or not words.alone or not words.organs or figure.quantity.unit is None:
            return
        if not pattern(words.organs).search(squeeze(item.unit_name or ""), timeout=TIMEOUT):
            return
        about = "".join(squeeze(view.quote(one.span)) for one in item.sentences if view.kind_of(one.section) == "about")
        if not pattern(words.alone).search(about, timeout=TIMEOUT):
            why = say(view, "看不出是否只有本级", "not known whether there are units below")
            yield Outcome("undecided", why=why)
            return
        table = view.table("Z6")
        rows = [row.index for row in table.rows if row.name == "公用经费合计"] if table else []
        cells = [cell for cell in table.cells if cell.row in rows and cell.quantity] if table else []
        if (
            len(cells) != 1
            or (amount := view.value(cells[0])) is None
            or (amount.unit or (table and table.unit)) is None
        ):
            return
        unit = amount.unit or (table.unit if table else None)
        assert unit is not None
        touched = (*marks(figure.claim), cells[0].id)
        held = amount.interval.scaled(unit.scale / figure.quantity.unit.scale)
        if tie(figure.quantity, held) != "broken" or figure.quantity.interval.lo > held.hi:
            yield Outcome("holds", touched)
            return
        shown = f"{number(amount.value, amount.places)}{unit.label}"
        finding = view.finding(
            self.card,
            figure.claim.span,
            section=figure.claim.section,
            facts={"stated": view.show(figure.quantity), "expected": shown},
            stated=number(figure.quantity.value, figure.quantity.places),
            unit=figure.quantity.unit.label,
            evidence=(view.from_claim(figure.claim), view.from_cell(cells[0])),
            suspects=touched,
        )
        yield Outcome("broken", touched, finding)
