"""Claims and links against gold: which numbers of the narrative are read, and which cells they are tied to."""

from collections import defaultdict
from decimal import Decimal
from typing import get_args

import msgspec

from gouji.corpus.gold import GoldClaim, GoldRef
from gouji.corpus.scoring_text import Finder, bare, near, overlap
from gouji.model import Analysis, Span
from gouji.model.claim import ClaimKind, Direction
from gouji.report import project, records

_CLAUSE = 0.5
_SENTENCE = 0.8
"""Part of the shorter of two quotes that must be shared, where the annotated words are not in the text as read."""
_ROW = 0.6
"""Part of the shorter of two row labels that must be shared."""
_FAR = 10_000
"""More than any distance within a sentence: claims found by their words alone come last."""


class ClaimScore(msgspec.Struct, frozen=True):
    """Claims of one report against its gold. Indices are into `gold` and `claims`.

    gold: the entries scored (those with a number). claims: the report's, one for each number that is claimed.
    pairs: gold entry and the claim that is it, one to one. misread: pairs whose kind or direction differ. Of links:
    right and wrong: entry tied to its cell, to another one; extra: claim tied although gold has no cell for it (or no
    such claim), unless the cell is the same by definition only; unlinked: entry without the link that gold wants.
    """

    gold: tuple[GoldClaim, ...]
    claims: tuple[records.Claim, ...]
    pairs: tuple[tuple[int, int], ...]
    misread: tuple[tuple[int, int], ...]
    right: tuple[tuple[int, int], ...]
    wrong: tuple[tuple[int, int], ...]
    extra: tuple[int, ...]
    unlinked: tuple[int, ...]


class _Tie(msgspec.Struct, frozen=True):
    """A link: the cell, the forms of its tables, and whether it is the same by definition only."""

    cell: records.TableRef
    forms: frozenset[str | None]
    definition: bool


class _Own(msgspec.Struct, frozen=True):
    """A number of the narrative that the report's claims state.

    Several claims may share a number (“收、支总计均为3万元”): `claims` are their records, `ties` their links.
    """

    number: Span
    page: int | None
    claims: list[records.Claim]
    ties: list[_Tie]


def score_claims(analysis: Analysis, gold: tuple[GoldClaim, ...], finder: Finder) -> ClaimScore:
    """How the claims and links of `analysis` compare with `gold`."""
    gold = tuple(entry for entry in gold if entry.value is not None and not entry.implicit)
    own = _stated(analysis, finder)
    pairs = _pair(gold, own, finder)
    right: list[tuple[int, int]] = []
    wrong: list[tuple[int, int]] = []
    for g, c in pairs:
        ref = gold[g].table_ref
        if ref is not None and own[c].ties:
            (right if _tied_to(ref, own[c].ties) else wrong).append((g, c))
    wanted = {c for g, c in pairs if gold[g].table_ref is not None}
    tied = {g for g, _ in (*right, *wrong)}
    return ClaimScore(
        gold=gold,
        claims=tuple(one.claims[0] for one in own),
        pairs=tuple(pairs),
        misread=tuple((g, c) for g, c in pairs if all(_misread(gold[g], one) for one in own[c].claims)),
        right=tuple(right),
        wrong=tuple(wrong),
        # Cells that are the same by definition only need not be equal: gold may leave them out.
        extra=tuple(c for c, one in enumerate(own) if c not in wanted and any(not tie.definition for tie in one.ties)),
        unlinked=tuple(g for g, one in enumerate(gold) if one.table_ref is not None and g not in tied),
    )


def _stated(analysis: Analysis, finder: Finder) -> list[_Own]:
    links, cells = {link.claim: link for link in analysis.links}, analysis.cells()
    found: dict[Span, _Own] = {}
    for claim, record in zip(analysis.claims, project.claims(analysis), strict=True):
        if claim.number is None or record.value is None:
            continue
        own = found.get(claim.number)
        if own is None:
            own = found[claim.number] = _Own(claim.number, finder.page(claim.number), [], [])
        own.claims.append(record)
        link = links.get(claim.index)
        if link is not None and record.table_ref is not None:
            forms = frozenset(analysis.tables[cells[one].table].form for one in link.cells)
            own.ties.append(_Tie(record.table_ref, forms, link.definition))
    return list(found.values())


def _pair(gold: tuple[GoldClaim, ...], own: list[_Own], finder: Finder) -> list[tuple[int, int]]:
    """One claim at most for each entry: the one whose number ends nearest to where the annotated words end."""
    by_value: dict[Decimal, list[int]] = defaultdict(list)
    for c, one in enumerate(own):
        value = one.claims[0].value
        assert value is not None
        by_value[value].append(c)
    offers: list[tuple[int, int, int]] = []
    for g, entry in enumerate(gold):
        assert entry.value is not None
        rivals = [c for c in by_value.get(entry.value, ()) if _same_unit(entry.unit, own[c].claims[0].unit)]
        if not rivals:
            continue
        places = finder.find(entry.quote, entry.nth, entry.page)
        for c in rivals:
            distance = _distance(entry, places, own[c])
            if distance is not None:
                offers.append((distance, g, c))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, c in sorted(offers):
        if g not in pairs and c not in taken:
            pairs[g] = c
            taken.add(c)
    return sorted(pairs.items())


def _distance(entry: GoldClaim, places: tuple[Span, ...], own: _Own) -> int | None:
    inside = [abs(place.end - own.number.end) for place in places if place.meets(own.number)]
    if inside:
        return min(inside)
    if places or not near(entry.page, own.page):
        return None
    words = bare(entry.quote).text
    if overlap(words, bare(own.claims[0].quote).text) >= _CLAUSE:
        return _FAR
    return _FAR + 1 if overlap(words, bare(own.claims[0].sentence).text) >= _SENTENCE else None


def _same_unit(gold: str | None, own: str | None) -> bool:
    return not gold or not own or bare(gold).text == bare(own).text


def _tied_to(ref: GoldRef, ties: list[_Tie]) -> bool:
    """Whether a link leads to the annotated cell; the others must lead to cells that say the same."""
    return any(_same_cell(ref, tie) for tie in ties) and all(tie.cell.value == (ref.value or 0) for tie in ties)


def _same_cell(ref: GoldRef, tie: _Tie) -> bool:
    """Whether the cell is the annotated one: its value, its row, one of its forms.

    The words of the annotation are those of one table: another of its forms has other rows, and a table that lies on
    its side has the row as a column (预算数 and 决算数 as rows).
    """
    if tie.cell.value != (ref.value or 0) or (ref.forms and not tie.forms <= set(ref.forms)):
        return False
    if not ref.row or (ref.forms and bare(tie.cell.table).text != bare(ref.table).text):
        return True
    wanted = bare(ref.row).text
    return any(overlap(bare(words).text, wanted) >= _ROW for words in (tie.cell.row, tie.cell.column))


def _misread(entry: GoldClaim, own: records.Claim) -> bool:
    kind = entry.kind in get_args(ClaimKind) and entry.kind != own.kind
    return kind or (entry.direction in get_args(Direction) and entry.direction != own.direction)
