"""Text, and where each character of it stands."""

from bisect import bisect_right

import msgspec

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points, origin at the top left of the page's MediaBox, y downwards."""


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A half-open stretch [start, end) of `Document.text`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def cut(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


class Folded(msgspec.Struct, frozen=True):
    """Normalised text with an exact map back to the text that it was made from.

    `origin[i]` is the position in the source of the character that became `text[i]`;
    it rises strictly, and its last extra entry is the end of the source.
    """

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The source span of `text[start:end]`; `end` must lie after `start`."""
        return Span(self.origin[start], self.origin[end - 1] + 1)

    def find(self, position: int) -> int:
        """The index in `text` of the character made from source `position`, or of the next one kept."""
        return bisect_right(self.origin, position - 1)


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where something stands: page (from 1) and box in a paginated file, line (from 1) in a text file.

    ref: the cell of a workbook as spreadsheets write it (“支出决算表!C7”; “C7” where a file has no sheets).
    """

    page: int | None = None
    bbox: Box | None = None
    line: int | None = None
    ref: str | None = None


class Run(msgspec.Struct, frozen=True, gc=False):
    """A stretch of `Document.text` that lies in one line (`ref`: one cell) of the source.

    `edges` holds x0, x1 of every character in turn (so 2 × length numbers) and is empty for text files.
    """

    start: int
    end: int
    page: int | None
    line: int | None
    box: Box | None
    edges: tuple[float, ...] = ()
    ref: str | None = None

    def place(self, start: int, end: int) -> Place:
        """The place of the characters [start, end), which lie within the run."""
        if self.box is None or not self.edges:
            return Place(self.page, self.box, self.line, self.ref)
        lo, hi = 2 * (start - self.start), 2 * (end - self.start)
        xs = self.edges[lo:hi]
        return Place(self.page, (min(xs), self.box[1], max(xs), self.box[3]), self.line, self.ref)


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """Where the characters [start, end) of `Document.text` stand in an office file: all in one run of text.

    Or, where start and end are the same, the first paragraph of a blank cell.

    part: the file inside the archive. paragraph, run: which `w:p` and `w:r` of that part, counted from 0 in the order
    of the XML, deleted text and unread alternatives included. run is None for a number that is written by automatic
    numbering, for formulas and for blank cells. offset: characters of the run before the first one; each element of a run that shows
    as a character (tab, break, hyphen, symbol) counts as one.
    """

    start: int
    end: int
    part: str
    paragraph: int
    run: int | None
    offset: int

    def cut(self, span: Span) -> "Anchor":
        """The part of the anchor that `span`, which meets it, covers."""
        start, end = max(self.start, span.start), min(self.end, span.end)
        return Anchor(start, end, self.part, self.paragraph, self.run, self.offset + start - self.start)
