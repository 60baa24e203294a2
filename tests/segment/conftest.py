"""Documents written by hand: paragraphs, and tables as lines of cells parted by “|”."""

from collections.abc import Callable, Sequence

import pytest

from gouji.model import Block, Document, Grid, GridCell, Place, Span
from gouji.model.table import Cell, Table
from gouji.segment.tables import TableSet, build_tables

Item = str | Sequence[str]


class Writer:
    """Collects the text, blocks and grids of a document."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.grids: list[Grid] = []

    def paragraph(self, text: str) -> None:
        """A paragraph of one line."""
        start = len(self.text)
        self.text += text + "\n"
        self.blocks.append(Block("paragraph", Span(start, start + len(text))))

    def table(self, lines: Sequence[str]) -> None:
        """A table: “<” goes on with the cell to the left, “^” with the cell above; a line “--” turns the page."""
        start, page, rows = len(self.text), 1, []
        cells: dict[tuple[int, int], list[int]] = {}
        made: list[tuple[int, int, str, int, Span]] = []
        for line in lines:
            if line == "--":
                page += 1
                continue
            texts = line.split("|")
            for c, text in enumerate(texts):
                r = len(rows)
                if text in ("<", "^"):
                    r0, c0 = (r, c - 1) if text == "<" else (r - 1, c)
                    owner = next(k for k, (a, b, h, w) in cells.items() if a <= r0 < a + h and b <= c0 < b + w)
                    box = cells[owner]
                    box[2], box[3] = max(box[2], r - box[0] + 1), max(box[3], c - box[1] + 1)
                    continue
                cells[r, c] = [r, c, 1, 1]
                at = len(self.text)
                self.text += text + ("\n" if c == len(texts) - 1 else "\t")
                made.append((r, c, text, page, Span(at, at + len(text))))
            rows.append(len(texts))
        found = [
            GridCell(r, c, cells[r, c][2], cells[r, c][3], text, span, Place(page=p)) for r, c, text, p, span in made
        ]
        self.blocks.append(Block("table", Span(start, len(self.text)), grid=len(self.grids)))
        self.grids.append(Grid(len(self.grids), len(rows), max(rows, default=0), tuple(found)))

    def document(self) -> Document:
        """The document so far."""
        return Document("x", "0" * 64, "text", self.text, tuple(self.blocks), tuple(self.grids), ())


@pytest.fixture(scope="session")
def write() -> Callable[..., Document]:
    """Make a document: a str is a paragraph, a list of str a table."""

    def build(*items: Item) -> Document:
        writer = Writer()
        for item in items:
            if isinstance(item, str):
                writer.paragraph(item)
            else:
                writer.table(item)
        return writer.document()

    return build


@pytest.fixture(scope="session")
def tables(write: Callable[..., Document]) -> Callable[..., TableSet]:
    """The typed tables of a document written by hand, by the final-accounts profile unless another is named."""

    def build(*items: Item, profile: str = "final-accounts") -> TableSet:
        return build_tables(write(*items), profile)

    return build


@pytest.fixture(scope="session")
def at() -> Callable[..., Cell | None]:
    """The cell of a table by row name (or code), column name, measure and panel."""

    def find(table: Table, row: str, column: str, measure: str = "", panel: str | None = None) -> Cell | None:
        rows = [r for r in table.rows if row in (r.name, r.code) and panel in (None, r.panel)]
        columns = [
            c
            for c in table.columns
            if c.name == column and measure in ("", c.measure) and c.panel in {r.panel for r in rows} | {""}
        ]
        assert len(rows) == 1, [(r.name, r.panel) for r in table.rows]
        assert len(columns) == 1, [(c.name, c.measure, c.panel) for c in table.columns]
        return table.cell(rows[0].index, columns[0].index)

    return find
