"""NN-116: unit missing."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import regex

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import squeeze
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Analysis, Claim, Outcome
from gouji.rules._figures import known, make_card, marks
from gouji.rules._nuances import has_any
from gouji.rules._prose import TIMEOUT, Paragraph, paragraphs

_SUSPECT = re.compile("[0-9][，。；]|[0-9]万[，。；、]")
_SMALL = Decimal(10000)
_OTHERS = 5
"""Amounts in the large unit that a report must have before one in the small unit stands out."""


class UnitlessFile(LexiconFile, frozen=True, kw_only=True):
    """`unitless.toml`: see the comments there."""

    money: Regex
    share: Regex
    rate: Regex
    amount: Regex
    declared: Regex
    by_piece: tuple[str, ...]


class UnitlessWords:
    """`unitless.toml` with its patterns compiled."""

    def __init__(self, file: UnitlessFile) -> None:
        self.money = regex.compile(file.money)
        self.percent = regex.compile(f"{file.share}|{file.rate}")
        self.amount = regex.compile(file.amount)
        self.declared = regex.compile(file.declared)
        self.by_piece = file.by_piece


@cache
def unitless(profile: str) -> UnitlessWords:
    """The patterns of a profile. Raises LexiconError on a broken file."""
    return UnitlessWords(load(profile, "unitless", UnitlessFile))


class MissingUnit:
    """Unit missing.

    金额应写“万元”，占比、完成率、增减率应写“%”，全文单位应一致。

    An amount written “12.00万” lacks its 元, one written “支出决算为39.78，” its whole unit (unless “单位：万元” stands over
    the passage, or most amounts of the report are written so), a share, rate or completion rate its percent sign. Only
    forms that can hardly mean anything else are named (unitless.toml). An amount of the accounts under 10,000 in 元, where
    the amounts of the report are in 万元, has likely lost its 万. Source: E, T.

    Broken: 支持产业发展870.00万，合计1,170.00万. Broken: 项目支出20.00万元，占76.23；
    Right: 浏览量超过100万次. Right: 得分占30分. Right: 人均接待费86.50元.
    """

    card = make_card(
        "NN-116",
        "warning",
        ("缺少单位", "unit missing"),
        {
            "default": (
                "金额单位写作“万”，应为“万元”（本句{count}处）",
                "“万” without 元, {count} time(s) in the sentence",
            ),
            "percent": ("“{text}”缺“%”", "“{text}” lacks its percent sign"),
            "amount": ("“{text}”缺金额单位", "“{text}” lacks its unit"),
            "mixed": (
                "本文金额以{unit}为单位，此处写作“{text}”，疑漏“万”",
                "the amounts of this report are in {unit}, this one is “{text}”: 万 may be missing",
            ),
        },
        __doc__,
        "E,T",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Look through every paragraph and at the units of all claims."""
        words = unitless(item.profile)
        declared: set[int | None] = set()
        bare: list[tuple[Paragraph, regex.Match[str]]] = []
        for paragraph in paragraphs(view):
            said = "单位" in paragraph.text and words.declared.search(paragraph.text, timeout=TIMEOUT)
            if said and not _over_table(view, paragraph):
                declared.add(paragraph.section)
            # A number without anything behind it, or a bare 万: most paragraphs have neither.
            if not _SUSPECT.search(paragraph.text):
                yield Outcome("holds")
                continue
            found = list(self._signs(view, paragraph))
            yield from found or (Outcome("holds"),)
            bare += [(paragraph, match) for match in words.amount.finditer(paragraph.text, timeout=TIMEOUT)]
        money = [claim for claim in item.claims if _money(claim)]
        if len(bare) < len(money):
            for paragraph, match in bare:
                if paragraph.section not in declared:
                    yield self._named(view, paragraph, match, "amount")
        yield from self._mixed(view, money)

    def _signs(self, view: View, paragraph: Paragraph) -> Iterator[Outcome]:
        """Amounts in a bare 万, those of one sentence together, and percentages without their sign."""
        words = unitless(view.analysis.profile)
        bare: dict[tuple[int, int], list[regex.Match[str]]] = {}
        for match in words.money.finditer(paragraph.text, timeout=TIMEOUT):
            bare.setdefault(paragraph.sentence(match.start()), []).append(match)
        for found in bare.values():
            finding = view.finding(
                self.card,
                paragraph.quote(found[0].start(), found[-1].end()),
                section=paragraph.section,
                facts={"count": str(len(found))},
                stated="万",
                expected="万元",
            )
            yield Outcome("broken", finding=finding)
        for match in words.percent.finditer(paragraph.text, timeout=TIMEOUT):
            yield self._named(view, paragraph, match, "percent")

    def _named(self, view: View, paragraph: Paragraph, match: "regex.Match[str]", variant: str) -> Outcome:
        finding = view.finding(
            self.card,
            paragraph.quote(match.start(), match.end()),
            section=paragraph.section,
            variant=variant,
            facts={"text": match[0]},
            stated=match[0],
            expected=f"{match[0]}%" if variant == "percent" else None,
        )
        return Outcome("broken", finding=finding)

    def _mixed(self, view: View, money: list[Claim]) -> Iterator[Outcome]:
        """Small amounts in 元 where all others are in 万元."""
        labels = Counter(claim.quantity.unit.label for claim in money if claim.quantity and claim.quantity.unit)
        usual, count = labels.most_common(1)[0] if labels else ("", 0)
        odd = [claim for claim in money if self._odd(view, claim)]
        if usual != "万元" or count < _OTHERS or len(odd) * _OTHERS > count:
            return
        for claim in odd:
            assert claim.quantity is not None
            finding = view.finding(
                self.card,
                claim.span,
                section=claim.section,
                variant="mixed",
                facts={"text": view.show(claim.quantity), "unit": usual},
                stated=view.show(claim.quantity),
                expected=f"{claim.quantity.value:f}{usual}",
                evidence=(view.from_claim(claim),),
                suspects=marks(claim),
            )
            yield Outcome("broken", marks(claim), finding)

    def _odd(self, view: View, claim: Claim) -> bool:
        quantity = claim.quantity
        assert quantity is not None and quantity.unit is not None
        account = bool(claim.concept.measure or claim.concept.path)
        small = quantity.unit.label == "元" and quantity.places > 0 and 0 < quantity.value < _SMALL
        words = unitless(view.analysis.profile).by_piece
        return account and small and not has_any(squeeze(view.quote(claim.span)), words)


def _over_table(view: View, paragraph: Paragraph) -> bool:
    """Whether a paragraph stands right above a table: the unit that it names is the table's."""
    below = view.analysis.document.blocks[paragraph.block + 1 : paragraph.block + 2]
    return bool(below) and below[0].kind == "table"


def _money(claim: Claim) -> bool:
    unit = claim.quantity.unit if claim.quantity else None
    return claim.kind == "amount" and known(claim) and unit is not None and unit.dimension == "money"
