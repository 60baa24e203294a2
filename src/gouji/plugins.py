"""Entry points: rules, readers, profiles and formats enter here, the built-in ones too."""

import sys
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

PREFIX = "gouji."


@cache
def load_group(group: str) -> dict[str, Any]:
    """The objects of an entry-point group by name; built-in ones come first and keep their name.

    A plugin that fails to load is named on standard error and skipped: one bad package must not stop a check.
    """
    found: dict[str, Any] = {}
    for point in sorted(entry_points(group=group), key=_order):
        if point.name in found:
            warn(point, f"its name {point.name!r} is taken")
            continue
        try:
            found[point.name] = point.load()
        except (
            ImportError,
            AttributeError,
            SyntaxError,
            TypeError,
            ValueError,
            LookupError,
            OSError,
        ) as error:
            warn(point, f"{type(error).__name__}: {error}")
    return found


def warn(point: EntryPoint, cause: str) -> None:
    """Name a plugin that is skipped, with the cause, on standard error."""
    package = point.dist.name if point.dist else "?"
    print(f"gouji: plugin {point.group}/{point.name} of {package} skipped: {cause}", file=sys.stderr)


def _order(point: EntryPoint) -> tuple[bool, str, str]:
    return (point.dist is None or point.dist.name != "gouji", point.name, point.value)
