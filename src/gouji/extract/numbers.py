"""What a number states: an amount, a change, a share, a completion rate, a count."""

from typing import Any

import msgspec

from gouji.extract.events import Event
from gouji.extract.frames import Frame
from gouji.extract.series import alike, close_list, member, start_series
from gouji.extract.state import State
from gouji.extract.subject import Phrase, left_of
from gouji.extract.words import TIMEOUT
from gouji.model import Comparison, Concept, Quantity
from gouji.model.claim import ClaimKind, Direction


def read_number(state: State, event: Event) -> None:
    """Take in one number: what it states follows from its unit and from the words left of it."""
    quantity = event.quantity
    assert quantity is not None and quantity.span is not None
    in_cause = state.explaining(event.start)
    if state.cause is not None:
        state.floor = max(state.floor, state.cause.start if in_cause else state.cause.end)
    left = left_of(state.text, event.start, state.floor)
    context = state.text[state.floor : event.start]
    dimension = quantity.unit.dimension if quantity.unit else "count"
    state.span = state.clause(event)
    if event.place == 0:
        start_series(state, left, event.length)
    else:
        left = state.series_left
    if state.compared is not None and state.compared[0] == event.start:
        _difference(state, quantity, state.compared[1])
    elif in_cause:
        kinds: dict[str, ClaimKind] = {"ratio": "rate", "points": "rate", "money": "amount"}
        _explained(state, quantity, left, kinds.get(dimension, "count"))
    elif dimension in ("ratio", "points"):
        _ratio(state, quantity, left, context, event)
    else:
        _amount(state, quantity, left, context, event)
    state.floor = event.end


def _ratio(state: State, quantity: Quantity, left: str, context: str, event: Event) -> None:
    share = state.words.share.search(left, timeout=TIMEOUT)
    completion = state.words.completion.search(left, timeout=TIMEOUT)
    change = state.change(left)
    about = state.frame.outturn() if state.frame else None
    concept = state.frame.concept if state.frame else Concept("")
    if event.length > 1:
        about = member(state, event)
        concept = state.claims[about].concept if about is not None else Concept("")
    if state.opened is not None and left == "的" and event.length == 1:
        _opened(state, quantity, *state.opened)
    elif completion and not (share and not share.group("base").endswith(("预算", "预算数"))):
        base = completion.group("base") or ""
        against = state.budget(base) if event.length == 1 else None
        state.add("completion", concept, quantity, about=about, against=against, base=base or "预算")
    elif share:
        base = share.group("base") or ""
        if event.length == 1:
            named = state.reader.phrase(left[: share.start()]).subject
            about = state.about_of(named, state.frame.main if state.frame else None)
        state.add("share", concept, quantity, about=about, against=state.share_whole(base), base=base)
    elif change is not None:
        _rate(state, quantity, context, change, about, event.length > 1)
    else:
        _plain(state, quantity, left, "rate", event)


def _opened(state: State, quantity: Quantity, word: str, amount: int) -> None:
    """“完成年初预算120万元的95%”, “占本年支出合计1000万元的80%”: the base stands before the rate with its amount."""
    base = state.claims[amount].concept
    about = state.frame.outturn() if state.frame else None
    concept = state.frame.concept if state.frame else Concept("")
    if word == "占":
        state.add("share", concept, quantity, about=about, against=amount, base=base.subject)
    else:
        state.add("completion", concept, quantity, about=about, against=amount, base=base.measure or "预算")


def _rate(
    state: State,
    quantity: Quantity,
    context: str,
    change: tuple[Direction | None, bool, str],
    about: int | None,
    in_series: bool,
) -> None:
    direction, residue, subject = change
    concept = state.frame.concept if state.frame else Concept("")
    if not subject and state.changed is not None and not in_series:
        # “减少63.14万元，下降2.10%”: the rate speaks of what the amount of change speaks of.
        about, concept = state.claims[state.changed].about, state.claims[state.changed].concept
    else:
        about = about if in_series else state.about_of(subject, about)
        concept = state.claims[about].concept if about is not None else concept
    base = state.base(context)
    state.add("rate", concept, quantity, about=about, base=base, direction=direction, residue=residue)


def _amount(state: State, quantity: Quantity, left: str, context: str, event: Event) -> None:
    change = state.change(left)
    if change is None:
        kind: ClaimKind = "amount" if quantity.unit and quantity.unit.dimension == "money" else "count"
        _plain(state, quantity, left, kind, event)
        return
    direction, residue, subject = change
    about = state.about_of(subject, state.frame.outturn() if state.frame else None)
    if event.length > 1:
        about = member(state, event)
    elif not subject and _between_part_and_whole(state, context):
        about = None
    concept = state.claims[about].concept if about is not None else Concept(subject)
    if about is None and state.frame is not None and not subject and event.length == 1:
        concept = msgspec.structs.replace(state.frame.concept, subject="")
    base = state.base(context)
    against = state.baseline
    measure = state.words.measure_of(base)
    if against is None and "预算" in measure and state.frame is not None and event.length == 1:
        against = state.frame.budget(measure)
    state.changed = state.add(
        "change",
        concept,
        quantity,
        about=about,
        against=against,
        base=base,
        direction=direction,
        residue=residue,
    )


def _difference(state: State, quantity: Quantity, comparison: int) -> None:
    """“决算数大于预算数55.93万元”: the number is how much the compared figures differ."""
    claim = state.claims[comparison]
    relation = claim.comparison.relation if claim.comparison else "equal"
    direction: Direction | None = {"greater": "increase", "less": "decrease"}.get(relation)  # type: ignore[assignment]
    state.add(
        "change",
        claim.concept,
        quantity,
        about=claim.about,
        against=claim.against,
        base=claim.base,
        direction=direction,
    )


def _between_part_and_whole(state: State, context: str) -> bool:
    """“总计100万元，其中结转17万元，较上年减少3万元”: the change may be of the one part told so far or of the whole."""
    scope = state.scope
    return scope is not None and scope.short and scope.parts == 1 and context.startswith("，")


def _explained(state: State, quantity: Quantity, left: str, kind: ClaimKind) -> None:
    """A number inside a stated cause: it explains, and speaks of no subject at hand."""
    phrase = state.reader.phrase(left)
    state.add(kind, Concept(phrase.subject, phrase.path), quantity)


def _plain(state: State, quantity: Quantity, left: str, kind: ClaimKind, event: Event) -> None:
    """An amount, a count, or a rate that speaks for itself."""
    earlier = None if kind != "amount" else state.before_baseline(left)
    if earlier is not None:
        _baseline(state, quantity, *earlier)
        return
    phrase = state.reader.phrase(_without_verb(state, left))
    closing = phrase.subject in state.words.totals or left.strip("，、") in state.words.totals
    if state.scope is not None and closing:
        # “…，合计1170万元” at the end of a list restates the whole.
        state.add(kind, state.scope.whole.concept, quantity)
        return
    if event.length > 1 and not state.names and event.place > 0:
        # A further number of a series whose names do not match it: whose it is cannot be told.
        state.add(kind, Concept(phrase.subject), quantity)
        return
    opener = next((word for word in ("完成", "占") if left.startswith(word)), None)
    if opener is not None and kind == "amount":
        state.opened = (opener, _beside(state, quantity, phrase))
        return
    limit = state.words.limit.match(left, timeout=TIMEOUT) if kind == "amount" else None
    if limit is not None:
        _limit(state, quantity, left[limit.end() :], limit.group())
        return
    if state.scope is None and closing:
        close_list(state, quantity, phrase)
        return
    names = (state.names[event.place],) if state.names else alike(state, left, phrase)
    verb = _verb(state, left)
    for name in names:
        own = msgspec.structs.replace(phrase, subject=name) if name else phrase
        index = _stated(state, quantity, own, kind)
        if event.length > 1:
            state.telling.append(index)
        elif verb is not None:
            # “由500万元增加到480万元”: the verb states which way the figure went.
            state.add("change", state.claims[index].concept, None, about=index, against=state.baseline, direction=verb)


def _beside(state: State, quantity: Quantity, phrase: Phrase) -> int:
    """Add an amount that only names a base: the subject at hand stays what it is."""
    concept = state.reader.concept(phrase, state.kind(), state.inherited) if phrase.subject else Concept("")
    if not phrase.subject and state.frame is not None:
        concept = msgspec.structs.replace(state.frame.concept, measure=phrase.measure)
    index = state.add("amount", concept, quantity)
    if not phrase.subject and phrase.measure and state.frame is not None:
        state.frame.by_measure.setdefault(phrase.measure, index)
    return index


def _limit(state: State, quantity: Quantity, left: str, word: str) -> None:
    """“控制在预算2万元以内”: the figure is a bound of the amount before."""
    about = state.frame.outturn() if state.frame else None
    # 以内 belongs to the bound's relation, not to the figure: the budget itself is exact.
    bound = msgspec.structs.replace(quantity, hedge="exact")
    index = _beside(state, bound, state.reader.phrase(left))
    if about is not None:
        measure = state.claims[index].concept.measure
        comparison = Comparison(word, "not_over", "决算", measure, state.span)
        concept = state.claims[about].concept
        state.add("comparison", concept, None, about=about, against=index, base=measure, comparison=comparison)


def _stated(state: State, quantity: Quantity, phrase: Phrase, kind: ClaimKind) -> int:
    """Add the claim of one figure of one subject, as part of the list at hand if there is one."""
    frame = _frame_for(state, phrase, kind)
    concept = msgspec.structs.replace(frame.concept, measure=phrase.measure, period=phrase.period)
    whole = None
    if state.scope is not None and not state.using and kind != "rate" and frame is not state.scope.whole:
        whole = state.scope.whole.by_measure.get(phrase.measure)
        if whole is None and (phrase.measure in ("", "决算") or len(state.scope.whole.by_measure) == 1):
            whole = state.scope.whole.outturn()
        if whole is not None and _unit(state.claims[whole].quantity) != _unit(quantity):
            whole = None
        state.scope.parts += 1
    index = state.add(kind, concept, quantity, whole=whole)
    state.changed = None
    if kind != "rate" and phrase.period is None:
        frame.note(phrase.measure, index)
        # What an amount is used for does not become what the sentence speaks of.
        state.frame = state.frame if state.using and state.frame else frame
    return index


def _baseline(state: State, quantity: Quantity, head: str, base: str) -> None:
    """The figure of an earlier time that a change starts from: “由上年的1000万元增加到…”."""
    phrase = state.reader.phrase(head)
    if phrase.subject or phrase.path:
        state.frame = _frame_for(state, phrase, "amount")
    concept = state.frame.concept if state.frame else Concept("")
    measure, period = state.reader.phrase(base).measure, state.reader.period(base)
    earlier = msgspec.structs.replace(concept, measure=measure or phrase.measure, period=period)
    state.baseline = state.add("amount", earlier, quantity, base=base)
    if period is None and "预算" in measure and state.frame is not None:
        state.frame.by_measure.setdefault(measure, state.baseline)


def _change_to(state: State, left: str) -> Any:
    """The verb of “…增加到”, where the figure that the change starts from was just given."""
    verbs = list(state.words.change.finditer(left, timeout=TIMEOUT)) if state.baseline is not None else []
    return verbs[-1] if verbs and left[verbs[-1].end() :] in state.words.to else None


def _without_verb(state: State, left: str) -> str:
    verb = _change_to(state, left)
    return left[: verb.start()] if verb else left


def _verb(state: State, left: str) -> Direction | None:
    verb = _change_to(state, left)
    if verb is None or not (verb.group("increase") or verb.group("decrease")):
        return None
    return "increase" if verb.group("increase") else "decrease"


def _frame_for(state: State, phrase: Phrase, kind: ClaimKind) -> Frame:
    if not phrase.subject and not phrase.path and phrase.side and (phrase.whole or _other_side(state, phrase.side)):
        phrase = msgspec.structs.replace(phrase, subject=phrase.side)
    if not phrase.subject and phrase.whole and phrase.measure:
        phrase = msgspec.structs.replace(phrase, subject=state.reader.subjects.whole.get(state.kind() or "", ""))
    subject = phrase.subject
    inherits = not subject or subject in state.words.pronouns
    # “…（项）。支出0.88万元”: 支出 is the account's, unless the section has a subject of that name.
    if subject == "支出" and state.frame is not None and state.reader.subjects.find(subject, state.kind()) is None:
        inherits = True
    if inherits and state.frame is not None and kind == "amount":
        return _money(state, state.frame)
    concept = state.reader.concept(phrase, state.kind(), state.inherited)
    key = Concept(concept.subject, concept.path, "", None, concept.fund, concept.nature)
    if not subject and not phrase.path:
        return Frame(key)
    if state.frame is not None and state.frame.concept == key:
        return state.frame
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


def _money(state: State, frame: Frame) -> Frame:
    """The subject of the last amount, where a count has come between: “接待费2万元，接待3批次，共计支出2万元”."""
    counted = frame.main is not None and state.claims[frame.main].kind == "count"
    before = next(
        (f for f in reversed(state.frames.values()) if f.main and state.claims[f.main].kind == "amount"), None
    )
    return before if counted and before is not None else frame


def _unit(quantity: Quantity | None) -> str:
    """What makes two figures addable: the dimension, for counts the unit itself."""
    if quantity is None or quantity.unit is None:
        return ""
    return quantity.unit.label if quantity.unit.dimension == "count" else quantity.unit.dimension
