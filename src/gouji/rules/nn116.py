"""NN-116: unit missing."""

from collections.abc import Iterator

import regex

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Analysis, Outcome
from gouji.rules._figures import make_card
from gouji.rules._prose import TIMEOUT, paragraphs


class UnitlessFile(LexiconFile, frozen=True, kw_only=True):
    """`unitless.toml`: see the comments there."""

    money: Regex
    share: Regex


class MissingUnit:
    """Unit missing.

    金额应写“万元”，占比应写“%”。

    An amount written “12.00万” lacks its 元, a share written “占76.23” its percent sign. Only forms that can hardly mean
    anything else are named (unitless.toml). Source: E, T.

    Broken: 支持产业发展870.00万，合计1,170.00万. Broken: 项目支出20.00万元，占76.23；
    Right: 浏览量超过100万次. Right: 得分占30分.
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
        },
        __doc__,
        "E,T",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Look through every paragraph; the bare 万 of one sentence make one finding."""
        words = load(item.profile, "unitless", UnitlessFile)
        for paragraph in paragraphs(view):
            bare: dict[tuple[int, int], list[regex.Match[str]]] = {}
            for match in regex.finditer(words.money, paragraph.text, timeout=TIMEOUT):
                bare.setdefault(paragraph.sentence(match.start()), []).append(match)
            shares = list(regex.finditer(words.share, paragraph.text, timeout=TIMEOUT))
            if not bare and not shares:
                yield Outcome("holds")
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
            for match in shares:
                finding = view.finding(
                    self.card,
                    paragraph.quote(match.start(), match.end()),
                    section=paragraph.section,
                    variant="percent",
                    facts={"text": match[0]},
                    stated=match[0],
                    expected=f"{match[0]}%",
                )
                yield Outcome("broken", finding=finding)
