"""Claims and links against gold: which numbers of the narrative are read, and which cells they are tied to."""

from collections import defaultdict
from decimal import Decimal
from typing import get_args

import msgspec

from gouji.corpus.gold import GoldClaim, GoldRef
from gouji.corpus.scoring_text import Finder, bare, near, overlap
from gouji.model import Analysis, Cell, Claim, Link, Span
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

    gold: the entries scored (those with a number). claims: the report's claims that state a number. pairs: gold entry
    and the claim that is it, one to one. misread: pairs whose kind or direction differ. right, wrong, extra and
    unlinked speak of links: entry tied to its cell, to another one, claim tied although gold has no cell for it (or no
    such claim), unless the cell is the same by definition only, entry without the link that gold wants.
    """

    gold: tuple[GoldClaim, ...]
    claims: tuple[records.Claim, ...]
    pairs: tuple[tuple[int, int], ...]
    misread: tuple[tuple[int, int], ...]
    right: tuple[tuple[int, int], ...]
    wrong: tuple[tuple[int, int], ...]
    extra: tuple[int, ...]
    unlinked: tuple[int, ...]


class _Own(msgspec.Struct, frozen=True):
    """A claim of the report: the model's, its record, and the page of its number."""

    claim: Claim
    record: records.Claim
    number: Span
    page: int | None


def score_claims(analysis: Analysis, gold: tuple[GoldClaim, ...], finder: Finder) -> ClaimScore:
    """How the claims and links of `analysis` compare with `gold`."""
    gold = tuple(entry for entry in gold if entry.value is not None and not entry.implicit)
    own = [
        _Own(claim, record, claim.number, finder.page(claim.number))
        for claim, record in zip(analysis.claims, project.claims(analysis), strict=True)
        if claim.number is not None and claim.quantity is not None
    ]
    pairs = _pair(gold, own, finder)
    links, cells = {link.claim: link for link in analysis.links}, analysis.cells()
    right: list[tuple[int, int]] = []
    wrong: list[tuple[int, int]] = []
    for g, c in pairs:
        ref, linked = gold[g].table_ref, own[c].record.table_ref
        if ref is not None and linked is not None:
            fits = _same_cell(analysis, cells, ref, linked, links[own[c].claim.index])
            (right if fits else wrong).append((g, c))
    wanted = {c for g, c in pairs if gold[g].table_ref is not None}
    # Cells that are the same by definition only need not be equal: gold may leave them out.
    loose = {c for c, one in enumerate(own) if one.claim.index in links and links[one.claim.index].definition}
    tied = {g for g, _ in (*right, *wrong)}
    return ClaimScore(
        gold=gold,
        claims=tuple(one.record for one in own),
        pairs=tuple(pairs),
        misread=tuple((g, c) for g, c in pairs if _misread(gold[g], own[c].record)),
        right=tuple(right),
        wrong=tuple(wrong),
        extra=tuple(c for c, one in enumerate(own) if one.record.table_ref is not None and c not in wanted | loose),
        unlinked=tuple(g for g, one in enumerate(gold) if one.table_ref is not None and g not in tied),
    )


def _pair(gold: tuple[GoldClaim, ...], own: list[_Own], finder: Finder) -> list[tuple[int, int]]:
    """One claim at most for each entry: the one whose number ends nearest to where the annotated words end."""
    by_value: dict[Decimal, list[int]] = defaultdict(list)
    for c, one in enumerate(own):
        assert one.record.value is not None
        by_value[one.record.value].append(c)
    offers: list[tuple[int, int, int]] = []
    for g, entry in enumerate(gold):
        assert entry.value is not None
        rivals = [c for c in by_value.get(entry.value, ()) if _same_unit(entry.unit, own[c].record.unit)]
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
    if overlap(words, bare(own.record.quote).text) >= _CLAUSE:
        return _FAR
    return _FAR + 1 if overlap(words, bare(own.record.sentence).text) >= _SENTENCE else None


def _same_unit(gold: str | None, own: str | None) -> bool:
    return not gold or not own or bare(gold).text == bare(own).text


def _same_cell(analysis: Analysis, cells: dict[str, Cell], ref: GoldRef, linked: records.TableRef, link: Link) -> bool:
    forms = {analysis.tables[cells[one].table].form for one in link.cells}
    if ref.forms and not forms <= set(ref.forms):
        return False
    same_row = not ref.row or overlap(bare(linked.row).text, bare(ref.row).text) >= _ROW
    return same_row and linked.value == (ref.value or 0)


def _misread(entry: GoldClaim, own: records.Claim) -> bool:
    kind = entry.kind in get_args(ClaimKind) and entry.kind != own.kind
    return kind or (entry.direction in get_args(Direction) and entry.direction != own.direction)
