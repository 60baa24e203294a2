"""The analysis of one document, and the report on it."""

from typing import Literal

import msgspec

from gouji.model.claim import Claim, Link, Loose, Mention, Reason
from gouji.model.document import Document
from gouji.model.finding import Correction, Coverage, Finding, RuleCard, RuleRun
from gouji.model.structure import Section, Sentence
from gouji.model.table import Cell, Table
from gouji.model.text import Span

Status = Literal["ok", "partial", "failed"]


class Slot(msgspec.Struct, frozen=True, gc=False):
    """A masked stretch of a sentence: its kind (amount, percent, count, date, year, account, unit_name) and filler."""

    kind: str
    span: Span
    filler: str


class Template(msgspec.Struct, frozen=True):
    """A sentence skeleton (slots as “⟨amount⟩”) and every sentence (index) that it occurs in, with its slots."""

    skeleton: str
    sentences: tuple[int, ...]
    slots: tuple[tuple[Slot, ...], ...]


class Analysis(msgspec.Struct, frozen=True):
    """Everything that is known of a document before checking; rules read it and nothing else.

    unit_name: the reporting body's name; year: fiscal year of the report; profile: lexicon profile in use.
    """

    document: Document
    profile: str
    title: str
    unit_name: str | None
    year: int | None
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()
    claims: tuple[Claim, ...] = ()
    reasons: tuple[Reason, ...] = ()
    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    loose: tuple[Loose, ...] = ()
    templates: tuple[Template, ...] = ()

    def cells(self) -> dict[str, Cell]:
        """All value cells by id."""
        return {cell.id: cell for table in self.tables for cell in table.cells}

    def quote(self, span: Span) -> str:
        """The text of a span without line ends."""
        return span.cut(self.document.text).replace("\n", " ").strip()


class Failure(msgspec.Struct, frozen=True):
    """Why a document could not be read: a stable code and a sentence."""

    code: str
    message: str


class Report(msgspec.Struct, frozen=True):
    """The result for one input. `analysis` is None where status is “failed”, `error` says why.

    `notes`: what was not read or not checked. `accepted`: ids of the findings that do not count,
    be they shown or not. `remarks`: comments in the document that ignore nothing, or say no reason.
    `corrections`: the fewest values whose correction makes all numbers tie, as far as that could be told.
    """

    path: str
    sha256: str
    status: Status
    findings: tuple[Finding, ...] = ()
    corrections: tuple[Correction, ...] = ()
    runs: tuple[RuleRun, ...] = ()
    coverage: Coverage = Coverage(0, 0, 0, 0, {})
    cards: dict[str, RuleCard] = {}
    notes: tuple[str, ...] = ()
    error: Failure | None = None
    analysis: Analysis | None = None
    lexicons: dict[str, str] = {}
    timings: dict[str, float] = {}
    accepted: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()
