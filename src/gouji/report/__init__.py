"""Reporting: results as text, data and pages, and as notes in the files that were checked.

Formats enter through the entry-point group ``gouji.formats``."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from hashlib import sha256
from typing import Protocol, runtime_checkable

from gouji.errors import InputError, PluginError, UsageError
from gouji.model import Report
from gouji.plugins import contain, load_group
from gouji.report.words import LANGUAGES, Language

__all__ = [
    "LANGUAGES", "Annotating", "AnyFormat", "Binary", "Format", "Language", "Streaming", "find_format", "find_text_format",
    "mark", "pieces",
]  # fmt: skip

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


@runtime_checkable
class Annotating(Protocol):
    """A format that marks the findings in the file that was checked, and so makes one file of each.

    marks: the `Document.format` of the files that it can mark.
    """

    name: str
    marks: str

    def annotate(self, data: bytes, report: Report, *, lang: Language) -> bytes:
        """The file in `data`, which `report` speaks of and has an analysis of, with its findings marked.

        What gouji marked before is replaced. Raises InputError for a file that cannot be marked.
        """
        ...


@runtime_checkable
class Binary(Protocol):
    """A format that is no text: all reports in one file."""

    name: str

    def build(self, reports: Sequence[Report], *, lang: Language) -> bytes:
        """The file. The same reports must always give the same bytes."""
        ...


AnyFormat = Format | Annotating | Binary


def pieces(form: Format, reports: Iterable[Report], *, lang: Language, color: bool, width: int) -> Iterator[str]:
    """The text that `form` makes of `reports`, as it comes."""
    if isinstance(form, Streaming):
        yield from form.parts(reports, lang=lang, color=color, width=width)
    else:
        yield form.render(list(reports), lang=lang, color=color, width=width)


def find_format(name: str) -> AnyFormat:
    """The format of that name. Raises UsageError ``usage.format``, naming the nearest one."""
    known = load_group(GROUP)
    if name not in known:
        near = get_close_matches(name, sorted(known), n=1, cutoff=0.0)
        tail = f"; the nearest is {near[0]}" if near else ""
        raise UsageError("usage.format", f"unknown format {name!r} (known: {', '.join(sorted(known))}){tail}")
    with contain(lambda cause: PluginError("plugin.format", f"format {name!r} does not work: {cause}")):
        made: AnyFormat = known[name]()
    return made


def find_text_format(name: str) -> Format:
    """The format of that name, if it makes text. Raises UsageError ``usage.format``."""
    made = find_format(name)
    if isinstance(made, Annotating | Binary):
        raise UsageError("usage.format", f"the format {name!r} is no text")
    return made


def mark(form: Annotating, data: bytes, report: Report, *, lang: Language) -> bytes:
    """The file in `data` with the findings of the report on it.

    Raises InputError ``input.not_markable`` for a file of another kind, ``input.changed`` if it is not the one that was
    checked, and what the format adds.
    """
    assert report.analysis is not None
    kind, path = report.analysis.document.format, report.path
    if kind != form.marks:
        raise InputError(
            "input.not_markable",
            f"{path}: 不是 {form.marks} 文件（是 {kind}），不能用 --format {form.name} 标注",
            f"{path}: not a {form.marks} file (but {kind}): --format {form.name} cannot mark it",
        )
    if sha256(data).hexdigest() != report.sha256:
        raise InputError(
            "input.changed", f"{path}: 核对后文件有改动，未标注", f"{path}: the file has changed since it was checked"
        )
    with contain(lambda cause: PluginError("plugin.format", f"format {form.name!r} does not work: {cause}")):
        return form.annotate(data, report, lang=lang)
