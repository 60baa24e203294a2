"""Claims and facts as CSV, a record a line: for spreadsheets and programs that take tables."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec

from gouji.report.layout import clean
from gouji.report.records import Claim, ClaimsDocument, Fact, FactsDocument, TableRef

_FORMULA = re.compile(r"[=+@]|[-−](?!$|[\d.,]*%?$)")
"""What a spreadsheet takes for the beginning of a formula; negative numbers and dashes are none."""


def claims_csv(documents: Iterable[ClaimsDocument]) -> str:
    """The claims of all documents; `table_ref` is one column for each of its fields."""
    own = [name for name in Claim.__struct_fields__ if name != "table_ref"]
    cells = TableRef.__struct_fields__
    rows = (
        [document.path, *(getattr(claim, name) for name in own), *(_of(claim.table_ref, name) for name in cells)]
        for document in documents
        for claim in document.claims
    )
    return _csv(["path", *own, *(f"table_ref.{name}" for name in cells)], rows)


def facts_csv(documents: Iterable[FactsDocument]) -> str:
    """The facts of all documents."""
    rows = ([getattr(fact, name) for name in Fact.__struct_fields__] for one in documents for fact in one.facts)
    return _csv(Fact.__struct_fields__, rows)


def _csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    sink = io.StringIO()
    made = csv.writer(sink)
    made.writerow(names)
    made.writerows(list(_written(row)) for row in rows)
    return sink.getvalue()


def _of(struct: msgspec.Struct | None, name: str) -> object:
    return None if struct is None else getattr(struct, name)


def _written(row: Iterable[object]) -> Iterator[str]:
    for value in row:
        if isinstance(value, str):
            text = clean(value)
            # A quote before it, and a spreadsheet takes it for the words that it is.
            yield f"'{text}" if _FORMULA.match(text) else text
        elif isinstance(value, Decimal):
            yield f"{value:f}"
        elif isinstance(value, tuple):
            yield " ".join(map(str, value))
        else:
            yield "" if value is None else str(value)
