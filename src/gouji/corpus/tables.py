"""The tables of a report: a layout of the style filled with the figures of the books."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from gouji.corpus.accounts import accounts, name_of
from gouji.corpus.chance import pick
from gouji.corpus.document import Block, Cell, Figure, Paragraph, Piece, Table
from gouji.corpus.ledger import Books
from gouji.corpus.numbers import Taste, cell_text
from gouji.corpus.style import TableForm
from gouji.corpus.wording import Wording

Line = list[str]
"""A row as a layout writes it: texts, “=column@row” for a figure, “<” and “^” for what merges with a neighbour."""

_FIGURE = re.compile(r"=([\w.]+)(?:@([\w.]*))?")
_DIGITS = "零一二三四五六七八九"


def numeral(value: int) -> str:
    """A number up to 99 in Chinese numerals."""
    tens, ones = divmod(value, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones or not tens else "")


class Tables:
    """Builds the tables of one report."""

    def __init__(self, books: Books, taste: Taste, wording: Wording) -> None:
        self.books = books
        self.taste = taste
        self.wording = wording

    def blocks(self, key: str, form: TableForm, number: int) -> Iterator[Block]:
        """The table with the paragraphs above and below it. number: its place among the tables, from 1."""
        unit = {"": self.taste.unit_tables, "official": self.taste.unit_official}.get(form.unit, form.unit)
        title = self._words(form.title, {})
        table = self._table(key, form, title, unit)
        slots = {"title": title, "money": unit, "no": f"{number:02d}"}
        above = [self._words(words, slots) for words in form.above]
        if not any("{title}" in word for words in form.above for word in words):
            above.insert(0, title)
        for text in filter(None, above):
            yield Paragraph((Piece(text),), role="title" if text == title else "caption")
        yield table
        if form.note and (note := self._words(form.note, slots)):
            yield Paragraph((Piece(note),), role="note")
        if form.empty and not any(cell.figure and self._value(cell.figure) for cell in table.cells):
            yield Paragraph((Piece(self._words(form.empty, slots)),), role="note", key="empty")

    def _words(self, words: Sequence[str], slots: dict[str, str]) -> str:
        filled = self.wording.fill(pick(self.wording.rng, words), slots)
        return "".join(piece.text for paragraph in filled for piece in paragraph)

    def _value(self, figure: Figure) -> int:
        return self.books.figure(figure.column, figure.row)

    def _table(self, key: str, form: TableForm, title: str, unit: str) -> Table:
        header = [[self._words((text,), {}) if "{" in text else text for text in row] for row in form.header]
        made = {"accounts": self._accounts, "lines": self._lines, "panels": self._panels}[form.kind](form)
        body = [[self._words((text,), {}) if "{" in text else text for text in row] for row in made]
        rows = _numbered([*header, *body])
        width = max(map(len, rows))
        for row in rows:
            row.extend([""] * (width - len(row)))
        heads = [_head(header, column) for column in range(width)]
        cells = []
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if text not in ("<", "^"):
                    cells.append(self._cell(rows, r, c, unit, heads[c]))
        return Table(key, title, unit, len(rows), width, len(header), tuple(cells), form.wide)

    def _cell(self, rows: list[Line], r: int, c: int, unit: str, head: str) -> Cell:
        text = rows[r][c]
        colspan = next((n for n in range(1, len(rows[r]) - c) if rows[r][c + n] != "<"), len(rows[r]) - c)
        rowspan = next((n for n in range(1, len(rows) - r) if rows[r + n][c] != "^"), len(rows) - r)
        match = _FIGURE.fullmatch(text)
        if not match:
            return Cell(r, c, text, rowspan, colspan)
        figure = Figure(match[1], match[2] or "")
        words = [one for one in rows[r][:c] if one and one not in "<^" and not one.startswith("=")]
        label = next((one for one in reversed(words) if not one.replace(".", "").isdigit()), "")
        return Cell(r, c, cell_text(self._value(figure), unit, self.taste), rowspan, colspan, figure, label, head)

    def _accounts(self, form: TableForm) -> Iterator[Line]:
        """A row for every account with a figure in the source columns, and the row 合计 before or after them."""
        book = self.books.now
        name = pick(self.wording.rng, form.total_words or ("合计",))
        first = next(i for i, column in enumerate(form.columns) if column.startswith("="))
        total = [name, *["<"] * (first - 1), *form.columns[first:]]
        place = pick(self.wording.rng, form.total or ("first",))
        codes = book.with_parents(*form.source)
        if place == "first":
            yield total
        for code in codes:
            yield [_entry(column, code) for column in form.columns]
        if not codes and place == "last":
            yield [""] * len(form.columns)
        if place == "last":
            yield total

    def _lines(self, form: TableForm) -> Iterator[Line]:
        """Rows as listed: panels side by side of different length, then rows over the whole width."""
        panels = [list(self._listed(rows)) for rows in (form.left, form.right, form.third)]
        for parts in zip_longest(*panels):
            yield [text for part, panel in zip(parts, panels, strict=True) for text in _wide(part, panel)]
        for line in form.lines:
            yield list(line)

    def _listed(self, rows: Sequence[Sequence[str]]) -> Iterator[Line]:
        """The rows of a panel; one with “{class}” stands for all functional classes, “{class+}” for those used."""
        for row in rows:
            if not any("{class" in text for text in row):
                yield list(row)
                continue
            used = {
                code[:3] for text in row for column in _FIGURE.findall(text) for code in self.books.now.rows(column[0])
            }
            chosen = [(code, name) for code, name in accounts().classes if code in used or "{class}" in "".join(row)]
            for n, (code, name) in enumerate(chosen, 1):
                slots = {"{class}": name, "{class+}": name, "{n}": numeral(n), "{code}": code}
                yield [_replace(text, slots) for text in row]

    def _panels(self, form: TableForm) -> Iterator[Line]:
        """Economic accounts in panels side by side: code, name and amount."""
        codes = sorted(accounts().economic)
        panels = [[code for start in starts for code in codes if code.startswith(start)] for starts in form.panels]
        for line in zip_longest(*panels):
            yield [
                text for code in line for text in ((code, name_of(code), f"=economic@{code}") if code else ("", "", ""))
            ]
        for row in form.lines:
            yield list(row)


def _entry(column: str, code: str) -> str:
    """What stands in a column of the row of an account."""
    if column == "code":
        return code
    if column == "name":
        return name_of(code)
    if column in ("code1", "code2", "code3"):
        level = int(column[-1])
        return code[0 if level == 1 else 2 * level - 1 : 2 * level + 1]
    return f"{column}@{code}"


def _wide(row: Line | None, rows: list[Line]) -> Line:
    """The row, or where a panel has ended a row of blanks, which is numbered on where the others are."""
    width = max(map(len, rows), default=0)
    if row is None:
        row = ["#" if rows and len(rows[0]) > c and rows[0][c] == "#" else "" for c in range(width)]
    return [*row, *[""] * (width - len(row))]


def _numbered(rows: list[Line]) -> list[Line]:
    """The rows with running numbers for “#”: down the first column that has them, then on down the next."""
    at = 0
    for c in range(max(map(len, rows))):
        for row in rows:
            if c < len(row) and row[c] == "#":
                at += 1
                row[c] = str(at)
    return rows


def _head(header: Sequence[Line], column: int) -> str:
    """The lowest words of the header above a column."""
    for row in reversed(header):
        c = column
        while c and c < len(row) and row[c] == "<":
            c -= 1
        text = row[c] if c < len(row) else ""
        if text and text not in "<^" and not text.isdigit():
            return text
    return ""


def _replace(text: str, slots: dict[str, str]) -> str:
    for slot, value in slots.items():
        text = text.replace(slot, value)
    return text
