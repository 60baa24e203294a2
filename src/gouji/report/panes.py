"""A document as the two panes of the page: the narrative, and the tables, with the findings marked in both."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from gouji.model import Analysis, Block, Finding, Grid, Span, Table
from gouji.report.marks import Borders, Ink, Piece, find_marks

_LONGEST_HEADING = 40
_DEPTH = 2
"""Levels of sections that findings can be filtered by."""
_NUMBER = re.compile(r"[-+−]?[\d,，.]+%?|[-—]")


class Cell(msgspec.Struct, frozen=True):
    """A cell of a raw table. scope: “col” or “row” for what heads a column or a row."""

    rowspan: int
    colspan: int
    scope: Literal["col", "row", ""]
    numeric: bool
    piece: Piece


class NarrativeBlock(msgspec.Struct, frozen=True):
    """A piece of the narrative: a page border, a heading, a paragraph, or the place of a table (`table`, its grid)."""

    kind: Literal["page", "heading", "paragraph", "toc", "figure", "table"]
    pieces: Sequence[Piece] = ()
    level: int = 0
    centered: bool = False
    page: int | None = None
    table: int | None = None
    title: str = ""


class TableBlock(msgspec.Struct, frozen=True):
    """A table: its grid, the pages it stands on, and its rows, the first `heads` of them its head."""

    grid: int
    title: str
    unit: str
    pages: tuple[int, ...]
    rows: Sequence[Sequence[Cell]]
    heads: int


class Where(msgspec.Struct, frozen=True):
    """A part of the document by which findings can be filtered; `level` 1 is a section's own part of 2."""

    key: str
    words: str
    level: int
    count: int = 0


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
        tables=[_table(grid, typed.get(grid.index), ink) for grid in document.grids],
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
    for i, block in enumerate(document.blocks):
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
    # The page has h1 and h2 of its own.
    return NarrativeBlock("heading" if level else "paragraph", pieces, level=min(level + 2, 6), centered=block.centered)


def _table(grid: Grid, table: Table | None, ink: Ink) -> TableBlock:
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
        rows[cell.row].append(Cell(cell.rowspan, cell.colspan, scope, numeric, ink.piece(cell.span, cell.text)))
    pages = grid.pages or tuple(sorted({cell.place.page for cell in grid.cells if cell.place.page is not None}))
    unit = table.unit.label if table and table.unit else ""
    return TableBlock(grid.index, table.title if table else "", unit, pages, rows, heads)


def _wheres(analysis: Analysis, findings: Iterable[Finding]) -> tuple[list[Where], dict[str, str]]:
    """The parts of the document that have findings, in its order, and the part of each finding by its id."""
    places = {block.grid: block.span for block in analysis.document.blocks if block.kind == "table"}
    ranges = [
        (places[table.grid], f"t{table.index}", _DEPTH, table.title)
        for table in analysis.tables
        if table.grid in places
    ]
    parents = [section.parent for section in analysis.sections]
    chosen: list[int] = []
    for section in analysis.sections:
        depth, at = 1, section.parent
        while at is not None and depth <= _DEPTH:
            depth, at = depth + 1, parents[at]
        if depth <= _DEPTH:
            chosen.append(section.index)
            words = " ".join(part for part in (section.number, section.title) if part)
            ranges.append((section.span, f"s{section.index}", depth, words))
    ranges.sort(key=lambda one: (one[0].start, -one[0].end))
    where: dict[str, str] = {}
    counts: Counter[str] = Counter()
    around: list[tuple[Span, str, int, str]] = []
    following = 0
    for finding in sorted(findings, key=lambda one: one.span):
        at = finding.span.start
        while following < len(ranges) and ranges[following][0].start <= at:
            _leave(around, ranges[following][0].start)
            around.append(ranges[following])
            following += 1
        _leave(around, at)
        keys = [key for _, key, _, _ in around]
        where[finding.id] = " ".join(keys)
        if finding.suppression is None:
            counts.update(keys)
    return [Where(key, words, level, counts[key]) for _, key, level, words in ranges if key in counts], where


def _leave(around: list[tuple[Span, str, int, str]], at: int) -> None:
    """Drop the innermost parts that end before `at`."""
    while around and around[-1][0].end <= at:
        around.pop()
