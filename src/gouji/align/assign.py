"""All amounts of a document at once: names first, then likenesses among what is left."""

from gouji.align.aligner import Aligner
from gouji.align.near import assign_near
from gouji.language.subjects import subjects
from gouji.model import Analysis, Link, Loose


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
    near = assign_near(aligner, [one for one in loose if one.why == "no_such_cell"], links)
    links = sorted([*links, *near], key=lambda link: link.claim)
    found = {link.claim for link in near}
    return tuple(links), tuple(one for one in loose if one.claim not in found)
