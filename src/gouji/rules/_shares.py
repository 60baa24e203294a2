"""What the rules on shares against tables share: a share must be part ÷ whole of the tables' own figures."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Cell, Claim, Outcome, Quantity, RuleCard
from gouji.rules._figures import best, known, make_card, mark, middle, number, ratio

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


class TableShare:
    """Base of the rules on shares: `sections` are the kinds of section that a rule answers for."""

    card: RuleCard
    sections: frozenset[str]
    looks_at: LooksAt = "claim"
    needs = frozenset({"claims", "tables"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Check one share of those sections."""
        if view.kind_of(item.section) in self.sections:
            yield from check_share(self.card, item, view)


def check_share(card: RuleCard, item: Claim, view: View) -> Iterator[Outcome]:
    """Compute a share from the cells of its amount and of its whole, and compare it with what is stated."""
    if item.kind != "share" or not known(item):
        return
    part, whole = _cell(view, item.about), _cell(view, item.against)
    if item.quantity is None or part is None or whole is None:
        return
    a, b = view.value(part), view.value(whole)
    computed = ratio(a, b, item.quantity) if a is not None and b is not None else None
    if a is None or b is None or computed is None:
        return
    touched = (mark(item), part.id, whole.id)
    verdict = best(item.quantity, [computed])
    if verdict == "ties":
        yield Outcome("holds", touched)
        return
    facts = {
        "part": _name(view, part, a),
        "whole": _name(view, whole, b),
        "computed": number(middle(computed), item.quantity.places + 2),
        "stated": f"{item.quantity.value:f}",
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
        expected=number(middle(computed), item.quantity.places),
        unit="%",
        evidence=(view.from_cell(part), view.from_cell(whole), view.computation(formula)),
        suspects=touched,
    )
    yield Outcome("broken", touched, finding)


def _cell(view: View, index: int | None) -> Cell | None:
    """The one cell that a claim restates."""
    if index is None:
        return None
    cells = view.linked(view.claim(index))
    return cells[0] if len(cells) == 1 and not view.links[index].definition else None


def _name(view: View, cell: Cell, value: Quantity) -> str:
    row, column = view.row_of(cell), view.column_of(cell)
    label = column.name if row.kind == "total" and column.name != "合计" else row.name
    return f"{label}{view.show(value)}"
