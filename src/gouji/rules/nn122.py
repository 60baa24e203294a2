"""NN-122: numbering of headings."""

import re
from collections.abc import Iterator
from itertools import pairwise

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.language.accounts import class_codes
from gouji.language.fold import squeeze
from gouji.model import Analysis, Outcome, Section, Span
from gouji.rules._figures import make_card

_DIGITS = "零一二三四五六七八九"
_MANY = 5
_MOST = 3
_REACH = 20_000
_QUOTE = 60
_NOTE = re.compile(r"(?:注|说明|备注)[:：]1[、.．]")
_ACCOUNT = re.compile(r"（[类款项]）")
_SECOND = re.compile(r"(?:^|[\n。；])2[、.．]")
_NUMERALS = f"{_DIGITS}十百"


class Numbering:
    """Numbering of headings.

    同级标题的序号应连续，不重复、不跳号。

    Headings of one level under one parent count on: a repeated or skipped number is a slip, or hides a missing section.
    Numbers in tables (with rules or without), in the contents and in paragraphs do not count; a number that stands inside a paragraph in
    between is not missing; counting may start anew at 1, unless 3 follows at once. Of 三、五、五 the first 五 is the slip,
    and the second one is right. A warning.

    An item that stands inside the paragraph of the one before while its sisters begin paragraphs (the line break is lost), and a
    list of one item, numbered 1 and followed by no 2, are information. Source: E.

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
            "inline": (
                "“{number}”未另起一段，接在“{before}”的段落之后",
                "item “{number}” stands inside the paragraph of “{before}”, its sisters begin paragraphs of their own",
            ),
            "alone": (
                "序号“{number}”之后没有“{expected}”，只有一项不必编号",
                "“{number}” is the only item of its list: there is no “{expected}”",
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
        document = item.document
        starts = {block.span.start for block in document.blocks} | {run.start for run in document.runs}
        for row in siblings.values():
            slips, early = 0, False
            for i, (before, here) in enumerate(pairwise(row)):
                repeated = _repeats(before, here, row[i + 2 : i + 3]) and not early
                outcome = self._pair(view, before, here, slips, repeated=repeated)
                yield outcome
                early = outcome.finding is not None and here.ordinal == (before.ordinal or 0) + slips + 2
                slips = slips + 1 if repeated else 0
            for before, here in _inside(row, starts):
                yield self._info(view, here, "inline", view.quote(before.heading)[:30], "")
        for here in _single(view, siblings):
            yield self._info(view, here, "alone", "", alike(here.number, 2))
        yield from self._notes(view)

    def _info(self, view: View, here: Section, variant: str, before: str, expected: str) -> Outcome:
        finding = view.finding(
            self.card,
            _short(here.heading),
            section=here.index,
            severity="info",
            variant=variant,
            facts={"number": here.number, "before": before, "expected": expected},
            stated=here.number,
            expected=expected or None,
        )
        return Outcome("broken", finding=finding)

    def _notes(self, view: View) -> Iterator[Outcome]:
        """Notes of tables that have a 1 and no 2."""
        document = view.analysis.document
        for table in view.analysis.tables:
            text = squeeze("\n".join(table.notes))
            if not _NOTE.match(text) or _SECOND.search(text):
                continue
            at = document.text.find(table.notes[0].split("\n")[0])
            if at >= 0:
                finding = view.finding(
                    self.card,
                    Span(at, at + min(len(table.notes[0]), _QUOTE)),
                    severity="info",
                    variant="alone",
                    facts={"number": "1", "before": "", "expected": "2"},
                    stated="1",
                    expected="2",
                )
                yield Outcome("broken", finding=finding)

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
            suspects=(f"h{here.index}",),
        )
        return Outcome("broken", finding=finding)


def _inside(row: list[Section], starts: set[int]) -> Iterator[tuple[Section, Section]]:
    """Items that begin neither a block nor a line of the source, after one that does, where most of the others do."""
    begin = [section.heading.start in starts for section in row]
    if len(row) < _MANY or begin.count(False) * _MOST > len(row):
        return
    for i in range(1, len(row) - 1):
        if not begin[i] and begin[i - 1] and begin[i + 1] and row[i].ordinal == (row[i - 1].ordinal or 0) + 1:
            yield row[i - 1], row[i]


def _single(view: View, siblings: dict[tuple[int | None, int, str], list[Section]]) -> Iterator[Section]:
    """Items numbered 1 that are the only ones of their list: neither a section nor a line or sentence bears the 2.

    The form numbers accounts also where there is only one.
    """
    text = view.analysis.document.text
    for (parent, _, written), row in siblings.items():
        above = view.section(parent)
        if len(row) != 1 or row[0].ordinal != 1 or above is None or not written.endswith("#"):
            continue
        if _ACCOUNT.search(row[0].title):
            continue
        rest = squeeze(text[row[0].heading.start : above.span.end])[:_REACH]
        if not re.search(rf"{re.escape(alike(row[0].number, 2))}[、.．）)]", rest) and not _is_line(row[0]):
            yield row[0]


def _short(span: Span) -> Span:
    return Span(span.start, min(span.end, span.start + _QUOTE))


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
