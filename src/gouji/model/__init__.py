"""The types that every stage speaks in: frozen, without behaviour beyond arithmetic."""

from gouji.model.claim import Claim, Comparison, Concept, Link, Loose, Mention, Reason
from gouji.model.document import UNSURE, Block, Document, File, Grid, GridCell, Ignore, Note, Page, Recognised
from gouji.model.finding import (
    Correction,
    Coverage,
    Evidence,
    Finding,
    Outcome,
    RuleCard,
    RuleRun,
    Severity,
    Suppression,
)
from gouji.model.quantity import Interval, Quantity, Unit
from gouji.model.report import Analysis, Failure, Report, Slot, Template
from gouji.model.structure import Clause, Section, Sentence, Structure
from gouji.model.table import Cell, Column, Row, Table
from gouji.model.text import Anchor, Box, Folded, Place, Run, Span

__all__ = [
    "UNSURE",
    "Analysis",
    "Anchor",
    "Block",
    "Box",
    "Cell",
    "Claim",
    "Clause",
    "Column",
    "Comparison",
    "Concept",
    "Correction",
    "Coverage",
    "Document",
    "Evidence",
    "Failure",
    "File",
    "Finding",
    "Folded",
    "Grid",
    "GridCell",
    "Ignore",
    "Interval",
    "Link",
    "Loose",
    "Mention",
    "Note",
    "Outcome",
    "Page",
    "Place",
    "Quantity",
    "Reason",
    "Recognised",
    "Report",
    "Row",
    "RuleCard",
    "RuleRun",
    "Run",
    "Section",
    "Sentence",
    "Severity",
    "Slot",
    "Span",
    "Structure",
    "Suppression",
    "Table",
    "Template",
    "Unit",
]  # fmt: skip
