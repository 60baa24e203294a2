"""The outside shape of results: what the JSON formats write and the Python interface hands out.

These records are the contract with other programs; `schemas/*.json` are made from them and shipped with the package.
"""

from decimal import Decimal
from typing import Literal

import msgspec

from gouji.model.claim import ClaimKind, Direction
from gouji.model.finding import Ending, Severity
from gouji.model.quantity import Hedge
from gouji.model.report import Failure, Status
from gouji.model.table import CellState, RowKind
from gouji.model.text import Box

SCHEMA_VERSION: Literal["1.0"] = "1.0"


class Tool(msgspec.Struct, frozen=True):
    """What made the result: program, version, and each lexicon profile in use with version and content hash."""

    name: str
    version: str
    lexicons: dict[str, str]


class Evidence(msgspec.Struct, frozen=True):
    """One piece of proof; `value` keeps the decimals as written.

    document: the other document where the proof stands (last year's report, a budget, a unit's report, another file of
    this report), null for the document checked itself. ref: the cell of a workbook (“支出决算表!C7”). confidence: how
    surely it was recognised where it comes out of a picture (0 to 1; 0 where that is not known), else null.
    """

    kind: Literal["cell", "clause", "computation"]
    page: int | None
    table: str | None
    row: str | None
    column: str | None
    quote: str
    value: str | None
    unit: str | None
    document: str | None = None
    ref: str | None = None
    confidence: float | None = None


class Suppression(msgspec.Struct, frozen=True):
    """Why a finding does not count: a file of suppressions, a comment in the document, or a baseline that has it."""

    kind: Literal["file", "inline", "baseline"]
    reason: str


class Finding(msgspec.Struct, frozen=True):
    """What does not tie, in words.

    id: fingerprint of the content; root: id of the finding that this one follows from; suppressed: set where the
    finding is known and does not count. start, end: characters of the
    document's text. bbox: points, origin at the top left of the page. document: the file where it stands, null for the
    first or only one of the report; ref: the cell of a workbook.
    """

    id: str
    rule: str
    name: str
    severity: Severity
    message: str
    hint: str | None
    quote: str
    page: int | None
    start: int
    end: int
    section: str | None
    bbox: Box | None
    stated: str | None
    expected: str | None
    unit: str | None
    evidence: tuple[Evidence, ...]
    root: str | None
    suppressed: Suppression | None
    document: str | None = None
    ref: str | None = None


class RuleEnding(msgspec.Struct, frozen=True):
    """How one rule ended: comparisons made, and how many of them did not tie."""

    rule: str
    ending: Ending
    checked: int
    broken: int


class Coverage(msgspec.Struct, frozen=True):
    """Numbers seen in the narrative, claims made of them, claims linked to cells, claims checked, loose by reason.

    mentions: the numbers that are no claims, by reason; `amounts` less all of them are the numbers stated in claims.
    """

    amounts: int
    claims: int
    linked: int
    checked: int
    loose: dict[str, int]
    mentions: dict[str, int] = {}


class Correction(msgspec.Struct, frozen=True):
    """One value to correct: `finding` is the id of the root that it clears, `clears` how many contradictions go.

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


class SourceFile(msgspec.Struct, frozen=True):
    """One of the files that a report is made of."""

    path: str
    sha256: str


class CheckedDocument(msgspec.Struct, frozen=True):
    """The result for one input. title, unit (the reporting body), year and profile are null if it was not read.

    corrections: the fewest values whose correction makes all numbers tie, as far as that could be told. files: all files
    of the report, where it is several.
    """

    path: str
    sha256: str
    title: str | None
    unit: str | None
    year: int | None
    profile: str | None
    status: Status
    error: Failure | None
    notes: tuple[str, ...]
    coverage: Coverage
    runs: tuple[RuleEnding, ...]
    findings: tuple[Finding, ...]
    corrections: tuple[Correction, ...] = ()
    files: tuple[SourceFile, ...] = ()


class CheckResult(msgspec.Struct, frozen=True):
    """`gouji check --format json`."""

    schema_version: Literal["1.0"]
    tool: Tool
    documents: tuple[CheckedDocument, ...]


class TableRef(msgspec.Struct, frozen=True):
    """The cell that a claim restates, or the row whose cells add up to it. A blank or dash counts as 0.

    document: the file of the cell, null for the first or only one of the report; ref: the cell of a workbook.
    """

    table: str
    row: str
    column: str
    value: Decimal
    unit: str | None
    page: int | None
    document: str | None = None
    ref: str | None = None


class Claim(msgspec.Struct, frozen=True):
    """One numeric statement of the narrative. value and unit are null where none is written (“持平”).

    confidence: of the number where it was recognised in a picture, see `Evidence`.
    """

    quote: str
    sentence: str
    page: int | None
    start: int
    end: int
    section: str | None
    kind: ClaimKind
    subject: str
    measure: str
    period: str | None
    value: Decimal | None
    unit: str | None
    hedge: Hedge
    direction: Direction | None
    table_ref: TableRef | None
    loose: str | None
    confidence: float | None = None


class ClaimsDocument(msgspec.Struct, frozen=True):
    """The claims of one input; `error` is set and claims are empty if it could not be read."""

    path: str
    error: Failure | None
    claims: tuple[Claim, ...]


class ClaimsResult(msgspec.Struct, frozen=True):
    """`gouji claims --format json`."""

    schema_version: Literal["1.0"]
    documents: tuple[ClaimsDocument, ...]


class Fact(msgspec.Struct, frozen=True):
    """One table cell as a tidy row.

    value is in `unit`; blank and dash (see `state`) count as 0, a cell with words has null. row_path and
    column_path lead from the top of the hierarchy and of the header down to the row and column. line: line of the
    source for text files, page and bbox for paginated ones, ref for workbooks. stored: the number that a workbook holds
    where it shows fewer digits, in `unit`. document: the file, null for the first or only one of the report. confidence:
    of the number where it was recognised in a picture, see `Evidence`.
    """

    path: str
    table: int
    form: str | None
    title: str
    year: int | None
    panel: str
    row: str
    row_name: str
    row_code: str | None
    row_kind: RowKind
    row_path: str
    column: str
    column_path: str
    measure: str
    raw: str
    state: CellState
    value: Decimal | None
    unit: str | None
    page: int | None
    line: int | None
    bbox: Box | None
    stored: Decimal | None = None
    document: str | None = None
    ref: str | None = None
    confidence: float | None = None


class FactsDocument(msgspec.Struct, frozen=True):
    """The facts of one input; `error` is set and facts are empty if it could not be read."""

    path: str
    error: Failure | None
    facts: tuple[Fact, ...]


class FactsResult(msgspec.Struct, frozen=True):
    """`gouji facts --format json`."""

    schema_version: Literal["1.0"]
    documents: tuple[FactsDocument, ...]


class Slot(msgspec.Struct, frozen=True):
    """A masked stretch of a sentence and what stands there."""

    kind: str
    filler: str
    start: int
    end: int


class TemplatePlace(msgspec.Struct, frozen=True):
    """One sentence made from a skeleton."""

    sentence: str
    page: int | None
    section: str | None
    start: int
    end: int
    slots: tuple[Slot, ...]


class Template(msgspec.Struct, frozen=True):
    """A sentence skeleton with its slots (kinds, in order), its count, and every place where it occurs."""

    skeleton: str
    count: int
    slots: tuple[str, ...]
    places: tuple[TemplatePlace, ...]


class TemplatesDocument(msgspec.Struct, frozen=True):
    """The templates of one input; `error` is set and templates are empty if it could not be read."""

    path: str
    error: Failure | None
    templates: tuple[Template, ...]


class TemplatesResult(msgspec.Struct, frozen=True):
    """`gouji templates --format json`."""

    schema_version: Literal["1.0"]
    documents: tuple[TemplatesDocument, ...]


class Rule(msgspec.Struct, frozen=True):
    """A rule as listed: `needs` are claims, tables, form keys or other documents without which it does not run."""

    rule: str
    name: str
    severity: Severity
    source: str
    since: str
    looks_at: str
    needs: tuple[str, ...]


class RulesResult(msgspec.Struct, frozen=True):
    """`gouji rules --format json`."""

    schema_version: Literal["1.0"]
    rules: tuple[Rule, ...]
