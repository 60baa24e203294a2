"""From rows as printed to `Row`: canonical name, kind, and parent."""

from collections.abc import Iterable

import msgspec

from gouji.language.accounts import level_of, parent_code
from gouji.language.numbering import Marker, find_marker
from gouji.model import Row
from gouji.model.table import RowKind
from gouji.segment.forms import Forms, RowEntry, strip_number
from gouji.segment.rows import RawRow
from gouji.segment.tablewords import TableWords

UNLABELLED = "数据行"
TOTAL = "合计"
_LEVELS: tuple[RowKind, ...] = ("class", "group", "item")
_PART = "/"


def hang_between(rows: list[Row]) -> list[Row]:
    """The rows of one panel, those without a number between 一、 and 二、 hung on 一、: they say what it consists of."""
    found = list(rows)
    head: tuple[int, Marker] | None = None
    loose: list[int] = []
    for n, row in enumerate(rows):
        marker = find_marker(row.label) if row.code is None and _PART not in row.label else None
        if marker is None and row.code is None and row.kind == "line" and row.parent is None:
            loose.append(n)
        elif marker is not None and row.parent is None:
            if head and (marker.rank, marker.ordinal) == (head[1].rank, (head[1].ordinal or 0) + 1):
                for k in loose:
                    found[k] = msgspec.structs.replace(rows[k], parent=rows[head[0]].index)
            head, loose = (n, marker), []
        elif row.parent is None:
            head, loose = None, []
    return found


class Namer:
    """Names the rows of one panel in their order, and remembers what stands above."""

    def __init__(self, form: str | None, lexicon: Forms, words: TableWords, rows: Iterable[RawRow]) -> None:
        self._form = form
        self._lexicon = lexicon
        self._words = words
        self._alone = sum(not row.label and not row.code for row in rows) == 1
        self._names: dict[str, int] = {}
        self._codes: dict[str, int] = {}
        self._labels: dict[str, int] = {}
        self._stack: list[tuple[int, int]] = []
        self._last: int | None = None

    def row(self, index: int, raw: RawRow) -> Row:
        """The row of a raw row; `index` is its place in the table."""
        label = raw.label or (raw.code or UNLABELLED)
        entry = None if raw.code else self._entry(raw)
        name = self._name(raw, entry)
        kind = self._kind(raw, name)
        parent = self._parent(index, raw, entry, kind)
        self._names[name] = index
        if raw.code:
            self._codes[raw.code] = index
        if raw.label:
            self._labels.setdefault(raw.label, index)
        pieces = raw.pieces or [piece for _, piece in raw.values]
        cell = pieces[-1].cell if pieces else None
        span = cell.span if cell and raw.pieces else None
        page = cell.place.page if cell else None
        return Row(index, label, name, raw.code, kind, parent, raw.panel.name, span, page)

    def _entry(self, raw: RawRow) -> RowEntry | None:
        return self._lexicon.row(self._form, raw.panel.name, strip_number(raw.label), self._names) or self._lexicon.row(
            self._form, raw.panel.name, raw.label, self._names
        )

    def _name(self, raw: RawRow, entry: RowEntry | None) -> str:
        if entry:
            return entry.name
        if raw.label:
            return _PART.join(strip_number(self._words.without_unit(part)) for part in raw.label.split(_PART))
        return raw.code or (TOTAL if self._alone else UNLABELLED)

    def _kind(self, raw: RawRow, name: str) -> RowKind:
        if raw.code:
            level = level_of(raw.code)
            return _LEVELS[level - 1] if 1 <= level <= len(_LEVELS) else "other"
        if self._words.is_total(name) or (_PART not in raw.label and self._words.is_total(raw.label)):
            return "total"
        return "other" if raw.panel.codes else "line"

    def _parent(self, index: int, raw: RawRow, entry: RowEntry | None, kind: RowKind) -> int | None:
        if raw.code:
            code = parent_code(raw.code)
            while code and code not in self._codes:
                code = parent_code(code)
            return self._codes[code] if code else None
        if entry and entry.under:
            return self._names[entry.under]
        if _PART in raw.label:
            return self._above(raw.label)
        if kind == "total" and find_marker(raw.label) is None:
            self._stack = []
            return None
        return self._by_number(index, raw.label)

    def _above(self, label: str) -> int | None:
        """The row of a nested label's longest beginning, or of that beginning's own total."""
        parts = label.split(_PART)
        for n in range(len(parts) - 1, 0, -1):
            head = _PART.join(parts[:n])
            for name in (head, f"{head}{_PART}小计", f"{head}{_PART}合计"):
                if name != label and name in self._labels:
                    return self._labels[name]
        return None

    def _by_number(self, index: int, label: str) -> int | None:
        """The row above with a list number of a higher rank (一、 over 1.); “其中：” hangs on the row before it."""
        marker = find_marker(label)
        if label.startswith("其中"):
            return self._last
        self._last = index
        if marker is None:
            return None
        while self._stack and self._stack[-1][0] >= marker.rank:
            self._stack.pop()
        parent = self._stack[-1][1] if self._stack else None
        self._stack.append((marker.rank, index))
        return parent
