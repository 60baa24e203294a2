"""NN-122: numbering of headings."""

import re
from collections.abc import Iterator
from itertools import pairwise

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.accounts import class_codes
from gouji.language.fold import squeeze
from gouji.model import Analysis, Outcome, Section
from gouji.rules._figures import make_card

_DIGITS = "零一二三四五六七八九"
_NUMERALS = f"{_DIGITS}十百"


class Numbering:
    """Numbering of headings.

    同级标题的序号应连续，不重复、不跳号。

    Headings of one level under one parent count on: a repeated or skipped number is a slip, or hides a missing section.
    Numbers in tables (with rules or without), in the contents and in paragraphs do not count; a number that stands inside a paragraph in
    between is not missing; counting may start anew at 1, unless 3 follows at once. Always a warning. Source: E.

    Broken: 一、…… 二、…… 二、…… Broken: 三、…… 五、……
    Right: 一、…… 二、…… （一）…… （二）…… 三、……
    """

    card = make_card(
        "NN-122",
        "warning",
        ("标题序号不连续", "numbering of headings"),
        {
            "default": (
                "序号“{number}”与前一标题“{before}”重复，应为“{expected}”",
                "number “{number}” repeats that of the heading before, “{before}”; “{expected}” was due",
            ),
            "skipped": (
                "前一标题为“{before}”，此处序号“{number}”，缺“{expected}”",
                "the heading before is “{before}”, this one has “{number}”: “{expected}” is missing",
            ),
        },
        __doc__,
        "E",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Walk the headings of each parent in order."""
        siblings: dict[tuple[int | None, int, str], list[Section]] = {}
        for section in item.sections:
            if section.ordinal is not None and not _is_line(section):
                key = (section.parent, section.level, style(section.number))
                siblings.setdefault(key, []).append(section)
        for row in siblings.values():
            slips = 0
            for i, (before, here) in enumerate(pairwise(row)):
                repeated = _repeats(before, here, row[i + 2 : i + 3])
                yield self._pair(view, before, here, slips, repeated=repeated)
                slips = slips + 1 if repeated else 0

    def _pair(self, view: View, before: Section, here: Section, slips: int, *, repeated: bool) -> Outcome:
        """slips: how often the number before repeats its forerunner's; the numbers that were due there are used up."""
        assert before.ordinal is not None and here.ordinal is not None
        due = before.ordinal + 1 + slips
        skipped = here.ordinal > due and not _stands_between(view, before, here, due)
        if not repeated and not skipped:
            return Outcome("holds")
        finding = view.finding(
            self.card,
            here.heading,
            section=here.index,
            variant="default" if repeated else "skipped",
            facts={
                "number": here.number,
                "before": view.quote(before.heading)[:30],
                "expected": alike(here.number, due),
            },
            stated=here.number,
            expected=alike(here.number, due),
        )
        return Outcome("broken", finding=finding)


def _is_line(section: Section) -> bool:
    """Whether it is the line of a table without rules: the name of a class account, with or without an amount."""
    return squeeze(section.title).rstrip("0123456789,.-") in class_codes()


def _repeats(before: Section, here: Section, after: list[Section]) -> bool:
    """Whether a number stands twice; a second 1 begins another list, unless 3 comes next."""
    return here.ordinal == before.ordinal and (here.ordinal != 1 or any(one.ordinal == 3 for one in after))


def style(number: str) -> str:
    """The way a number is written, such as “（中）”: its Chinese or Arabic digits made one mark each."""
    text = squeeze(number)
    text = re.sub(r"\d+", "#", text)
    return re.sub(f"[{_NUMERALS}]+", "中", text)


def alike(number: str, value: int) -> str:
    """`value` written in the way of `number`: alike(“（二）”, 3) is “（三）”."""
    text = squeeze(number)
    if re.search(r"\d", text):
        return re.sub(r"\d+", str(value), text, count=1)
    return re.sub(f"[{_NUMERALS}]+", chinese(value), text, count=1)


def chinese(value: int) -> str:
    """1 to 99 in Chinese: 十二, 二十; larger ones, which no heading has, in digits."""
    tens, ones = divmod(value, 10)
    if tens > 9:
        return str(value)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def _stands_between(view: View, before: Section, here: Section, due: int) -> bool:
    """Whether the missing number opens a line or sentence between the two headings."""
    between = squeeze(view.analysis.document.text[before.heading.end : here.heading.start])
    wanted = alike(here.number, due)
    tail = "[、.．]" if wanted[-1:].isdigit() or wanted[-1:] in _NUMERALS else ""
    return re.search(rf"(?:^|[\n。；：]){re.escape(wanted)}{tail}", between) is not None
