"""SG-111: what must be told of the three public expenses."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import fold
from gouji.model import Analysis, Outcome
from gouji.rules._figures import make_card
from gouji.rules._particulars import particulars, pattern, spent
from gouji.rules._prose import TIMEOUT

_SECTION = "three_public"
_ASSETS = "assets"


class TripsVehiclesGuestsTold:
    """What must be told of the three public expenses.

    有“三公”经费支出的，应说明团组数和人次、公务用车购置数和保有量、接待批次和人次。

    The disclosure rules ask for numbers beside the money: groups and travellers, vehicles bought and kept, visits and
    guests. An item that has money in the 三公 table but whose numbers no sentence of the section, none on vehicles among the
    assets and no line of a table tells is a warning. The words are data: particulars.toml. Source: O.

    Broken: 公务接待费支出1.20万元, and nothing of visits or guests.
    Right: 公务接待费支出1.20万元，国内公务接待12批次，86人次.
    """

    card = make_card(
        "SG-111",
        "warning",
        ("“三公”经费实物量未公开", "numbers behind the three public expenses missing"),
        {
            "default": (
                "{item}支出{amount}，未说明{name}",
                "{item}: {amount} spent, but {name} are not told",
            )
        },
        __doc__,
        "O",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Look for the words that each item with money needs."""
        said = [one for one in item.sentences if view.kind_of(one.section) in (_SECTION, _ASSETS)]
        if not any(one.kind == "prose" and view.kind_of(one.section) == _SECTION for one in said):
            return
        text, labels = "", ""
        for due in particulars(item.profile).due:
            cell = spent(view, due.item)
            amount = view.value(cell) if cell else None
            if cell is None or amount is None or amount.value <= 0:
                continue
            text = text or fold("。".join(view.quote(sentence.span) for sentence in said)).text
            labels = labels or _labels(view)
            told = pattern(due.words).search(text, timeout=TIMEOUT)
            if told or pattern(due.labels).search(labels, timeout=TIMEOUT):
                yield Outcome("holds", (cell.id,))
                continue
            claims = [view.claim(link.claim) for link in item.links if cell.id in link.cells]
            finding = view.finding(
                self.card,
                claims[-1].span if claims else cell.span,
                section=claims[-1].section if claims else None,
                facts={"item": due.item, "amount": view.show(amount), "name": due.name},
                evidence=(view.from_cell(cell),),
                suspects=(f"{self.card.code}:{due.item}",),
            )
            yield Outcome("broken", (cell.id,), finding)


def _labels(view: View) -> str:
    """What the rows and columns of all tables are called, folded."""
    labels = {row.label for table in view.analysis.tables for row in table.rows}
    labels |= {name for table in view.analysis.tables for column in table.columns for name in column.path}
    return fold("。".join(sorted(labels))).text
