"""Annotations beside a report: what is wrong in it, and what its numbers claim.

`NAME.gold.json` and `NAME.claims.json` lie beside `NAME.txt`, `NAME.pdf` and whatever other renderings there are of the
same report. Each is a list of entries, or an object with the `style` of the report and the entries under `findings` or
`claims`. Keys that are not named here are for people and do not count.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from glob import escape
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from gouji.corpus.scoring_text import bare, occurrences
from gouji.errors import GoujiError
from gouji.model import Folded

FINDINGS = ".gold.json"
CLAIMS = ".claims.json"

OtherRole = Literal["previous", "budget", "parts"]
GoldSeverity = Literal["error", "suspicious", "rounding_ok"]


class CorpusError(GoujiError):
    """Annotations or a baseline that cannot be used (code ``corpus.*``)."""


class GoldPlace(msgspec.Struct, frozen=True, omit_defaults=True):
    """Another place that a fault changes; the fields as in `GoldFinding`, and in the same file."""

    quote: str
    nth: int | None = None
    start: int | None = None
    end: int | None = None


class GoldFinding(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place that is wrong (error), needs a reader's judgement (suspicious), or is right and looks wrong (rounding_ok).

    quote: the words as they stand in the report. nth: which occurrence of them in the report's text it is, from 1; None
    where any may be meant. page: from 1, a range such as “12-13” counts by its first page; None in files without pages.
    rules: ids of the rules that may report it, first the one that it is meant for. anywhere: something is missing, so
    any finding by one of the rules is it. file: “tables” for a place in `NAME-tables.txt`. start, end: where the quote
    stands in the text file, in characters. also: further places that the same fault changes (a figure, and in step with
    it the sums above): a finding that marks one of them marks the fault.
    """

    id: str
    kind: str
    severity: GoldSeverity
    quote: str
    stated: str | None = None
    expected: str | None = None
    page: int | str | None = None
    nth: int | None = None
    rules: tuple[str, ...] = ()
    evidence: str = ""
    explain: str = ""
    planted: bool = False
    scope: str = "numeric"
    anywhere: bool = False
    file: str = ""
    start: int | None = None
    end: int | None = None
    also: tuple[GoldPlace, ...] = ()

    @property
    def rule(self) -> str | None:
        """The rule that the entry is meant for."""
        return self.rules[0] if self.rules else None


class GoldRef(msgspec.Struct, frozen=True, omit_defaults=True):
    """The cell that a claim restates: title of the table, words of row and column, value in the table's unit (None for a blank).

    forms: keys of the forms in which the figure stands; empty means that any table with this row and value is right.
    start, end: where the cell stands in `NAME.txt`, in characters.
    """

    table: str
    row: str
    col: str = ""
    value: Decimal | None = None
    forms: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None


class GoldClaim(msgspec.Struct, frozen=True, omit_defaults=True):
    """One number of the narrative: value as written, in `unit`. Page and nth as in `GoldFinding`.

    implicit: stated without a number (“持平”); such entries are not scored. kind and direction are compared where they
    are words of the claims format. start, end: where the quote stands in `NAME.txt`, in characters; number: where the
    number in it begins.
    """

    id: str
    quote: str
    value: Decimal | None
    unit: str | None = None
    table_ref: GoldRef | None = None
    page: int | str | None = None
    nth: int | None = None
    implicit: bool = False
    kind: str | None = None
    direction: str | None = None
    subject: str = ""
    measure: str = ""
    period: str | None = None
    start: int | None = None
    end: int | None = None
    number: int | None = None


class FindingsFile(msgspec.Struct, frozen=True):
    """The object form of `NAME.gold.json`."""

    findings: tuple[GoldFinding, ...]
    style: str = ""


class ClaimsFile(msgspec.Struct, frozen=True):
    """The object form of `NAME.claims.json`."""

    claims: tuple[GoldClaim, ...]
    style: str = ""


class Gold(msgspec.Struct, frozen=True):
    """All annotations of a report; None for a kind that it has no file for. style: empty if nothing names one."""

    findings: tuple[GoldFinding, ...] | None
    claims: tuple[GoldClaim, ...] | None
    style: str = ""

    @property
    def clean(self) -> bool:
        """Whether the report is known to have nothing wrong."""
        return self.findings is not None and all(one.severity == "rounding_ok" for one in self.findings)

    @property
    def tables(self) -> "Gold":
        """What holds for the tables alone, for files that have nothing else: faults in rows."""
        rows = tuple(one for one in self.findings or () if "\t" in one.quote and not one.anywhere)
        return Gold(rows, None, self.style)


def has_gold(report: Path) -> bool:
    """Whether annotations lie beside a report."""
    return any(report.with_suffix(ending).is_file() for ending in (FINDINGS, CLAIMS))


def load_gold(report: Path) -> Gold:
    """The annotations beside a report.

    Raises CorpusError ``corpus.gold_missing`` where there are none, ``corpus.gold_broken`` for a file that cannot be
    read or does not have the form, naming the entry.
    """
    findings = _load(report.with_suffix(FINDINGS), FindingsFile, GoldFinding)
    claims = _load(report.with_suffix(CLAIMS), ClaimsFile, GoldClaim)
    if findings is None and claims is None:
        raise CorpusError("corpus.gold_missing", f"{report}: 旁边没有 {FINDINGS} 或 {CLAIMS} 标注文件")
    style = (findings.style if findings else "") or (claims.style if claims else "")
    return Gold(findings.findings if findings else None, claims.claims if claims else None, style)


def tables_beside(report: Path) -> Path | None:
    """The file of the tables that belong to a report whose prose stands alone: NAME-tables beside NAME."""
    beside = report.with_name(f"{report.stem}-tables{report.suffix}")
    return beside if beside.is_file() else None


def others_beside(report: Path) -> dict[OtherRole, list[Path]]:
    """The reports to hold one against: NAME-previous, NAME-budget, and of its units NAME-part1, NAME-part2 …"""
    names: dict[OtherRole, str] = {"previous": "previous", "budget": "budget", "parts": "part[0-9]"}
    found = {
        role: sorted(report.parent.glob(f"{escape(report.stem)}-{files}{report.suffix}"))
        for role, files in names.items()
    }
    return {role: files for role, files in found.items() if files}


def orphans(folders: Iterable[Path], reports: Iterable[Path]) -> list[Path]:
    """Annotation files below `folders` that belong to none of `reports`, sorted; hidden folders are left out."""
    known = {report.with_suffix("") for report in reports}
    found = (
        (file, file.with_name(file.name.removesuffix(ending)))
        for folder in folders
        for ending in (FINDINGS, CLAIMS)
        for file in folder.rglob(f"*{ending}")
        if not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )
    return sorted(file for file, report in found if report not in known)


F = TypeVar("F", FindingsFile, ClaimsFile)


def _load(file: Path, form: type[F], entry: type[msgspec.Struct]) -> F | None:
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CorpusError("corpus.gold_broken", f"{file}: {error.strerror or error}") from error
    try:
        if data.lstrip()[:1] == b"[":
            made = form(msgspec.json.decode(data, type=tuple[entry, ...]))  # type: ignore[valid-type]
        else:
            made = msgspec.json.decode(data, type=form)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorpusError("corpus.gold_broken", f"{file}: {error}") from error
    _check_ids(file, [one.id for one in (made.findings if isinstance(made, FindingsFile) else made.claims)])
    return made


def _check_ids(file: Path, ids: list[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise CorpusError("corpus.gold_broken", f"{file}: id {one!r} 重复")
        seen.add(one)


def nth(text: str, start: int, end: int) -> int:
    """Which occurrence of its own words `text[start:end]` is, from 1: the number that annotations carry as `nth`."""
    # Marks before the first letter do not count, so the place itself may begin a little later.
    return 1 + sum(span.start < start for span in occurrences(_bared(text), text[start:end]))


@lru_cache(maxsize=2)
def _bared(text: str) -> Folded:
    """One text is asked about many times in a row."""
    return bare(text)
