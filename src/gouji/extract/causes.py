"""Stated causes, and the claims that they explain."""

import msgspec

from gouji.extract.state import State
from gouji.model import Claim, Folded, Reason, Span

_EXPLAINED = ("change", "rate", "comparison", "completion")


def attach(state: State, cause: Span, first: int) -> None:
    """Note the cause at folded positions `cause`: it explains the changes and comparisons of its sentence, whose
    claims begin at index `first`, or of the sentence before where its own has none.
    """
    own = [c.index for c in state.claims[first:] if c.kind in _EXPLAINED and not _within(state, c, cause)]
    explained = tuple(own or _before(state, first))
    if cause.start >= cause.end:
        # “主要原因：” at a paragraph's end: the next sentence is the cause.
        state.pending = explained
        return
    _reason(state, state.folded.span(cause.start, cause.end), explained)


def finish(state: State, folded: Folded) -> None:
    """Take a whole sentence as the cause that the sentence before announced."""
    body = folded.text.rstrip("。；！？，")
    if body and state.pending is not None:
        state.cause = Span(0, len(body))
        _reason(state, folded.span(0, len(body)), state.pending)
    state.pending = None


def _reason(state: State, span: Span, explained: tuple[int, ...]) -> None:
    state.reasons.append(Reason(span, state.here(), explained))
    for index in explained:
        state.claims[index] = msgspec.structs.replace(state.claims[index], reason=span)


def _within(state: State, claim: Claim, cause: Span) -> bool:
    return claim.span.start >= state.folded.origin[cause.start] if cause.start < cause.end else False


def _before(state: State, first: int) -> list[int]:
    """The changes and comparisons of the sentence before, if it stands in the same section."""
    found: list[int] = []
    for claim in reversed(state.claims[:first]):
        if claim.sentence != state.here() - 1 or claim.section != state.section:
            break
        if claim.kind in _EXPLAINED:
            found.insert(0, claim.index)
    return found
