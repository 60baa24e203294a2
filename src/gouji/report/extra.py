"""Formats that need packages of an extra."""

from importlib.util import find_spec

from gouji.errors import UsageError


def need(package: str, form: str) -> None:
    """Raises UsageError ``usage.needs_extra`` where a package of the extra `office` is not installed."""
    if find_spec(package) is None:
        raise UsageError(
            "usage.needs_extra", f"--format {form} needs the extra “office” ({package} is missing): gouji[office]"
        )
