"""ST-104: publication after approval."""

from collections.abc import Iterator
from datetime import date
from functools import cache

import regex

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Analysis, Outcome
from gouji.rules._figures import make_card
from gouji.rules._prose import TIMEOUT, Paragraph, paragraphs


class DisclosureFile(LexiconFile, frozen=True, kw_only=True):
    """`disclosure.toml`: see the comments there."""

    days: int
    approved: tuple[Regex, ...]
    published: tuple[Regex, ...]


class Publication:
    """Publication after approval.

    部门决算、预算应在财政部门批复后20日内公开。

    Where the report gives both dates, publication may not lie more than 20 days after the approval, nor before it: a warning.
    Most reports give neither, and then there is nothing to check. The words and the number of days are data:
    disclosure.toml. Source: O.

    Broken: 批复时间：2025年8月1日 … 公开时间：2025年9月10日. Right: 公开时间：2025年8月20日.
    """

    card = make_card(
        "ST-104",
        "warning",
        ("公开时间晚于规定", "published too late"),
        {
            "default": (
                "批复日期{approved}，公开日期{published}，相隔{count}日，超过{days}日",
                "approved on {approved}, published on {published}: {count} days, more than {days}",
            ),
            "before": (
                "公开日期{published}早于批复日期{approved}",
                "published on {published}, before the approval on {approved}",
            ),
        },
        __doc__,
        "O",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Find both dates and count the days between them."""
        words = load(item.profile, "disclosure", DisclosureFile)
        approved, published = _first(view, _one(words.approved)), _first(view, _one(words.published))
        if approved is None or published is None:
            return
        count = (published[2] - approved[2]).days
        if 0 <= count <= words.days:
            yield Outcome("holds")
            return
        paragraph, match, day = published
        finding = view.finding(
            self.card,
            paragraph.quote(match.start(), match.end()),
            section=paragraph.section,
            variant="before" if count < 0 else "default",
            facts={
                "approved": approved[2].isoformat(),
                "published": day.isoformat(),
                "count": str(count),
                "days": str(words.days),
            },
            stated=day.isoformat(),
        )
        yield Outcome("broken", finding=finding)


@cache
def _one(patterns: tuple[str, ...]) -> "regex.Pattern[str]":
    return regex.compile("|".join(f"(?:{one})" for one in patterns))


def _first(view: View, pattern: "regex.Pattern[str]") -> tuple[Paragraph, "regex.Match[str]", date] | None:
    """The first date that the pattern finds; one that no calendar has is none."""
    for paragraph in paragraphs(view):
        if match := pattern.search(paragraph.text, timeout=TIMEOUT):
            try:
                return paragraph, match, date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                continue
    return None
