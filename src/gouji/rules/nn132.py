"""NN-132: numbers that are no numbers."""

from collections.abc import Iterator

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.fold import fold
from gouji.language.units import units
from gouji.model import Analysis, Outcome
from gouji.rules._figures import make_card

_AFTER = 6


class MalformedNumber:
    """Numbers that are no numbers.

    数字的小数点、千分位写错（如1,23020万元、12.3.4万元）。

    A number before a unit of money or a percent sign whose separators cannot be right: thousands that are not three
    digits each, or two decimal points. What it should say cannot be told, so nothing else compares it; a warning.
    The catalogue has no such rule. Source: G.

    Broken: 本年收入合计1,23020万元. Right: 1,230.20万元.
    """

    card = make_card(
        "NN-132",
        "warning",
        ("数字书写有误", "a number written in no valid way"),
        {
            "default": (
                "“{text}”的千分位或小数点有误，无法核对",
                "the separators of “{text}” cannot be right: it was not compared with anything",
            )
        },
        __doc__,
        "G",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Look at every number that could not be read, and at the unit behind it."""
        money = tuple(word for word, unit in units(item.profile).items() if unit.dimension in ("money", "ratio"))
        for mention in item.mentions:
            if mention.why != "malformed":
                continue
            end = mention.span.end
            if not fold(item.document.text[end : end + _AFTER]).text.startswith(money):
                continue
            section = next((s.section for s in item.sentences if s.span.covers(mention.span)), None)
            facts = {"text": view.quote(mention.span)}
            finding = view.finding(self.card, mention.span, section=section, facts=facts, stated=facts["text"])
            yield Outcome("broken", finding=finding)
