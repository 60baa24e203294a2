"""Results as one self-contained HTML file: the document as read, with the findings marked in place."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from gouji.model import Analysis, Block, Grid, Report, RuleRun, Table
from gouji.report import project, words
from gouji.report.families import Family, families
from gouji.report.layout import CONTROL
from gouji.report.marks import Marks, Piece, cut, find_marks, piece
from gouji.report.records import CheckedDocument
from gouji.report.words import SEVERITIES, Language

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDER = Path(__file__).parent / "page"
_LONGEST_HEADING = 40
_NUMBER = re.compile(r"[-+−]?[\d,，.]+%?|[-—]")


class HtmlCell(msgspec.Struct, frozen=True):
    """A cell of a raw table."""

    rowspan: int
    colspan: int
    head: bool
    numeric: bool
    piece: Piece


class HtmlBlock(msgspec.Struct, frozen=True):
    """A piece of the page: a page border (`text` is its number), a heading, a paragraph, or a table."""

    kind: Literal["page", "heading", "paragraph", "toc", "figure", "table"]
    pieces: Sequence[Piece] = ()
    rows: Sequence[Sequence[HtmlCell]] = ()
    level: int = 0
    centered: bool = False
    page: int | None = None
    title: str = ""


class HtmlDocument(msgspec.Struct, frozen=True):
    """Everything the template needs of one report. `prefix` keeps anchors of several documents apart."""

    prefix: str
    head: CheckedDocument
    families: Sequence[Family]
    suppressed: int
    counts: dict[str, int]
    blocks: Sequence[HtmlBlock]
    anchors: frozenset[str]
    runs: Sequence[RuleRun]
    names: dict[str, str]


class HtmlFormat:
    """`gouji check --format html`."""

    name = "html"

    def render(self, reports: Sequence[Report], *, lang: Language, color: bool, width: int) -> str:
        """One page for all reports."""
        style, script = _asset("page.css"), _asset("page.js")
        page = _template().render(
            lang=lang,
            documents=[_document(report, f"d{i}-", lang) for i, report in enumerate(reports)],
            severities=SEVERITIES,
            say=partial(_say, lang),
            loose=partial(_loose, lang),
            mention=partial(_mention, lang),
            style=style,
            script=script,
            policy=_policy(style, script),
            version=version("gouji"),
        )
        # What HTML does not allow must not stand in a page, whatever the report holds.
        return page.translate(CONTROL)


def _document(whole: Report, prefix: str, lang: Language) -> HtmlDocument:
    report = project.counting(whole)
    head = project.checked_document(report, lang)
    blocks: list[HtmlBlock] = []
    anchors: set[str] = set()
    if report.analysis:
        blocks = list(_blocks(report.analysis, find_marks(report.findings, report.analysis), anchors))
    return HtmlDocument(
        prefix=prefix,
        head=head,
        families=families(head.findings),
        suppressed=len(whole.findings) - len(report.findings),
        counts=dict(Counter(finding.severity for finding in head.findings)),
        blocks=blocks,
        anchors=frozenset(anchors),
        runs=report.runs,
        names={code: words.rule_name(card, lang) for code, card in report.cards.items()},
    )


def _blocks(analysis: Analysis, marks: Marks, anchors: set[str]) -> Iterator[HtmlBlock]:
    document = analysis.document
    levels = {section.heading.start: section.level for section in analysis.sections}
    tables = {table.grid: table for table in analysis.tables}
    page: int | None = None
    for block in document.blocks:
        if block.page is not None and block.page != page:
            page = block.page
            yield HtmlBlock("page", page=page)
        if block.kind == "table" and block.grid is not None:
            grid = document.grids[block.grid]
            yield _table(grid, tables.get(grid.index), marks, anchors)
        elif block.span.cut(document.text).strip():
            yield _text(block, cut(document.text, block.span, marks.near(block.span), anchors), levels)


def _text(block: Block, pieces: Sequence[Piece], levels: dict[int, int]) -> HtmlBlock:
    # A numbered paragraph opens a section too, yet it is nothing to set in large type.
    level = block.level or (levels.get(block.span.start, 0) if len(block.span) <= _LONGEST_HEADING else 0)
    if block.kind == "toc" or block.kind == "figure":
        return HtmlBlock(block.kind, pieces)
    # The page has h1 and h2 of its own.
    return HtmlBlock("heading" if level else "paragraph", pieces, level=min(level + 2, 6), centered=block.centered)


def _table(grid: Grid, table: Table | None, marks: Marks, anchors: set[str]) -> HtmlBlock:
    values = {cell.span for cell in table.cells} if table else set()
    first = min((cell.row for cell in grid.cells if cell.span in values), default=0)
    rows: list[list[HtmlCell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        head = cell.row < first
        numeric = not head and (cell.span in values or not values) and _NUMBER.fullmatch(cell.text) is not None
        inside = piece(cell.text, marks.touching(cell.span), anchors)
        rows[cell.row].append(HtmlCell(cell.rowspan, cell.colspan, head, numeric, inside))
    return HtmlBlock("table", rows=rows, title=table.title if table else "")


def _say(lang: Language, key: str, *values: object) -> str:
    return words.label(key, lang, *values)


def _loose(lang: Language, why: str) -> str:
    return words.loose(why, lang)


def _mention(lang: Language, why: str) -> str:
    return words.mention(why, lang)


@cache
def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _template() -> "Template":
    # All formats are loaded to know their names; only this one needs the library, which takes a while to load.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(_FOLDER)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html")


def _policy(style: str, script: str) -> str:
    """A content policy that lets nothing run or load but the page's own style and script."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
