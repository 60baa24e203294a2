"""What the rules on prose share: cards, figures as intervals, which budget is meant, quotes."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from inspect import cleandoc

from gouji.check.compare import tie
from gouji.check.view import View
from gouji.model import Claim, Interval, Outcome, Quantity, RuleCard, Severity, Span

HUNDRED = Decimal(100)
BUDGETS = ("年初预算", "全年预算", "调整预算", "预算")
"""Measures that a final account may be held against; the last leaves open which."""
_REVISED = frozenset({"全年预算", "调整预算"})
_QUOTE = 80
_PUNCTUATION = "，、；：。 \n\u3000"


def make_card(
    code: str,
    severity: Severity,
    name: tuple[str, str],
    messages: dict[str, tuple[str, str]],
    doc: str | None,
    source: str,
) -> RuleCard:
    """A rule card; name and each message (by variant) are a pair of Chinese and English."""
    return RuleCard(
        code=code,
        severity=severity,
        name={"zh": name[0], "en": name[1]},
        messages={
            "zh": {variant: pair[0] for variant, pair in messages.items()},
            "en": {variant: pair[1] for variant, pair in messages.items()},
        },
        doc=cleandoc(doc or ""),
        source=source,
    )


def say(view: View, zh: str, en: str) -> str:
    """The words in the language of messages."""
    return en if view.lang == "en" else zh


def figure(quantity: Quantity) -> Interval:
    """What `quantity` can stand for, in base units.

    Counts are exact, and so is a bare 0: nobody writes “0万元” for four thousand yuan that were rounded away.
    """
    exact = quantity.value == 0 and quantity.places == 0
    if exact or (quantity.unit is not None and quantity.unit.dimension == "count"):
        scale = quantity.unit.scale if quantity.unit else Decimal(1)
        return Interval(quantity.value * scale, quantity.value * scale)
    return quantity.base


def point(quantity: Quantity) -> Decimal:
    """The value as written, in base units."""
    return quantity.value * quantity.unit.scale if quantity.unit else quantity.value


def known(*claims: Claim | None) -> bool:
    """Whether every claim is there with an exact number: hedged ones (约, 以上) and template choices prove nothing."""
    return all(
        c is not None and c.quantity is not None and c.quantity.hedge == "exact" and not c.residue for c in claims
    )


def alike(*quantities: Quantity) -> bool:
    """Whether the quantities can be compared: all have the same dimension, and counts the same unit."""
    kinds = {
        (q.unit.dimension, q.unit.label if q.unit.dimension == "count" else "") if q.unit else ("", "")
        for q in quantities
    }
    return len(kinds) == 1


def number(value: Decimal, places: int | None = None) -> str:
    """A number for a message: rounded half up to `places` where given, else without trailing zeros."""
    if places is not None:
        return f"{value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def difference(value: Decimal, *of: Quantity) -> str:
    """A difference for a message: with the decimals of what it is the difference of, and a true minus sign."""
    return number(value, max(quantity.places for quantity in of)).replace("-", "−")


def mark(claim: Claim) -> str:
    """The id of a claim among touched things and suspects."""
    return f"c{claim.index}"


def marks(*claims: Claim | None) -> tuple[str, ...]:
    """The ids of the claims that are there, each once, in order."""
    return tuple(dict.fromkeys(mark(claim) for claim in claims if claim is not None))


def stretch(view: View, main: Claim, *others: Claim | None) -> Span:
    """What to quote: from the first of the claims to the last where that is short and one paragraph, else `main`."""
    block = view.sentence(main).block
    near = [c.span for c in others if c is not None and view.sentence(c).block == block] + [main.span]
    whole = Span(min(span.start for span in near), max(span.end for span in near))
    length = len("".join(whole.cut(view.analysis.document.text).split()))
    return trimmed(view, whole if length <= _QUOTE else main.span)


def trimmed(view: View, span: Span) -> Span:
    """The span without punctuation and space at its start."""
    words = span.cut(view.analysis.document.text)
    return Span(span.end - len(words.lstrip(_PUNCTUATION)), span.end) if words.strip(_PUNCTUATION) else span


def undecided(view: View, zh: str, en: str) -> Outcome:
    """An outcome that says why nothing could be compared."""
    return Outcome("undecided", why=say(view, zh, en))


def budget_of(words: str) -> str:
    """The budget measure that `words` (“年初预算数”, “全年预算”, “预算”) name; “” where they name no budget."""
    if "预算" not in words and words not in ("年初", "全年"):
        return ""
    return next((measure for measure in BUDGETS[:3] if measure[:2] in words), BUDGETS[-1])


def fits(named: str, measure: str) -> bool:
    """Whether a claim with that budget measure can be the one that is named."""
    if named == measure or "预算" in (named, measure):
        return measure in BUDGETS
    return {named, measure} <= _REVISED


def same_item(a: Claim, b: Claim) -> bool:
    """Whether two claims speak of the same item (the measure aside), as far as both say."""
    x, y = a.concept, b.concept
    return (
        x.subject == y.subject
        and x.path == y.path
        and x.period == y.period
        and (x.fund == y.fund or not x.fund or not y.fund)
        and (x.nature == y.nature or not x.nature or not y.nature)
    )


def budgets(view: View, about: Claim, against: int | None) -> list[Claim]:
    """All budgets that the paragraph gives for the item of `about`; the one already tied to it comes first."""
    block = view.sentence(about).block
    found = [view.claim(against)] if against is not None else []
    for claim in _amounts_near(view, about):
        if claim.concept.measure not in BUDGETS or claim in found or claim.index == about.index:
            continue
        if view.sentence(claim).block == block and same_item(claim, about):
            found.append(claim)
    return [claim for claim in found if known(claim)]


def _amounts_near(view: View, about: Claim) -> Iterator[Claim]:
    """The amounts of the sentence before, the sentence itself and the one after."""
    for index in (about.sentence - 1, about.sentence, about.sentence + 1):
        yield from (claim for claim in view.claims_of.get(index, ()) if claim.kind == "amount")


def ratio(part: Quantity, whole: Quantity, stated: Quantity) -> Interval | None:
    """part ÷ whole in the unit of `stated` (percent as a rule); None where the whole may be zero."""
    scale = stated.unit.scale if stated.unit else Decimal(1)
    try:
        return (figure(part) / figure(whole)).scaled(1 / scale)
    except ZeroDivisionError:
        return None


def quotient(part: Quantity, whole: Quantity, stated: Quantity) -> Decimal:
    """part ÷ whole of the numbers as written, in the unit of `stated`: what a reader's calculator shows."""
    return point(part) / point(whole) / (stated.unit.scale if stated.unit else Decimal(1))


def best(stated: Quantity, figures: Iterable[Interval]) -> str:
    """The most favourable verdict of `stated` against several figures that may be meant."""
    verdicts = {tie(stated, interval) for interval in figures}
    return next((verdict for verdict in ("ties", "cut") if verdict in verdicts), "broken")


def middle(interval: Interval) -> Decimal:
    """The middle of an interval: the value that the figures give when taken as written."""
    return (interval.lo + interval.hi) / 2
