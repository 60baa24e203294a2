"""A document as read: text in reading order, raw grids, and the place of every piece."""

from bisect import bisect_right
from decimal import Decimal
from typing import Literal

import msgspec

from gouji.model.text import Anchor, Box, Place, Run, Span

BlockKind = Literal["paragraph", "table", "toc", "figure"]


class Block(msgspec.Struct, frozen=True):
    """A stretch of the document's text, in reading order; blocks do not overlap.

    paragraph: running text, a heading or a caption, one line of `Document.text` (wrapped lines are joined,
    over page ends too). table: the cells of `Document.grids[grid]`, rows by newline, cells by tab.
    toc: an entry of the table of contents. figure: text inside charts.
    `level` is the Markdown heading level (1 to 6), 0 where the format marks none.
    `centered` and `size` (points) come from the page geometry where there is any.
    """

    kind: BlockKind
    span: Span
    page: int | None = None
    grid: int | None = None
    level: int = 0
    centered: bool = False
    size: float | None = None


class GridCell(msgspec.Struct, frozen=True, gc=False):
    """A raw cell: anchored at (row, column) from 0, reaching over rowspan × colspan, text with lines joined.

    stored: the number behind a text that shows fewer digits of it, in what the text counts in (95.457 for “95.46%”).
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    span: Span
    place: Place
    stored: Decimal | None = None


class Grid(msgspec.Struct, frozen=True):
    """A raw table: cells in row order, merged cells once. Continuation pages are already stitched on."""

    index: int
    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    pages: tuple[int, ...] = ()
    bbox: Box | None = None


class Page(msgspec.Struct, frozen=True):
    """A page: number from 1, size in points, and the running lines (header, footer, number) kept out of text."""

    number: int
    width: float
    height: float
    running: tuple[str, ...] = ()


class Note(msgspec.Struct, frozen=True):
    """What could not be read, in words: Chinese and English."""

    zh: str
    en: str

    def words(self, lang: str) -> str:
        """The note in the language of messages (“zh”, “en”)."""
        return self.en if lang == "en" else self.zh


UNSURE = 0.9
"""Below this confidence a recognised character may be another one."""


class Recognised(msgspec.Struct, frozen=True):
    """How sure the recognition of a number in a picture is, or of other characters below `UNSURE` (0 to 1).

    0 says that it is not known: the characters were in the file already, recognised by whoever made it.
    """

    start: int
    end: int
    confidence: float


class Ignore(msgspec.Struct, frozen=True):
    """A comment in the source that says of which rules (ids or prefixes) findings at `span` do not count, and why.

    `rules` and `reason` are empty where the comment lacks them. line: the comment's own, from 1.
    """

    span: Span
    rules: tuple[str, ...]
    reason: str
    line: int


class File(msgspec.Struct, frozen=True):
    """One of the files that a document is made of: where its text begins, what it is called, its hash."""

    start: int
    path: str
    sha256: str


class Document(msgspec.Struct, frozen=True):
    """What a reader returns. `notes` says what could not be read, `ignores` what is not to count.

    running: headers and footers of a file that does not tell where its pages end. anchors: for office files, the
    places of the characters inside the file, in order, and of blank cells (start and end are the same); line ends and
    tabs between cells have none.
    recognised: how sure the numbers are that were read out of pictures, in order; also other characters in doubt.
    files: in order, where there are several (prose and tables apart); `path`, `sha256` and `format` are the first's.
    """

    path: str
    sha256: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    grids: tuple[Grid, ...]
    runs: tuple[Run, ...]
    pages: tuple[Page, ...] = ()
    notes: tuple[Note, ...] = ()
    running: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    recognised: tuple[Recognised, ...] = ()
    files: tuple[File, ...] = ()

    def beside(self, span: Span) -> str | None:
        """What the file is called that `span` stands in, None for the first or only one."""
        i = bisect_right(self.files, span.start, key=lambda file: file.start) - 1
        return self.files[i].path if i > 0 else None

    def places(self, span: Span) -> tuple[Place, ...]:
        """The places of `span`, one for each source line that it touches, in order."""
        i = max(bisect_right(self.runs, span.start, key=lambda run: run.start) - 1, 0)
        found = []
        while i < len(self.runs) and self.runs[i].start < span.end:
            run = self.runs[i]
            lo, hi = max(run.start, span.start), min(run.end, span.end)
            if lo < hi:
                found.append(run.place(lo, hi))
            i += 1
        return tuple(found)

    def place(self, span: Span) -> Place:
        """The place where `span` begins (an empty place where the text has no source, as between blocks)."""
        found = self.places(span)
        return found[0] if found else Place()

    def confidence(self, span: Span) -> float | None:
        """How sure the least sure number or character in doubt in `span` is; None where none was recognised."""
        i = bisect_right(self.recognised, span.start, key=lambda one: one.end)
        found = []
        while i < len(self.recognised) and self.recognised[i].start < span.end:
            found.append(self.recognised[i].confidence)
            i += 1
        return min(found, default=None)

    def anchored(self, span: Span) -> tuple[Anchor, ...]:
        """The places of `span` inside an office file, in order; none in other files.

        An empty span, as of a blank cell, has the place of what stands there.
        """
        i = max(bisect_right(self.anchors, span.start, key=lambda anchor: anchor.start) - 1, 0)
        found = []
        while i < len(self.anchors) and self.anchors[i].start < max(span.end, span.start + 1):
            anchor = self.anchors[i]
            if anchor.end > span.start or anchor.start == span.start:
                found.append(anchor.cut(span))
            i += 1
        return tuple(found)
