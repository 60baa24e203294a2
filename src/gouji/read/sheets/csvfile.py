"""Comma-separated values, or values parted otherwise (.csv, .tsv)."""

import csv
from collections import Counter
from itertools import islice
from pathlib import PurePath

from gouji.errors import InputError
from gouji.model import Document
from gouji.read.encoding import decode
from gouji.read.flow import too_large
from gouji.read.limits import Limits
from gouji.read.sheets.book import Book, Value
from gouji.read.sheets.layout import document

_MARKS = ",\t;|，"
_SAMPLE = 50
_ROWS = 256


def read_csv(data: bytes, *, name: str, limits: Limits) -> Document:
    """The document in `data`. Raises InputError as `CsvReader` says."""
    text = decode(data, name)
    if len(text) > limits.max_characters:
        raise too_large(name, limits)
    book = Book(name, limits)
    sheet = book.sheet("")
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=_delimiter(lines))
    line = 1
    try:
        for row, values in enumerate(reader):
            if row % _ROWS == 0:
                book.tick()
            for column, value in enumerate(values):
                if value.strip():
                    book.put(sheet, (row, column), Value(value, line=line))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            "input.csv_damaged",
            f"{name}: 第 {reader.line_num} 行不是合法的 CSV",
            f"{name}: line {reader.line_num} is no valid CSV",
        ) from error
    sheet.title = PurePath(name).stem
    return document(book, data, "csv")


def _delimiter(lines: list[str]) -> str:
    """The mark that parts most lines into the same number of values, of which there are several."""
    scores: dict[str, tuple[int, int]] = {}
    for mark in _MARKS:
        try:
            rows = list(islice(csv.reader(lines[:_SAMPLE], delimiter=mark), _SAMPLE))
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, count = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        scores[mark] = (count, width)
    return max(scores, key=lambda mark: scores[mark], default=",")
