"""NN-118: years against the report's year."""

import re
from collections.abc import Iterator

import regex

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Analysis, Outcome, Severity
from gouji.rules._figures import make_card, say
from gouji.rules._prose import TIMEOUT, Paragraph, paragraphs

_TITLED = re.compile(r"《[^《》]*》|[〔\[（]\d{4}[〕\]）]")


class YearsFile(LexiconFile, frozen=True, kw_only=True):
    """`years.toml`: see the comments there."""

    heading: Regex
    until: Regex
    until_sections: tuple[str, ...]
    against: Regex
    against_sections: tuple[str, ...]


class Years:
    """Years against the report's year.

    标题、“截至Y年12月31日”和“与Y年度相比”中的年份应与报告年度相符。

    The parts of a report bear its own year. In final accounts the balance of assets is of 31 December of the report's
    year, and totals are compared with the year before. Budgets name earlier dates rightly, so only their part headings
    are looked at. Years in titles of documents (《…》, 〔2023〕) do not count.
    The patterns are data: years.toml. Source: E.

    Broken (报告年度2024): 第三部分 2023年度部门决算情况说明. Broken: 截至2023年12月31日，共有车辆3辆.
    Right: 与2023年度相比. Right (2025年度部门预算): 截至2024年8月31日，共有车辆3辆.
    """

    card = make_card(
        "NN-118",
        "error",
        ("年份与报告年度不符", "year does not fit the report"),
        {
            "default": (
                "标题写{stated}年度，报告为{year}年度",
                "the heading says {stated}, the report is of {year}",
            ),
            "until": (
                "此处写截至{stated}年12月31日，报告为{year}年度，应为{year}年12月31日",
                "31 December {stated} in a report of {year}",
            ),
            "against": (
                "与{stated}年度相比，报告为{year}年度，上年应为{expected}年度",
                "compared with {stated} in a report of {year}; the year before is {expected}",
            ),
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Look at part headings everywhere, and at dates in final accounts."""
        words = load(item.profile, "years", YearsFile)
        if item.year is None or not words.heading:
            return
        found = paragraphs(view)
        headings = [(p, m) for p in found if p.heading for m in _find(words.heading, p.text)]
        own = sum(int(match[1]) == item.year for _, match in headings) + (str(item.year) in item.title)
        for paragraph, match in headings:
            severity: Severity = "error" if own else "warning"
            yield self._year(view, paragraph, match, item.year, "default", severity)
        for paragraph in found:
            yield from self._dates(view, paragraph, item.year, words)

    def _dates(self, view: View, paragraph: Paragraph, year: int, words: YearsFile) -> Iterator[Outcome]:
        kind = view.kind_of(paragraph.section)
        masked = _TITLED.sub(lambda match: "□" * len(match[0]), paragraph.text)
        for match in _find(words.until, masked):
            severity: Severity = "error" if kind in words.until_sections else "warning"
            yield self._year(view, paragraph, match, year, "until", severity)
        if kind in words.against_sections:
            for match in _find(words.against, masked):
                itself = int(match[1]) == year
                yield self._year(view, paragraph, match, year - 1, "against", "error" if itself else "warning")

    def _year(
        self,
        view: View,
        paragraph: Paragraph,
        match: "regex.Match[str]",
        due: int,
        variant: str,
        severity: Severity,
    ) -> Outcome:
        if int(match[1]) == due:
            return Outcome("holds")
        year = str(view.analysis.year)
        finding = view.finding(
            self.card,
            paragraph.quote(match.start(), match.end()),
            section=paragraph.section,
            severity=severity,
            variant=variant,
            facts={"stated": match[1], "year": year, "expected": str(due)},
            stated=match[1],
            expected=str(due),
            hint=None if severity == "error" else say(view, "如确指该年份，请忽略", "disregard if that year is meant"),
        )
        return Outcome("broken", finding=finding)


def _find(pattern: str, text: str) -> Iterator["regex.Match[str]"]:
    """The matches of a lexicon pattern; none of an empty one."""
    return regex.finditer(pattern, text, timeout=TIMEOUT) if pattern else iter(())
