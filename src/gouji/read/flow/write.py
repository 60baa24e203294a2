"""Items → Document: the text, and where every character of it stands."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from gouji.errors import InputError
from gouji.model import Anchor, Block, Document, Grid, GridCell, Note, Place, Run, Span
from gouji.read.flow.bits import Bit, Bits, Source
from gouji.read.flow.items import Item, Table, Text
from gouji.read.limits import Limits


class Writer:
    """Writes items one after the other; `name` and `limits` are for errors."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._parts: list[str] = []
        self._length = 0
        self._cells = 0
        self._blocks: list[Block] = []
        self._grids: list[Grid] = []
        self._runs: list[Run] = []
        self._anchors: list[Anchor] = []

    def write(self, items: Sequence[Item]) -> None:
        """All items. Raises InputError ``input.too_large``."""
        for item in items:
            if self._blocks:
                self._put("\n")
            start = self._length
            if isinstance(item, Text):
                self._bits(item.bits)
                block = Block(
                    item.kind,
                    Span(start, self._length),
                    page=item.bits[0].page,
                    level=item.level,
                    centered=item.centered,
                    size=_size(item.bits),
                )
            else:
                grid = self._table(item)
                pages = grid.pages
                block = Block("table", Span(start, self._length), page=pages[0] if pages else None, grid=grid.index)
            self._blocks.append(block)
            if self._length > self._limits.max_characters:
                raise too_large(self._name, self._limits)

    def document(self, data: bytes, form: str, notes: Sequence[Note] = (), running: Sequence[str] = ()) -> Document:
        """The document of what was written; `data` is the file."""
        return Document(
            path=self._name,
            sha256=hashlib.sha256(data).hexdigest(),
            format=form,
            text="".join(self._parts),
            blocks=tuple(self._blocks),
            grids=tuple(self._grids),
            runs=tuple(self._runs),
            notes=tuple(notes),
            running=tuple(running),
            anchors=tuple(self._anchors),
        )

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _bits(self, bits: Bits) -> None:
        for bit in bits:
            start = self._length
            self._put(bit.text)
            last = self._runs[-1] if self._runs else None
            if last and last.end == start and (last.page, last.line, last.ref) == (bit.page, bit.line, bit.ref):
                self._runs[-1] = Run(last.start, self._length, last.page, last.line, None, (), last.ref)
            else:
                self._runs.append(Run(start, self._length, bit.page, bit.line, None, (), bit.ref))
            if bit.source:
                self._anchor(start, bit.source)

    def _anchor(self, start: int, at: Source) -> None:
        """What was put since `start` stands at this place of the file."""
        self._anchors.append(Anchor(start, self._length, at.part, at.paragraph, at.run, at.offset))

    def _table(self, table: Table) -> Grid:
        self._cells += table.rows * table.columns
        if self._cells > self._limits.max_cells:
            raise too_large(self._name, self._limits)
        found: list[GridCell] = []
        row = -1
        for cell in table.cells:
            if found:
                self._put("\t" if cell.row == row else "\n")
            row = cell.row
            start, before = self._length, len(self._parts)
            self._bits(cell.bits)
            if not cell.bits and cell.source:
                self._anchor(start, cell.source)
            text = self._parts[before] if len(cell.bits) == 1 else "".join(self._parts[before:])
            first = cell.bits[0] if cell.bits else None
            place = Place(first.page, None, first.line, first.ref) if first else Place(ref=cell.ref)
            span = Span(start, self._length)
            found.append(GridCell(row, cell.column, cell.rowspan, cell.colspan, text, span, place, cell.stored))
        pages = sorted({cell.place.page for cell in found if cell.place.page is not None})
        grid = Grid(len(self._grids), table.rows, table.columns, tuple(found), tuple(pages))
        self._grids.append(grid)
        return grid


def _size(bits: Sequence[Bit]) -> float | None:
    """The type size of most characters."""
    sizes: Counter[float] = Counter()
    for bit in bits:
        if bit.size is not None:
            sizes[bit.size] += len(bit.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=None)


def too_large(name: str, limits: Limits) -> InputError:
    """The error for more text or cells than the limits allow."""
    return InputError(
        "input.too_large",
        f"{name}: 内容过多（上限 {limits.max_characters} 字、{limits.max_cells} 个单元格）",
        f"{name}: too much content (limits {limits.max_characters} characters, {limits.max_cells} cells)",
    )


def too_deep(name: str, most: int) -> InputError:
    """The error for elements nested deeper than any real file has them."""
    return InputError(
        "input.too_large",
        f"{name}: 表格或文本框嵌套过深（上限 {most} 层）",
        f"{name}: tables or text boxes are nested too deep (limit {most})",
    )


def check_tags(name: str, data: bytes, limits: Limits) -> None:
    """Raise InputError ``input.too_large`` for more tags than the memory is to hold as a tree."""
    if data.count(b"<") > limits.max_tags:
        raise InputError(
            "input.too_large",
            f"{name}: 标记过多（上限 {limits.max_tags} 个）",
            f"{name}: too many tags (limit {limits.max_tags})",
        )


def timeout(name: str, limits: Limits) -> InputError:
    """The error for reading that takes too long."""
    return InputError(
        "input.timeout",
        f"{name}: 读取超过 {limits.seconds:g} 秒",
        f"{name}: reading took over {limits.seconds:g} seconds",
    )
