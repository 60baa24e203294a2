"""What stands in a sentence, in order: numbers, comparisons, unchanged figures, lists, causes, absences."""

from typing import Any, Literal

import msgspec

from gouji.extract.words import TIMEOUT, Words
from gouji.model import Folded, Quantity, Span

EventKind = Literal[
    "number",
    "comparison",
    "flat",
    "parts",
    "reason",
    "listing",
    "nothing",
    "uses",
    "unread",
    "bracket",
    "close",
    "semicolon",
]


class Event(msgspec.Struct, frozen=True):
    """One thing of note at folded positions [start, end); `match` is the pattern's match where one found it.

    A number that stands in a series (“1万元、2万元和3万元”) has its place in it, from 0, and the series' length.
    """

    kind: EventKind
    start: int
    end: int
    quantity: Quantity | None = None
    match: Any = None
    place: int = 0
    length: int = 1


def events(folded: Folded, quantities: list[Quantity], unread: list[Span], words: Words) -> list[Event]:
    """The events of a sentence in reading order; numbers inside another event's words stay numbers. `unread` are numbers
    whose value cannot be told.
    """
    text = folded.text
    found: list[Event] = []
    numbers: list[tuple[int, int]] = []
    for quantity in quantities:
        if quantity.span is None:
            continue
        start, end = folded.find(quantity.span.start), folded.find(quantity.span.end)
        numbers.append((start, end))
        found.append(Event("number", start, end, quantity))
    found = _series(text, found, words)
    found += [Event("unread", folded.find(span.start), folded.find(span.end)) for span in unread]
    reasons = _reasons(text, words)
    found += reasons

    def told(start: int) -> bool:
        """Whether a position lies in a stated cause: what stands there explains, it does not state."""
        return any(e.match.start <= start < e.match.end or e.start <= start < e.end for e in reasons)

    compared = [
        Event("comparison", m.start(), m.end(), None, m)
        for m in words.comparison.finditer(text, timeout=TIMEOUT)
        if not told(m.start())
    ]
    found += compared
    for m in words.flat.finditer(text, timeout=TIMEOUT):
        inside = any(e.start <= m.start() < e.end for e in compared)
        negated = text[max(m.start() - 1, 0) : m.start()] in ("不", "未")
        if not inside and not negated and not told(m.start()):
            found.append(Event("flat", m.start(), m.end(), None, m))
    for m in words.nothing.finditer(text, timeout=TIMEOUT):
        if not told(m.start("word")):
            found.append(Event("nothing", m.start("subject"), m.end("subject"), None, m))
    lists = [
        Event("listing", m.start(), m.end(), None, m)
        for m in words.listing.finditer(text, timeout=TIMEOUT)
        if not told(m.start()) and not any(m.start() < b and a < m.end() for a, b in numbers)
    ]
    found += lists
    for m in words.parts.finditer(text, timeout=TIMEOUT):
        if not told(m.start()) and not any(e.start <= m.start() < e.end for e in lists):
            found.append(Event("parts", m.start(), m.end(), None, m))
    for m in words.uses.finditer(text, timeout=TIMEOUT):
        if not told(m.start()) and any(m.start() < a < m.end() for a, _ in numbers):
            found.append(Event("uses", m.start(), m.end(), None, m))
    found += _brackets(text, numbers)
    found += [Event("semicolon", i, i + 1) for i, char in enumerate(text) if char == "；"]
    return sorted(found, key=lambda e: (e.start, e.end, e.kind))


def _series(text: str, numbers: list[Event], words: Words) -> list[Event]:
    """The numbers, those of one series numbered: parted by nothing but 、 or 和."""
    groups: list[list[Event]] = []
    for event in numbers:
        if groups and text[groups[-1][-1].end : event.start] in words.joints:
            groups[-1].append(event)
        else:
            groups.append([event])
    return [
        msgspec.structs.replace(event, place=place, length=len(group))
        for group in groups
        for place, event in enumerate(group)
    ]


def _brackets(text: str, numbers: list[tuple[int, int]]) -> list[Event]:
    """Brackets with numbers in them right behind a number: “100万元（人员80万元、公用20万元）”."""
    found = []
    ends = {end for _, end in numbers}
    for start in (i for i in ends if text[i : i + 1] == "（"):
        close = text.find("）", start)
        if any(start < a < close for a, _ in numbers):
            found += [Event("bracket", start, start + 1), Event("close", close, close + 1)]
    return found


def _reasons(text: str, words: Words) -> list[Event]:
    """The stated causes of a sentence: each from its opener to the end, or to where figures go on.

    They go on after a ； that opens no further point of the cause, and after a clause mark with a new base of
    comparison (“，与上年相比…”).
    """
    found: list[Event] = []
    at = 0
    last = len(text.rstrip("。；！？，\n"))
    while match := words.reason.search(text, at, timeout=TIMEOUT):
        start, end = match.end(), max(last, match.end())
        semicolon = text.find("；", start)
        if semicolon != -1 and semicolon < end and not text.startswith(words.points, semicolon + 1):
            end = semicolon
        for base in words.base.finditer(text, start, end, timeout=TIMEOUT):
            if text[base.start() - 1] in "，；":
                end = base.start() - 1
                break
        end = max(start, end)
        found.append(Event("reason", match.start(), start, None, Span(start, end)))
        at = max(end, match.end())
    return found
