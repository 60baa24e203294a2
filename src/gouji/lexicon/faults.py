"""What is wrong with data that does not fit its type: the path to it, and the name that was likely meant."""

import copy
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

import msgspec
from msgspec import inspect

Path = list[str | int]
Decode = Callable[[type[Any], Any], Any]

_PLACE = re.compile(r" - at `(?:key in )?\$(.*?)`")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")


def path_of(message: str, data: Any, kind: type[msgspec.Struct], decode: Decode | None = None) -> Path:
    """The path that a msgspec message (“… - at `$.row[2].name`”) speaks of, with the keys that it leaves out.

    `data` is what did not fit `kind`; an unknown field is part of the path.
    """
    place = _PLACE.search(message)
    path: Path = []
    for name, index in _STEP.findall(place[1]) if place else ():
        if index == "...":
            path.append(_culprit(message, data, kind, path, decode))
        else:
            path.append(int(index) if index else name)
    unknown = _UNKNOWN.search(message)
    return [*path, unknown[1]] if unknown else path


def nearest_field(message: str, path: Sequence[str | int], kind: type[msgspec.Struct]) -> str | None:
    """The field that is likely meant by the unknown one at the end of `path`; None where `message` is of another fault."""
    if not _UNKNOWN.search(message):
        return None
    at: Any = inspect.type_info(kind)
    for step in path[:-1]:
        at = _inner(at, step)
    names = [field.encode_name for field in at.fields] if isinstance(at, inspect.StructType) else []
    near = get_close_matches(str(path[-1]), sorted(names), n=1, cutoff=0.0)
    return near[0] if near else None


def _inner(at: Any, step: str | int) -> Any:
    """The type of what stands at `step` inside a value of type `at`."""
    if isinstance(at, inspect.UnionType):
        at = next((one for one in at.types if not isinstance(one, inspect.NoneType | inspect.StrType)), at)
    if isinstance(at, inspect.StructType):
        return next((field.type for field in at.fields if field.encode_name == step), None)
    return getattr(at, "value_type", None) or getattr(at, "item_type", None)


def _culprit(message: str, data: Any, kind: type[msgspec.Struct], path: Path, decode: Decode | None) -> str:
    """The key of the mapping at `path` that brings the message about: the one that fails when it stands alone."""
    trial = copy.deepcopy(data)
    inner: Any = trial
    for step in path:
        inner = inner[step]
    entries = dict(inner)
    for key, value in entries.items():
        inner.clear()
        inner[key] = value
        try:
            msgspec.convert(trial, kind, dec_hook=decode)
        except msgspec.ValidationError as error:
            if str(error) == message:
                return str(key)
    return ""
