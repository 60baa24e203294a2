"""TX-507: the accounts told one by one add up to the total of their section."""

from collections import defaultdict
from collections.abc import Container, Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Claim, Interval, Outcome, Section
from gouji.rules._figures import known, make_card, mark, number, undecided

_UNREAD = ("residue", "malformed")
_ITEMS = frozenset({"general_items", "fiscal_items"})


class ItemsAddUp:
    """The accounts told one by one add up to the total of their section.

    「具体情况」中各项年初预算、支出决算之和必须等于该节开头的总额。

    The budgets (outturns) that the prose gives account by account are added up and compared with the total that opens
    the section, as intervals: n addends may differ by (n+1) half units of the last place. The rule runs only where
    every item of the section gives the measure; otherwise, and where a figure lacks its unit or cannot be read, there is nothing to check. Source: D, E.

    Broken: items 10.00 and 5.00, total 16.00. Rounding: items 3.33, 3.33, 3.33, total 10.00.
    """

    card = make_card(
        "TX-507",
        "error",
        ("各项之和与总额不符", "the accounts do not add up to the total"),
        {
            "default": (
                "{count}项{measure}合计{sum}，正文总额为{stated}，相差{gap}",
                "the {count} accounts add up to {sum} ({measure}), the stated total is {stated}: a gap of {gap}",
            )
        },
        __doc__,
        "D,E",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Add up each list of accounts for each measure that its opening total gives."""
        for section in item.sections:
            if section.kind in _ITEMS and not _inside_items(view, section):
                yield from self._list(section, view)

    def _list(self, section: Section, view: View) -> Iterator[Outcome]:
        totals: dict[str, Claim] = {}
        items: dict[tuple[int, tuple[str, ...]], dict[str, Claim]] = defaultdict(dict)
        for claim in view.analysis.claims:
            if claim.kind != "amount" or claim.concept.period is not None or not section.span.covers(claim.span):
                continue
            if claim.concept.path and claim.section is not None:
                # A part of an account is counted with it.
                if claim.whole is None or not view.claim(claim.whole).concept.path:
                    items[claim.section, claim.concept.path].setdefault(claim.concept.measure, claim)
            elif claim.whole is None and claim.section == section.index:
                totals.setdefault(claim.concept.measure, claim)
        unread = _unread(section, view)
        for measure, total in totals.items():
            if measure in unread or "" in unread:
                yield undecided(view, "有科目的数额读不出", "the amount of an account cannot be read")
                continue
            parts = [measures.get(measure) for key, measures in items.items() if not _below(key, items)]
            complete = [part for part in parts if part is not None]
            if measure and len(complete) == len(parts) > 1 and known(total, *complete):
                yield self._sum(total, complete, view)

    def _sum(self, total: Claim, parts: list[Claim], view: View) -> Outcome:
        touched = tuple(mark(claim) for claim in (total, *parts))
        quantities = [part.quantity for part in parts if part.quantity is not None]
        stated = total.quantity
        assert stated is not None
        bases = [quantity.base for quantity in quantities]
        figures = Interval(sum((b.lo for b in bases), 0 * bases[0].lo), sum((b.hi for b in bases), 0 * bases[0].hi))
        if figures.meets(stated.base):
            return Outcome("holds", touched)
        scale = stated.unit.scale if stated.unit else 1
        value = (figures.lo + figures.hi) / 2 / scale
        unit = stated.unit.label if stated.unit else ""
        places = max(quantity.places for quantity in (stated, *quantities))
        added = f"{number(value, places)}{unit}"
        formula = " + ".join(view.show(quantity) for quantity in quantities) + f" = {added}"
        finding = view.finding(
            self.card,
            total.span,
            section=total.section,
            facts={
                "count": str(len(parts)),
                "measure": total.concept.measure,
                "sum": added,
                "stated": view.show(stated),
                "gap": f"{number(abs(value - stated.value), places)}{unit}",
            },
            stated=f"{stated.value:f}",
            expected=number(value, places),
            unit=unit or None,
            evidence=(view.computation(formula), *(view.from_claim(part) for part in parts)),
            suspects=touched,
            hint=view.hint(stated.value, value),
        )
        return Outcome("broken", touched, finding)


def _unread(section: Section, view: View) -> set[str]:
    """The measures of figures in the section that lack their unit; “” where a number is broken or the form's XX stands for it."""
    found = {
        claim.concept.measure or "other"
        for claim in view.analysis.claims
        if claim.kind == "count" and claim.quantity is not None and claim.quantity.unit is None
        and section.span.covers(claim.span)
    }  # fmt: skip
    lost = any(one.why in _UNREAD and section.span.covers(one.span) for one in view.analysis.mentions)
    return found | {""} if lost else found


def _below(key: tuple[int, tuple[str, ...]], items: Container[tuple[int, tuple[str, ...]]]) -> bool:
    """Whether the section also gives an account above this one, which it is part of."""
    section, path = key
    return any((section, path[:length]) in items for length in range(len(path)))


def _inside_items(view: View, section: Section) -> bool:
    parent = view.section(section.parent)
    return parent is not None and parent.kind in _ITEMS
