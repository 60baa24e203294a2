"""What a check of a report found, without offsets: to hold renderings of one report against each other."""

from collections import Counter

from gouji.language.fold import squeeze
from gouji.model import Analysis, Report

Facts = dict[str, Counter[tuple[object, ...]]]


def facts(report: Report) -> Facts:
    """Claims, links, findings and the cells of tables that hold something, by their columns.

    Not by their rows: a label that is merged over two panels of a table stands in one of them, in a text in the other.
    """
    analysis = report.analysis
    assert analysis is not None
    text = analysis.document.text
    quotes = [squeeze(claim.span.cut(text)) for claim in analysis.claims]
    return {
        "claims": Counter((claim.kind, quote) for claim, quote in zip(analysis.claims, quotes, strict=True)),
        "links": Counter(
            (quotes[link.claim], *(_cell(analysis, key) for key in link.cells)) for link in analysis.links
        ),
        "findings": Counter(
            (one.rule, one.severity, squeeze(one.quote), one.stated, one.expected) for one in report.findings
        ),
        "cells": Counter(
            (table.form, squeeze(table.columns[cell.column].name), squeeze(cell.raw))
            for table in analysis.tables
            for cell in table.cells
            if cell.raw
        ),
    }


def _cell(analysis: Analysis, key: str) -> tuple[str | None, str, str]:
    table, row, column = (int(part[1:]) for part in key.split("."))
    found = analysis.tables[table]
    raw = next(cell.raw for cell in found.cells if (cell.row, cell.column) == (row, column))
    return found.form, squeeze(found.rows[row].label), squeeze(raw)
