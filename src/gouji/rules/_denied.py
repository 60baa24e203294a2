"""What the rules on funds share: “没有政府性基金收支” against the fund's own table, as `denials.toml` says."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec
import regex

from gouji.align.target import Target, parse
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Cell, Claim, Outcome, RuleCard
from gouji.rules._figures import mark
from gouji.rules._nuances import has_any

DENIED_MESSAGES = {
    "denied": (
        "正文称“{denial}”，《{table}》“{row}”行“{column}”栏为{expected}",
        "the text says “{denial}”, table {table}, row {row}, column {column} has {expected}",
    ),
}

_TIMEOUT = 1.0
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


class DenialEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a statement that there is none of `fund` has words that `said` meets, these cells are zero."""

    fund: str
    said: Regex
    cells: tuple[str, ...]


class DenialsFile(LexiconFile, frozen=True, kw_only=True):
    """`denials.toml`: see the comments there."""

    portion: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    denial: tuple[DenialEntry, ...] = ()


class Denials:
    """`denials.toml` of a profile, compiled."""

    def __init__(self, profile: str) -> None:
        file = load(profile, "denials", DenialsFile)
        self.portion, self.elsewhere = file.portion, file.elsewhere
        self._entries = tuple(
            (entry.fund, regex.compile(entry.said), tuple(parse(address)[0] for address in entry.cells))
            for entry in file.denial
        )

    def targets(self, fund: str, said: str) -> tuple[Target, ...]:
        """The cells that must be zero where `said` denies the fund."""
        return tuple(
            target
            for name, pattern, targets in self._entries
            if name == fund and name in said and pattern.search(said, timeout=_TIMEOUT)
            for target in targets
        )


@cache
def _denials(profile: str) -> Denials:
    return Denials(profile)


def check_denied(card: RuleCard, item: Claim, view: View) -> Iterator[Outcome]:
    """Hold one statement that there is nothing of a fund against the totals of its table."""
    cells = [cell for target in _denied(item, view) for cell in _cells(view, target)]
    if not cells:
        return
    cell = next((cell for cell in cells if cell.quantity is not None and cell.quantity.value), None)
    if cell is None:
        yield Outcome("holds", (mark(item), *(cell.id for cell in cells)))
        return
    if _told(item, view):
        # Where the section gives amounts of the fund all the same, the denial is of a part of it, or of another body.
        yield Outcome("undecided")
        return
    evidence, value = view.from_cell(cell), view.value(cell)
    assert value is not None
    facts = {
        "subject": item.concept.subject,
        "stated": "",
        "denial": view.quote(item.span),
        "table": evidence.table or "",
        "row": evidence.row or "",
        "column": evidence.column or "",
        "expected": view.show(value),
    }
    finding = view.finding(
        card,
        item.span,
        section=item.section,
        variant="denied",
        facts=facts,
        stated=facts["denial"],
        expected=f"{value.value:f}",
        unit=value.unit.label if value.unit else None,
        evidence=(evidence,),
        suspects=(mark(item), cell.id),
    )
    yield Outcome("broken", (mark(item), cell.id), finding)


def _denied(item: Claim, view: View) -> tuple[Target, ...]:
    """The cells that the statement says are zero; none where it is of a part, of another year or of other bodies."""
    concept, year = item.concept, view.analysis.year
    if item.kind != "nothing" or item.residue or concept.path or concept.nature or concept.period not in (None, year):
        return ()
    words = _denials(view.analysis.profile)
    said = squeeze(view.quote(item.span))
    before = squeeze(view.analysis.document.text[view.sentence(item).span.start : item.span.start])
    years = _YEAR.findall(before)
    if has_any(said, words.portion) or has_any(before, words.elsewhere) or (years and years[-1] != str(year)):
        return ()
    return words.targets(concept.fund, said)


def _told(item: Claim, view: View) -> bool:
    """Whether the section that the statement stands in has an amount other than 0."""
    return any(
        claim.section == item.section and claim.kind == "amount" and claim.quantity and claim.quantity.value
        for claim in view.analysis.claims
    )


def _cells(view: View, target: Target) -> Iterator[Cell]:
    """The cells of an address, where the report has one table of the form only."""
    tables = view.by_form.get(target.form, ())
    for table in tables if len(tables) == 1 else ():
        for row in table.rows:
            for column in table.columns:
                cell = table.cell(row.index, column.index)
                if row.name == target.row and column.name == target.column and cell is not None:
                    yield cell
