"""What stands in a sentence, in order: numbers, comparisons, unchanged figures, lists, causes, absences."""

from typing import Any, Literal

import msgspec

from gouji.extract.words import TIMEOUT, Words
from gouji.model import Folded, Quantity, Span

EventKind = Literal["number", "comparison", "flat", "parts", "reason", "listing", "nothing", "semicolon"]


class Event(msgspec.Struct, frozen=True):
    """One thing of note at folded positions [start, end); `match` is the pattern's match where one found it."""

    kind: EventKind
    start: int
    end: int
    quantity: Quantity | None = None
    match: Any = None


def events(folded: Folded, quantities: list[Quantity], words: Words) -> list[Event]:
    """The events of a sentence in reading order; numbers inside another event's words stay numbers."""
    text = folded.text
    found: list[Event] = []
    numbers: list[tuple[int, int]] = []
    for quantity in quantities:
        if quantity.span is None:
            continue
        start, end = folded.find(quantity.span.start), folded.find(quantity.span.end)
        numbers.append((start, end))
        found.append(Event("number", start, end, quantity))
    reason = _reason(text, words)
    horizon = reason.start if reason else len(text)
    if reason:
        found.append(reason)
    compared = [
        Event("comparison", m.start(), m.end(), None, m)
        for m in words.comparison.finditer(text, timeout=TIMEOUT)
        if m.start() < horizon
    ]
    found += compared
    for m in words.flat.finditer(text, endpos=horizon, timeout=TIMEOUT):
        inside = any(e.start <= m.start() < e.end for e in compared)
        negated = text[max(m.start() - 1, 0) : m.start()] in ("不", "未")
        if not inside and not negated:
            found.append(Event("flat", m.start(), m.end(), None, m))
    for m in words.nothing.finditer(text, endpos=horizon, timeout=TIMEOUT):
        found.append(Event("nothing", m.start("subject"), m.end("subject"), None, m))
    for m in words.listing.finditer(text, endpos=horizon, timeout=TIMEOUT):
        if not any(m.start() < b and a < m.end() for a, b in numbers):
            found.append(Event("listing", m.start(), m.end(), None, m))
    lists = [e for e in found if e.kind == "listing"]
    for m in words.parts.finditer(text, endpos=horizon, timeout=TIMEOUT):
        if not any(e.start <= m.start() < e.end for e in lists):
            found.append(Event("parts", m.start(), m.end(), None, m))
    found += [Event("semicolon", i, i + 1) for i, char in enumerate(text) if char == "；"]
    return sorted(found, key=lambda e: (e.start, e.end, e.kind))


def _reason(text: str, words: Words) -> Event | None:
    """The stated cause of a sentence: from its opener to the end, or to the ； after which figures go on."""
    match = words.reason.search(text, timeout=TIMEOUT)
    if match is None:
        return None
    start, end = match.end(), len(text.rstrip("。；！？，"))
    at = text.find("；", start)
    if at != -1 and at < end and not text.startswith(words.points, at + 1):
        end = at
    return Event("reason", match.start(), max(end, start), None, Span(start, max(end, start)))
