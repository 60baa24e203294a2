"""Writing a set of reports with their annotations into a folder."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from gouji.corpus.annotate import claims_file, encode, findings_file
from gouji.corpus.document import Kind, Report
from gouji.corpus.faults import planted, trapped
from gouji.corpus.generate import generate
from gouji.corpus.gold import CLAIMS, FINDINGS
from gouji.corpus.render import text
from gouji.corpus.renderers import RENDERERS
from gouji.corpus.style import style, styles
from gouji.errors import UsageError

Faults = Literal["clean", "faulty", "both"]


def chosen(names: Sequence[str], kind: Kind | None) -> list[str]:
    """The styles of a kind, or those named. Raises UsageError for an unknown name, or where none is left."""
    for name in names:
        style(name)
    found = [name for name, of in styles().items() if (not names or name in names) and kind in (None, of)]
    if not found:
        raise UsageError("usage.style", f"no style of kind {kind} among {', '.join(names)}")
    return found


def reports(names: Sequence[str], seed: int, count: int, faults: Faults) -> Iterator[Report]:
    """`count` reports of every style; with faults “both” each one clean and faulty."""
    for name in names:
        for number in range(count):
            clean = generate(name, seed, number)
            if faults != "faulty":
                # Every other clean report has places that look wrong and are right.
                yield trapped(clean) if number % 2 else clean
            if faults != "clean":
                yield planted(clean)


def write(report: Report, folder: Path, forms: Sequence[str]) -> list[Path]:
    """The report in the renderings with these suffixes, and its two annotation files; returns all paths.

    Raises UsageError for an unknown rendering or a folder that cannot be written, CorpusError for a rendering whose
    package or program is not there.
    """
    unknown = [form for form in forms if form not in RENDERERS]
    if unknown:
        raise UsageError("usage.format", f"unknown rendering {unknown[0]!r}; known: {', '.join(RENDERERS)}")
    base = text(report)
    files = {f"{report.name}.{form}": RENDERERS[form](report).data for form in forms}
    files[f"{report.name}{CLAIMS}"] = encode(claims_file(report, base))
    files[f"{report.name}{FINDINGS}"] = encode(findings_file(report, base))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise UsageError("usage.output", f"{folder}: {error.strerror or error}") from error
    return [folder / name for name in files]
