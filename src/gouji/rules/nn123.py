"""NN-123: topics that a report must speak of."""

from collections.abc import Iterator

import regex

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Outcome
from gouji.rules._duties import duties
from gouji.rules._figures import make_card
from gouji.rules._prose import TIMEOUT, Paragraph, paragraphs
from gouji.segment.tablewords import key, table_words

_ASIDE = ("glossary", "about")
_OF_TABLE = "本表"


class Topics:
    """Topics that a report must speak of.

    职责机构、收支、财政拨款、“三公”经费、机关运行经费、政府采购、国有资产、绩效和名词解释等应逐项说明，没有的也应写明“无”。

    The topics that the rules on disclosure ask for, with the year from which they do, are data: duties.toml. One that has no
    section of its own and that the narrative does not name is a warning, where most of the others are there: an excerpt or
    a file of tables is not judged. Titles and notes of tables, the glossary, the duties of the body and stated causes speak
    of no topic, but a note that there is nothing does. Source: T, O.

    Broken: 全文没有说明政府采购情况. Right: 本部门2024年度无政府采购支出.
    """

    card = make_card(
        "NN-123",
        "warning",
        ("应说明的事项缺失", "topics that must be spoken of"),
        {"default": ("全文没有说明“{topic}”", "the report does not speak of {topic}")},
        __doc__,
        "T,O",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Look for each topic among sections and paragraphs."""
        due = [
            (one, words) for one, words in duties(item.profile).topics if not one.since or one.since <= (item.year or 0)
        ]
        kinds = {section.kind for section in item.sections}
        found = paragraphs(view)
        said = tuple(_narrative(view, found))
        missing = [
            one.name
            for one, words in due
            if not kinds.intersection(one.kinds) and not any(_names(view, words, p) for p in said)
        ]
        if not due or 3 * len(missing) > len(due) or not _is_report(view, found):
            return
        for _ in range(len(due) - len(missing)):
            yield Outcome("holds")
        for name in missing:
            last = found[-1]
            span = last.folded.span(0, min(len(last.text), 1))
            heads = [section.heading for section in item.sections if section.level == 1]
            finding = view.finding(self.card, heads[-1] if heads else span, facts={"topic": name}, expected=name)
            yield Outcome("broken", finding=finding)


def _narrative(view: View, found: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    """The paragraphs that may speak of a topic: neither explanations of terms, nor titles of tables or notes on their scope."""
    words = table_words(view.analysis.profile)
    titles = {table.title_span for table in view.analysis.tables}
    blocks = view.analysis.document.blocks
    for paragraph in found:
        text = key(paragraph.text)
        note = words.is_note(text) and _OF_TABLE in text and not words.is_empty_note(text)
        title = blocks[paragraph.block].span in titles or (not paragraph.heading and words.is_title(text))
        if not note and not title and view.kind_of(paragraph.section) not in _ASIDE:
            yield paragraph


def _names(view: View, words: "regex.Pattern[str]", paragraph: Paragraph) -> bool:
    """Whether a paragraph has the words outside of stated causes, which name matters in passing."""
    found = (paragraph.folded.span(*match.span()) for match in words.finditer(paragraph.text, timeout=TIMEOUT))
    return any(not any(one.span.covers(span) for one in view.analysis.reasons) for span in found)


def _is_report(view: View, found: tuple[Paragraph, ...]) -> bool:
    """Whether this is a whole report: it has a cover or contents, and several sections of known kinds."""
    kinds = {section.kind for section in view.analysis.sections if section.kind}
    fronted = bool(view.analysis.title) or any(block.kind == "toc" for block in view.analysis.document.blocks)
    return fronted and len(kinds) > 4 and bool(found)
