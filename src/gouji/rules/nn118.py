"""NN-118: years against the report's year."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import regex

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.numbering import find_marker
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Analysis, Finding, Outcome, Severity, Span, Table
from gouji.rules._figures import make_card, say
from gouji.rules._prose import TIMEOUT, Paragraph, paragraphs
from gouji.rules._running import NOWHERE, in_line, running_lines

_COVER = regex.compile(r"(20\d\d)年度?(?=[^\d]*(?:决算|预算|$))")
_ELSEWHERE = ("annex", "project", "about", "glossary")
_YEAR_BEFORE = re.compile(r"(20\d\d)年度?(?:决算数?)?$")
_TITLED = re.compile(r"《[^《》]*》|[〔\[（]\d{4}[〕\]）]")


class YearsFile(LexiconFile, frozen=True, kw_only=True):
    """`years.toml`: see the comments there."""

    heading: Regex
    until: Regex
    until_sections: tuple[str, ...]
    against: Regex
    against_sections: tuple[str, ...]
    lower: Regex
    table: Regex
    statement: Regex
    statement_sections: tuple[str, ...]


class _Words:
    """`years.toml`, compiled; None for a pattern that is empty."""

    def __init__(self, file: YearsFile) -> None:
        self.heading, self.lower, self.table = map(_compiled, (file.heading, file.lower, file.table))
        self.until, self.against, self.statement = map(_compiled, (file.until, file.against, file.statement))
        self.until_sections = file.until_sections
        self.against_sections = file.against_sections
        self.statement_sections = file.statement_sections


class Years:
    """Years against the report's year.

    封面、标题、表题、页眉页脚、数字说明、“截至Y年12月31日”和“与Y年度相比”中的年份应与报告年度相符。

    The cover, the parts of a report, the titles of its tables and the headings of its figures bear its own year, and what
    it states is of that year: “2023年度收入总计…” in a report of 2024 is a slip unless its section states the same of 2024 too. In final accounts the balance of assets is of 31 December of the report's
    year, and totals are compared with the year before. Budgets name earlier dates rightly, so only their part headings
    are looked at. Years in titles of documents (《…》, 〔2023〕) do not count.
    A header or footer that names the report has its year too; it is an error where the cover or two headings have the right one and
    no other header has, else a warning.
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
            "cover": (
                "封面写{stated}年度，报告其余部分为{year}年度",
                "the cover says {stated}, the rest of the report is of {year}",
            ),
            "running": (
                "页眉（页脚）写{stated}年度，报告为{year}年度",
                "the header or footer says {stated}, the report is of {year}",
            ),
            "table": (
                "表题写{stated}年度，报告为{year}年度",
                "the title of the table says {stated}, the report is of {year}",
            ),
            "statement": (
                "此处写{stated}年度，报告为{year}年度，本节没有{year}年度的同一数字",
                "figures of {stated} in a report of {year}, and the section has none of {year} for the same",
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
        """Look at cover, headings and titles, at what is stated, and at dates in final accounts."""
        words = _words(item.profile)
        if item.year is None or words.heading is None:
            return
        found = paragraphs(view)
        cover = _cover(view, found)
        for paragraph in cover:
            for match in _find(_COVER, paragraph.text):
                yield self._year(view, paragraph, match, item.year, "cover", "warning")
        found = found[len(cover) :]
        yield from self._tables(view, item.tables, words, item.year)
        yield from self._statements(view, found, words, item.year)
        headings = [(p, m) for p in found if p.heading for m in _find(words.heading, p.text)]
        own = sum(int(match[1]) == item.year for _, match in headings) + (str(item.year) in item.title)
        for paragraph, match in headings:
            severity: Severity = "error" if own else "warning"
            yield self._year(view, paragraph, match, item.year, "default", severity)
        yield from self._running(view, words, item.year, own)
        parts = {paragraph.block for paragraph, _ in headings}
        for paragraph in found:
            yield from self._dates(view, paragraph, item.year, words)
            kind = view.kind_of(paragraph.section)
            if paragraph.heading and paragraph.block not in parts and kind not in _ELSEWHERE:
                title = paragraph.text[_number(paragraph.text) :]
                for match in _find(words.lower, title):
                    yield self._year(view, paragraph, match, item.year, "default", "warning")

    def _tables(self, view: View, tables: Sequence[Table], words: _Words, year: int) -> Iterator[Outcome]:
        """The titles of tables of known forms."""
        found = [
            (table, match)
            for table in tables
            if table.form and table.title_span
            for match in _find(words.table, table.title)
        ]
        own = sum(int(match[1]) == year for _, match in found)
        for table, match in found:
            assert table.title_span is not None
            if int(match[1]) == year:
                yield Outcome("holds")
                continue
            severity: Severity = "error" if own > 1 else "warning"
            yield Outcome("broken", finding=self._finding(view, table.title_span, match[1], year, "table", severity))

    def _running(self, view: View, words: _Words, year: int, own: int) -> Iterator[Outcome]:
        """Headers and footers with the report's title. own: how often title and headings have the right year."""
        found = [
            (line, match)
            for line in running_lines(view)
            for match in _find(words.heading, _TITLED.sub(lambda match: "□" * len(match[0]), line.text))
        ]
        # Parts of a file may have headers of their own: where one is right, the other may be that of an annex.
        alone = not any(int(match[1]) == year for _, match in found)
        sure = alone and (own > 1 or str(year) in view.analysis.title)
        for line, match in found:
            if int(match[1]) == year:
                yield Outcome("holds")
                continue
            finding = self._finding(view, NOWHERE, match[1], year, "running", "error" if sure else "warning")
            yield Outcome("broken", finding=in_line(finding, line))

    def _statements(self, view: View, found: Sequence[Paragraph], words: _Words, year: int) -> Iterator[Outcome]:
        """What the sections on figures state, by section and the words between year and figure."""
        stated: dict[tuple[int | None, str], list[tuple[Paragraph, regex.Match[str]]]] = {}
        for paragraph in found:
            if view.kind_of(paragraph.section) in words.statement_sections:
                for match in _find(words.statement, paragraph.text):
                    stated.setdefault((paragraph.section, match[2]), []).append((paragraph, match))
        for group in stated.values():
            own = any(int(match[1]) == year for _, match in group)
            for paragraph, match in group:
                due = int(match[1]) if own else year
                yield self._year(view, paragraph, match, due, "statement", "warning")

    def _dates(self, view: View, paragraph: Paragraph, year: int, words: _Words) -> Iterator[Outcome]:
        kind = view.kind_of(paragraph.section)
        masked = _TITLED.sub(lambda match: "□" * len(match[0]), paragraph.text)
        for match in _find(words.until, masked):
            severity: Severity = "error" if kind in words.until_sections else "warning"
            yield self._year(view, paragraph, match, year, "until", severity)
        if kind in words.against_sections:
            for match in _find(words.against, masked):
                # “2022年与2021年相比”: an earlier year against the one before it.
                earlier = _YEAR_BEFORE.search(masked, 0, match.start())
                due = int(earlier[1]) - 1 if earlier and int(earlier[1]) < year else year - 1
                itself = int(match[1]) == year
                yield self._year(view, paragraph, match, due, "against", "error" if itself else "warning")

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
        span = paragraph.quote(match.start(), match.end())
        finding = self._finding(view, span, match[1], due, variant, severity, paragraph.section)
        return Outcome("broken", finding=finding)

    def _finding(
        self,
        view: View,
        span: Span,
        stated: str,
        due: int,
        variant: str,
        severity: Severity,
        section: int | None = None,
    ) -> Finding:
        return view.finding(
            self.card,
            span,
            section=section,
            severity=severity,
            variant=variant,
            facts={"stated": stated, "year": str(view.analysis.year), "expected": str(due)},
            stated=stated,
            expected=str(due),
            hint=None if severity == "error" else say(view, "如确指该年份，请忽略", "disregard if that year is meant"),
        )


def _cover(view: View, found: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The lines of the cover, which make up the report's title: those before the contents and the first table."""
    others = [block.span.start for block in view.analysis.document.blocks if block.kind != "paragraph"]
    end = min(others, default=0)
    count = 0
    while count < len(found) and found[count].text in view.analysis.title and found[count].folded.origin[0] < end:
        count += 1
    return found[:count]


def _number(text: str) -> int:
    """How many characters the number of a heading takes."""
    marker = find_marker(text)
    return marker.length if marker else 0


@cache
def _words(profile: str) -> _Words:
    return _Words(load(profile, "years", YearsFile))


def _compiled(pattern: str) -> "regex.Pattern[str] | None":
    return regex.compile(pattern) if pattern else None


def _find(pattern: "regex.Pattern[str] | None", text: str) -> Iterator["regex.Match[str]"]:
    """The matches of a lexicon pattern; none of an empty one."""
    return pattern.finditer(text, timeout=TIMEOUT) if pattern else iter(())
