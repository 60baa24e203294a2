"""TX-508: the kind of expenditure that a purpose names against the columns of the table."""

import re
from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import fold
from gouji.model import Cell, Claim, Outcome, Sentence
from gouji.rules._figures import make_card, mark

_KIND = re.compile(r"用于[^。；]*?(?P<kind>基本支出|项目支出)(?:等)?(?=[。；，]|$)")
_OTHER = {"基本支出": "项目支出", "项目支出": "基本支出"}


class PurposeKind:
    """The kind of expenditure that a purpose names against the columns of the table.

    「主要用于：…等基本支出」的科目，表中不应全部列为项目支出，反之亦然。

    Where the purpose of an account ends by calling it 基本支出 (or 项目支出), the table must book something of the account in
    that column. The words of a purpose are loose, so the finding is a warning. Source: E.

    Broken: 主要用于业务指导等基本支出, the row has 10.00 in 项目支出 and nothing in 基本支出. Right: some of it is 基本支出.
    """

    card = make_card(
        "TX-508",
        "warning",
        ("用途所称支出性质与表不符", "the purpose names another kind of expenditure than the table"),
        {
            "default": (
                "正文称用于“{kind}”，《{table}》“{row}”的{kind}为空，{amount}全部列在{other}",
                "the text speaks of {kind}; table {table}, row {row} has nothing there: all {amount} is {other}",
            )
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "claim"
    kinds = frozenset({"amount"})
    needs = frozenset({"claims", "tables"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Compare the purpose told in an account's item with the row of its outturn."""
        cells = view.linked(item)
        if not item.concept.path or len(cells) != 1 or item.section is None:
            return
        for sentence in _told(item, view):
            yield from self._purpose(item, cells[0], sentence, view)

    def _purpose(self, item: Claim, cell: Cell, sentence: Sentence, view: View) -> Iterator[Outcome]:
        folded = fold(sentence.span.cut(view.analysis.document.text), sentence.span.start)
        match = _KIND.search(folded.text)
        if match is None:
            return
        kind = match["kind"]
        named, other = _sibling(view, cell, kind), _sibling(view, cell, _OTHER[kind])
        if named is None or other is None:
            return
        touched = (mark(item), named.id, other.id)
        if not _zero(view, named) or _zero(view, other):
            yield Outcome("holds", touched)
            return
        evidence = view.from_cell(other)
        finding = view.finding(
            self.card,
            folded.span(*match.span()),
            section=item.section,
            facts={
                "kind": kind,
                "other": _OTHER[kind],
                "table": evidence.table or "",
                "row": evidence.row or "",
                "amount": f"{other.raw}{evidence.unit or ''}",
            },
            stated=kind,
            expected=_OTHER[kind],
            evidence=(view.from_cell(named), evidence),
            suspects=(f"s{sentence.index}",),
        )
        yield Outcome("broken", touched, finding)


def _told(item: Claim, view: View) -> Iterator[Sentence]:
    """The sentences that speak of an amount's account: up to the next account that the section names.

    What stands before the amount speaks of its account only where that is the first one of the section.
    """
    sentences = view.analysis.sentences

    def run(indices: range) -> tuple[list[Sentence], bool]:
        """The sentences of the section in that order, and whether another account ended them."""
        found: list[Sentence] = []
        for index in indices:
            if sentences[index].section != item.section:
                break
            paths = (claim.concept.path for claim in view.claims_of.get(index, ()))
            if any(path and path != item.concept.path for path in paths):
                return found, True
            found.append(sentences[index])
        return found, False

    before, other = run(range(item.sentence - 1, -1, -1))
    after, _ = run(range(item.sentence, len(sentences)))
    yield from (one for one in (*([] if other else before), *after) if one.kind == "prose")


def _sibling(view: View, cell: Cell, column: str) -> Cell | None:
    """The cell of the same row in the column of that name."""
    table = view.table_of(cell)
    index = next((c.index for c in table.columns if c.name == column), None)
    return table.cell(cell.row, index) if index is not None else None


def _zero(view: View, cell: Cell) -> bool:
    value = view.value(cell)
    return value is not None and value.value == 0
