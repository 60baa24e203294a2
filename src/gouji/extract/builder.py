"""Reads the sentences of a document in order and builds its claims."""

from gouji.extract import causes
from gouji.extract.events import Event, events
from gouji.extract.frames import Frame
from gouji.extract.numbers import read_number
from gouji.extract.state import State
from gouji.extract.statements import (
    close_bracket,
    open_bracket,
    open_list,
    read_comparison,
    read_flat,
    read_listing,
    read_nothing,
    read_unread,
)
from gouji.extract.subject import account_path, join_paths
from gouji.model import Concept, Folded, Quantity, Sentence, Span

_READERS = {
    "number": read_number,
    "comparison": read_comparison,
    "flat": read_flat,
    "parts": open_list,
    "listing": read_listing,
    "nothing": read_nothing,
    "unread": read_unread,
}


def read_sentence(
    state: State, sentence: Sentence, folded: Folded, quantities: list[Quantity], unread: list[Span]
) -> None:
    """Take in one sentence of prose with the quantities found in it, and the numbers that cannot be read."""
    if sentence.section != state.section:
        state.enter(sentence.section)
    state.sentence, state.folded, state.text, state.floor = sentence, folded, folded.text, 0
    state.cause = state.changed = state.baseline = None
    state.told, state.telling, state.using = [], [], False
    state.compared = state.opened = None
    state.brackets = []
    state.first = len(state.claims)
    if state.pending is not None:
        causes.finish(state, folded)
    _announce(state, folded.text, quantities)
    for event in events(folded, quantities, unread, state.words):
        _take(state, event)
    _leave(state, folded.text)


def _take(state: State, event: Event) -> None:
    if event.kind == "reason":
        causes.attach(state, event.match)
    elif event.kind == "bracket":
        open_bracket(state, event)
    elif event.kind == "close":
        close_bracket(state, event)
    elif event.kind == "uses":
        state.using = True
    elif event.kind == "semicolon":
        state.using = False
        if not state.explaining(event.start) and state.scope is not None and state.scope.short:
            state.scope, state.outer = state.outer, None
    else:
        _READERS[event.kind](state, event)


def _announce(state: State, text: str, quantities: list[Quantity]) -> None:
    """A sentence that only names an account (“1、…（类）…（款）…（项）。”) says what the next ones speak of."""
    if quantities or not any(mark in text for mark in ("（类）", "（款）", "（项）")):
        return
    names, levels, _ = account_path(text)
    if names:
        path = join_paths(state.inherited, names, levels)
        state.frame = Frame(Concept(path[-1], path, fund=state.reader.subjects.fund(state.kind())))


def _leave(state: State, text: str) -> None:
    """End of a sentence: a list that ends with 。 is over, and what comes next may speak of the whole again."""
    if state.scope is None or text.endswith(("；", "：", "，", "、")):
        return
    if state.scope.sentence == state.here() and state.scope.parts > 1:
        state.frame = None
    state.scope = state.outer = None
