"""Reporting: results as text, JSON and HTML. Formats enter through the entry-point group ``gouji.formats``."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Protocol, runtime_checkable

from gouji.errors import PluginError, UsageError
from gouji.model import Report
from gouji.plugins import contain, load_group
from gouji.report.words import LANGUAGES, Language

__all__ = ["LANGUAGES", "Format", "Language", "Streaming", "find_format", "pieces"]

GROUP = "gouji.formats"


class Format(Protocol):
    """A way to write reports down; an entry point of the group names a class that can be made without arguments.

    The entry point's name is what `--format` takes. The same reports must always give the same text.
    """

    name: str

    def render(self, reports: Sequence[Report], *, lang: Language, color: bool, width: int) -> str:
        """All `reports` in their order, as one text that ends with a line end.

        `color` says whether escape sequences for colours are welcome, `width` how many columns a line may have (a
        Chinese character takes two); a format that has no use for them ignores them.
        """
        ...


@runtime_checkable
class Streaming(Protocol):
    """A format that writes reports down one by one; `render` is all its parts together."""

    def parts(self, reports: Iterable[Report], *, lang: Language, color: bool, width: int) -> Iterator[str]:
        """The text piece by piece, asking for the next report only when those before it are written."""
        ...


def pieces(form: Format, reports: Iterable[Report], *, lang: Language, color: bool, width: int) -> Iterator[str]:
    """The text that `form` makes of `reports`, as it comes."""
    if isinstance(form, Streaming):
        yield from form.parts(reports, lang=lang, color=color, width=width)
    else:
        yield form.render(list(reports), lang=lang, color=color, width=width)


def find_format(name: str) -> Format:
    """The format of that name. Raises UsageError ``usage.format``, naming the nearest one."""
    known = load_group(GROUP)
    if name not in known:
        near = get_close_matches(name, sorted(known), n=1, cutoff=0.0)
        tail = f"; the nearest is {near[0]}" if near else ""
        raise UsageError("usage.format", f"unknown format {name!r} (known: {', '.join(sorted(known))}){tail}")
    with contain(lambda cause: PluginError("plugin.format", f"format {name!r} does not work: {cause}")):
        made: Format = known[name]()
    return made
