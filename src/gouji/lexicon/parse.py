"""One lexicon file: read, check against its schema, and say at file and line what is wrong with it."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast

import msgspec
import regex

from gouji.errors import LexiconError
from gouji.lexicon.faults import nearest_field, path_of
from gouji.lexicon.lines import line_of


class LexiconFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The head of every lexicon file; a schema is a subclass that adds its fields.

    schema: the file's kind, the same as its name without ending. version: “major.minor”, raised when words change.
    """

    schema: str
    version: Annotated[str, msgspec.Meta(pattern=r"^\d+\.\d+$")]


class Regex(str):
    """A regular expression in a lexicon, of the `regex` module; one that does not compile is an error of its line."""


F = TypeVar("F", bound=LexiconFile)

_TOML_LINE = re.compile(r"at line (\d+)")
_DEEPEST = 50


def decode_toml(source: str) -> dict[str, Any]:
    """The data of a TOML text. Raises TOMLDecodeError for whatever is wrong with it, as nesting without end."""
    try:
        data = tomllib.loads(source)
        layer: list[Any] = [data]
        for _ in range(_DEEPEST):
            layer = [value for one in layer for value in (one.values() if isinstance(one, dict) else one)]
            layer = [one for one in layer if isinstance(one, dict | list)]
        if layer:
            raise RecursionError
    except RecursionError as error:
        raise tomllib.TOMLDecodeError("nested too deep") from error
    except ValueError as error:
        # A number of more digits than Python reads is one of no kind of its own.
        raise tomllib.TOMLDecodeError(str(error)) from error
    return data


@cache
def read_toml(file: Path) -> tuple[str, dict[str, Any]]:
    """The text and the data of a TOML file. Raises LexiconError, its message begins ``file:line``."""
    source = _source(file)
    try:
        return source, decode_toml(source)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_LINE.search(str(error))
        line = int(place[1]) if place else source.count("\n") + 1
        raise LexiconError("lexicon.syntax", f"{file}:{line}: {error}") from error


@cache
def _parse(file: Path, kind: type[LexiconFile]) -> LexiconFile:
    source, data = read_toml(file)
    try:
        parsed = msgspec.convert(data, kind, dec_hook=decode_value)
    except msgspec.ValidationError as error:
        path = path_of(str(error), data, kind, decode_value)
        near = nearest_field(str(error), path, kind)
        tail = f"; the nearest is `{near}`" if near else ""
        raise LexiconError("lexicon.schema", f"{file}:{line_of(source, path)}: {error}{tail}") from error
    if parsed.schema != file.stem:
        line = line_of(source, ("schema",))
        raise LexiconError("lexicon.schema", f"{file}:{line}: schema is {parsed.schema!r}, expected {file.stem!r}")
    return parsed


def decode_value(kind: type[Any], value: Any) -> Any:
    """What msgspec cannot make by itself. Its message gets the path from the ValueError raised here."""
    if kind is not Regex:
        raise NotImplementedError(f"a lexicon has no values of {kind}")
    if not isinstance(value, str):
        raise ValueError(f"Expected a pattern, got `{type(value).__name__}`")
    pattern = Regex(value)
    try:
        # In this very type: `regex` keeps what it has compiled by the type, too, and need not do it again for the user.
        regex.compile(pattern)
    except regex.error as error:
        raise ValueError(f"not a pattern: {error}") from error
    return pattern


def parse(file: Path, kind: type[F]) -> F:
    """The lexicon file, checked against the schema `kind`. Raises LexiconError, its message begins ``file:line``."""
    return cast(F, _parse(file, kind))


def fault(file: Path, path: Sequence[str | int], cause: str) -> LexiconError:
    """The error for an entry that fits its schema and is wrong all the same (a formula, a pattern, a reference).

    `path` leads to the entry: field names and array indices from 0, such as ``("relation", 3, "formula")``.
    """
    return LexiconError("lexicon.entry", f"{file}:{line_of(_source(file), path)}: {cause}")


def _source(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise LexiconError("lexicon.unreadable", f"{file}:1: {error.strerror}") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise LexiconError("lexicon.unreadable", f"{file}:{line}: not UTF-8: {error.reason}") from error
