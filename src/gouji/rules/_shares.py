"""What the rules on shares against tables share: a share must be part ÷ whole of the tables' own figures."""

from collections.abc import Iterator

import msgspec

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Cell, Claim, Interval, Outcome, Quantity, RuleCard
from gouji.rules._figures import alike, best, known, make_card, mark, number, quotient, ratio
from gouji.rules._wholes import table_wholes

_RANK = {"broken": 0, "cut": 1, "ties": 2}

SHARE_MESSAGES = {
    "share": (
        "{part} ÷ {whole} = {computed}%，正文称占{stated}%",
        "{part} ÷ {whole} = {computed}%, the text says {stated}%",
    ),
    "share_cut": (
        "{part} ÷ {whole} = {computed}%，正文{stated}%是截去尾数而非四舍五入",
        "{part} ÷ {whole} = {computed}%, the text cuts it to {stated}% instead of rounding",
    ),
}


def share_card(code: str, name: tuple[str, str], doc: str | None) -> RuleCard:
    """The card of a rule that holds shares against cells."""
    return make_card(code, "error", name, SHARE_MESSAGES, doc, "T")


class Parts(msgspec.Struct, frozen=True):
    """Which shares a rule answers for, by section and by where the part stands.

    sections: kinds of section. forms, panel: of the part's table (empty: any). total: whether the part stands in a row
    of totals (None: either way).
    """

    sections: frozenset[str]
    forms: frozenset[str] = frozenset()
    panel: str = ""
    total: bool | None = None

    def covers(self, view: View, part: Cell) -> bool:
        """Whether the part stands where it must."""
        row = view.row_of(part)
        if self.forms and view.table_of(part).form not in self.forms:
            return False
        if self.total is not None and self.total != (row.kind == "total"):
            return False
        return not self.panel or row.panel in ("", self.panel)


class TableShare:
    """Base of the rules on shares; `parts` are the shares that a rule answers for."""

    card: RuleCard
    parts: Parts
    looks_at: LooksAt = "claim"
    kinds = frozenset({"share"})
    needs = frozenset({"claims", "tables"})

    @property
    def sections(self) -> frozenset[str]:
        """The kinds of section that the rule looks at."""
        return self.parts.sections

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Check one share."""
        yield from check_share(self.card, self.parts, item, view)


def check_share(card: RuleCard, parts: Parts, item: Claim, view: View) -> Iterator[Outcome]:
    """Compute a share from the cells of its amount and of its whole, and compare it with what is stated.

    Where the text gives no amount of the whole, any total of the tables that its words may mean will do.
    """
    stated = item.quantity
    if item.kind != "share" or not known(item) or stated is None:
        return
    if view.kind_of(item.section) not in parts.sections:
        return
    part, whole = _cell(view, item.about), _cell(view, item.against)
    if part is None or not parts.covers(view, part):
        return
    wholes = [whole] if whole is not None else table_wholes(view, item, part) if item.against is None else []
    found = [(one, computed) for one in wholes if (computed := _ratio(view, part, one, stated)) is not None]
    a = view.value(part)
    if a is None or not found:
        return
    whole, computed = max(found, key=lambda pair: _RANK[best(stated, [pair[1]])])
    b = view.value(whole)
    assert b is not None
    touched = (mark(item), part.id, whole.id)
    verdict, exact = best(stated, [computed]), quotient(a, b, stated)
    if verdict == "ties":
        yield Outcome("holds", touched)
        return
    facts = {
        "part": _name(view, part, a),
        "whole": _name(view, whole, b),
        "computed": number(exact, stated.places + 2),
        "stated": f"{stated.value:f}",
    }
    formula = f"{facts['part']} ÷ {facts['whole']} = {facts['computed']}%"
    finding = view.finding(
        card,
        item.span,
        section=item.section,
        severity="info" if verdict == "cut" else None,
        variant="share_cut" if verdict == "cut" else "share",
        facts=facts,
        stated=facts["stated"],
        expected=number(exact, stated.places),
        unit="%",
        evidence=(view.from_cell(part), view.from_cell(whole), view.computation(formula)),
        suspects=touched,
        hint=view.hint(stated.value, round(exact, stated.places)) if verdict == "broken" else None,
    )
    yield Outcome("broken", touched, finding)


def _ratio(view: View, part: Cell, whole: Cell, stated: Quantity) -> Interval | None:
    """part ÷ whole; None where either is no number, or the whole zero."""
    a, b = view.value(part), view.value(whole)
    # Of a table without a unit the figures can only be held against each other.
    if a is None or b is None or (part.table != whole.table and (a.unit is None or b.unit is None)) or not alike(a, b):
        return None
    return ratio(a, b, stated)


def _cell(view: View, index: int | None) -> Cell | None:
    """The one cell that a claim restates."""
    if index is None:
        return None
    cells = view.linked(view.claim(index))
    return cells[0] if len(cells) == 1 and not view.links[index].definition else None


def _name(view: View, cell: Cell, value: Quantity) -> str:
    """What a cell states: its row's name; of a row of totals its column's, or the table whose total it is."""
    row, column = view.row_of(cell), view.column_of(cell)
    label = row.name
    if row.kind == "total" and label == "合计":
        label = column.name if column.name != label else f"《{view.table_of(cell).title}》{label}"
    return f"{label}{view.show(value)}"
