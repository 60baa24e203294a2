"""What the rules on changes share: signed figures, and which change and rate belong together."""

from decimal import Decimal

from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.model import Analysis, Claim, Evidence, Interval, Quantity
from gouji.rules._figures import alike, figure, known
from gouji.rules._nuances import has_any, nuances

_GAP = 16


def signed(claim: Claim) -> Interval | None:
    """The change as an interval in base units, negative for a decrease; None without number or direction."""
    if claim.quantity is None or claim.direction not in ("increase", "decrease"):
        return None
    interval = figure(claim.quantity)
    return interval if claim.direction == "increase" else -interval


def subject_of(view: View, claim: Claim) -> Claim | None:
    """The amount that a change or rate speaks of; None where that is not certain."""
    about = view.claim(claim.about) if claim.about is not None else None
    if about is not None and about.kind in ("change", "rate"):
        about = view.claim(about.about) if about.about is not None else None
    if about is None or about.kind not in ("amount", "count") or not known(about):
        return None
    x, y = claim.concept, about.concept
    same = (x.subject in ("", y.subject) or not y.subject) and (x.path == y.path or not x.path or not y.path)
    same = same and all(not a or not b or a == b for a, b in ((x.fund, y.fund), (x.nature, y.nature)))
    measures = {x.measure, y.measure} - {""}
    return about if same and len(measures) < 2 else None


def change_of(view: View, rate: Claim) -> Claim | None:
    """The amount of change that stands right before a rate of change (“增加10.00万元，增长5.00%”), else right after it.

    Percentage points are of a share or rate, never of an amount.
    """
    if (
        rate.number is None
        or rate.quantity is None
        or (rate.quantity.unit and rate.quantity.unit.dimension == "points")
    ):
        return None
    found = after = None
    for claim in view.claims_of.get(rate.sentence, ()):
        if claim.kind == "change" and claim.number is not None and claim.number.end <= rate.number.start:
            found = claim
        elif claim.index == rate.index + 1 and claim.kind == "change":
            after = claim
    found = found or after
    if found is None or found.number is None:
        return None
    first, second = sorted((found.number, rate.number))
    between = squeeze(view.analysis.document.text[first.end : second.start])
    if len(between) > _GAP or has_any(between, ("。", "；", *nuances(view.analysis.profile).other_rate)):
        return None
    if rate.about is None and rate.concept.subject not in ("", found.concept.subject):
        return None
    related = {found.index, found.about} - {None}
    tied = rate.about in related or rate.about is None or found.about is None
    bases = {found.base, rate.base} - {""}
    return found if tied and len(bases) < 2 else None


def before(about: Claim, change: Claim) -> Interval | None:
    """Last year's value in base units: this year's less the change; None where the two cannot be compared."""
    step = signed(change)
    if step is None or about.quantity is None or change.quantity is None or not alike(about.quantity, change.quantity):
        return None
    return figure(about.quantity) - step


def yearly_changes(item: Analysis, view: View, *kinds: str) -> list[Claim]:
    """The changes against last year that the first paragraphs of those sections state for their total."""
    return [
        claim
        for claim in item.claims
        if claim.kind == "change"
        and view.kind_of(claim.section) in kinds
        and claim.about is not None
        and not claim.residue
        and claim.base
        and "预算" not in claim.base
        and not claim.concept.path
        and (claim.direction == "flat" or known(claim))
    ]


def this_year(claim: Claim, view: View) -> Quantity | None:
    """This year's figure: the cell that the amount restates, or the amount as stated."""
    amount = view.claim(claim.about) if claim.about is not None else None
    if amount is None or amount.quantity is None:
        return None
    cells = view.linked(amount)
    value = view.value(cells[0]) if len(cells) == 1 else None
    # Of a table without a unit the figures cannot be held against those of the text.
    return value if value is not None and value.unit is not None else amount.quantity


def this_year_from(claim: Claim, view: View) -> tuple[Evidence, ...]:
    """Where this year's figure is from: the amount, and the cell that it restates."""
    if claim.about is None:
        return ()
    amount = view.claim(claim.about)
    return (view.from_claim(amount), *map(view.from_cell, view.linked(amount)[:1]))


def yearly_step(claim: Claim) -> Interval:
    """This year less last year, in base units."""
    if claim.quantity is None or claim.direction == "flat":
        return Interval(Decimal(0), Decimal(0))
    interval = figure(claim.quantity)
    return -interval if claim.direction == "decrease" else interval
