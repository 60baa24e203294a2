"""A document as the two panes of the page: the narrative, and the tables, with the findings marked in both."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import Literal

import msgspec

from gouji.model import Analysis, Block, Document, Finding, Grid, Span, Table
from gouji.report.marks import Borders, Ink, Piece, find_marks

_LONGEST_HEADING = 40
_DEPTH = 2
"""Levels of sections that findings can be filtered by."""
_ELSEWHERE = "x"
_NUMBER = re.compile(r"[-+−]?[\d,，.]+%?|[-—]")


class Cell(msgspec.Struct, frozen=True):
    """A cell of a raw table. scope: “col” or “row” for what heads a column or a row. stored: see `GridCell`."""

    rowspan: int
    colspan: int
    scope: Literal["col", "row", ""]
    numeric: bool
    piece: Piece
    stored: Decimal | None = None


class NarrativeBlock(msgspec.Struct, frozen=True):
    """A piece of the narrative: a heading, a paragraph, the place of a table (`table`, its grid), or a border: of a page,
    or of a file (`title`, its name).
    """

    kind: Literal["page", "heading", "paragraph", "toc", "figure", "table"]
    pieces: Sequence[Piece] = ()
    level: int = 0
    centered: bool = False
    page: int | None = None
    table: int | None = None
    title: str = ""


class TableBlock(msgspec.Struct, frozen=True):
    """A table: its grid, the pages it stands on, and its rows, the first `heads` of them its head. document: the file's
    name, where the report is of several and this is not the first.
    """

    grid: int
    title: str
    unit: str
    pages: tuple[int, ...]
    rows: Sequence[Sequence[Cell]]
    heads: int
    document: str | None


class Where(msgspec.Struct, frozen=True):
    """A part of the document by which findings can be filtered: a section, one inside it (level 2), or a table.

    words: its title; None for whatever lies in no part.
    """

    key: str
    words: str | None
    level: int
    count: int


class _Part(msgspec.Struct, frozen=True):
    """A section or table with its stretch of the text."""

    span: Span
    key: str
    words: str


class Panes(msgspec.Struct, frozen=True):
    """Both panes; `runs` are the pieces of each finding (evidence None) and each numbered proof, as “3-5”."""

    narrative: Sequence[NarrativeBlock] = ()
    tables: Sequence[TableBlock] = ()
    runs: Mapping[tuple[str, int | None], str] = {}
    wheres: Sequence[Where] = ()
    where: Mapping[str, str] = {}


def make_panes(analysis: Analysis, findings: Sequence[Finding]) -> Panes:
    """The panes of a document with `findings` marked."""
    document = analysis.document
    marks = find_marks(findings, analysis)
    borders = Borders(marks)
    texts = {i: borders.cut(block.span) for i, block in enumerate(document.blocks) if block.kind != "table"}
    stretches = [span for spans in texts.values() for span in spans]
    ink = Ink([*stretches, *(cell.span for grid in document.grids for cell in grid.cells)], marks)
    typed = {table.grid: table for table in analysis.tables}
    keys = ((mark.finding, mark.evidence) for mark in marks)
    runs = {key: run for key in keys if (run := ink.run(*key))}
    wheres, where = _wheres(analysis, findings)
    return Panes(
        narrative=list(_narrative(analysis, texts, ink, typed)),
        tables=[_table(document, grid, typed.get(grid.index), ink) for grid in document.grids],
        runs=runs,
        wheres=wheres,
        where=where,
    )


def _narrative(
    analysis: Analysis, texts: Mapping[int, Sequence[Span]], ink: Ink, typed: Mapping[int, Table]
) -> Iterator[NarrativeBlock]:
    document = analysis.document
    levels = {section.heading.start: section.level for section in analysis.sections}
    page: int | None = None
    file: str | None = None
    for i, block in enumerate(document.blocks):
        if document.beside(block.span) != file:
            file, page = document.beside(block.span), None
            yield NarrativeBlock("page", title=file or document.path)
        if block.page is not None and block.page != page:
            page = block.page
            yield NarrativeBlock("page", page=page)
        if block.kind == "table":
            table = typed.get(block.grid) if block.grid is not None else None
            yield NarrativeBlock("table", table=block.grid, title=table.title if table else "")
        elif block.span.cut(document.text).strip():
            yield _text(block, [ink.piece(span, span.cut(document.text)) for span in texts[i]], levels)


def _text(block: Block, pieces: Sequence[Piece], levels: Mapping[int, int]) -> NarrativeBlock:
    # A numbered paragraph opens a section too, yet it is nothing to set in large type.
    level = block.level or (levels.get(block.span.start, 0) if len(block.span) <= _LONGEST_HEADING else 0)
    if block.kind == "toc" or block.kind == "figure":
        return NarrativeBlock(block.kind, pieces)
    # Full lines of a paragraph lie in the middle of a page, too.
    centered = block.centered and len(block.span) <= _LONGEST_HEADING
    # The page has h1 and h2 of its own.
    return NarrativeBlock("heading" if level else "paragraph", pieces, level=min(level + 2, 6), centered=centered)


def _table(document: Document, grid: Grid, table: Table | None, ink: Ink) -> TableBlock:
    values = {cell.span for cell in table.cells} if table else set()
    labels = {row.span for row in table.rows if row.span} if table else set()
    heads = min((cell.row for cell in grid.cells if cell.span in values), default=0)
    # A cell that reaches out of the head would be cut off by it.
    for cell in sorted(grid.cells, key=lambda cell: -cell.row):
        if cell.row < heads < cell.row + cell.rowspan:
            heads = cell.row
    written = {cell.row + i for cell in grid.cells if cell.text.strip() for i in range(cell.rowspan)}
    while heads and heads - 1 not in written:
        heads -= 1
    rows: list[list[Cell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        scope: Literal["col", "row", ""] = "col" if cell.row < heads else "row" if cell.span in labels else ""
        numeric = not scope and (cell.span in values or not values) and _NUMBER.fullmatch(cell.text) is not None
        rows[cell.row].append(
            Cell(cell.rowspan, cell.colspan, scope, numeric, ink.piece(cell.span, cell.text), cell.stored)
        )
    pages = grid.pages or tuple(sorted({cell.place.page for cell in grid.cells if cell.place.page is not None}))
    unit = table.unit.label if table and table.unit else ""
    beside = document.beside(grid.cells[0].span) if grid.cells else None
    file = PurePath(beside).name if beside else None
    return TableBlock(grid.index, table.title if table else "", unit, pages, rows, heads, file)


def _wheres(analysis: Analysis, findings: Iterable[Finding]) -> tuple[list[Where], dict[str, str]]:
    """The parts of the document that have findings, in its order, and the parts of each finding by its id."""
    parts = sorted(_parts(analysis), key=lambda part: (part.span.start, -part.span.end))
    where: dict[str, str] = {}
    counts: Counter[str] = Counter()
    levels: dict[str, int] = {}
    around: list[_Part] = []
    following = 0
    for finding in sorted(findings, key=lambda one: one.span):
        at = finding.span.start
        while following < len(parts) and parts[following].span.start <= at:
            _leave(around, parts[following].span.start)
            levels[parts[following].key] = min(len(around) + 1, _DEPTH)
            around.append(parts[following])
            following += 1
        _leave(around, at)
        keys = [part.key for part in around if part.span.end > at] or [_ELSEWHERE]
        where[finding.id] = " ".join(keys)
        if finding.suppression is None:
            counts.update(keys)
    wheres = [Where(part.key, part.words, levels[part.key], counts[part.key]) for part in parts if part.key in counts]
    if wheres and _ELSEWHERE in counts:
        wheres.append(Where(_ELSEWHERE, None, 1, counts[_ELSEWHERE]))
    return wheres, where


def _parts(analysis: Analysis) -> Iterator[_Part]:
    """The upper sections, and the tables with their titles."""
    places = {block.grid: block.span for block in analysis.document.blocks if block.kind == "table"}
    for table in analysis.tables:
        place = places.get(table.grid)
        if place is not None:
            start = min(place.start, table.title_span.start) if table.title_span else place.start
            yield _Part(Span(start, place.end), f"t{table.index}", table.title)
    depths: dict[int | None, int] = {None: 0}
    for section in analysis.sections:
        depths[section.index] = depth = depths[section.parent] + 1
        if depth <= _DEPTH:
            words = " ".join(part for part in (section.number, section.title) if part)
            yield _Part(section.span, f"s{section.index}", words)


def _leave(around: list[_Part], at: int) -> None:
    """Drop the innermost parts that end before `at`."""
    while around and around[-1].span.end <= at:
        around.pop()
