"""Figures that another one is measured against: bounds, budgets, earlier amounts, and by how much they are missed."""

from typing import Any

import msgspec

from gouji.extract.frames import Frame
from gouji.extract.state import State
from gouji.extract.subject import OTHER_YEAR, Phrase
from gouji.extract.words import TIMEOUT
from gouji.model import Comparison, Concept, Quantity
from gouji.model.claim import ClaimKind

_TIED = ("", "的", "数", "为", "的数")


def before_base(state: State, quantity: Quantity, left: str) -> tuple[str, str, int | None] | None:
    """“较上年的”, “由2023年的”, “由” right before a number, which then is the figure of that time: what stands before
    the base of comparison, the base itself, and its period.
    """
    words = state.words
    bases = list(words.base.finditer(left, timeout=TIMEOUT))
    last = bases[-1] if bases else None
    if last is not None:
        base, named = str(last.group("base")).removesuffix("的"), left[last.end() :]
        if named in _TIED:
            return left[: last.start()], base, state.reader.period(base)
        if _verb_behind(state, quantity) and state.words.measure_of(base) == "" and _told_here(state, named):
            return left[: last.start()] or named, base, state.reader.period(base)
    origin = words.origin.search(left, timeout=TIMEOUT)
    if origin is not None and _leads_on(state, quantity):
        return left[: origin.start()], "", OTHER_YEAR
    return None


def read_excess(state: State, quantity: Quantity, left: str) -> bool:
    """“超预算1万元”: by how much the figure at hand misses its base, unless that number is the base's own."""
    bases = list(state.words.base.finditer(left, timeout=TIMEOUT))
    by = bases[-1].group("by") if bases and bases[-1].end() == len(left) else None
    if by is None or state.frame is None or state.frame.outturn() is None:
        return False
    base = str(bases[-1].group("base"))
    measure = state.words.measure_of(base)
    told = state.frame.budget(measure) if "预算" in measure else None
    if told is not None and _same(state.claims[told].quantity, quantity):
        return False
    direction: Any = "increase" if by in state.words.above else "decrease"
    exact = msgspec.structs.replace(quantity, hedge="exact")
    # “超过预算6万元” with the budget not told may mean either: of which amount it is the change cannot be told.
    about = state.frame.outturn() if told is not None or by in state.words.beyond else None
    state.changed = state.add(
        "change", state.frame.concept, exact, about=about, against=told, base=base, direction=direction
    )
    return True


def read_limit(state: State, quantity: Quantity, left: str) -> bool:
    """“控制在预算2万元以内”, “培训费不超过5万元”: the figure is a bound, of the amount before or of its own subject."""
    limit = state.words.limit.search(left, timeout=TIMEOUT)
    if limit is None:
        return False
    head = state.reader.phrase(left[: limit.start()])
    tail = state.reader.phrase(left[limit.end() :])
    if not state.words.stands_for(head.subject) or head.path:
        about = state.about_of(head.subject, None)
        if about is None:
            concept = state.reader.concept(head, state.kind(), state.inherited)
            concept = msgspec.structs.replace(concept, measure=tail.measure or head.measure)
            hedge = "exact" if tail.measure else "at_most"
            state.add("amount", concept, msgspec.structs.replace(quantity, hedge=hedge))
            return True
    else:
        about = state.frame.outturn() if state.frame else None
    # 以内 belongs to the bound's relation, not to the figure: the budget itself is exact.
    index = beside(state, msgspec.structs.replace(quantity, hedge="exact"), tail)
    if about is not None:
        measure = state.claims[index].concept.measure
        comparison = Comparison(limit.group(), "not_over", "决算", measure, state.span)
        concept = state.claims[about].concept
        state.add("comparison", concept, None, about=about, against=index, base=measure, comparison=comparison)
    return True


def beside(state: State, quantity: Quantity, phrase: Phrase) -> int:
    """Add an amount that only names a base: the subject at hand stays what it is."""
    concept = state.reader.concept(phrase, state.kind(), state.inherited) if phrase.subject else Concept("")
    if not phrase.subject and state.frame is not None:
        concept = msgspec.structs.replace(state.frame.concept, measure=phrase.measure)
    index = state.add("amount", concept, quantity)
    if not phrase.subject and phrase.measure and state.frame is not None:
        state.frame.by_measure.setdefault(phrase.measure, index)
    return index


def baseline(
    state: State,
    quantity: Quantity,
    kind: ClaimKind,
    frame: Frame | None,
    phrase: Phrase,
    base: str,
    period: int | None,
) -> None:
    """Add the figure of an earlier time that a change starts from: “由上年的1000万元增加到…”."""
    if frame is not None:
        state.frame = frame
    concept = state.frame.concept if state.frame else Concept("")
    measure = state.reader.phrase(base).measure
    earlier = msgspec.structs.replace(concept, measure=measure or phrase.measure, period=period)
    state.baseline = state.add(kind, earlier, quantity, base=base)
    if period is None and "预算" in measure and state.frame is not None:
        state.frame.by_measure.setdefault(measure, state.baseline)


def change_to(state: State, left: str) -> Any:
    """The verb of “…增加到”, where the figure that the change starts from was just given."""
    verbs = list(state.words.change.finditer(left, timeout=TIMEOUT)) if state.baseline is not None else []
    return verbs[-1] if verbs and left[verbs[-1].end() :] in state.words.to else None


def _verb_behind(state: State, quantity: Quantity) -> bool:
    """Whether a verb of change stands right behind the number: “较上年接待费5万元增加1万元”."""
    end = quantity.span.end if quantity.span else 0
    return state.words.change.match(state.text, state.folded.find(end), timeout=TIMEOUT) is not None


def _told_here(state: State, words: str) -> bool:
    """Whether the words name a subject of which this section has told an amount."""
    named = state.reader.phrase(words).subject
    frame = state.frame_of(named) if named else None
    return frame is not None and frame.main is not None


def _leads_on(state: State, quantity: Quantity) -> bool:
    """Whether a verb with 到 or 至 follows the number in its clause, leading to a new figure."""
    if quantity.span is None:
        return False
    start = state.folded.find(quantity.span.end)
    end = min((i for i in (state.text.find(mark, start) for mark in "，；。：") if i != -1), default=len(state.text))
    verbs = state.words.change.finditer(state.text, start, end, timeout=TIMEOUT)
    return any(state.text.startswith(tuple(state.words.to - {""}), verb.end()) for verb in verbs)


def _same(one: Quantity | None, other: Quantity) -> bool:
    return one is not None and one.base.meets(other.base)


def risen(state: State, phrase: Phrase, kind: ClaimKind) -> list[int]:
    """The changes told before the amount that they lead to: “A支出增加8万元，增长11%，达到80万元”."""
    first = state.claims[state.changed] if state.changed is not None else None
    if first is None or kind != "amount" or phrase.path or not state.words.stands_for(phrase.subject):
        return []
    if (
        first.about is not None
        or not first.concept.subject
        or first.sentence != state.here()
        or phrase.period is not None
    ):
        return []
    told = [claim for claim in state.claims[first.index :] if claim.concept == first.concept]
    return [claim.index for claim in told if claim.kind in ("change", "rate") and claim.about is None]
