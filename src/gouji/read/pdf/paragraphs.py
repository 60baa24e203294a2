"""Lines → paragraphs: which line goes on in the next one."""

import re
from typing import Literal, NamedTuple

from gouji.model import Box
from gouji.read.pdf.breaks import unparted
from gouji.read.pdf.figures import is_label
from gouji.read.pdf.glyphs import Piece
from gouji.read.pdf.layout import LIST_MARK, SENTENCE_END, Flow, Layout
from gouji.read.pdf.tables import Part, goes_on

_CONTINUED = re.compile(r"[（(]?续表?[)）]?\d*$|^续表\d*")


class Text(NamedTuple):
    """Running text: the pieces of one paragraph, entry of the contents or figure, in order."""

    kind: Literal["paragraph", "toc", "figure"]
    pieces: list[Piece]
    centered: bool = False


class TableParts(NamedTuple):
    """A table with its parts page by page, and the repeated captions that stood over the later ones."""

    parts: list[Part]
    repeated: list[Piece]


Item = Text | TableParts


class _Builder:
    """Takes the pieces and tables of the pages in order and puts together what belongs together."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.open: list[Piece] = []
        self.open_flow = Flow(0, 0, 0)
        self.centered = False
        self.waiting: list[Item] = []
        self.under: Box | None = None

    def take(self, piece: Piece, flow: Flow, page: Layout) -> None:
        """A line of running text: on in the open paragraph, or a new one."""
        if self.open and _joins(self.open, piece, self.open_flow, flow, self.under):
            self.open.append(piece)
        else:
            self.close()
            self.open = [piece]
            page_flow = Flow(0.1 * page.width, 0.9 * page.width, flow.size)
            self.centered = is_centered(piece, flow) or is_centered(piece, page_flow)
        self.open_flow = flow

    def close(self) -> None:
        """End the open paragraph; figures that stood inside it follow."""
        if self.open:
            self.items.append(Text("paragraph", self.open, self.centered))
            self.open = []
        self.items += self.waiting
        self.waiting = []
        self.under = None

    def aside(self, text: Text) -> None:
        """A figure: the paragraph around it goes on."""
        self.waiting.append(text)


def build(
    pages: list[Layout], flow: list[Flow], running: list[set[int]], contents: list[set[int]]
) -> tuple[list[Item], list[Piece]]:
    """The items of the document in reading order, and the captions that continuation pages repeat."""
    builder = _Builder()
    repeated: list[Piece] = []
    for n, page in enumerate(pages):
        builder.under = None
        ordered = _ordered(page, running[n])
        ordered = _continue_table(builder, page, ordered, repeated)
        for _, index, is_table in ordered:
            if is_table:
                builder.close()
                part = Part(page.number, page.lattices[index], page.cells[index])
                builder.items.append(TableParts([part], []))
                builder.under = part.lattice.box
                continue
            piece = page.pieces[index]
            if index in contents[n]:
                builder.close()
                _add_entry(builder.items, piece)
            elif not piece.upright or is_label(piece, page.figures, flow[n]):
                _add_aside(builder, piece)
            else:
                under: Box | None = builder.under
                builder.take(piece, flow[n], page)
                builder.under = under
    builder.close()
    return builder.items, repeated


def _ordered(page: Layout, running: set[int]) -> list[tuple[float, int, bool]]:
    """Free pieces and tables of a page from top to bottom: height, index, whether it is a table."""
    found = [(piece.base - 0.35 * piece.size, i, False) for i, piece in enumerate(page.pieces) if i not in running]
    found += [(lattice.ys[0], i, True) for i, lattice in enumerate(page.lattices)]
    # Pieces of one line differ a little in height and are in order already: sort tables among them only.
    return _merge_tables(found)


def _merge_tables(found: list[tuple[float, int, bool]]) -> list[tuple[float, int, bool]]:
    texts = [one for one in found if not one[2]]
    for table in (one for one in found if one[2]):
        at = next((k for k, one in enumerate(texts) if one[0] > table[0]), len(texts))
        texts.insert(at, table)
    return texts


def _continue_table(
    builder: _Builder, page: Layout, ordered: list[tuple[float, int, bool]], repeated: list[Piece]
) -> list[tuple[float, int, bool]]:
    """Put the first table of a page onto the one that the page before ended with, if it goes on there."""
    at = next((k for k, one in enumerate(ordered) if one[2]), None)
    last = builder.items[-1] if builder.items and not builder.open and not builder.waiting else None
    if at is None or not isinstance(last, TableParts) or last.parts[-1].page != page.number - 1:
        return ordered
    index = ordered[at][1]
    part = Part(page.number, page.lattices[index], page.cells[index])
    captions = [page.pieces[i] for _, i, _ in ordered[:at]]
    if captions and not _repeats(builder.items, captions):
        return ordered
    if not goes_on(last.parts[0], last.parts[-1], part):
        return ordered
    last.parts.append(part)
    repeated += captions
    builder.under = part.lattice.box
    return ordered[at + 1 :]


def _repeats(items: list[Item], captions: list[Piece]) -> bool:
    """Whether the lines over a table are those over the part before, or just say 续表."""
    known: set[str] = set()
    for item in items[-2:-9:-1]:
        if not isinstance(item, Text):
            break
        known.add("".join(piece.text for piece in item.pieces))
        known.update(piece.text for piece in item.pieces)
    return all(_CONTINUED.sub("", piece.text) in known | {""} for piece in captions)


def _add_entry(items: list[Item], piece: Piece) -> None:
    """An entry of the contents; what stands on one line is one entry."""
    last = items[-1] if items else None
    if isinstance(last, Text) and last.kind == "toc" and not piece.alone and _same_line(last.pieces[-1], piece):
        last.pieces.append(piece)
    else:
        items.append(Text("toc", [piece]))


def _add_aside(builder: _Builder, piece: Piece) -> None:
    last = builder.waiting[-1] if builder.waiting else None
    if isinstance(last, Text) and last.pieces[-1].page == piece.page and _same_line(last.pieces[-1], piece):
        last.pieces.append(piece)
    else:
        builder.aside(Text("figure", [piece]))


def _same_line(a: Piece, b: Piece) -> bool:
    return a.page == b.page and abs(a.base - b.base) < 0.3 * a.size and b.x0 >= a.x0


def is_centered(piece: Piece, flow: Flow) -> bool:
    """Whether a line stands in the middle of the text, clear of its left edge."""
    before, after = piece.x0 - flow.left, flow.right - piece.x1
    clear = min(before, after) > 1.5 * flow.size
    return piece.alone and clear and abs(before - after) < 1.5 * piece.size


def _joins(lines: list[Piece], new: Piece, old_flow: Flow, flow: Flow, under: Box | None) -> bool:
    """Whether `new` continues the paragraph that `lines` make up so far."""
    last = lines[-1]
    size = max(last.size, new.size)
    if not (last.alone and new.alone) or abs(last.size - new.size) > 0.2 * size:
        return False
    if new.page == last.page and not 0.5 * size < new.base - last.base < 3.2 * size:
        return False
    if new.page > last.page + 1:
        return False
    marked = bool(LIST_MARK.match(new.text))
    ends = last.text[-1] in SENTENCE_END
    if marked and ends:
        return False
    if is_centered(new, flow) and new.x0 > flow.left + 3 * size:
        wide = last.x1 > old_flow.right - 2.5 * size or last.x1 - last.x0 > 0.85 * (old_flow.right - old_flow.left)
        alike = abs(last.size - new.size) < 0.08 * size
        return wide and alike and is_centered_over(last, new) and not marked and not ends
    slack = unparted(new) + (0.8 if ends or marked else 3.5) * size
    if under and _fills(under, last, new, slack):
        return not marked
    if last.x1 < old_flow.right - slack or last.x0 > old_flow.left + 0.4 * (old_flow.right - old_flow.left):
        return False
    if abs(new.x0 - flow.left) < 0.9 * size:
        return True
    # A block set in as a whole: its lines begin alike, its first one apart.
    return len(lines) > 1 and last.page == new.page and abs(new.x0 - last.x0) < 0.5 * size


def _fills(table: Box, last: Piece, new: Piece, slack: float) -> bool:
    """Whether a note under a table goes on: its first line reaches from the left side of the table to the right one."""
    left, _, right, _ = table
    first, second = last.x0 - left, new.x0 - left
    # Two lines set in alike are two paragraphs; a note has its first line set in, or all the others.
    both = min(first, second) > 1.2 * new.size
    return not both and first < 5 * last.size and abs(second) < 3 * new.size and abs(last.x1 - right) < slack


def is_centered_over(last: Piece, new: Piece) -> bool:
    """Whether two lines have one middle, as those of a wrapped heading."""
    return abs((last.x0 + last.x1) - (new.x0 + new.x1)) < 3 * new.size
