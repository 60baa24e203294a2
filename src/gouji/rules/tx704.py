"""TX-704: the official-expenses trio, overall and item by item."""

from collections.abc import Iterator

from gouji.check.compare import same_number
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.subjects import subjects
from gouji.lexicon import plain
from gouji.model import Analysis, Claim, Outcome
from gouji.rules._figures import alike, known, make_card, marks, number

_SECTION = "three_public"
_DONE = "决算"


class TrioOverallAndByItem:
    """The official-expenses trio, overall and item by item.

    “三公”经费总体情况中的各项数字，应与具体情况中的同一数字一致。

    Each figure of the section, such as the reception expenses of this year, is told in the overview and again item by item;
    it has one value. Budget and outturn, this year and last, are different figures, and so are an item and its parts
    (国内接待). Which of the two is wrong the table says (TX-701). Source: T.

    Broken: （一）公务接待费支出决算为3.20万元 … （二）公务接待费支出2.30万元.
    Right: （一）公务接待费支出决算为3.20万元 … （二）公务接待费支出3.20万元，其中：国内接待费2.00万元.
    """

    card = make_card(
        "TX-704",
        "error",
        ("“三公”经费总体与分项不一", "the trio's overview and items disagree"),
        {
            "default": (
                "{name}此处为{b}，前文为{a}",
                "{name} is {b} here and {a} before",
            )
        },
        __doc__,
        "T",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Compare each mention with the first one of the same figure."""
        first: dict[tuple[str, str, int | None], Claim] = {}
        for claim in item.claims:
            key = _key(view, claim)
            if key is None:
                continue
            before = first.setdefault(key, claim)
            if before is claim or claim.quantity is None or before.quantity is None:
                continue
            if not alike(before.quantity, claim.quantity):
                continue
            if same_number(before.quantity, claim.quantity):
                yield Outcome("holds", marks(before, claim))
                continue
            finding = view.finding(
                self.card,
                claim.span,
                section=claim.section,
                facts={
                    "name": f"{key[0]}{key[1]}",
                    "a": view.show(before.quantity),
                    "b": view.show(claim.quantity),
                },
                stated=number(claim.quantity.value, claim.quantity.places),
                expected=number(before.quantity.value, before.quantity.places),
                unit=claim.quantity.unit.label if claim.quantity.unit else None,
                evidence=(view.from_claim(before),),
                suspects=marks(claim, before),
                hint=view.hint(claim.quantity.value, before.quantity.value),
            )
            yield Outcome("broken", marks(before, claim), finding)


def _key(view: View, claim: Claim) -> tuple[str, str, int | None] | None:
    """Item, measure and year of an amount of the section; None where the lexicon does not know the item."""
    if claim.kind != "amount" or view.kind_of(claim.section) != _SECTION or not known(claim):
        return None
    unit = claim.quantity.unit if claim.quantity else None
    concept = claim.concept
    if unit is None or unit.dimension != "money" or concept.path or concept.nature:
        return None
    if any(reason.span.covers(claim.span) for reason in view.reasons_of.get(claim.sentence, ())):
        return None
    if subjects(view.analysis.profile).named(concept.subject, _SECTION) is None:
        return None
    period = None if concept.period == view.analysis.year else concept.period
    usual = "预算" if plain(view.analysis.profile) == "budget" else _DONE
    return concept.subject, concept.measure or usual, period
