"""Reading the values of property elements: flags, numbers, names."""

from typing import Any

from gouji.office.names import VAL, W

_MOST = 10_000
_OFF = ("0", "false", "off", "none")


def value(parent: Any, tag: str) -> str | None:
    """The `w:val` of the child `tag` of `parent`, None where there is none."""
    if parent is None:
        return None
    child = parent.find(W + tag)
    found = None if child is None else child.get(VAL)
    return None if found is None else str(found)


def flag(parent: Any, tag: str) -> bool | None:
    """Whether the child `tag` switches its property on; None where it is not there."""
    child = None if parent is None else parent.find(W + tag)
    return None if child is None else child.get(VAL, "true").lower() not in _OFF


def number(text: str | None, default: int | None = None) -> int | None:
    """A whole number, `default` where `text` is none. Half points may be written with decimals."""
    if text is None:
        return default
    try:
        return int(text.partition(".")[0])
    except ValueError:
        return default


def count(parent: Any, tag: str, default: int) -> int:
    """The whole number that the child `tag` holds, not negative and of a sane size."""
    return min(max(number(value(parent, tag), default) or 0, 0), _MOST)
