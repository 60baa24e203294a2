"""ST-106: terms in the glossary."""

import re
from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Outcome
from gouji.rules._duties import duties
from gouji.rules._figures import make_card
from gouji.rules._prose import TIMEOUT, paragraphs

_GLOSSARY = "glossary"
_ASIDE = ("annex", "about")
_STOPS = re.compile("[。；\\n]")
_SAYS = re.compile("[：，]|是?指")


class Glossary:
    """Terms in the glossary.

    正文使用的专业名词（财政拨款收入、基本支出、项目支出、“三公”经费、机关运行经费等）应在名词解释中说明。

    A term that the narrative uses and that no sentence of the glossary names before its “：” or “指” is information: who
    explains 项目支出 as what there is beside 基本支出 has not explained 基本支出. A report without a glossary is the matter of NN-123. The terms
    are data: duties.toml. Source: T.

    Broken: 正文说明了机关运行经费，名词解释中没有该词. Right: 机关运行经费：指……
    """

    card = make_card(
        "ST-106",
        "info",
        ("名词解释缺少正文所用的名词", "terms that the glossary leaves out"),
        {"default": ("正文使用“{term}”，名词解释中没有", "the text uses “{term}”, the glossary does not explain it")},
        __doc__,
        "T",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Look for each used term among the explanations."""
        sections = [section for section in item.sections if section.kind == _GLOSSARY]
        if not sections:
            return
        inside, outside = _parted(view)
        # A heading alone, or a file that ends with it, explains nothing: there is no list to hold the text against.
        if sum(map(len, inside)) < sum(len(section.title) for section in sections) + 100:
            return
        heads = [head for text in inside for head in _heads(text)]
        for term, used, explained in duties(item.profile).terms:
            if any(explained.search(head, timeout=TIMEOUT) for head in heads):
                yield Outcome("holds")
            elif any(used.search(text, timeout=TIMEOUT) for text in outside):
                facts = {"term": term.name}
                finding = view.finding(
                    self.card, sections[0].heading, section=sections[0].index, facts=facts, expected=term.name
                )
                yield Outcome("broken", finding=finding)


def _parted(view: View) -> tuple[list[str], list[str]]:
    """The texts of the glossary, with what follows it under no known heading, and those of the narrative."""
    inside: list[str] = []
    outside: list[str] = []
    explains = False
    within = _within(view)
    for paragraph in paragraphs(view):
        kind = view.kind_of(paragraph.section)
        explains = kind == _GLOSSARY or (explains and kind is None)
        if explains:
            if any(start <= paragraph.folded.origin[0] < end for start, end in within):
                inside.append(paragraph.text)
        elif kind not in _ASIDE:
            outside.append(paragraph.text)
    return inside, outside


def _within(view: View) -> list[tuple[int, int]]:
    """Where glossaries begin and end at the latest: tables that follow explain nothing, whatever they are called."""
    document = view.analysis.document
    titles = sorted(table.title_span.start for table in view.analysis.tables if table.title_span)
    starts = [section.span.start for section in view.analysis.sections if section.kind == _GLOSSARY]
    return [(start, next((title for title in titles if title > start), len(document.text))) for start in starts]


def _heads(text: str) -> Iterator[str]:
    """What each sentence of a paragraph explains: its words before “：”, “，” or “指”."""
    yield from (_SAYS.split(sentence, maxsplit=1)[0] for sentence in _STOPS.split(text))
