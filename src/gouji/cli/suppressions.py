"""The file of suppressions: findings by id that are known and do not count, each with the reason."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from gouji.cli.globs import anchor, fits, head
from gouji.cli.settings import FileSettings, home
from gouji.errors import UsageError
from gouji.lexicon import decode_toml, line_of, path_of
from gouji.model import Report, Suppression
from gouji.report import Language
from gouji.report.layout import clean

NAME = "gouji-suppressions.toml"
"""The file's name beside the settings."""

_HEAD = "# Findings that are known and do not count. `gouji suppress` adds to it; every entry needs a reason.\n"

_ID = re.compile("[0-9a-f]{12}")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One finding. path: only in inputs that this pattern fits, relative to the file. rule, quote: for the reader."""

    id: Annotated[str, msgspec.Meta(pattern=f"^{_ID.pattern}$")]
    reason: Annotated[str, msgspec.Meta(pattern=r"\S")]
    rule: str = ""
    path: str = ""
    quote: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    suppression: tuple[Entry, ...] = ()


class Suppressions(msgspec.Struct, frozen=True):
    """The entries of a file, each with its line; their paths are whole patterns."""

    file: str = ""
    entries: tuple[tuple[int, Entry], ...] = ()

    def at(self, path: Path) -> dict[str, Suppression]:
        """What is suppressed in one input, by id."""
        return {
            entry.id: Suppression("file", entry.reason)
            for _, entry in self.entries
            if not entry.path or fits(path, entry.path)
        }

    def unused(self, seen: Sequence["Seen"], inputs: Sequence[Path], lang: Language) -> Iterator[str]:
        """A line for each entry that speaks of no finding, although all that it may speak of was checked.

        That is the report that its path names; where the path is a pattern, all that lies in its folder; without a path,
        all that lies in the folder of the file. Its rule must have run on each of those.
        """
        folders = [one.resolve() for one in inputs if one.is_dir()]
        for line, entry in self.entries:
            here = [one for one in seen if not entry.path or fits(one.path, entry.path)]
            ran = bool(here) and all(entry.rule in one.ran if entry.rule else not one.off for one in here)
            scope = self._scope(entry)
            whole = scope is None or any(scope.is_relative_to(one) for one in folders)
            if ran and whole and not any(entry.id in one.accepted for one in here):
                said = "speaks of no finding in what was checked" if lang == "en" else "在所核对的报告中没有对应的发现"
                yield f"{self.file}:{line}: {entry.id} {said}"

    def _scope(self, entry: Entry) -> Path | None:
        """The folder in which the entry may speak of any report; None where its path names the report."""
        return head(entry.path) if entry.path else Path(self.file).resolve().parent


class Seen(msgspec.Struct, frozen=True):
    """What of a report tells used suppressions from unused ones; off: whether some rule was not to run."""

    path: Path
    accepted: frozenset[str]
    ran: frozenset[str]
    off: bool


def seen(report: Report) -> Seen:
    """What `Suppressions.unused` needs of a report."""
    ran = frozenset(run.rule for run in report.runs if run.ending in ("ran", "nothing_to_check"))
    return Seen(Path(report.path), report.accepted, ran, len(ran) < len(report.runs) or report.status == "failed")


def place_of(settings: FileSettings, called: Path | None) -> Path:
    """The file that is called for, else the settings' own, else the one beside the settings."""
    return called or (Path(settings.suppressions) if settings.suppressions else home() / NAME)


def find_suppressions(settings: FileSettings, called: Path | None) -> Suppressions:
    """The suppressions in force; none where nobody asks for a file and none lies beside the settings."""
    file = place_of(settings, called)
    return load_suppressions(file) if called or settings.suppressions or file.is_file() else Suppressions()


def load_suppressions(file: Path) -> Suppressions:
    """The entries of `file`. Raises UsageError ``usage.suppressions``, at file and line where it can."""
    try:
        source = file.read_text(encoding="utf-8")
        data = decode_toml(source)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError("usage.suppressions", f"{file}: {error}") from error
    try:
        found = msgspec.convert(data, _File)
    except msgspec.ValidationError as error:
        line = line_of(source, path_of(str(error), data, _File))
        raise UsageError("usage.suppressions", f"{file}:{line}: {error}") from error
    entries = []
    for i, entry in enumerate(found.suppression):
        whole = anchor(entry.path, file.parent) if entry.path else ""
        entries.append((line_of(source, ("suppression", i)), msgspec.structs.replace(entry, path=whole)))
    return Suppressions(str(file), tuple(entries))


def add(file: Path, entries: Iterable[Entry]) -> None:
    """Write `entries` at the end of `file`, which is made if need be. Raises UsageError ``usage.suppressions``."""
    entries = list(entries)
    wrong = next((entry.id for entry in entries if not _ID.fullmatch(entry.id)), None)
    if wrong is not None:
        raise UsageError("usage.suppressions", f"{wrong!r} is no id of a finding: it has 12 digits or letters a to f")
    known = {entry.id: line for line, entry in load_suppressions(file).entries} if file.exists() else {}
    parts = [] if file.exists() else [_HEAD]
    for entry in entries:
        if entry.id in known:
            raise UsageError("usage.suppressions", f"{file}:{known[entry.id]}: {entry.id} is suppressed already")
        said = [(name, getattr(entry, name)) for name in ("id", "rule", "path", "quote", "reason")]
        lines = [f"{name} = {json.dumps(clean(value), ensure_ascii=False)}\n" for name, value in said if value]
        parts.append("\n[[suppression]]\n" + "".join(lines))
    try:
        with file.open("a", encoding="utf-8") as sink:
            sink.write("".join(parts))
    except OSError as error:
        raise UsageError("usage.suppressions", f"{file}: {error.strerror or error}") from error
