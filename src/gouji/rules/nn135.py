"""NN-135: one document number, two titles."""

from collections.abc import Iterator
from functools import cache

import msgspec
import regex

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Analysis, Outcome, Span
from gouji.rules._figures import make_card
from gouji.rules._prose import TIMEOUT, paragraphs
from gouji.rules._repeats import clause


class CitationsFile(LexiconFile, frozen=True, kw_only=True):
    """`citations.toml`: see the comments there."""

    pattern: Regex
    number_marks: Regex
    title_words: Regex

    def __post_init__(self) -> None:
        if not {"title", "number"} <= set(regex.compile(self.pattern).groupindex):
            raise ValueError("`pattern` must have the groups title and number")


class Citation(msgspec.Struct, frozen=True):
    """A document cited: its title as compared and as written, where it stands, and the section."""

    core: str
    title: str
    span: Span
    section: int | None


@cache
def _patterns(profile: str) -> tuple["regex.Pattern[str]", "regex.Pattern[str]", "regex.Pattern[str]"]:
    file = load(profile, "citations", CitationsFile)
    return regex.compile(file.pattern), regex.compile(file.number_marks), regex.compile(file.title_words)


class OneNumberTwoTitles:
    """One document number, two titles.

    同一文号引用的文件，名称应当一致。

    A document number belongs to one document. Where the report cites it under two titles, neither of which is part of
    the other (a notice and what it issues have one number), one of them is not the document's. Information: titles are
    abbreviated in many ways. Brackets and quotation marks are not compared. Source: E.

    Spoken of: 《青石县水务局部门预算的批复》（青财预〔2024〕13号） and 《青石县财政局关于批复2024年预算的通知》（青财预〔2024〕13号）.
    Silent: 《关于印发预算管理办法的通知》（青财预〔2024〕13号） and 《预算管理办法》（青财预〔2024〕13号）.
    """

    card = make_card(
        "NN-135",
        "info",
        ("同一文号两种文件名称", "one document number, two titles"),
        {
            "default": (
                "{number}此处称《{a}》，前文称《{b}》",
                "{number} is 《{a}》 here and 《{b}》 before",
            )
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Compare the titles under each number with the first one."""
        pattern, marks, words = _patterns(item.profile)
        first: dict[str, Citation] = {}
        for paragraph in paragraphs(view):
            if "号）" not in paragraph.text:
                continue
            for match in pattern.finditer(paragraph.text, timeout=TIMEOUT):
                core = words.sub("", match["title"], timeout=TIMEOUT)
                span = paragraph.folded.span(match.start(), match.end())
                cited = Citation(core, match["title"], span, paragraph.section)
                number = marks.sub("", match["number"], timeout=TIMEOUT)
                before = first.setdefault(number, cited)
                if before is cited:
                    continue
                if core in before.core or before.core in core:
                    yield Outcome("holds")
                    continue
                finding = view.finding(
                    self.card,
                    span,
                    section=cited.section,
                    facts={"number": match["number"], "a": cited.title, "b": before.title},
                    stated=cited.title,
                    expected=before.title,
                    evidence=(clause(view, before.span),),
                )
                yield Outcome("broken", finding=finding)
