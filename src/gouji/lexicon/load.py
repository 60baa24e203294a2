"""The one loader of lexicon files: schema, version, profile inheritance, errors at file and line."""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

import msgspec

from gouji.errors import LexiconError
from gouji.plugins import load_group

GROUP = "gouji.profiles"

_PATH_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")


class LexiconFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The head of every lexicon file; a schema is a subclass that adds its fields.

    schema: the file's kind, the same as its name without ending. version: “major.minor”, raised when words change.
    """

    schema: str
    version: str


class ProfileFile(LexiconFile, frozen=True, kw_only=True):
    """`profile.toml`: extends names the profile that supplies every file which this one lacks.

    signals: words that speak for the profile where the profile is chosen automatically, each with its weight.
    """

    title: str
    extends: str | None = None
    signals: dict[str, float] = {}


F = TypeVar("F", bound=LexiconFile)


def builtin_root() -> Path:
    """The folder of the built-in profiles: inside the wheel, or beside `src/` in an editable install.

    Raises LexiconError where neither exists.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_lexicons", package.parent.parent / "lexicons"):
        if folder.is_dir():
            return folder
    raise LexiconError("lexicon.missing", "the built-in lexicons are not installed with the package")


@cache
def profiles() -> dict[str, Path]:
    """All profiles by name; those of plugins come after the built-in ones and cannot replace them."""
    found: dict[str, Path] = {}
    for _, root in sorted(load_group(GROUP).items(), key=lambda pair: pair[0] != "builtin"):
        for file in sorted(Path(root()).glob("*/profile.toml")):
            found.setdefault(file.parent.name, file.parent)
    return found


def load(profile: str, schema: str, kind: type[F]) -> F:
    """The lexicon file `schema`.toml of `profile`, or of the nearest profile that it extends.

    Raises LexiconError: unknown profile, no such file on the way up, or a broken entry (message starts with
    ``file:line``).
    """
    for name in lineage(profile):
        file = profiles()[name] / f"{schema}.toml"
        if file.is_file():
            return cast(F, _read(file, kind))
    raise LexiconError("lexicon.missing", f"profile {profile} has no {schema}.toml, nor has one that it extends")


def lineage(profile: str) -> Iterator[str]:
    """`profile` and the profiles that it extends, nearest first. Raises LexiconError on unknown names and circles."""
    seen: list[str] = []
    name: str | None = profile
    while name is not None:
        if name not in profiles():
            known = ", ".join(sorted(profiles()))
            raise LexiconError("lexicon.profile", f"unknown profile {name!r}; known: {known}")
        if name in seen:
            raise LexiconError("lexicon.profile", f"profile {name} extends itself by way of {', '.join(seen)}")
        seen.append(name)
        yield name
        name = _read(profiles()[name] / "profile.toml", ProfileFile).extends


@cache
def stamp(profile: str) -> str:
    """Version and content hash of all files that `profile` can use, such as “1.0+3f2a9c1e”."""
    digest = hashlib.sha256()
    names = list(lineage(profile))
    for name in names:
        for file in sorted(profiles()[name].iterdir()):
            if file.is_file():
                digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    version = _read(profiles()[names[0]] / "profile.toml", ProfileFile).version
    return f"{version}+{digest.hexdigest()[:8]}"


def read_file(file: Path, kind: type[F]) -> F:
    """One lexicon file, checked against its schema. Raises LexiconError with ``file:line``."""
    try:
        source = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError("lexicon.unreadable", f"{file}:1: {error}") from error
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        line = int(place[1]) if place else len(source.splitlines())
        raise LexiconError("lexicon.syntax", f"{file}:{line}: {error}") from error
    try:
        parsed = msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise LexiconError("lexicon.schema", f"{file}:{_line_of(source, str(error))}: {error}") from error
    if parsed.schema != file.stem:
        raise LexiconError("lexicon.schema", f"{file}:1: schema is {parsed.schema!r}, expected {file.stem!r}")
    return parsed


_read = cache(read_file)


def _line_of(source: str, message: str) -> int:
    """The line in TOML `source` that a msgspec message (“… - at `$.row[2].name`”) speaks of; 1 if unknown."""
    at = re.search(r"at `\$(.*?)`", message)
    steps = [a or b for a, b in _PATH_STEP.findall(at[1])] if at else []
    named = re.search(r"field `([^`]+)`", message)
    if named:
        steps.append(named[1])
    lines = source.splitlines()
    best, line = 1, 0
    for i, step in enumerate(steps):
        if step.isdigit() or step == "...":
            continue
        count = int(steps[i + 1]) if i + 1 < len(steps) and steps[i + 1].isdigit() else 0
        table = re.compile(rf"\s*\[\[?\s*(?:[\w\"-]+\.)*\"?{re.escape(step)}\"?\s*\]\]?\s*(#.*)?$")
        key = re.compile(rf"\s*\"?{re.escape(step)}\"?\s*=")
        hits = [n for n in range(line, len(lines)) if table.match(lines[n])]
        if len(hits) > count:
            line = hits[count]
        else:
            end = next((n for n in range(line + 1, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
            keys = [n for n in range(line, end) if key.match(lines[n])]
            if not keys:
                break
            line = keys[0]
        best = line + 1
    return best
