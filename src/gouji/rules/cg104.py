"""CG-104: procurement from small and medium enterprises against all procurement."""

from collections.abc import Iterator
from functools import cache

import regex

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Analysis, Claim, Outcome, Span
from gouji.rules._figures import alike, figure, known, make_card, marks, number, point
from gouji.rules._prose import TIMEOUT

_ROLES = ("total", "reserved", "other")
_QUOTE = 80


class ProcurementFile(LexiconFile, frozen=True, kw_only=True):
    """`procurement.toml`: patterns that end at the number."""

    total: Regex
    reserved: Regex
    other: Regex


class ReservedAndOther:
    """Procurement from small and medium enterprises against all procurement.

    预留项目成交额与其他项目成交额之和不得大于政府采购总额。

    What small and medium enterprises won in projects reserved for them and what they won in other projects are
    disjoint; together they are at most the total of procurement. 小微企业 are within 中小企业 and are not added. The words are
    data: procurement.toml. Source: T, E.

    Broken: 政府采购金额20.00万元；预留项目成交20.00万元；其他项目成交20.00万元.
    Right: 政府采购金额20.00万元；预留项目成交15.00万元；其他项目成交5.00万元.
    """

    card = make_card(
        "CG-104",
        "error",
        ("中小企业采购额大于采购总额", "procurement from SMEs exceeds all procurement"),
        {
            "default": (
                "预留项目{a} + 其他项目{b} = {sum}，大于政府采购总额{total}",
                "reserved {a} + other {b} = {sum} exceeds total procurement of {total}",
            )
        },
        __doc__,
        "T,E",
    )
    looks_at: LooksAt = "document"
    needs = frozenset({"claims"})

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Find the three amounts of each section that tells of procurement, and add."""
        sections: dict[int | None, dict[str, Claim]] = {}
        for claim, start in _leads(view, item):
            lead = squeeze(item.document.text[start : claim.number.start]) if claim.number else ""
            found = next((role for role in _ROLES if _patterns(item.profile)[role].search(lead, timeout=TIMEOUT)), None)
            if found is not None:
                sections.setdefault(claim.section, {}).setdefault(found, claim)
        for roles in sections.values():
            if len(roles) == len(_ROLES) and known(*roles.values()):
                yield self._add(view, *(roles[role] for role in _ROLES))

    def _add(self, view: View, total: Claim, reserved: Claim, other: Claim) -> Outcome:
        assert total.quantity and reserved.quantity and other.quantity
        touched = marks(total, reserved, other)
        if not alike(total.quantity, reserved.quantity, other.quantity):
            return Outcome("undecided", touched)
        if (figure(reserved.quantity) + figure(other.quantity)).lo <= figure(total.quantity).hi:
            return Outcome("holds", touched)
        unit = total.quantity.unit
        added = (point(reserved.quantity) + point(other.quantity)) / (unit.scale if unit else 1)
        places = max(claim.quantity.places for claim in (total, reserved, other) if claim.quantity)
        facts = {
            "a": view.show(reserved.quantity),
            "b": view.show(other.quantity),
            "sum": f"{number(added, places)}{unit.label if unit else ''}",
            "total": view.show(total.quantity),
        }
        rest = (point(total.quantity) - point(reserved.quantity)) / (unit.scale if unit else 1)
        finding = view.finding(
            self.card,
            _clauses(view, other),
            section=other.section,
            facts=facts,
            stated=number(other.quantity.value, other.quantity.places),
            expected=f"≤{number(rest, places)}" if rest >= 0 else None,
            unit=unit.label if unit else None,
            evidence=(
                *(view.from_claim(claim) for claim in (total, reserved, other)),
                view.computation(f"{facts['a']} + {facts['b']} = {facts['sum']}"),
            ),
            suspects=marks(other, reserved, total),
        )
        return Outcome("broken", touched, finding)


def _clauses(view: View, claim: Claim) -> Span:
    """The amount with the clauses that say what it is, from the last ； or the sentence's start."""
    sentence = view.sentence(claim).span
    text = view.analysis.document.text
    semicolon = max(text.rfind(mark, sentence.start, claim.span.start) for mark in "；;")
    start = max(semicolon + 1, sentence.start)
    return Span(start, claim.span.end) if claim.span.end - start <= _QUOTE else claim.span


@cache
def _patterns(profile: str) -> dict[str, "regex.Pattern[str]"]:
    file = load(profile, "procurement", ProcurementFile)
    return {role: regex.compile(getattr(file, role)) for role in _ROLES}


def _leads(view: View, item: Analysis) -> Iterator[tuple[Claim, int]]:
    """Each amount and where the words that lead to it begin: behind the number before, or at the sentence's start."""
    for sentence in item.sentences:
        at = sentence.span.start
        for claim in view.claims_of.get(sentence.index, ()):
            if claim.number is None:
                continue
            if claim.kind == "amount":
                yield claim, at
            at = claim.number.end
