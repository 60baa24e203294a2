"""All amounts of a document at once: names first, then likenesses among what is left."""

from gouji.align.aligner import Aligner
from gouji.align.index import why
from gouji.align.near import assign_near
from gouji.language.subjects import subjects
from gouji.model import Analysis, Link, Loose

_BESIDE = 0.7


def align(analysis: Analysis) -> tuple[tuple[Link, ...], tuple[Loose, ...]]:
    """Link every amount to the cell that it restates, or count it as loose with the reason.

    Names that the tables have come first; then, for the document as a whole, accounts under a misspelt or old name get
    the rows that nobody else names. Claims of other kinds state what is computed or compared: they have no cell.
    """
    aligner = Aligner(analysis, subjects(analysis.profile))
    links: list[Link] = []
    loose: list[Loose] = []
    for claim in analysis.claims:
        if claim.kind not in ("amount", "count"):
            continue
        result = aligner.place(claim)
        if isinstance(result, Link):
            links.append(result)
        else:
            loose.append(result)
    links += _beside(analysis, links, loose)
    known = {link.claim for link in links}
    loose = [one for one in loose if one.claim not in known]
    near = assign_near(aligner, [one for one in loose if one.why == "no_such_cell"], links)
    links = sorted([*links, *near], key=lambda link: link.claim)
    found = {link.claim for link in near}
    return tuple(links), tuple(one for one in loose if one.claim not in found)


def _beside(analysis: Analysis, links: list[Link], loose: list[Loose]) -> list[Link]:
    """Links for claims that several tables of one form could answer, where the other amounts of their sentence come
    from one of these tables only.
    """
    unclear = [one for one in loose if one.why == "ambiguous"]
    cells = analysis.cells() if unclear else {}
    tables: dict[int, set[int]] = {}
    for link in links if unclear else ():
        claim = analysis.claims[link.claim]
        if claim.quantity is not None and claim.quantity.value != 0 and not link.definition:
            tables.setdefault(claim.sentence, set()).update(cells[cell].table for cell in link.cells)
    found = []
    for one in unclear:
        beside = tables.get(analysis.claims[one.claim].sentence, set())
        rivals = [cells[rival] for rival in one.rivals if cells[rival].table in beside]
        if len(beside) == 1 and len(rivals) == 1:
            table, cell = analysis.tables[rivals[0].table], rivals[0]
            words = why(table, table.rows[cell.row], table.columns[cell.column].name)
            found.append(Link(one.claim, (cell.id,), _BESIDE, words))
    return found
