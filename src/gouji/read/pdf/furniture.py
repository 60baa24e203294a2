"""Running headers, footers and page numbers; the table of contents."""

import re
from collections import Counter

from gouji.language.fold import fold
from gouji.language.numbering import find_marker
from gouji.read.pdf.glyphs import Piece
from gouji.read.pdf.layout import LIST_MARK, Flow, Layout

_ZONE = 0.12
"""Page numbers stand in this share of the page at its top and bottom,"""
_TEXT_ZONE = 0.09
"""and running words in this one: a first line of text that returns on many pages stands lower."""
_NUMBER = re.compile(
    r"[-—–－―~·•.‐\s]*(?:第)?(\d{1,4}|[IVXivx]{1,6})(?:页)?(?:[/／,，]?共?\d{1,4}页?)?[-—–－―~·•.‐\s]*"
)
_LEADER = re.compile(r"(?:[.．·…‥⋯]{3,}|…+|[-—_]{6,})\D{0,2}\d{1,4}\D?$")
_TAIL = re.compile(r"[.．·…‥⋯\-—_\s]*\d{0,4}$")
_CONTENTS = re.compile(r"目[录次]")
_SENTENCE = re.compile(r"[。；！？]")
_MOST = 0.6
_ROUNDS = 2
_NEAR = 4.0


def find_running(pages: list[Layout]) -> list[set[int]]:
    """For each page the indices (into its pieces) of its running lines.

    A line is running if it stands at the very top or bottom and is a page number, or returns word for word at
    the same height on a good part of the pages.
    """
    found: list[set[int]] = [set() for _ in pages]
    enough = max(3, round(0.25 * len(pages)))
    for _ in range(_ROUNDS):
        for top in (True, False):
            outer = [_outermost(page, skip, top) for page, skip in zip(pages, found, strict=True)]
            _mark(pages, outer, found, enough)
    return found


def _outermost(page: Layout, skip: set[int], top: bool) -> list[int]:
    """The pieces of the first or last line of a page that is not yet known as running, if it is in the zone."""
    free = [i for i in range(len(page.pieces)) if i not in skip]
    if not free:
        return []
    first = page.pieces[free[0] if top else free[-1]]
    edges = [y for lattice in page.lattices for y in lattice.ys]
    if top:
        if first.base > _ZONE * page.height or any(y < first.base - first.size for y in edges):
            return []
    elif first.base < (1 - _ZONE) * page.height or any(y > first.base for y in edges):
        return []
    return [i for i in free if abs(page.pieces[i].base - first.base) < 0.3 * first.size]


def _mark(pages: list[Layout], outer: list[list[int]], found: list[set[int]], enough: int) -> None:
    texts: Counter[tuple[str, int]] = Counter()
    plain: set[str] = set()
    shifts: Counter[int] = Counter()
    for page, line in zip(pages, outer, strict=True):
        for i in line:
            piece = page.pieces[i]
            # Both neighbouring bands are counted, so that a line on the border of two is not lost.
            band = round(piece.base / _NEAR)
            texts.update({(piece.text, band), (piece.text, band + 1)})
            if not page.lattices:
                plain.add(piece.text)
            number = page_number(piece.text)
            if number is not None:
                shifts[page.number - number] += 1
    for page, line, running in zip(pages, outer, found, strict=True):
        for i in line:
            piece = page.pieces[i]
            band = round(piece.base / _NEAR)
            times = max(texts[piece.text, band], texts[piece.text, band + 1])
            # What stands over tables only may be their caption, repeated from page to page.
            outside = min(piece.base, page.height - piece.base) < _TEXT_ZONE * page.height
            returns = outside and times >= enough and (piece.text in plain or times > _MOST * len(pages))
            if returns or _is_number(page, i, shifts):
                running.add(i)


def page_number(text: str) -> int | None:
    """The page number that `text` consists of (0 for a Roman one), None if it is something else."""
    match = _NUMBER.fullmatch(text)
    if not match:
        return None
    return int(match[1]) if match[1].isdigit() else 0


def _is_number(page: Layout, index: int, shifts: Counter[int]) -> bool:
    """Whether a piece is a page number: it counts along with the pages, or stands clear of the text by itself."""
    piece = page.pieces[index]
    number = page_number(piece.text)
    if number is None:
        return False
    if shifts[page.number - number] >= 3:
        return True
    clear = all(
        abs(other.base - piece.base) > 1.6 * max(piece.size, other.size)
        for i, other in enumerate(page.pieces)
        if i != index
    )
    middle = abs((piece.x0 + piece.x1) / 2 - page.width / 2) < 0.05 * page.width
    return clear and (middle or piece.x0 > 0.75 * page.width or not piece.text.isdigit())


def find_contents(pages: list[Layout], running: list[set[int]], flow: list[Flow]) -> list[set[int]]:
    """For each page the indices of the pieces that belong to the table of contents."""
    found: list[set[int]] = [set() for _ in pages]
    entries: list[str] = []
    inside = False
    for n, page in enumerate(pages):
        free = [i for i in range(len(page.pieces)) if i not in running[n]]
        if inside and not _goes_on(page, free, entries):
            inside = False
        for i in free:
            piece = page.pieces[i]
            if _LEADER.search(_line_text(page, free, i)):
                found[n].add(i)
            elif not inside and not entries and _CONTENTS.fullmatch(piece.text):
                inside = True
                found[n].add(i)
            elif inside:
                if _ends(piece, entries, flow[n]):
                    inside = False
                    continue
                entries.append(_TAIL.sub("", piece.text))
                found[n].add(i)
        if page.lattices:
            inside = False
    return found


def _line_text(page: Layout, free: list[int], index: int) -> str:
    piece = page.pieces[index]
    if piece.alone:
        return piece.text
    return "".join(page.pieces[i].text for i in free if page.pieces[i].base == piece.base)


def _goes_on(page: Layout, free: list[int], entries: list[str]) -> bool:
    """Whether a page after one of contents begins with contents too: short marked lines, no sentence, no table.

    They end where the first entry comes again, as a heading.
    """
    texts = [page.pieces[i].text for i in free]
    again = texts.index(entries[0]) if entries and entries[0] in texts else len(texts)
    if (page.lattices and again == len(texts)) or not texts[:again]:
        return False
    texts = texts[:again]
    if texts[0] in entries or any(_SENTENCE.search(text) for text in texts):
        return False
    return 2 * sum(1 for text in texts if LIST_MARK.match(text)) >= len(texts)


def _ends(piece: Piece, entries: list[str], flow: Flow) -> bool:
    """Whether the contents are over before this line: their first entry returns, as a heading, or a sentence comes.

    A heading may stand in two lines: where no entry stands above the first, its number alone is enough.
    """
    full = piece.x1 > flow.right - 2 * flow.size and piece.x0 < flow.left + 3 * flow.size
    return piece.text in entries[:1] or _again(piece.text, entries) or (full and bool(_SENTENCE.search(piece.text)))


def _again(text: str, entries: list[str]) -> bool:
    """Whether a line is just the number of the first entry, of the highest rank of all."""
    first, mark = (find_marker(fold(one).text) for one in (entries[0] if entries else "", text))
    if first is None or mark is None or fold(text).text != mark.written or mark.written != first.written:
        return False
    ranks = [other.rank for one in entries if (other := find_marker(fold(one).text)) is not None]
    return min(ranks) == first.rank
