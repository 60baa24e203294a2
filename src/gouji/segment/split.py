"""Where sentences and clauses end: at marks outside of brackets and quotes, never inside a number."""

import re
from collections.abc import Iterator

from gouji.model import Clause, Span

_PAIRS = {
    "）": "（(",
    ")": "（(",
    "”": "“",
    "’": "‘",
    "》": "《",
    "】": "【",
    "」": "「",
    "』": "『",
    "〕": "〔",
    "]": "[",
}
_OPENERS = frozenset("".join(_PAIRS.values()))
_LONGEST_PAIR = 400
_LONGEST = 4000
"""Characters of a sentence; what runs on for longer is no prose, and is cut at a clause mark."""
_END = re.compile(r"[。！？!?]+[”’」』）)】]*")
_CLAUSE_END = re.compile(r"[，,；;：:。！？!?]")
_SAME = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:[,，]\d{3})+(?!\d)")


def sentence_spans(text: str, block: Span) -> list[Span]:
    """The sentences of a block, without the space around them. ；does not end a sentence.

    A block is cut after 。！？ with the closing marks that follow, except inside brackets and quotes.
    """
    part = block.cut(text)
    inside = _inside(part)
    found: list[Span] = []
    start = 0
    for match in _END.finditer(part):
        if inside[match.start()]:
            continue
        found.extend(_cut(part, start, match.end(), block.start))
        start = match.end()
    found.extend(_cut(part, start, len(part), block.start))
    return found


def _cut(part: str, start: int, end: int, base: int) -> Iterator[Span]:
    """The stretch as a sentence, or as several where it is too long for one."""
    while end - start > _LONGEST:
        at = max(part.rfind(mark, start, start + _LONGEST) for mark in "；;，,")
        stop = at + 1 if at > start else start + _LONGEST
        yield from _trimmed(part, start, stop, base)
        start = stop
    yield from _trimmed(part, start, end, base)


def clauses(text: str, sentence: Span) -> tuple[Clause, ...]:
    """The clauses of a sentence, each without its mark; marks inside brackets, quotes and numbers end none.

    `Clause.end_mark` is the full-width form, empty where the sentence ends without a mark.
    """
    part = sentence.cut(text)
    inside = _inside(part)
    for number in _THOUSANDS.finditer(part):
        inside[number.start() : number.end()] = b"\1" * (number.end() - number.start())
    found: list[Clause] = []
    start = 0
    for match in _CLAUSE_END.finditer(part):
        at = match.start()
        if inside[at] or _in_number(part, at):
            continue
        mark = _SAME.get(match[0], match[0])
        found.extend(Clause(span, mark) for span in _trimmed(part, start, at, sentence.start))
        start = match.end()
    found.extend(Clause(span, "") for span in _trimmed(part, start, len(part), sentence.start))
    return tuple(found)


def title_end(text: str, sentence: Span, start: int) -> int:
    """Where the title at the head of a numbered item ends: at its first clause mark, or with the sentence."""
    found = clauses(text, Span(start, sentence.end))
    return found[0].span.end if found else sentence.end


def _in_number(part: str, at: int) -> bool:
    """Whether the mark stands between two digits, as in 9:30 (a clause may well begin with a number after ，)."""
    return part[at] in ":：" and part[at - 1 : at].isdigit() and part[at + 1 : at + 2].isdigit()


def _inside(part: str) -> bytearray:
    """For every character whether it stands between a bracket or quote and its partner; lone ones do not count."""
    inside = bytearray(len(part))
    stack: list[int] = []
    for i, char in enumerate(part):
        if char in _OPENERS:
            stack.append(i)
        elif char in _PAIRS:
            for depth in range(len(stack) - 1, -1, -1):
                start = stack[depth]
                if part[start] in _PAIRS[char]:
                    if i - start <= _LONGEST_PAIR:
                        inside[start : i + 1] = b"\1" * (i + 1 - start)
                    del stack[depth:]
                    break
    return inside


def _trimmed(part: str, start: int, end: int, base: int) -> Iterator[Span]:
    piece = part[start:end]
    lead = len(piece) - len(piece.lstrip())
    size = len(piece.strip())
    if size:
        yield Span(base + start + lead, base + start + lead + size)
