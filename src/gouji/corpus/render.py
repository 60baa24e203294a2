"""Text renderings of a report: .txt with tables as tabs in the flow, .md with headings and pipe tables."""

from collections.abc import Callable

from gouji.corpus.document import Break, Paragraph, Rendered, Report, Table

_HASHES = {1: "# ", 2: "## ", 3: "### ", 4: "#### "}


class _Page:
    """Text as it grows, with the span of every piece."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def pieces(self, block: int, paragraph: Paragraph) -> None:
        for i, piece in enumerate(paragraph.pieces):
            start = self.length
            self.write(piece.text)
            self.spans[block, i] = (start, self.length)


def text(report: Report) -> Rendered:
    """The report as plain text, paragraphs parted by blank lines, a table as a row of tabs a line."""

    def table(page: _Page, block: int, one: Table) -> None:
        _rows(page, block, one, "", "\t", "\n")

    return _render(report, ".txt", lambda paragraph: "", table)


def markdown(report: Report) -> Rendered:
    """The report as Markdown with pipe tables."""

    def table(page: _Page, block: int, one: Table) -> None:
        _rows(page, block, one, "| ", " | ", " |\n")

    return _render(report, ".md", _hash, table)


def _render(
    report: Report,
    suffix: str,
    mark: Callable[[Paragraph], str],
    table: Callable[[_Page, int, Table], None],
) -> Rendered:
    page = _Page()
    for i, block in enumerate(report.blocks):
        if isinstance(block, Break):
            continue
        if page.parts:
            page.write("\n")
        if isinstance(block, Table):
            table(page, i, block)
        else:
            page.write(mark(block))
            page.pieces(i, block)
            page.write("\n")
    whole = "".join(page.parts)
    return Rendered(suffix, whole.encode(), whole, page.spans)


def _hash(paragraph: Paragraph) -> str:
    return _HASHES[paragraph.level] if paragraph.role == "heading" else ""


def _rows(page: _Page, block: int, table: Table, start: str, between: str, end: str) -> None:
    """Every row on a line; spans of cells are kept under (block, −1 − row × columns − column)."""
    for r, row in enumerate(table.grid()):
        page.write(start)
        for c, cell in enumerate(row):
            if c:
                page.write(between)
            begin = page.length
            page.write(cell)
            page.spans[block, cell_key(table, r, c)] = (begin, page.length)
        page.write(end)
        if start and not r:
            page.write("|" + " --- |" * table.columns + "\n")


def cell_key(table: Table, row: int, column: int) -> int:
    """The key of a cell in `Rendered.spans`, beside the block: negative, so that it is no piece."""
    return -1 - row * table.columns - column


RENDERINGS: dict[str, Callable[[Report], Rendered]] = {"txt": text, "md": markdown}
"""Renderings by suffix. A renderer takes a report and writes all of it."""
