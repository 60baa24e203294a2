"""Entry points: rules, readers, profiles and formats enter here, the built-in ones too."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from gouji.errors import GoujiError, PluginError

HOME = "gouji"


@cache
def load_group(group: str) -> dict[str, Any]:
    """The objects of an entry-point group by name; built-in ones come first and keep their name.

    A plugin that fails to load is named on standard error and skipped. Raises PluginError where a built-in one fails.
    """
    found: dict[str, Any] = {}
    for name, point in _points(group).items():
        with guard(group, name):
            found[name] = point.load()
    return found


@contextmanager
def guard(group: str, name: str) -> Iterator[None]:
    """Run code of the plugin `group`/`name`: what it throws is named on standard error, and the caller goes on.

    One bad package must not stop a check. Without a built-in part, however, the result would not be what it claims
    to be: its failure is raised, as PluginError ``plugin.builtin`` unless it has a code of its own.
    """
    try:
        yield
    except (Exception, SystemExit) as error:
        cause = error.message if isinstance(error, GoujiError) else f"{type(error).__name__}: {error}"
        if _owner(group, name) != HOME:
            skip(group, name, cause)
        elif isinstance(error, GoujiError):
            raise
        else:
            raise PluginError("plugin.builtin", f"built-in {group}/{name} does not load: {cause}") from error


@contextmanager
def contain(fault: Callable[[str], GoujiError]) -> Iterator[None]:
    """Run code of a reader or format that was asked for: what it throws becomes the coded error that `fault` makes."""
    try:
        yield
    except GoujiError:
        raise
    except Exception as error:
        raise fault(f"{type(error).__name__}: {error}") from error


@cache
def skip(group: str, name: str, cause: str) -> None:
    """Name a plugin, or what it offers, that is skipped, with the cause, on standard error; the same only once."""
    warn(f"gouji: plugin {group}/{name} of {_owner(group, name)} skipped: {cause}")


def warn(line: str) -> None:
    """Print a line on standard error, if there is one; `print` alone would fall back on standard output."""
    if sys.stderr is not None:
        print(line, file=sys.stderr)


@cache
def _points(group: str) -> dict[str, EntryPoint]:
    """The entry points of a group by name, built-in ones first; whoever comes later under the same name is skipped."""
    found: dict[str, EntryPoint] = {}
    for point in sorted(
        entry_points(group=group), key=lambda point: (_package(point) != HOME, point.name, point.value)
    ):
        if found.setdefault(point.name, point) is not point:
            taken = f"the name is taken by {_package(found[point.name])}"
            warn(f"gouji: plugin {group}/{point.name} of {_package(point)} skipped: {taken}")
    return found


def _owner(group: str, name: str) -> str:
    return _package(_points(group)[name])


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else "?"
