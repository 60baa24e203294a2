"""Whose figure an amount or a count is: the subject, the measure and the year that it is told of."""

import msgspec

from gouji.extract.bases import risen
from gouji.extract.frames import Frame
from gouji.extract.state import State
from gouji.extract.subject import Phrase
from gouji.model import Concept, Quantity
from gouji.model.claim import ClaimKind

_UNSPENT = ("收入", "结转", "结余")
_OUTTURN = "决算"


def averaged(state: State, quantity: Quantity, phrase: Phrase, kind: ClaimKind) -> int:
    """Add what a figure comes to for each one of many: no part of the list at hand, and never the whole of one."""
    before, scope = state.frame, state.scope
    state.scope = None
    index = stated(state, quantity, phrase, kind)
    state.scope = scope
    if state.frame is not None and state.frame is not before:
        state.frame.total = before.total or before if before is not None else None
    return index


def stated(state: State, quantity: Quantity, phrase: Phrase, kind: ClaimKind) -> int:
    """Add the claim of one figure of one subject, as part of the list at hand if there is one."""
    if kind == "count" and quantity.unit is None and state.frame is not None and _names_measure_only(phrase):
        # “年初预算为64.11，”: without its unit it is no figure to count on, but the subject at hand stays what it is.
        concept = msgspec.structs.replace(state.frame.concept, measure=phrase.measure, period=phrase.period)
        return state.add(kind, concept, quantity)
    if state.scope is not None and not phrase.measure and kind == "amount":
        phrase = msgspec.structs.replace(phrase, measure=state.scope.measure)
    grown = risen(state, phrase, kind)
    frame = Frame(state.claims[grown[0]].concept) if grown else frame_for(state, phrase, kind)
    phrase = _spent_of_budget(state, phrase, frame)
    if state.scope is not None and state.reader.subjects.beside(
        state.scope.whole.concept.subject, frame.concept.subject
    ):
        # “基本支出80万元，其中：…；项目支出20万元”: what stands beside the whole is none of its parts.
        state.scope, state.outer = state.outer, None
    period = state.scope.period if phrase.period is None and state.scope is not None else phrase.period
    concept = msgspec.structs.replace(frame.concept, measure=phrase.measure, period=period)
    whole = None
    if state.scope is not None and not state.using and kind != "rate" and frame is not state.scope.whole:
        whole = state.scope.whole.by_measure.get(phrase.measure)
        if whole is None and (phrase.measure in ("", "决算") or len(state.scope.whole.by_measure) == 1):
            whole = state.scope.whole.outturn()
        if whole is not None and _unit(state.claims[whole].quantity) != _unit(quantity):
            whole = None
        state.scope.parts += 1
    if state.baseline is not None and state.claims[state.baseline].concept.subject != concept.subject:
        state.baseline = None
    index = state.add(kind, concept, quantity, whole=whole)
    for change in grown:
        state.claims[change] = msgspec.structs.replace(state.claims[change], about=index)
    state.changed = None
    state.money = quantity.unit if kind == "amount" else state.money
    if kind != "rate" and period is None:
        frame.note(phrase.measure, index)
        # What an amount is used for does not become what the sentence speaks of.
        state.frame = state.frame if state.using and state.frame else frame
    return index


def _spent_of_budget(state: State, phrase: Phrase, frame: Frame) -> Phrase:
    """“接待费预算6万元，支出5万元”: what is spent right behind a budget is the outturn against it, of the same year."""
    last = state.claims[-1] if len(state.claims) > state.begin else None
    if (
        phrase.subject != "支出"
        or phrase.measure
        or frame is not state.frame
        or last is None
        or last.kind != "amount"
        or last.concept.subject != frame.concept.subject
        or "预算" not in (last.concept.measure or "")
    ):
        return phrase
    return msgspec.structs.replace(phrase, measure=_OUTTURN, period=phrase.period or last.concept.period)


def _names_measure_only(phrase: Phrase) -> bool:
    return bool(phrase.measure) and not phrase.subject and not phrase.path and not phrase.side


def frame_for(state: State, phrase: Phrase, kind: ClaimKind) -> Frame:
    """The subject that the words left of a number name, with its earlier figures, or the one at hand that they leave unsaid."""
    sided = not phrase.subject and not phrase.path and phrase.side and (phrase.whole or _other_side(state, phrase.side))
    if sided:
        phrase = msgspec.structs.replace(phrase, subject=phrase.side)
    if not phrase.subject and phrase.whole and phrase.measure:
        phrase = msgspec.structs.replace(phrase, subject=state.reader.subjects.whole.get(state.kind() or "", ""))
    subject = phrase.subject
    inherits = state.words.stands_for(subject)
    # “…（项）。支出0.88万元”: 支出 is the account's, unless the section has a subject of that name, or what came before is not spent.
    if (
        subject == "支出"
        and not sided
        and state.frame is not None
        and not any(word in state.frame.concept.subject for word in _UNSPENT)
        and (state.scope is None or state.frame is not state.scope.whole)
        and state.reader.subjects.find(subject, state.kind()) is None
    ):
        inherits = True
    if inherits and state.frame is not None and kind == "amount":
        return money_frame(state, state.frame)
    if inherits and state.frame is not None and state.baseline is not None and kind == "count":
        return state.frame
    concept = state.reader.concept(phrase, state.kind(), state.inherited)
    key = Concept(concept.subject, concept.path, "", None, concept.fund, concept.nature)
    if not subject and not phrase.path:
        return Frame(key)
    if state.frame is not None and state.frame.concept == key:
        # The frame of a heading: with its first figure it is one that the section may come back to.
        return state.frames.setdefault(key, state.frame)
    # A subject that comes again starts afresh: its earlier figures may belong to another year or budget.
    frame = Frame(key)
    state.frames[key] = frame
    return frame


def _other_side(state: State, side: str) -> bool:
    """Whether “支出预算” comes after income or the other way round, or after nothing: then it is a subject itself."""
    if state.frame is None:
        return True
    subject = state.frame.concept.subject
    return side not in subject and ("收入" if side == "支出" else "支出") in subject


def money_frame(state: State, frame: Frame) -> Frame:
    """The subject of the last amount, where a count has come between: “接待费2万元，接待3批次，共计支出2万元”."""
    counted = frame.main is not None and state.claims[frame.main].kind == "count"
    before = next(
        (f for f in reversed(state.frames.values()) if f.main is not None and state.claims[f.main].kind == "amount"),
        None,
    )
    return before if counted and before is not None else frame


def _unit(quantity: Quantity | None) -> str:
    """What makes two figures addable: the dimension, for counts the unit itself."""
    if quantity is None or quantity.unit is None:
        return ""
    return quantity.unit.label if quantity.unit.dimension == "count" else quantity.unit.dimension
