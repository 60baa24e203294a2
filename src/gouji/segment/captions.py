"""What stands around a table: title, number, reporting body and unit above it, notes below it."""

import msgspec

from gouji.language.fold import fold
from gouji.language.numbering import find_marker
from gouji.model import Document, Span, Unit
from gouji.segment.tablewords import TableWords

_STEPS = 8
_STRAYS = 2
_NOTES = 8


class Caption(msgspec.Struct, frozen=True):
    """What one line (or cell) above a table says. `pure`: nothing but caption; `title` may be empty then."""

    title: str = ""
    span: Span | None = None
    unit: Unit | None = None
    pure: bool = False


class Head(msgspec.Struct, frozen=True):
    """Everything above a table: the nearest title and unit, and the blocks that they stand in."""

    title: str = ""
    span: Span | None = None
    unit: Unit | None = None
    blocks: tuple[int, ...] = ()


def read_caption(text: str, base: int, words: TableWords) -> Caption:
    """What a line says as a caption; an empty Caption where it is none. `base` is its place in the document."""
    folded = fold(text, base)
    line = folded.text
    start = number = words.number(line)
    if line[start : start + 1] == "：":
        start += 1
    if line.startswith(words.caption.never):
        return Caption()
    marker = find_marker(line, start)
    if marker and marker.ordinal is not None:
        start += marker.length
    unit = words.money(line)
    mark = words.mark(line, start)
    title = line[start : len(line) if mark is None else mark]
    if not title:
        pure = bool(number) or mark is not None
        return Caption(unit=unit if pure else None, pure=pure)
    if not words.is_title(title):
        return Caption()
    return Caption(title, folded.span(start, start + len(title)), unit, True)


def read_head(document: Document, block: int, words: TableWords) -> Head:
    """The captions above the table block `block`: upwards until something that is no caption."""
    title, span, unit = "", None, None
    sure: list[int] = []
    strays: list[int] = []
    for index in range(block - 1, max(block - 1 - _STEPS, -1), -1):
        above = document.blocks[index]
        text = above.span.cut(document.text)
        if not text.strip():
            continue
        if above.kind != "paragraph":
            break
        caption = read_caption(text, above.span.start, words)
        if not caption.pure:
            if title or not _is_stray(text, words) or len(strays) == _STRAYS:
                break
            strays.append(index)
            continue
        if caption.title and title:
            break
        unit = unit or caption.unit
        sure += [*strays, index]
        strays = []
        if caption.title:
            title, span = caption.title, caption.span
    return Head(title, span, unit, tuple(sure))


def _is_stray(text: str, words: TableWords) -> bool:
    """Whether a line between title and table may be the rest of a wrapped caption."""
    line = fold(text).text
    return (
        len(line) <= words.caption.stray_length
        and not any(mark in line for mark in "。；，：")
        and not find_marker(line)
    )


def read_notes(document: Document, block: int, words: TableWords) -> tuple[int, ...]:
    """The blocks of the notes under the table block `block`."""
    found: list[int] = []
    for index in range(block + 1, min(block + 1 + _NOTES, len(document.blocks))):
        below = document.blocks[index]
        if below.kind != "paragraph":
            break
        line = fold(below.span.cut(document.text)).text
        if not line:
            continue
        if not (words.is_note(line) or (found and words.follows_note(line))):
            break
        found.append(index)
    return tuple(found)
