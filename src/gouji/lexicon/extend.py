"""Words, forms and relations of one's own: a TOML file whose tables are put on top of those of a profile.

A profile with such files bears a name of its own, made of its plain name and the paths, so that whatever is kept by the
name of the profile is kept apart.
"""

import tomllib
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from gouji.errors import LexiconError
from gouji.lexicon.faults import nearest_field, path_of
from gouji.lexicon.lines import line_of
from gouji.lexicon.parse import LexiconFile, decode_value, read_toml

OPEN = (
    "boilerplate", "claims", "forms", "measures", "nuances", "reasons", "relations", "residue", "sections", "stock",
    "subjects", "tables", "units",
)  # fmt: skip
"""The lexicon files that can be added to: what stands in others is fixed, or its patterns run without a timeout."""

_MARK = "\0"
_KEYS = ("key", "label")
_HEAD = ("version", "profiles")

Steps = tuple[str | int, ...]


class Extension(msgspec.Struct, frozen=True):
    """A file as read. profiles: those that it adds to; empty for all. origins: see `Merged`."""

    file: Path
    version: str
    profiles: tuple[str, ...]
    tables: dict[str, Any]


class Merged(msgspec.Struct, frozen=True):
    """A lexicon file with what extensions add; origins: the file and the path there of each value that was added."""

    data: dict[str, Any]
    origins: dict[Steps, tuple[Path, Steps]]


def extended(profile: str, files: Sequence[Path]) -> str:
    """The name of `profile` with `files` on top of it."""
    return _MARK.join([profile, *(str(file) for file in files)])


def plain(profile: str) -> str:
    """The name of the profile alone."""
    return profile.partition(_MARK)[0]


def files_of(profile: str) -> tuple[Path, ...]:
    """The files on top of a profile."""
    return tuple(Path(part) for part in profile.split(_MARK)[1:])


@cache
def extension(file: Path) -> Extension:
    """The file, its keys checked. Raises LexiconError, its message begins ``file:line``."""
    source, data = read_toml(file)
    for key in data:
        if key not in (*OPEN, *_HEAD):
            near = get_close_matches(key, (*OPEN, *_HEAD), n=1, cutoff=0.0)[0]
            cause = f"{file}:{line_of(source, (key,))}: unknown key {key!r}; the nearest is {near}"
            raise LexiconError("lexicon.schema", cause)
        if key in OPEN and not isinstance(data[key], dict):
            cause = f"{file}:{line_of(source, (key,))}: {key} is a table of what {key}.toml has: write [{key}]"
            raise LexiconError("lexicon.schema", cause)
    profiles, version = data.get("profiles", []), data.get("version", "1.0")
    if not isinstance(version, str) or not isinstance(profiles, list) or not all(isinstance(p, str) for p in profiles):
        raise LexiconError("lexicon.schema", f"{file}:1: version is a text, profiles a list of texts")
    return Extension(file, version, tuple(profiles), {key: data[key] for key in OPEN if key in data})


def additions(profile: str, names: Sequence[str], schema: str = "") -> Iterator[Extension]:
    """The extensions of a profile, which is or extends those of `names`; only those that add to `schema`, if given."""
    for file in files_of(profile):
        found = extension(file)
        if (not found.profiles or set(found.profiles) & set(names)) and (not schema or schema in found.tables):
            yield found


def merge(base: Path, found: Sequence[Extension], schema: str) -> Merged:
    """The lexicon file `base` with what extensions add to it.

    Lists are continued, tables added to, single values replaced; an entry whose key or label the list has already is
    added to that one.
    """
    data = tomllib.loads(base.read_text(encoding="utf-8-sig"))
    origins: dict[Steps, tuple[Path, Steps]] = {}
    for one in found:
        _into(data, one.tables[schema], (), (schema,), one.file, origins)
    return Merged(data, origins)


def convert(merged: Merged, kind: type[LexiconFile]) -> LexiconFile:
    """The merged file in its schema. Raises LexiconError at file and line of the extension."""
    try:
        return msgspec.convert(merged.data, kind, dec_hook=decode_value)
    except msgspec.ValidationError as error:
        path = path_of(str(error), merged.data, kind, decode_value)
        near = nearest_field(str(error), path, kind)
        tail = f"; the nearest is `{near}`" if near else ""
        raise fault(merged, path, f"{error}{tail}", "lexicon.schema") from error


def fault(merged: Merged, path: Sequence[str | int], cause: str, code: str = "lexicon.entry") -> LexiconError:
    """The error for the value at `path`, at its line in the extension that it comes from."""
    steps = tuple(path)
    for end in range(len(steps), -1, -1):
        if steps[:end] in merged.origins:
            file, there = merged.origins[steps[:end]]
            source, _ = read_toml(file)
            return LexiconError(code, f"{file}:{line_of(source, (*there, *steps[end:]))}: {cause}")
    file, there = next(iter(merged.origins.values()))
    source, _ = read_toml(file)
    return LexiconError(code, f"{file}:{line_of(source, there[:1])}: {cause}")


def _into(base: Any, own: dict[str, Any], at: Steps, there: Steps, file: Path, origins: dict[Steps, Any]) -> None:
    for key, value in own.items():
        known = base.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            _into(known, value, (*at, key), (*there, key), file, origins)
        elif isinstance(known, list) and isinstance(value, list):
            _append(known, value, (*at, key), (*there, key), file, origins)
        else:
            base[key] = value
            origins[*at, key] = file, (*there, key)


def _append(base: list[Any], own: list[Any], at: Steps, there: Steps, file: Path, origins: dict[Steps, Any]) -> None:
    for i, value in enumerate(own):
        same = next((n for n, one in enumerate(base) if _same(one, value)), None) if isinstance(value, dict) else None
        if same is None:
            base.append(value)
            origins[*at, len(base) - 1] = file, (*there, i)
        else:
            _into(base[same], value, (*at, same), (*there, i), file, origins)


def _same(one: Any, other: dict[str, Any]) -> bool:
    """Whether two entries of a list are of the same thing."""
    return isinstance(one, dict) and any(key in one and one[key] == other.get(key) for key in _KEYS)
