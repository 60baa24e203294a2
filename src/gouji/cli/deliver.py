"""Where the results of formats go that are no text: one file, or a marked copy of every input."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from gouji.cli import output as out
from gouji.errors import InputError, PluginError, UsageError
from gouji.model import Report
from gouji.plugins import contain
from gouji.read import STDIN
from gouji.report import Annotating, AnyFormat, Binary, Language, mark


def targets(form: AnyFormat, paths: Sequence[Path], output: Path | None) -> list[Path]:
    """The files to write: a copy of each input for formats that mark it, else `output` alone, if that is named.

    Raises UsageError ``usage.output`` where the format needs files and what is called for does not name them.
    """
    if not isinstance(form, Annotating | Binary):
        return [output] if output else []
    if output is None:
        raise UsageError(
            "usage.output", f"--format {form.name} does not go to standard output: name a file with -o FILE"
        )
    if isinstance(form, Binary):
        return [output]
    if STDIN in paths:
        raise UsageError("usage.output", f"--format {form.name} marks a copy of a file: standard input is none")
    if len(paths) == 1 and not output.is_dir():
        return [output]
    if output.exists() and not output.is_dir():
        raise UsageError("usage.output", f"{output}: {len(paths)} inputs need a folder for their copies: -o FOLDER")
    found = [output / path.name for path in paths]
    twice = next((path for i, path in enumerate(found) if path in found[:i]), None)
    if twice is not None:
        raise UsageError("usage.output", f"two inputs are called {twice.name}: check them one by one")
    return found


def deliver(
    form: Annotating | Binary, reports: Iterable[Report], paths: Sequence[Path], files: Sequence[Path], lang: Language
) -> list[InputError]:
    """Write `files` as `targets` named them; gives why inputs could not be marked."""
    if isinstance(form, Binary):
        with contain(lambda cause: PluginError("plugin.format", f"format {form.name!r} does not work: {cause}")):
            made = form.build(list(reports), lang=lang)
        out.write_bytes(made, files[0])
        return []
    failures = []
    for report, path, file in zip(reports, paths, files, strict=True):
        if report.analysis is not None:
            try:
                out.write_bytes(mark(form, _load(path), report, lang=lang), file)
            except InputError as error:
                failures.append(error)
    return failures


def _load(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        cause = error.strerror or error
        raise InputError(
            "input.unreadable", f"{path}: 无法读取：{cause}", f"{path}: cannot be read: {cause}"
        ) from error
