"""NN-112: 其中: parts against their total."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.check.compare import same_number
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.language.subjects import subjects
from gouji.model import Claim, Finding, Interval, Outcome, Severity
from gouji.rules._figures import alike, figure, known, make_card, marks, number, point, say, stretch
from gouji.rules._nuances import has_any, nuances


class PartsAndTotal:
    """其中: parts against their total.

    其中各项之和不得大于总数；列举全部时应等于总数；每一项不得大于总数。

    Each part is at most its total. Parts that are meant to be all must add up to it, within (n+1) half units of the
    last place. Parts that need not be all must not add up to more, unless they can overlap (小微企业 within 中小企业, 政府采购
    across all costs). A list such as 基本支出 and 项目支出 may leave out members without money: a sum that falls short is a
    warning where the tables do not rule that out. Only parts of the same measure and unit as the total are taken. Source: T.

    Broken: 公用经费60.00万元，其中：差旅费2.00万元，办公费59.00万元 (2.00 + 59.00 = 61.00 > 60.00).
    Right: 支出100.00万元，其中：基本支出66.67万元，项目支出33.34万元 (100.01, within rounding).
    """

    card = make_card(
        "NN-112",
        "error",
        ("其中各项与总数不符", "parts do not tie to their total"),
        {
            "default": (
                "{formula} = {sum}，正文总数{total}，相差{gap}",
                "{formula} = {sum}, the stated total is {total}, a difference of {gap}",
            ),
            "exceeds": (
                "其中各项{formula} = {sum}，大于总数{total}",
                "the parts {formula} = {sum} exceed the total {total}",
            ),
            "part": (
                "其中一项“{part}”大于总数{total}",
                "one part, “{part}”, is greater than its total {total}",
            ),
            "closing": (
                "列举之末写“{part}”，而总数为{total}",
                "the list closes with “{part}”, yet its total is {total}",
            ),
        },
        __doc__,
        "T",
    )
    looks_at: LooksAt = "claim"
    needs = frozenset({"claims"})

    def check(self, item: Claim, view: View) -> Iterator[Outcome]:
        """Add up the parts of one total."""
        parts = [part for part in view.parts_of.get(item.index, ()) if _addable(item, part)]
        if not parts or not known(item) or item.quantity is None:
            return
        total, closing = figure(item.quantity), _closing(view, item, parts)
        for part in parts:
            assert part.quantity is not None
            if known(part) and figure(part.quantity).lo > total.hi:
                yield Outcome("broken", marks(item, part), self._too_large(view, item, part))
            else:
                yield Outcome("holds", marks(item, part))
        if len(parts) > 1 and known(*parts):
            yield from self._sum(view, item, parts, complete=bool(closing) and _all_read(view, parts))
        for claim in closing if known(*closing) else ():
            assert claim.quantity is not None
            same = same_number(item.quantity, claim.quantity)
            finding = None if same else self._too_large(view, item, claim, "closing")
            yield Outcome("holds" if same else "broken", marks(item, claim), finding)

    def _sum(self, view: View, item: Claim, parts: list[Claim], *, complete: bool) -> Iterator[Outcome]:
        assert item.quantity is not None
        total, *spreads = _spreads(item, *parts)
        added = _add(spreads)
        touched = marks(item, *parts)
        if complete or all(part.exhaustive for part in parts):
            if added.meets(total):
                yield Outcome("holds", touched)
            else:
                # “其中：基本支出…，项目支出…” may leave out 经营支出: a sum that falls short proves nothing then.
                short = not complete and added.hi < total.lo and _may_lack(view, parts)
                severity: Severity | None = "warning" if short else None
                yield Outcome("broken", touched, self._finding(view, item, parts, "default", severity))
        elif added.lo > total.hi and _disjoint(view, parts):
            yield Outcome("broken", touched, self._finding(view, item, parts, "exceeds"))
        elif added.lo <= total.hi:
            yield Outcome("holds", touched)

    def _too_large(self, view: View, item: Claim, part: Claim, variant: str = "part") -> Finding:
        assert item.quantity is not None and part.quantity is not None
        return view.finding(
            self.card,
            stretch(view, part, item),
            section=part.section,
            variant=variant,
            facts={"part": view.quote(part.span), "total": view.show(item.quantity)},
            stated=number(part.quantity.value, part.quantity.places),
            unit=part.quantity.unit.label if part.quantity.unit else None,
            evidence=(view.from_claim(item), view.from_claim(part)),
            suspects=marks(item, part),
        )

    def _finding(
        self, view: View, item: Claim, parts: list[Claim], variant: str, severity: Severity | None = None
    ) -> Finding:
        assert item.quantity is not None
        unit = item.quantity.unit
        scale = unit.scale if unit else Decimal(1)
        total = sum((point(p.quantity) for p in parts if p.quantity), Decimal(0)) / scale
        label = unit.label if unit else ""
        shown = " + ".join(number(p.quantity.value, p.quantity.places) for p in parts if p.quantity)
        places = max(item.quantity.places, *(p.quantity.places for p in parts if p.quantity))
        facts = {
            "formula": shown,
            "sum": f"{number(total, places)}{label}",
            "total": view.show(item.quantity),
            "gap": f"{number(abs(total - item.quantity.value), places)}{label}",
        }
        return view.finding(
            self.card,
            stretch(view, item, *parts),
            section=item.section,
            severity=severity,
            variant=variant,
            facts=facts,
            stated=number(item.quantity.value, item.quantity.places),
            expected=number(total, places),
            unit=label or None,
            evidence=(
                *(view.from_claim(claim) for claim in (item, *parts)),
                view.computation(f"{shown} = {facts['sum']}"),
            ),
            suspects=marks(item, *parts),
            hint=_missing(view, item, parts) or view.hint(item.quantity.value, total),
        )


def _addable(item: Claim, part: Claim) -> bool:
    """Whether a part is of the total's kind: an amount or count in its dimension, measure and period."""
    if part.kind not in ("amount", "count") or part.quantity is None or item.quantity is None:
        return False
    a, b = item.concept, part.concept
    same = not a.measure or not b.measure or a.measure == b.measure
    return same and (a.period == b.period or None in (a.period, b.period)) and alike(item.quantity, part.quantity)


def _may_lack(view: View, parts: list[Claim]) -> bool:
    """Whether the parts are a list of which some members may go without saying, and one of those may have a figure.

    The tables tell: a member whose total is zero or blank in every table of the report is rightly left out.
    """
    names = {part.concept.subject for part in parts}
    for entry in subjects(view.analysis.profile).partitions:
        if set(entry.names) <= names <= set(entry.names) | set(entry.optional):
            missing = set(entry.optional) - names
            return bool(missing) and (not view.by_form or any(_has_figure(view, name) for name in missing))
    return False


def _has_figure(view: View, name: str) -> bool:
    """Whether a table has something in the total row of the column of that name, or in the row of that name."""
    for table in view.analysis.tables:
        for cell in table.cells:
            row, column = table.rows[cell.row], table.columns[cell.column]
            if (row.kind == "total" and column.name == name) or row.name == name:
                value = view.value(cell)
                if value is not None and value.value != 0:
                    return True
    return False


def _all_read(view: View, parts: list[Claim]) -> bool:
    """Whether every amount of the list is known as a part: a name such as “稳增长” may pass for a change."""
    first, last = parts[0].span.start, parts[-1].span.end
    sentences = dict.fromkeys(part.sentence for part in parts)
    others = (c for sentence in sentences for c in view.claims_of.get(sentence, ()) if c.kind == "change")
    return not any(first <= claim.span.start < last for claim in others)


def _closing(view: View, item: Claim, parts: list[Claim]) -> list[Claim]:
    """Where the list closes with its total (“……，合计20.00万元”), the claim that restates it: at most one."""
    after = (
        claim
        for claim in view.claims_of.get(parts[-1].sentence, ())
        if claim.index > parts[-1].index and claim.kind == item.kind
    )
    claim = next(after, None)
    if claim is None or (claim.concept.subject, claim.concept.path) != (item.concept.subject, item.concept.path):
        return []
    words = nuances(view.analysis.profile).closing
    return [claim] if squeeze(view.quote(claim.span)).lstrip("，；").startswith(words) else []


def _spreads(*claims: Claim) -> list[Interval]:
    """The interval of each claim of a sum: a bare 0 is exact unless all numbers are whole, where it may be 0.4."""
    quantities = [claim.quantity for claim in claims if claim.quantity is not None]
    rounded = all(quantity.places == 0 for quantity in quantities)
    return [
        quantity.base if rounded and quantity.unit and quantity.unit.dimension == "money" else figure(quantity)
        for quantity in quantities
    ]


def _add(parts: Sequence[Interval]) -> Interval:
    return Interval(sum((one.lo for one in parts), Decimal(0)), sum((one.hi for one in parts), Decimal(0)))


def _disjoint(view: View, parts: list[Claim]) -> bool:
    """Whether the parts are costs or amounts listed side by side, none of which can hold another."""
    words = nuances(view.analysis.profile).overlapping
    if (
        any(part.quantity is None or part.quantity.unit is None for part in parts)
        or len({p.sentence for p in parts}) > 1
    ):
        return False
    if any(part.kind != "amount" for part in parts):
        return False
    names = [part.concept.subject or squeeze(view.quote(part.span)) for part in parts]
    if len(set(names)) < len(names) or any(has_any(name, words) for name in names):
        return False
    together = "\n".join(names)
    return not any(together.count(name) > 1 for name in names)


def _missing(view: View, item: Claim, parts: list[Claim]) -> str | None:
    """Where leaving out one part makes the sum right, which."""
    total, *spreads = _spreads(item, *parts)
    added = _add(spreads)
    for part, spread in zip(parts, spreads, strict=True):
        rest = Interval(added.lo - spread.lo, added.hi - spread.hi)
        if part.quantity and part.quantity.value and len(parts) > 2 and rest.meets(total):
            name = view.quote(part.span)
            return say(view, f"去掉“{name}”后相符", f"ties without “{name}”")
    return None
