"""Characters with the element of the file that they come from."""

from collections.abc import Iterable

import msgspec

BREAK = "\n"
"""A line break inside a paragraph, always a bit of its own."""


class Source(msgspec.Struct, frozen=True, gc=False):
    """Where a bit begins in an office file; see `gouji.model.Anchor`."""

    part: str
    paragraph: int
    run: int | None
    offset: int


class Bit(msgspec.Struct, frozen=True, gc=False):
    """Characters of one run of text. page, line, ref: see `gouji.model.Place`; size: of the type, in points."""

    text: str
    page: int | None = None
    line: int | None = None
    size: float | None = None
    source: Source | None = None
    ref: str | None = None

    def cut(self, start: int, end: int | None = None) -> "Bit":
        """The bit without what stands before `start` and after `end`."""
        at = self.source
        moved = Source(at.part, at.paragraph, at.run, at.offset + start) if at and start else at
        return Bit(self.text[start:end], self.page, self.line, self.size, moved, self.ref)


Bits = list[Bit]


def plain(bits: Iterable[Bit]) -> str:
    """The characters alone."""
    return "".join(bit.text for bit in bits)


def trim(bits: Bits) -> Bits:
    """The bits without the white space at both ends, and without empty ones."""
    found = [bit for bit in bits if bit.text]
    while found and not (text := found[0].text.lstrip()):
        del found[0]
    if found and len(text) < len(found[0].text):
        found[0] = found[0].cut(len(found[0].text) - len(text))
    while found and not (text := found[-1].text.rstrip()):
        del found[-1]
    if found and len(text) < len(found[-1].text):
        found[-1] = found[-1].cut(0, len(text))
    return found


def split_lines(bits: Bits) -> list[Bits]:
    """The lines of a paragraph, as its breaks part them, blank ones included."""
    lines: list[Bits] = [[]]
    for bit in bits:
        if bit.text == BREAK:
            lines.append([])
        else:
            lines[-1].append(bit)
    return lines


def join_lines(lines: Iterable[Bits]) -> Bits:
    """The lines of a cell as one: a space parts Latin letters and digits from each other, nothing Chinese."""
    found: Bits = []
    for line in filter(None, map(trim, lines)):
        if found:
            last, first = found[-1].text[-1], line[0].text[0]
            if last.isascii() and first.isascii() and last.isalnum() and first.isalnum():
                found.append(Bit(" ", found[-1].page, found[-1].line, ref=found[-1].ref))
        found.extend(line)
    return found
