"""BP-201: a passage repeated word for word."""

from collections.abc import Iterator

from gouji.boilerplate.repetition import Passage, repeated_passages
from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Finding, Outcome
from gouji.rules._figures import make_card
from gouji.rules._repeats import clause, located, section_of


class RepeatedPassage:
    """A passage repeated word for word.

    同一段文字在文中逐字重复出现（数字表述、理由、用途以及规定格式用语不计）；相邻重复提示为警告。

    A passage of at least `repeat_length` characters stands more than once, word for word; marks are not compared. In
    sections of the same title (the 项目概述 of two projects) a shorter passage is enough. Clauses that state numbers,
    reasons or purposes are left to their own rules, and wording that the form demands (stock.toml) is not counted. A
    repetition right beside the first place is a warning, any other is information. Source: E, G.

    Spoken of: the same sentence in two neighbouring items; the list of duties again in the annex.
    Silent: “本表反映…” under every table; “与上年相比”; the glossary.
    """

    card = make_card(
        "BP-201",
        "info",
        ("文字逐字重复", "passage repeated word for word"),
        {
            "default": (
                "以下文字逐字出现{count}次{places}，每处{length}字：“{passage}”",
                "this passage of {length} characters stands {count} times, word for word{places}: “{passage}”",
            ),
            "neighbours": (
                "以下文字在相邻处逐字出现{count}次{places}，每处{length}字：“{passage}”",
                "this passage of {length} characters stands {count} times close together{places}: “{passage}”",
            ),
        },
        __doc__,
        "E,G",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """One outcome for each repeated passage, or one that holds for the whole document."""
        passages = repeated_passages(item, view.thresholds.repeat_length)
        for passage in passages:
            yield Outcome("broken", finding=self._finding(passage, view))
        if not passages and any(sentence.kind == "prose" for sentence in item.sentences):
            yield Outcome("holds")

    def _finding(self, passage: Passage, view: View) -> Finding:
        first = passage.heads[0]
        return view.finding(
            self.card,
            first,
            section=section_of(view, passage.uses[0]),
            severity="warning" if passage.neighbours else "info",
            variant="neighbours" if passage.neighbours else "default",
            facts={
                "count": str(len(passage.uses)),
                "places": located(view, passage.uses),
                "length": str(passage.length),
                "passage": view.quote(first),
            },
            evidence=tuple(clause(view, span) for span in passage.heads[1:]),
        )
