"""Typed tables out of raw grids."""

from itertools import zip_longest

import msgspec

from gouji.language.accounts import domain_of
from gouji.language.numbering import find_marker
from gouji.model import Cell, Column, Document, Row, Span, Table, Unit
from gouji.segment.forms import Evidence, Forms, forms, strip_number
from gouji.segment.headers import read_header
from gouji.segment.naming import TOTAL, UNLABELLED, Namer, hang_between
from gouji.segment.panels import split_panels
from gouji.segment.parts import Part, find_parts
from gouji.segment.rows import RawRow, mend_rows, note_lines, read_rows
from gouji.segment.sheet import Piece, Sheet
from gouji.segment.tablewords import TableWords, key, table_words
from gouji.segment.values import read_value

_ITEMS = 2


class TableSet(msgspec.Struct, frozen=True):
    """The tables of a document, and the paragraph blocks (indices) that are their captions and notes.

    heads: the folded captions that stand in cells of the tables themselves.
    """

    tables: tuple[Table, ...]
    captions: frozenset[int]
    notes: frozenset[int]
    heads: tuple[str, ...]


class Placed(msgspec.Struct):
    """A value: its row and column, the piece that holds it, and the unit that applies to it."""

    row: int
    column: int
    piece: Piece
    unit: Unit | None


def build_tables(document: Document, profile: str) -> TableSet:
    """All tables of `document` with the forms and names of `profile`. Raises LexiconError on broken lexicon files."""
    words, lexicon = table_words(profile), forms(profile)
    parts = find_parts(document, words)
    builders = [_Builder(document, part, words, lexicon) for part in parts]
    titled = {one.key for one in builders if one.titled}
    for one in builders:
        if one.key in titled and one.part.title and not one.titled:
            one.be_unknown()
    tables = tuple(one.table(n) for n, one in enumerate(builders))
    captions = frozenset(block for part in parts for block in part.captions)
    notes = frozenset(block for part in parts for block in part.notes)
    heads = tuple(head for part in parts for head in part.heads)
    return TableSet(tables, captions, notes - captions, heads)


class _Builder:
    """One table in the making."""

    def __init__(self, document: Document, part: Part, words: TableWords, lexicon: Forms) -> None:
        self.document = document
        self.part = part
        self.words = words
        self.lexicon = lexicon
        self.sheet = Sheet(part.lines)
        self.header = read_header(self.sheet, words)
        self.panels = split_panels(self.header, words)
        rows = read_rows(self.sheet, self.header, self.panels, words)
        self.raw = [mend_rows(of_panel, lexicon.knows) for of_panel in rows]
        self.form = lexicon.recognise(self._evidence())
        self.key = self.form.key if self.form else None
        named = (words.year(element) for head in self.header.columns for element in head.path)
        self.year = max((year for year in (part.year, *named) if year is not None), default=None)

    @property
    def titled(self) -> bool:
        """Whether the table bears the title of its form, rather than being known by its contents alone."""
        return self.key is not None and self.lexicon.titled(self.part.title) == self.key

    def be_unknown(self) -> None:
        """Take back the form that the contents spoke for: the table has another title, and another table has the form's."""
        self.form = self.key = None

    def table(self, index: int) -> Table:
        """The finished table."""
        rows, columns, placed = self._turned() if self._lies() or self._by_measure() else self._upright()
        cells = [_cell(index, value) for value in placed]
        notes = self._notes()
        empty = next(((text, span) for text, span in notes if self.words.is_empty_note(key(text))), None)
        return Table(
            index=index,
            grid=self.part.grid,
            form=self.key,
            title=self.part.title or (self.form.title if self.form else ""),
            unit=self._unit(),
            year=self.part.year,
            rows=tuple(rows),
            columns=tuple(columns),
            cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
            page=self.part.page,
            notes=tuple(text for text, _ in notes),
            empty_note=empty[0] if empty else None,
            title_span=self.part.title_span,
            empty_note_span=empty[1] if empty else None,
        )

    def _evidence(self) -> Evidence:
        headers = {key(element) for head in self.header.columns for element in head.path}
        rows = [row for rows in self.raw for row in rows]
        domains = {domain for row in rows if row.code and (domain := domain_of(row.code))}
        labels = {key(strip_number(row.label)) for row in rows}
        names = {panel.name for panel in self.panels.panels if panel.name}
        return Evidence(self.part.title, headers, labels, domains, names)

    def _upright(self) -> tuple[list[Row], list[Column], list[Placed]]:
        """Rows, columns and values as they stand; the rows of each panel follow one another."""
        columns: list[Column] = []
        slots: dict[tuple[int, int], int] = {}
        for p, panel in enumerate(self.panels.panels):
            for n, c in enumerate(panel.values):
                if p and self.panels.folded:
                    slots[p, n] = slots[0, n]
                    continue
                slots[p, n] = len(columns)
                columns.append(self._column(columns, self._path(n, c), panel.name))
        rows: list[Row] = []
        placed: list[Placed] = []
        namer: Namer | None = None
        for p, raws in enumerate(self.raw):
            if namer is None or not self.panels.folded:
                namer = Namer(self.key, self.lexicon, self.words, raws)
            first = len(rows)
            for raw in raws:
                row = namer.row(len(rows), raw)
                rows.append(row)
                placed += [
                    Placed(row.index, slots[p, n], piece, self._unit_of(raw, columns[slots[p, n]].path))
                    for n, piece in raw.values
                ]
            rows[first:] = hang_between(rows[first:])
        return rows, columns, placed

    def _path(self, n: int, c: int) -> tuple[str, ...]:
        """The header path of value column `c`, the nth of its panel: of folded panels, what all have in common."""
        path = self.header.columns[c].path
        if not self.panels.folded:
            return path
        paths = [self.header.columns[panel.values[n]].path for panel in self.panels.panels if n < len(panel.values)]
        shared = 0
        while shared < len(path) and len({other[len(other) - shared - 1 :] for other in paths}) == 1:
            shared += 1
        return path[len(path) - shared :] or path

    def _column(self, columns: list[Column], path: tuple[str, ...], panel: str) -> Column:
        name, measure = self.lexicon.column(self.key, panel, path, self.year)
        if any((other.panel, other.name, other.measure) == (panel, name, measure) for other in columns):
            name = "/".join(map(key, path)) or name
        return Column(len(columns), path, name, panel, measure)

    def _lies(self) -> bool:
        """Whether the items of a form that has them in columns stand in rows here, in one of the panels at least."""
        if not self.form or not self.form.transpose:
            return False
        return any(len({self._item(raw) for raw in rows} - {"", TOTAL}) >= _ITEMS for rows in self.raw)

    def _item(self, raw: RawRow) -> str:
        return self.lexicon.is_column(self.key or "", strip_number(self.words.without_unit(raw.label)))

    def _by_measure(self) -> bool:
        """Whether the rows of a form with one data row are its measures (预算数, 决算数)."""
        rows = [raw for rows in self.raw for raw in rows]
        return bool(self.form and self.form.transpose and rows) and all(map(self._measure, rows))

    def _measure(self, raw: RawRow) -> str:
        """The measure that a row is labelled with and nothing else, empty if none."""
        found = self.words.measure(key(strip_number(raw.label)))
        return found[0] if found and not found[1] else ""

    def _turned(self) -> tuple[list[Row], list[Column], list[Placed]]:
        """A table as one data row: each item with each measure becomes a column.

        Either the items stand in rows, or the measures do.
        """
        columns: list[Column] = []
        placed: list[Placed] = []
        lying = self._lies()
        for panel, rows in zip(self.panels.panels, self.raw, strict=True):
            for raw, below in zip_longest(rows, rows[1:]):
                heads = below is not None and _heads(raw, below)
                for n, piece in raw.values:
                    path = self.header.columns[panel.values[n]].path
                    name, measure = self.lexicon.column(self.key, "", path, self.year)
                    if lying:
                        name = (not heads and self._item(raw)) or strip_number(self.words.without_unit(raw.label))
                    else:
                        measure = self._measure(raw)
                    if any((other.name, other.measure) == (name, measure) for other in columns):
                        name = raw.label if lying else "/".join(map(key, path))
                    placed.append(Placed(0, len(columns), piece, self._unit_of(raw, path)))
                    columns.append(Column(len(columns), path, name, "", measure, raw.label))
        row = Row(0, UNLABELLED, TOTAL, None, "total", None, "", page=self.part.page)
        return [row], columns, placed

    def _unit_of(self, raw: RawRow, path: tuple[str, ...]) -> Unit | None:
        """The unit of a value that bears none itself: of its row's label, its column's header, or of the table."""
        for text in (raw.label, *reversed(path)):
            unit = self.words.inner_unit(text)
            if unit:
                return unit
        return self.part.unit

    def _unit(self) -> Unit | None:
        """The table's unit: of the caption, else the one money unit that the headers name."""
        if self.part.unit:
            return self.part.unit
        named = {unit for head in self.header.columns for text in head.path if (unit := self.words.inner_unit(text))}
        money = {unit for unit in named if unit.dimension == "money"}
        return money.pop() if len(money) == 1 else None

    def _notes(self) -> list[tuple[str, Span]]:
        cells = [piece.cell for piece in note_lines(self.sheet, self.header, self.words).values()]
        spans = [self.document.blocks[block].span for block in self.part.notes]
        below = [(span.cut(self.document.text).strip(), span) for span in spans]
        return [(cell.text, cell.span) for cell in cells] + below


def _heads(raw: RawRow, below: RawRow) -> bool:
    """Whether a row only heads those below it (“一、“三公”经费支出 —”): a higher number, and no figure."""
    here, there = find_marker(raw.label), find_marker(below.label)
    if here is None or there is None or here.rank >= there.rank:
        return False
    return not any(read_value(piece.text).number for _, piece in raw.values)


def _cell(table: int, value: Placed) -> Cell:
    cell = value.piece.cell
    read = read_value(value.piece.text)
    return Cell(
        id=f"t{table}.r{value.row}.c{value.column}",
        table=table,
        row=value.row,
        column=value.column,
        raw=cell.text,
        state=read.state,
        quantity=read.quantity(value.unit, cell.span, cell.text),
        span=cell.span,
        place=cell.place,
        stored=cell.stored,
    )
