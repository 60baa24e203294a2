"""Findings: typed facts about what does not tie. Wording comes last, from the rule card."""

from typing import Literal

import msgspec

from gouji.model.text import Box, Span

Severity = Literal["error", "warning", "info"]
Verdict = Literal["holds", "broken", "undecided"]
Ending = Literal["ran", "nothing_to_check", "crashed", "off"]


class RuleCard(msgspec.Struct, frozen=True):
    """What a rule is. name and messages by language (“zh”, “en”); messages by variant, with {placeholders}.

    `severity` is the severity of an ordinary finding; a finding may be milder (a cut percentage is info).
    `source`: letters of the catalogue (T, F, O, E, D …). `doc` is the rule's page: meaning, sources, examples.
    """

    code: str
    severity: Severity
    name: dict[str, str]
    messages: dict[str, dict[str, str]]
    doc: str
    source: str = ""
    since: str = "0.1"


class Evidence(msgspec.Struct, frozen=True):
    """One piece of proof: a cell, a clause of the narrative, or a computation written out in `quote`.

    document: what another document is called where the proof stands in that one (span and cell are then None), or another
    file of the same document (they are not). ref: the cell of a workbook, see `Place`.
    """

    kind: Literal["cell", "clause", "computation"]
    quote: str
    page: int | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    value: str | None = None
    unit: str | None = None
    span: Span | None = None
    cell: str | None = None
    document: str | None = None
    ref: str | None = None


class Suppression(msgspec.Struct, frozen=True):
    """Why a finding does not count: a file of suppressions, a comment in the document, or a baseline that has it."""

    kind: Literal["file", "inline", "baseline"]
    reason: str


class Finding(msgspec.Struct, frozen=True):
    """A statement that does not tie.

    span: what to mark in `Document.text`. facts fill the placeholders of the card's message `variant`.
    suspects: ids of what may be wrong, likeliest first: “c12” for claim 12, “t3.r1.c2” for a cell, “s5” for
    sentence 5, “h7” for the heading of section 7; findings that share a suspect are put under one root. id and root
    are filled by the runner. document: what the file is called where the report is of several and this is not the
    first; ref: the cell of a workbook.
    """

    rule: str
    severity: Severity
    span: Span
    variant: str = "default"
    facts: dict[str, str] = {}
    stated: str | None = None
    expected: str | None = None
    unit: str | None = None
    evidence: tuple[Evidence, ...] = ()
    suspects: tuple[str, ...] = ()
    hint: str | None = None
    section: str | None = None
    page: int | None = None
    bbox: Box | None = None
    document: str | None = None
    ref: str | None = None
    quote: str = ""
    id: str = ""
    root: str | None = None
    suppression: Suppression | None = None


class Outcome(msgspec.Struct, frozen=True):
    """One check of one rule. `touched` lists ids of the claims and cells that were compared (“c12”, “t3.r1.c2”)."""

    verdict: Verdict
    touched: tuple[str, ...] = ()
    finding: Finding | None = None
    why: str = ""


class Correction(msgspec.Struct, frozen=True):
    """One value whose correction clears contradictions: `finding` is the root of those, `clears` how many they are.

    what: the value in words; stated: as printed; value: what it must be, in the same unit. rivals: how many other
    choices would do as well, so that this one is only the likeliest.
    """

    finding: str
    what: str
    stated: str
    value: str
    unit: str | None
    clears: int
    rivals: int = 0


class RuleRun(msgspec.Struct, frozen=True):
    """How a rule ended on one document; `detail` names the crash, or why there was nothing to check."""

    rule: str
    ending: Ending
    checked: int = 0
    broken: int = 0
    undecided: int = 0
    detail: str = ""


class Coverage(msgspec.Struct, frozen=True):
    """How much was seen and checked: counts of numbers in the narrative, of loose claims by reason, and of the numbers
    that are no claims by reason. `amounts` less those is how many numbers are stated in claims.
    """

    amounts: int
    claims: int
    linked: int
    checked: int
    loose: dict[str, int]
    mentions: dict[str, int] = {}
