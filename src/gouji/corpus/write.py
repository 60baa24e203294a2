"""Writing a set of reports with their annotations into a folder."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from gouji.corpus.annotate import claims_file, encode, findings_file
from gouji.corpus.document import Kind, Report, parted
from gouji.corpus.faults import kinds, planted, single, trapped
from gouji.corpus.faults.draft import Mutation
from gouji.corpus.generate import generate
from gouji.corpus.gold import CLAIMS, FINDINGS
from gouji.corpus.render import text
from gouji.corpus.renderers import RENDERERS
from gouji.corpus.style import style, styles
from gouji.errors import UsageError

Faults = Literal["clean", "faulty", "both", "each"]

_SEARCHED = 30
"""Reports of a style that are looked through for a place for a kind of fault."""


def chosen(names: Sequence[str], kind: Kind | None) -> list[str]:
    """The styles of a kind, or those named. Raises UsageError for an unknown name, or where none is left."""
    for name in names:
        style(name)
    found = [name for name, of in styles().items() if (not names or name in names) and kind in (None, of)]
    if not found:
        raise UsageError("usage.style", f"no style of kind {kind} among {', '.join(names)}")
    return found


def wanted(labels: Sequence[str]) -> list[Mutation]:
    """The kinds of faults and traps whose labels, or the rules that they are for, begin so; all without a label.

    Raises UsageError for a label that begins no kind.
    """
    found: dict[str, Mutation] = {}
    for label in labels or [""]:
        some = {one.label: one for one in kinds().values() if one.label.startswith(label) or _for(one, label)}
        if not some:
            raise UsageError("usage.fault", f"unknown fault {label!r}; known: {', '.join(kinds())}")
        found |= some
    return list(found.values())


def _for(kind: Mutation, rule: str) -> bool:
    first = kind.only or (kind.rules[0] if kind.rules else "")
    return first.startswith(rule)


def reports(names: Sequence[str], seed: int, count: int, faults: Faults, only: Sequence[str] = ()) -> Iterator[Report]:
    """`count` reports of every style; with faults “both” each one clean and faulty.

    With “each” `count` reports of every style and kind of fault (or those in `only`), with this fault alone. Kinds that
    a style has no place for are left out.
    """
    if faults == "each":
        for name in names:
            yield from _each(name, seed, count, wanted(only))
        return
    for name in names:
        for number in range(count):
            clean = generate(name, seed, number)
            if faults != "faulty":
                # Every other clean report has places that look wrong and are right.
                yield trapped(clean) if number % 2 else clean
            if faults != "clean":
                yield planted(clean)


def _each(name: str, seed: int, count: int, only: Sequence[Mutation]) -> Iterator[Report]:
    clean: list[Report] = []
    for kind in only:
        made = 0
        for number in range(_SEARCHED):
            if number == len(clean):
                clean.append(generate(name, seed, number))
            report = single(clean[number], kind)
            if report:
                yield report
                made += 1
            if made == count:
                break


def write(report: Report, folder: Path, forms: Sequence[str]) -> list[Path]:
    """The report in the renderings with these suffixes, and its two annotation files; returns all paths.

    Raises UsageError for an unknown rendering or a folder that cannot be written, CorpusError for a rendering whose
    package or program is not there.
    """
    unknown = [form for form in forms if form not in RENDERERS]
    if unknown:
        raise UsageError("usage.format", f"unknown rendering {unknown[0]!r}; known: {', '.join(RENDERERS)}")
    prose, tables = parted(report)
    base, beside = text(prose), text(tables) if tables else None
    written = [one for one in (prose, tables) if one]
    others = [msgspec.structs.replace(other, name=f"{report.name}-{role}") for role, other in report.others]
    # A workbook holds tables only.
    files = {
        f"{one.name}.{form}": RENDERERS[form](one).data
        for one in (*others, *written)
        for form in forms
        if form != "xlsx" or one is not prose or not tables
    }
    files[f"{report.name}{CLAIMS}"] = encode(claims_file(report, base, beside))
    files[f"{report.name}{FINDINGS}"] = encode(findings_file(report, base, beside))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise UsageError("usage.output", f"{folder}: {error.strerror or error}") from error
    return [folder / name for name in files]
