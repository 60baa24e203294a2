"""The annotation files of a report: its claims with their cells, and what is planted in it."""

import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from gouji.corpus.document import Cell, Claim, Figure, Paragraph, Place, Planted, Rendered, Report, Table
from gouji.corpus.gold import ClaimsFile, FindingsFile, GoldClaim, GoldFinding, GoldPlace, GoldRef, nth
from gouji.corpus.numbers import plain
from gouji.corpus.render import cell_key

_STOP = re.compile("[，。；：、！？]")
Files = tuple[Rendered, Rendered | None]
"""The text rendering of the report, and that of its tables where they are apart."""
# What is the sum of classes where a table has no row for it.
_CLASSES = {"personnel": ("301", "303"), "public": ("302", "307", "310", "399")}
_TABLE_FORMS = {"B5": ("B5", "B7"), "B7": ("B7", "B5"), "B6": ("B6", "B8"), "B8": ("B8", "B6")}


def claims_file(report: Report, rendered: Rendered, beside: Rendered | None = None) -> ClaimsFile:
    """Every number of the prose with what it claims. rendered: the text rendering that `nth` counts in; beside: that of
    the tables where they are a file of their own.
    """
    found: list[GoldClaim] = []
    for block, paragraph in report.paragraphs():
        for i, piece in enumerate(paragraph.pieces):
            if piece.claim:
                start, end = _quoted(rendered, block, paragraph, i)
                number = rendered.spans[block, i][0]
                found.append(_claim(report, (rendered, beside), piece.claim, len(found) + 1, (start, end, number)))
    return ClaimsFile(tuple(found), report.style)


def findings_file(report: Report, rendered: Rendered, beside: Rendered | None = None) -> FindingsFile:
    """What is planted in the report, and what looks wrong and is right. rendered, beside: as for claims."""
    found = (_finding(report, (rendered, beside), one, i) for i, one in enumerate(report.planted, 1))
    return FindingsFile(tuple(found), report.style)


def _quoted(rendered: Rendered, block: int, paragraph: Paragraph, piece: int) -> tuple[int, int]:
    """From the last stop before the number to its end; further back where that is the number alone."""
    start, end = rendered.spans[block, piece]
    first = rendered.spans[block, 0][0]
    before = rendered.text[first:start]
    stops = [match.end() for match in _STOP.finditer(before)]
    while stops and len(before) - stops[-1] < 2:
        stops.pop()
    return first + (stops[-1] if stops else 0), end


def _claim(report: Report, files: Files, claim: Claim, no: int, place: tuple[int, int, int]) -> GoldClaim:
    start, end, number = place
    rendered = files[0]
    return GoldClaim(
        id=f"C{no:03d}",
        quote=rendered.text[start:end],
        value=claim.value,
        unit=claim.unit or None,
        table_ref=_reference(report, files[1] or rendered, claim),
        nth=nth(rendered.text, start, end),
        kind=claim.kind,
        direction=claim.direction,
        subject=claim.subject,
        measure=claim.measure,
        period=claim.period,
        start=start,
        end=end,
        number=number + len(rendered.text[number:end]) - len(rendered.text[number:end].lstrip()),
    )


def _reference(report: Report, rendered: Rendered, claim: Claim) -> GoldRef | None:
    """The cell that the claim restates, in the table that its section speaks of or else in the first that has it."""
    cells = list(_cells(report, claim))
    if not cells:
        return _sum(report, claim)
    wanted = _TABLE_FORMS.get(claim.table, (claim.table,))
    block, table, cell = next((one for one in cells if one[1].key in wanted), cells[0])
    forms = tuple(sorted({one.key for _, one, _ in cells}))
    start, end = rendered.spans[block, cell_key(table, cell.row, cell.column)]
    return GoldRef(table.title, cell.label, cell.head, plain(cell.text), forms, start, end)


def _sum(report: Report, claim: Claim) -> GoldRef | None:
    """The classes that a claim adds up, in budgets whose tables list accounts only."""
    column = claim.figure.column if claim.figure else ""
    for table in (table for _, table in report.tables() if column in _CLASSES):
        cells = [table.find(Figure("economic", code)) for code in _CLASSES[column]]
        found = [(code, cell) for code, cell in zip(_CLASSES[column], cells, strict=True) if cell and plain(cell.text)]
        if found and table.key in _TABLE_FORMS.get(claim.table, (claim.table,)):
            row = " + ".join(f"{code} {cell.label}" for code, cell in found) if len(found) > 1 else found[0][1].label
            value = sum((plain(cell.text) or Decimal(0) for _, cell in found), Decimal(0))
            return GoldRef(table.title, row, found[0][1].head, value, _TABLE_FORMS.get(table.key, (table.key,)))
    return None


def _cells(report: Report, claim: Claim) -> Iterator[tuple[int, Table, Cell]]:
    if claim.figure:
        for figure in (claim.figure, *claim.also):
            for block, table in report.tables():
                if cell := table.find(figure):
                    yield block, table, cell


def _finding(report: Report, files: Files, one: Planted, number: int) -> GoldFinding:
    beside = files[1] if (one.block, 0) not in files[0].spans else None
    rendered = beside or files[0]
    place = _place(report, rendered, Place(one.block, one.pieces, one.row))
    return GoldFinding(
        id=f"F{number:02d}",
        kind=one.kind,
        severity=one.severity,
        quote=place.quote,
        stated=one.stated,
        expected=one.expected,
        nth=place.nth,
        rules=one.rules,
        evidence=one.evidence,
        explain=one.explain,
        planted=True,
        scope=one.scope,
        anywhere=one.anywhere,
        file="tables" if beside else "",
        start=place.start,
        end=place.end,
        also=tuple(_place(report, rendered, other) for other in one.also),
    )


def _place(report: Report, rendered: Rendered, place: Place) -> GoldPlace:
    """Where a place of the report stands in its text rendering."""
    block = report.blocks[place.block]
    if place.pieces and isinstance(block, Paragraph):
        start, end = (
            rendered.spans[place.block, place.pieces[0]][0],
            rendered.spans[place.block, place.pieces[1] - 1][1],
        )
    else:
        assert isinstance(block, Table) and place.row is not None
        start = rendered.spans[place.block, cell_key(block, place.row, 0)][0]
        end = rendered.spans[place.block, cell_key(block, place.row, block.columns - 1)][1]
    quote = rendered.text[start:end].rstrip()
    return GoldPlace(quote, nth(rendered.text, start, end), start, start + len(quote))


def encode(file: ClaimsFile | FindingsFile) -> bytes:
    """The annotation file as JSON, an entry a line and the same for the same report; numbers as numbers.

    What an entry leaves at its default is left out.
    """
    encoder = msgspec.json.Encoder(decimal_format="number", order="deterministic")
    name, entries = ("claims", file.claims) if isinstance(file, ClaimsFile) else ("findings", file.findings)
    lines = b",\n".join(encoder.encode(one) for one in entries)
    return b'{"%s": [\n%s\n],\n"style": %s}\n' % (name.encode(), lines, encoder.encode(file.style))
