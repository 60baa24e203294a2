"""ST-106: terms in the glossary."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Outcome
from gouji.rules._duties import duties
from gouji.rules._figures import make_card
from gouji.rules._prose import TIMEOUT, paragraphs

_GLOSSARY = "glossary"


class Glossary:
    """Terms in the glossary.

    正文使用的专业名词（财政拨款收入、基本支出、项目支出、“三公”经费、机关运行经费等）应在名词解释中说明。

    A term that the narrative uses and that no entry of the glossary names is information; a report without a glossary is the
    matter of NN-123. The terms are data: duties.toml. Source: T.

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
        inside = [p.text for p in paragraphs(view) if view.kind_of(p.section) == _GLOSSARY]
        outside = [p.text for p in paragraphs(view) if view.kind_of(p.section) not in (_GLOSSARY, "annex", "about")]
        # A heading alone, or a file that ends with it, explains nothing: there is no list to hold the text against.
        if sum(map(len, inside)) < sum(len(section.title) for section in sections) + 100:
            return
        for term, used, explained in duties(item.profile).terms:
            if any(explained.search(text, timeout=TIMEOUT) for text in inside):
                yield Outcome("holds")
            elif any(used.search(text, timeout=TIMEOUT) for text in outside):
                facts = {"term": term.name}
                finding = view.finding(
                    self.card, sections[0].heading, section=sections[0].index, facts=facts, expected=term.name
                )
                yield Outcome("broken", finding=finding)
