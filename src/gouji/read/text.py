"""Plain text and Markdown: paragraphs, headings, tables in the flow, table of contents."""

import hashlib
from collections.abc import Iterable

import msgspec

from gouji.errors import InputError
from gouji.language.fold import squeeze
from gouji.model import Block, Document, Grid, GridCell, Note, Place, Run, Span
from gouji.model.document import BlockKind
from gouji.read.comments import find_ignores
from gouji.read.contents import find_contents
from gouji.read.encoding import decode
from gouji.read.limits import Limits
from gouji.read.lines import Fragment, Line, source_lines
from gouji.read.paragraphs import joins
from gouji.read.texttables import RawTable, Spanned, pipe_table, spans, tab_table


class TextReader:
    """Reads .txt and .md in UTF-8, GB18030 or UTF-16; also what has no suffix at all."""

    name = "text"
    suffixes = (".txt", ".md", ".markdown", "")

    def sniff(self, data: bytes) -> bool:
        """Text bears no signature: it is chosen by suffix."""
        return False

    def read(self, data: bytes, *, name: str, limits: Limits) -> Document:
        """The document in `data`.

        Raises InputError: encoding, unknown_type (no text at all), empty (blanks only), too_large.
        """
        text = decode(data, name)
        if len(text) > limits.max_characters:
            most = limits.max_characters
            raise InputError(
                "input.too_large",
                f"{name}: 文字过长（{len(text)} 字，上限 {most}）",
                f"{name}: the text is too long ({len(text)} characters, limit {most})",
            )
        lines = source_lines(text)
        if not lines:
            raise InputError("input.empty", f"{name}: 文件是空的", f"{name}: the file is empty")
        page = _Page(name, limits)
        _fill(page, lines)
        suffix = name.lower().rpartition(".")[2]
        return Document(
            path=name,
            sha256=hashlib.sha256(data).hexdigest(),
            format="markdown" if suffix in ("md", "markdown") else "text",
            text="".join(page.text),
            blocks=tuple(page.blocks),
            grids=tuple(page.grids),
            runs=tuple(page.runs),
            notes=tuple(page.notes),
            ignores=find_ignores(
                ((line.number, one) for line in lines for one in line.comments), page.blocks, page.runs
            ),
        )


def _fill(page: "_Page", lines: list[Line]) -> None:
    folded = [squeeze(line.text) for line in lines]
    contents = find_contents(folded, [line.gap for line in lines])
    i = 0
    while i < len(lines):
        if i in contents:
            page.add([lines[i].fragment], "toc")
            i += 1
            continue
        found = pipe_table(lines, i) or (tab_table(lines, i) if "\t" in lines[i].raw else None)
        if found:
            table, i = found
            page.add_table(table)
            continue
        parts = [lines[i].fragment]
        level = lines[i].level
        while i + 1 < len(lines) and not level and joins(folded[i], folded[i + 1], lines[i + 1]):
            i += 1
            parts.append(lines[i].fragment)
        page.add(parts, "paragraph", level)
        i += 1


class _Page:
    """The document as it grows: text, blocks, grids, runs."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.text: list[str] = []
        self.length = 0
        self.cells = 0
        self.blocks: list[Block] = []
        self.grids: list[Grid] = []
        self.runs: list[Run] = []
        self.notes: list[Note] = []

    def add(self, parts: Iterable[Fragment], kind: BlockKind, level: int = 0) -> None:
        """A block of running text."""
        if self.blocks:
            self._literal("\n")
        self.blocks.append(Block(kind, self._write(parts), level=level))

    def add_table(self, table: RawTable) -> None:
        """A table, with the captions above it and the notes below as paragraphs."""
        for parts in table.before:
            self.add(parts, "paragraph")
        if self.blocks:
            self._literal("\n")
        index, start = len(self.grids), self.length
        width = len(table.rows[0])
        self.cells += len(table.rows) * width
        if self.cells > self.limits.max_cells:
            most = self.limits.max_cells
            raise InputError(
                "input.too_large",
                f"{self.name}: 表格单元格过多（上限 {most}）",
                f"{self.name}: too many table cells (limit {most})",
            )
        merged = spans([["".join(part.text for part in cell) for cell in row] for row in table.rows])
        hidden = {
            (y, x)
            for (r, c), one in merged.items()
            for y in range(r, r + one.rowspan)
            for x in range(c, c + one.colspan)
            if (y, x) != (r, c)
        }
        cells: list[GridCell] = []
        for r, row in enumerate(table.rows):
            if r:
                self._literal("\n")
            line = next((parts[0].line for parts in row if parts), None)
            for c, parts in enumerate(row):
                if c:
                    self._write([Fragment("\t", line)] if line else [Fragment("\t", 0)])
                span = self._write(parts)
                if (r, c) not in hidden:
                    one = merged.get((r, c), Spanned(1, 1))
                    text = "".join(part.text for part in parts)
                    place = Place(line=parts[0].line if parts else line)
                    cells.append(GridCell(r, c, one.rowspan, one.colspan, text, span, place))
        self.grids.append(Grid(index, len(table.rows), width, tuple(cells)))
        self.blocks.append(Block("table", Span(start, self.length), grid=index))
        if table.ragged:
            self.notes.append(
                Note(
                    f"第 {index + 1} 张表有 {table.ragged} 行缺少单元格，已按空白补齐",
                    f"table {index + 1}: {table.ragged} row(s) lack cells, which were taken as blank",
                )
            )
        for parts in table.after:
            self.add(parts, "paragraph")

    def _literal(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)

    def _write(self, parts: Iterable[Fragment]) -> Span:
        start = self.length
        for part in parts:
            begin = self.length
            self._literal(part.text)
            last = self.runs[-1] if self.runs else None
            if last and last.end == begin and last.line == part.line:
                self.runs[-1] = msgspec.structs.replace(last, end=self.length)
            else:
                self.runs.append(Run(begin, self.length, None, part.line, None))
        return Span(start, self.length)
