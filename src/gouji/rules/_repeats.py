"""What the rules on repetition share: where a phrase stands, as evidence and in words."""

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from gouji.boilerplate.repetition import Repeated, Use, repeated_reasons, stated_purposes
from gouji.check.view import View
from gouji.model import Evidence, Span
from gouji.rules._figures import say

_SHOWN = 6
"""Places that a message names; all of them stand in the evidence."""

_reasons: WeakKeyDictionary[View, tuple[Repeated, ...]] = WeakKeyDictionary()
_purposes: WeakKeyDictionary[View, tuple[Repeated, ...]] = WeakKeyDictionary()


def reasons_again(view: View) -> tuple[Repeated, ...]:
    """The reasons given more than once; found once per document."""
    if view not in _reasons:
        _reasons[view] = repeated_reasons(view.analysis)
    return _reasons[view]


def purposes(view: View) -> tuple[Repeated, ...]:
    """All purposes with the places where they stand; found once per document."""
    if view not in _purposes:
        _purposes[view] = stated_purposes(view.analysis)
    return _purposes[view]


def clauses(view: View, uses: Iterable[Use]) -> tuple[Evidence, ...]:
    """Each use as evidence, quoted."""
    return tuple(clause(view, use.span) for use in uses)


def clause(view: View, span: Span) -> Evidence:
    """The words of a span as evidence."""
    return Evidence(kind="clause", quote=view.quote(span), page=view.analysis.document.place(span).page, span=span)


def places(view: View, uses: Iterable[Use]) -> str:
    """The sections of uses in words, each once: “五（三）5、五（三）6”; empty in a text without sections."""
    paths: dict[str, None] = {}
    for use in uses:
        section = view.section(view.analysis.sentences[use.sentence].section)
        if section is not None and section.path:
            paths.setdefault(section.path)
    names = list(paths)
    return say(view, "、", ", ").join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")


def located(view: View, uses: Iterable[Use]) -> str:
    """`places` in brackets for a message, nothing where there is none."""
    names = places(view, uses)
    return say(view, f"（见{names}）", f" (in {names})") if names else ""


def section_of(view: View, use: Use) -> int | None:
    """The section that a use stands in."""
    return view.analysis.sentences[use.sentence].section
