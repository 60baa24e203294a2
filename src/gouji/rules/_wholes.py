"""Of which total of the tables a share may be, where the text gives no amount of the whole: `shares.toml`."""

from collections.abc import Iterator
from functools import cache

import msgspec
import regex

from gouji.align.target import Target, parse
from gouji.check.view import View
from gouji.language.fold import fold
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Cell, Claim, Table

_TIMEOUT = 1.0
_MAIN = ("合计", "金额", "")
"""Names of the column that an address without a column means."""
_QUOTES = str.maketrans("", "", '“”"的')


class WholeEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parts in tables of these forms, with words for the whole that `base` meets, may be shares of these cells.

    rows: kinds of row that the part may be (empty: any).
    """

    forms: tuple[str, ...]
    base: Regex
    cells: tuple[str, ...]
    rows: tuple[str, ...] = ()


class SharesFile(LexiconFile, frozen=True, kw_only=True):
    """`shares.toml`: see the comments there."""

    whole: tuple[WholeEntry, ...] = ()


@cache
def _entries(profile: str) -> tuple[tuple[WholeEntry, regex.Pattern[str]], ...]:
    return tuple((entry, regex.compile(entry.base)) for entry in load(profile, "shares", SharesFile).whole)


def table_wholes(view: View, share: Claim, part: Cell) -> list[Cell]:
    """The totals that a share of `part` may be of, the likeliest first; empty where the words name none of them."""
    form, kind = view.table_of(part).form, view.row_of(part).kind
    base = fold(share.base).text.translate(_QUOTES)
    measure = view.column_of(part).measure
    found: dict[str, Cell] = {}
    for entry, pattern in _entries(view.analysis.profile):
        if form in entry.forms and (not entry.rows or kind in entry.rows) and pattern.fullmatch(base, timeout=_TIMEOUT):
            for address in entry.cells:
                for cell in _cells(view, parse(address)[0], measure):
                    found.setdefault(cell.id, cell)
    return [cell for cell in found.values() if cell.id != part.id]


def _cells(view: View, target: Target, measure: str) -> Iterator[Cell]:
    for table in view.by_form.get(target.form, ()):
        for row in table.rows:
            if row.name != target.row:
                continue
            for column in _columns(table, target.column, measure):
                cell = table.cell(row.index, column)
                if cell is not None and cell.state == "number":
                    yield cell


def _columns(table: Table, name: str, measure: str) -> list[int]:
    names = (name,) if name else _MAIN
    return [column.index for column in table.columns if column.name in names and column.measure == measure]
