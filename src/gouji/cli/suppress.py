"""`gouji suppress`: findings that are known and do not count, each with the reason."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from gouji import pipeline
from gouji.cli import output as out
from gouji.cli.options import SuppressionsFile
from gouji.cli.settings import FileSettings, load_settings
from gouji.cli.suppressions import Entry, add, place_of
from gouji.cli.work import shown
from gouji.errors import InputError, UsageError
from gouji.read import STDIN


class _Finding(msgspec.Struct, frozen=True):
    id: str
    rule: str
    quote: str


class _Document(msgspec.Struct, frozen=True):
    path: str
    findings: tuple[_Finding, ...]


class _Result(msgspec.Struct, frozen=True):
    """What is needed of a JSON result."""

    documents: tuple[_Document, ...]


def suppress(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of findings.", show_default=False)],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why they do not count.")],
    inside: Annotated[
        Path | None,
        typer.Option("--in", metavar="FILE", help="The report, or a JSON result, that has them.", readable=False),
    ] = None,
    suppressions: SuppressionsFile = None,
) -> None:
    """Add findings to the file of suppressions: they stay in the results, marked as suppressed, and do not count."""
    settings = load_settings()
    file = place_of(settings, suppressions)
    if not reason.strip():
        raise UsageError("usage.suppressions", "a suppression needs a reason")
    wanted = tuple(dict.fromkeys(one.strip().lower() for one in ids))
    if inside is None:
        entries = [Entry(one, reason) for one in wanted]
    else:
        entries = _entries(wanted, reason, _documents(inside, settings), inside, file.parent)
    add(file, entries)
    out.write(f"{file}: +{len(entries)}\n", None)


def _documents(inside: Path, settings: FileSettings) -> Sequence[_Document]:
    """The findings in a JSON result, or in a report, which is checked for them."""
    if inside.suffix == ".json":
        try:
            return msgspec.json.decode(inside.read_bytes(), type=_Result).documents
        except (OSError, msgspec.DecodeError) as error:
            raise UsageError("usage.suppressions", f"{inside}: no JSON result: {error}") from error
    here = settings.at(inside)
    report = pipeline.check(
        inside,
        name=shown(inside),
        profile=here.profile,
        limits=here.limits,
        thresholds=here.thresholds,
        lang=here.lang,
        extend=tuple(map(Path, here.extend)),
    )
    if report.error:
        raise InputError(report.error.code, report.error.message)
    return [_Document(report.path, tuple(_Finding(one.id, one.rule, one.quote) for one in report.findings))]


def _entries(
    ids: Sequence[str], reason: str, documents: Sequence[_Document], inside: Path, folder: Path
) -> list[Entry]:
    """An entry for each id wherever it occurs. Raises UsageError ``usage.unknown_finding``, naming the nearest id."""
    known = sorted({finding.id for document in documents for finding in document.findings})
    entries = []
    for one in ids:
        if one not in known:
            near = get_close_matches(one, known, n=1, cutoff=0.0)
            tail = f"; the nearest is {near[0]}" if near else ""
            raise UsageError("usage.unknown_finding", f"{inside}: no finding has the id {one!r}{tail}")
        there = [(document, finding) for document in documents for finding in document.findings if finding.id == one]
        document, finding = there[0]
        path = _inside(document.path, folder) if len(there) == 1 else ""
        entries.append(Entry(one, reason, rule=finding.rule, path=path, quote=finding.quote))
    return entries


def _inside(path: str, folder: Path) -> str:
    """`path` as seen from `folder`; empty where it lies elsewhere."""
    try:
        found = Path(path).resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return ""
    return "" if path == str(STDIN) else f"./{found}"
