"""The one loader of lexicons: profiles, what they inherit, and the stamp of what was used."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

import msgspec

from gouji.errors import LexiconError
from gouji.lexicon import extend
from gouji.lexicon.parse import LexiconFile, fault, parse, read_toml
from gouji.plugins import guard, load_group, skip

GROUP = "gouji.profiles"

F = TypeVar("F", bound=LexiconFile)


class ProfileFile(LexiconFile, frozen=True, kw_only=True):
    """`profile.toml`: extends names the profile that supplies every file which this one lacks.

    signals: words that speak for the profile where the profile is chosen automatically, each with its weight.
    """

    title: str
    extends: str | None = None
    signals: dict[str, float] = msgspec.field(default_factory=dict)


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
    """All profiles by name, the built-in ones first.

    A plugin's entry is a callable that returns the folder of its profiles. One that fails, has no profile or a broken
    `profile.toml`, or a profile whose name is taken, is named on standard error and skipped.
    """
    found: dict[str, Path] = {}
    for plugin, root in load_group(GROUP).items():
        with guard(GROUP, plugin):
            folders = [file.parent for file in sorted(Path(root()).glob("*/profile.toml"))]
            if not folders:
                raise LexiconError("lexicon.missing", f"no */profile.toml under {root()}")
            for folder in folders:
                parse(folder / "profile.toml", ProfileFile)
            for folder in folders:
                if found.setdefault(folder.name, folder) is not folder:
                    skip(GROUP, plugin, f"the profile name {folder.name!r} is taken")
    return found


def load(profile: str, schema: str, kind: type[F]) -> F:
    """The lexicon file `schema`.toml of `profile`, or of the nearest profile that it extends.

    Raises LexiconError: unknown profile, no such file on the way up, or a broken entry (message starts with
    ``file:line``).
    """
    merged = _merged(profile, schema)
    return parse(_find(profile, schema), kind) if merged is None else cast(F, _extended(profile, schema, kind))


@cache
def _merged(profile: str, schema: str) -> extend.Merged | None:
    """The file with what extensions add to it; None where none does."""
    found = list(extend.additions(profile, list(lineage(profile)), schema)) if extend.files_of(profile) else []
    return extend.merge(_find(profile, schema), found, schema) if found else None


@cache
def _extended(profile: str, schema: str, kind: type[LexiconFile]) -> LexiconFile:
    merged = _merged(profile, schema)
    assert merged is not None
    return extend.convert(merged, kind)


def check_extensions(profile: str) -> None:
    """Raise LexiconError for what the extensions of `profile` get wrong, whether or not a document needs it.

    The schemas are those of the modules imported so far.
    """
    kinds = list(LexiconFile.__subclasses__())
    for found in extend.additions(profile, list(lineage(profile))):
        for name in found.profiles:
            if name not in profiles():
                known = ", ".join(sorted(profiles()))
                raise fault(found.file, ("profiles",), f"unknown profile {name!r}; known: {known}")
        for schema in found.tables:
            for kind in kinds:
                if kind.__name__.removesuffix("File").lower() == schema:
                    load(profile, schema, kind)


def entry_names(profile: str, schema: str, field: str, name: str) -> frozenset[str]:
    """What entries in the list `field` are called by `name` (the keys of forms), in all profiles.

    The extensions of `profile` are on top of each: they may be meant for any.
    """
    found: set[str] = set()
    for one in profiles():
        whole = extend.extended(one, extend.files_of(profile))
        if any((profiles()[parent] / f"{schema}.toml").is_file() for parent in lineage(one)):
            merged = _merged(whole, schema)
            data = read_toml(_find(whole, schema))[1] if merged is None else merged.data
            found |= {str(entry[name]) for entry in data.get(field, ()) if isinstance(entry, dict) and name in entry}
    return frozenset(found)


def own_entries(profile: str, schema: str, field: str) -> frozenset[int]:
    """The places in the list `field` of entries that extensions added."""
    merged = _merged(profile, schema)
    return frozenset(
        path[1]
        for path in (merged.origins if merged else ())
        if path[:1] == (field,) and len(path) == 2 and isinstance(path[1], int)
    )


def entry_error(profile: str, schema: str, path: Sequence[str | int], cause: str) -> LexiconError:
    """The error, at file and line, for an entry that `load` took and that is wrong all the same.

    `path` leads to the entry: field names and array indices from 0, such as ``("relation", 3, "formula")``.
    """
    merged = _merged(profile, schema)
    if merged is not None and any(tuple(path[:end]) in merged.origins for end in range(1, len(path) + 1)):
        return extend.fault(merged, path, cause)
    return fault(_find(profile, schema), path, cause)


def lineage(profile: str) -> Iterator[str]:
    """`profile` and the profiles that it extends, nearest first. Raises LexiconError on unknown names and circles."""
    seen: list[str] = []
    name: str | None = extend.plain(profile)
    while name is not None:
        if name not in profiles():
            known = ", ".join(sorted(profiles()))
            cause = f"unknown profile {name!r}; known: {known}"
            raise fault(_head(seen[-1]), ("extends",), cause) if seen else LexiconError("lexicon.profile", cause)
        if name in seen:
            circle = " → ".join([*seen[seen.index(name) :], name])
            raise fault(_head(seen[-1]), ("extends",), f"profiles extend each other in a circle: {circle}")
        seen.append(name)
        yield name
        name = parse(_head(name), ProfileFile).extends


def stamps(profile: str) -> dict[str, str]:
    """The stamp of the plain profile under its name, and of each of its extensions under the file's."""
    found = {extend.plain(profile): stamp(extend.plain(profile))}
    for one in extend.additions(profile, list(lineage(profile))):
        digest = hashlib.sha256(one.file.read_bytes()).hexdigest()[:8]
        found[one.file.name] = f"{one.version}+{digest}"
    return found


@cache
def stamp(profile: str) -> str:
    """Version and content hash of all files that `profile` can use, such as “1.0+3f2a9c1e”."""
    digest = hashlib.sha256()
    for name in lineage(profile):
        for file in sorted(profiles()[name].iterdir()):
            if file.suffix in (".toml", ".tsv"):
                digest.update(f"{name}/{file.name}\0".encode() + file.read_bytes() + b"\0")
    return f"{parse(_head(profile), ProfileFile).version}+{digest.hexdigest()[:8]}"


def _find(profile: str, schema: str) -> Path:
    for name in lineage(profile):
        file = profiles()[name] / f"{schema}.toml"
        if file.is_file():
            return file
    raise LexiconError("lexicon.missing", f"profile {profile} has no {schema}.toml, nor has one that it extends")


def _head(profile: str) -> Path:
    return profiles()[profile] / "profile.toml"
