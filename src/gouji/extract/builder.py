"""Reads the sentences of a document in order and builds its claims."""

import re

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
from gouji.extract.subject import account_path, join_paths, left_of
from gouji.extract.words import TIMEOUT
from gouji.model import Concept, Folded, Quantity, Sentence, Span

_LEVELS = tuple(a + level + b for a, b in ("（）", "[]", "【】", "〔〕") for level in "类款项")
_CLAUSE = re.compile("[，；：。]")

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
    state.first = state.begin = len(state.claims)
    if state.pending is not None:
        causes.finish(state, folded)
    _announce(state, folded, quantities)
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


def _announce(state: State, folded: Folded, quantities: list[Quantity]) -> None:
    """An account named before the first number says what the figures speak of: “1、…（类）…（款）…（项）。” alone, or
    “…（项），年初预算为…”. An account right before its number is read with the number.
    """
    first = min((folded.find(q.span.start) for q in quantities if q.span), default=len(folded.text))
    head = folded.text[: first - len(left_of(folded.text, first, 0))] if quantities else folded.text
    clause = next((part for part in reversed(_CLAUSE.split(head)) if any(mark in part for mark in _LEVELS)), None)
    names, levels, _ = account_path(clause) if clause else ((), "", "")
    if names:
        path = join_paths(state.inherited, names, levels)
        state.frame = Frame(Concept(path[-1], path, fund=state.reader.subjects.fund(state.kind())))
    elif state.words.split.match(folded.text, timeout=TIMEOUT) and not state.words.parts.match(folded.text):
        # “按采购项目类型，分为…。”: the total that is split is that of the section, not what was told last.
        state.frame = state.scope = None
    else:
        state.turn(folded.text)


def _leave(state: State, text: str) -> None:
    """End of a sentence: a list that ends with 。 is over, and what comes next may speak of the whole again."""
    if state.scope is None or text.endswith(("；", "：", "，", "、")):
        return
    if state.scope.sentence == state.here() and state.scope.parts > 1:
        state.frame = None
    state.scope = state.outer = None
