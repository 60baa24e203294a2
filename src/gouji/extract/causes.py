"""Stated causes, and the claims that they explain."""

import msgspec

from gouji.extract.state import State
from gouji.model import Folded, Reason, Span

_EXPLAINED = ("change", "rate", "comparison", "completion")


def attach(state: State, cause: Span) -> None:
    """Note the cause at folded positions `cause`: it explains the changes and comparisons told before it in its
    sentence since the cause before, or those of the sentence before where there are none.
    """
    own = [c.index for c in state.claims[state.first :] if c.kind in _EXPLAINED]
    explained = tuple(own or _before(state, state.first))
    state.first = len(state.claims)
    state.cause = cause
    if cause.start >= cause.end:
        # “主要原因：” at a paragraph's end: the next sentence is the cause.
        state.pending = explained
        return
    _reason(state, state.folded.span(cause.start, cause.end), explained)


def finish(state: State, folded: Folded) -> None:
    """Take a whole sentence as the cause that the sentence before announced."""
    body = folded.text.rstrip("。；！？，\n")
    if body and state.pending is not None:
        state.cause = Span(0, len(body))
        _reason(state, folded.span(0, len(body)), state.pending)
    state.pending = None


def _reason(state: State, span: Span, explained: tuple[int, ...]) -> None:
    state.reasons.append(Reason(span, state.here(), explained))
    for index in explained:
        state.claims[index] = msgspec.structs.replace(state.claims[index], reason=span)


def _before(state: State, first: int) -> list[int]:
    """The changes and comparisons of the sentence before, if it stands in the same section."""
    found: list[int] = []
    for claim in reversed(state.claims[:first]):
        if claim.sentence != state.here() - 1 or claim.section != state.section:
            break
        if claim.kind in _EXPLAINED:
            found.insert(0, claim.index)
    return found
