"""An invented report as a tree: what a renderer gets, and all that it needs to know.

A report is a list of blocks in reading order. A renderer walks `Report.blocks` and writes each one:

- `Paragraph`: one paragraph. `role` says what it is: “cover” (title page lines), “toc” (entries of the contents),
  “heading” (`level` 1 = 第一部分, 2 = 一、, 3 = （一）, 4 = 1.), “body”, “caption” (lines above a table: its number, the
  unit that reports, the unit of money), “title” (the title of a table), “note” (lines below a table). Its text is the
  join of `pieces`; pieces that state a number carry the `Claim` that is the gold for it. Text never holds line breaks
  or tabs.
- `Table`: a grid of cells with explicit positions; merged cells stand once, at their top left corner. The first
  `header` rows are its head (to be repeated where the table breaks over pages). Title, caption and notes are
  paragraphs of their own around it. `wide` asks for landscape where there are pages.
- `Break`: a new page where there are pages, nothing elsewhere.

Positions: `Claim`s and `Planted` faults are tied to blocks and pieces (or cells), never to offsets. A renderer that
knows offsets returns them as `Rendered.spans`; `gouji.corpus.gold` turns both into the annotation files.

Everything is frozen; faults make new trees with `msgspec.structs.replace`.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

import msgspec

Role = Literal["cover", "toc", "heading", "body", "caption", "title", "note"]
Kind = Literal["final-accounts", "budget"]


class Figure(msgspec.Struct, frozen=True):
    """Name of a figure of the economy: `column` is what is measured (“general.basic”), `row` the account code or key.

    `row` is empty for the total. The same figure in two tables is one `Figure`.
    """

    column: str
    row: str = ""


class Claim(msgspec.Struct, frozen=True):
    """The gold for one number of the prose.

    value in `unit` as written. also: figures of other names that are the same here, such as all expenditure and that of
    fiscal appropriations where there are no other funds. kind: amount, share, change, rate, completion, count. figure: what it restates, where
    it restates one; table: the key of the table that the section speaks of, preferred where several hold the figure.
    direction: increase or decrease of changes and rates. base: what a share, rate or completion is measured against.
    places: decimals written.
    """

    kind: str
    subject: str
    measure: str
    period: str
    value: Decimal
    unit: str
    places: int
    figure: Figure | None = None
    also: tuple[Figure, ...] = ()
    table: str = ""
    direction: str | None = None
    base: str = ""


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text. With a claim it is just the number and its unit as written (“1,594.85万元”, “占”not included).

    tag: what the stretch is, for those who change it: “direction”, “comparison”, “reason”, “account”, “names” …
    """

    text: str
    claim: Claim | None = None
    tag: str = ""


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph. key: which sentence form made it (“total”, “item”), for tests and faults; `about` its account."""

    pieces: tuple[Piece, ...]
    role: Role = "body"
    level: int = 0
    key: str = ""
    about: str = ""

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)


class Cell(msgspec.Struct, frozen=True):
    """A cell at (row, column) from 0, over rowspan × colspan.

    figure: what its number is, None for labels and heads; then label and head are the words that name row and column.
    """

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    figure: Figure | None = None
    label: str = ""
    head: str = ""


class Table(msgspec.Struct, frozen=True):
    """A table. key: its form (“Z1”, “ZS”, “B3”). unit: 万元 or 元. cells in row order."""

    key: str
    title: str
    unit: str
    rows: int
    columns: int
    header: int
    cells: tuple[Cell, ...]
    wide: bool = False

    def grid(self) -> list[list[str]]:
        """The texts by row and column; the places that a merged cell covers are empty but for its corner."""
        grid = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell.text
        return grid

    def find(self, figure: Figure) -> Cell | None:
        """The first cell with that figure."""
        return next((cell for cell in self.cells if cell.figure == figure), None)


class Break(msgspec.Struct, frozen=True):
    """A new page."""


Block = Paragraph | Table | Break


class Place(msgspec.Struct, frozen=True):
    """Where something stands. block: index in `Report.blocks`; pieces: the range of pieces (prose), or row: the row (table)."""

    block: int
    pieces: tuple[int, int] | None = None
    row: int | None = None


class Planted(msgspec.Struct, frozen=True):
    """A fault put in on purpose, or (severity rounding_ok) a place that looks wrong and is right.

    block, pieces, row: its place, as in `Place`; also: the others that it changes. rules: ids that may
    report it. anywhere: something is missing, and any finding by one of the rules is it. The rest is as in the
    annotation files: see `gouji.corpus.gold`.
    """

    mutation: str
    kind: str
    severity: Literal["error", "suspicious", "rounding_ok"]
    rules: tuple[str, ...]
    block: int
    pieces: tuple[int, int] | None
    row: int | None
    stated: str
    expected: str
    evidence: str
    explain: str
    scope: str = "numeric"
    anywhere: bool = False
    also: tuple[Place, ...] = ()


class Report(msgspec.Struct, frozen=True):
    """A whole report. name: file name without ending; unit: the reporting body; year: fiscal year.

    apart: the tables with their titles, captions and notes are a file of their own, `NAME-tables`. number: which report of
    its seed it is. others: reports to hold it against, by what they are: “previous”, “budget”, “part1”, “part2” …
    """

    name: str
    style: str
    kind: Kind
    seed: int
    unit: str
    year: int
    blocks: tuple[Block, ...]
    planted: tuple[Planted, ...] = ()
    apart: bool = False
    number: int = 0
    others: tuple[tuple[str, "Report"], ...] = ()

    def paragraphs(self) -> Iterator[tuple[int, Paragraph]]:
        """The paragraphs with their block index."""
        return ((i, block) for i, block in enumerate(self.blocks) if isinstance(block, Paragraph))

    def tables(self) -> Iterator[tuple[int, Table]]:
        """The tables with their block index."""
        return ((i, block) for i, block in enumerate(self.blocks) if isinstance(block, Table))


def parted(report: Report) -> tuple[Report, Report | None]:
    """The files that a report is written as: the prose, or all of it, and the tables apart.

    Blocks keep their numbers: page breaks stand for those of the other file.
    """
    if not report.apart:
        return report, None
    own = [
        isinstance(one, Table) or (isinstance(one, Paragraph) and one.role in ("title", "caption", "note"))
        for one in report.blocks
    ]
    prose = tuple(Break() if tables else one for one, tables in zip(report.blocks, own, strict=True))
    rest = tuple(one if tables else Break() for one, tables in zip(report.blocks, own, strict=True))
    return (
        msgspec.structs.replace(report, blocks=prose),
        msgspec.structs.replace(report, name=f"{report.name}-tables", blocks=rest),
    )


class Rendered(msgspec.Struct, frozen=True):
    """A report written out: `text` for text formats, with the span (start, end) of every piece by (block, piece)."""

    suffix: str
    data: bytes
    text: str = ""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
