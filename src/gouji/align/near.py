"""Accounts under a misspelt or an old name: the rows that look like them and that nobody else names."""

from difflib import SequenceMatcher
from functools import lru_cache

import msgspec

from gouji.align.aligner import Aligner
from gouji.align.index import TableIndex, ancestry, why
from gouji.language.accounts import class_codes
from gouji.language.subjects import account_key
from gouji.model import Cell, Claim, Link, Loose

LIKENESS = 0.72
"""How alike two account names must be to be taken for one, as a share of common characters."""
MARGIN = 0.05
"""How much better than the next one a row must fit to be chosen."""


_FULL = 3


class Near(msgspec.Struct, frozen=True):
    """A cell whose account looks like the one that a claim names."""

    claim: int
    cell: Cell
    score: float
    why: str


def assign_near(aligner: Aligner, loose: list[Loose], links: list[Link]) -> list[Link]:
    """Links for claims of accounts that no row is named after, best fits first, one claim a cell and one cell a claim.

    Cells that another claim of the same section kind restates by name are taken. A claim for which two rows fit
    about equally well stays loose.
    """
    taken = {(aligner.kind(aligner.analysis.claims[link.claim]), cell) for link in links for cell in link.cells}
    candidates: list[Near] = []
    for one in loose:
        claim = aligner.analysis.claims[one.claim]
        kind = aligner.kind(claim)
        found = [near for near in _near(aligner, claim) if (kind, near.cell.id) not in taken]
        found.sort(key=lambda near: (-near.score, near.cell.id))
        if found and (len(found) == 1 or found[0].score - found[1].score >= MARGIN):
            candidates.append(found[0])
    chosen: dict[str, Near] = {}
    for near in sorted(candidates, key=lambda near: (-near.score, near.claim)):
        chosen.setdefault(near.cell.id, near)
    return [Link(near.claim, (near.cell.id,), near.score, near.why, near=True) for near in chosen.values()]


def _near(aligner: Aligner, claim: Claim) -> list[Near]:
    measure = aligner.measure(claim)
    if not claim.concept.path or measure is None:
        return []
    found: list[Near] = []
    for form in aligner.known.forms(aligner.kind(claim)):
        for index in aligner.tables.get(form, ()):
            found += _alike(aligner, index, claim, measure)
        if found:
            break
    return found


def _alike(aligner: Aligner, index: TableIndex, claim: Claim, measure: str) -> list[Near]:
    path = claim.concept.path
    wanted = account_key(path[-1])
    codes = class_codes(aligner.analysis.profile)
    former = codes.get(path[0]) or codes.get(f"{wanted}支出", ()) if len(path) == 1 else ()
    named_above = {account_key(name) for name in path[:-1]}
    found = []
    for row in index.table.rows:
        key = index.keys[row.index]
        sure = len(path) == _FULL or key not in named_above
        likeness = _likeness(wanted, key) if key and sure else 0.0
        if row.code is not None and row.code in former:
            # A class under the name of earlier years: 医疗卫生与计划生育支出 is 卫生健康支出 now.
            likeness = 1.0
        # A full path leads to an item: the group above it may have a name much like the item's.
        if likeness < LIKENESS or (len(path) == _FULL and len(index.ancestors(row)) != _FULL - 1):
            continue
        for column in index.columns_of(row, claim.concept.nature, measure):
            cell = index.at(row, column)
            if cell is not None and cell.state != "text":
                score = 0.7 * likeness * ancestry(path[:-1], index.ancestors(row))
                found.append(Near(claim.index, cell, score, f"≈ {why(index.table, row, column.name)}"))
    return found


@lru_cache(maxsize=20_000)
def _likeness(a: str, b: str) -> float:
    """How alike two names are, 0 where a quick look already says not enough."""
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < LIKENESS or matcher.quick_ratio() < LIKENESS:
        return 0.0
    return matcher.ratio()
