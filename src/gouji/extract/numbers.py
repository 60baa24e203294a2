"""What a number states: an amount, a change, a share, a completion rate, a count."""

import msgspec

from gouji.extract.bases import baseline, before_base, beside, change_to, read_excess, read_limit
from gouji.extract.events import Event
from gouji.extract.owners import averaged, frame_for, money_frame, stated
from gouji.extract.series import alike, close_list, member, start_series
from gouji.extract.state import State
from gouji.extract.subject import left_of
from gouji.extract.words import TIMEOUT
from gouji.model import Concept, Quantity
from gouji.model.claim import ClaimKind, Direction

_MOVING = ("share", "completion", "rate")


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
    if _closes_range(state, quantity, left):
        pass
    elif state.compared is not None and state.compared[0] == event.start:
        _difference(state, quantity, state.compared[1])
    elif in_cause:
        kinds: dict[str, ClaimKind] = {"ratio": "rate", "points": "rate", "money": "amount"}
        _explained(state, quantity, left, kinds.get(dimension, "count"))
    elif dimension in ("ratio", "points"):
        _ratio(state, quantity, left, context, event)
    else:
        _amount(state, quantity, left, context, event)
    state.floor = event.end


def _closes_range(state: State, quantity: Quantity, left: str) -> bool:
    """“10万元至20万元”: the second number states what the first one does."""
    first = state.claims[-1] if state.claims and left in state.words.ranges else None
    if first is None or first.number is None or state.folded.find(first.number.end) != state.floor:
        return False
    state.add(
        first.kind,
        first.concept,
        quantity,
        about=first.about,
        against=first.against,
        whole=first.whole,
        base=first.base,
        direction=first.direction,
    )
    return True


def _ratio(state: State, quantity: Quantity, left: str, context: str, event: Event) -> None:
    verb = state.words.change.match(quantity.raw, timeout=TIMEOUT)
    change = state.change(left + verb.group() if verb else left)
    if quantity.unit is not None and quantity.unit.dimension == "points":
        _points(state, quantity, left, context, change)
        return
    share = state.words.share.search(left, timeout=TIMEOUT)
    completion = state.words.completion.search(left, timeout=TIMEOUT)
    multiple = state.words.multiple.search(left, timeout=TIMEOUT)
    about = state.frame.outturn() if state.frame else None
    concept = state.frame.concept if state.frame else Concept("")
    if event.length > 1:
        about = member(state, event)
        concept = state.claims[about].concept if about is not None else Concept("")
    if state.opened is not None and left == "的" and event.length == 1:
        _opened(state, quantity, *state.opened)
    elif completion and not (share and _is_share(state, share.group("base") or "", about)):
        base = completion.group("base") or ""
        against = state.budget(base) if event.length == 1 else None
        state.add("completion", concept, quantity, about=about, against=against, base=base or "预算")
    elif multiple:
        state.add("rate", concept, quantity, about=about, base=multiple.group("base"))
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


def _is_share(state: State, base: str, about: int | None) -> bool:
    """Whether “占…” tells a share of a total, not the completion of a budget: its base is no budget of the figure itself
    (“占基本支出预算”), or the figure is that budget.
    """
    return not state.words.measure_of(base) or (about is not None and state.budget(base) == about)


def _points(
    state: State, quantity: Quantity, left: str, context: str, change: tuple[Direction | None, bool, str] | None
) -> None:
    """“比上年提高2.5个百分点”: how far a share or rate has moved, never by what part an amount has grown."""
    direction, residue, subject = change if change is not None else (None, False, state.reader.phrase(left).subject)
    told = (c for c in reversed(state.claims[state.begin :]) if c.kind in _MOVING)
    ratio = next(told, None) if not subject or state.words.ratio.fullmatch(subject, timeout=TIMEOUT) else None
    concept = ratio.concept if ratio is not None else Concept(subject)
    about = ratio.index if ratio is not None else None
    base = state.base(context)
    state.add("rate", concept, quantity, about=about, base=base, direction=direction, residue=residue)


def _opened(state: State, quantity: Quantity, word: str, amount: int) -> None:
    """“完成年初预算120万元的95%”, “占本年支出合计1000万元的80%”: the base stands before the rate with its amount."""
    base = state.claims[amount].concept
    about = state.frame.outturn() if state.frame else None
    concept = state.frame.concept if state.frame else Concept("")
    if word == "占" and "预算" not in base.measure:
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
        if about is not None:
            concept = state.claims[about].concept
        elif not state.words.stands_for(subject) and not in_series:
            concept = Concept(subject)
    base = state.base(context)
    state.add("rate", concept, quantity, about=about, base=base, direction=direction, residue=residue)


def _amount(state: State, quantity: Quantity, left: str, context: str, event: Event) -> None:
    change = state.change(left)
    if change is None:
        kind: ClaimKind = "amount" if quantity.unit and quantity.unit.dimension == "money" else "count"
        if kind == "count" and quantity.unit is None and quantity.value == 0:
            kind, quantity = _bare_nought(state, quantity, left)
        _plain(state, quantity, left, kind, event)
        return
    direction, residue, subject = change
    money = quantity.unit is not None and quantity.unit.dimension == "money"
    frame = money_frame(state, state.frame) if state.frame and money else state.frame
    about = state.about_of(subject, frame.outturn() if frame else None)
    if event.length > 1:
        about = member(state, event)
        subject = state.names[event.place] if state.names else ""
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
    if event.length > 1:
        state.telling.append(state.changed)


def _bare_nought(state: State, quantity: Quantity, left: str) -> tuple[ClaimKind, Quantity]:
    """“公务用车购置费为0” among amounts: no money, in the unit of the amount before."""
    money = state.money
    entry = state.reader.subjects.find(state.reader.phrase(left).subject, state.kind())
    if money is None or entry is None or not entry.cells:
        return "count", quantity
    return "amount", msgspec.structs.replace(quantity, unit=money)


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
    if event.length == 1 and kind != "rate" and _against(state, quantity, left, kind):
        return
    phrase = state.reader.phrase(_without_verb(state, left))
    closing = any(state.words.total.fullmatch(word, timeout=TIMEOUT) for word in (phrase.subject, left.strip("，、")))
    if state.scope is not None and closing:
        # “…，合计1170万元” at the end of a list restates the whole.
        state.add(kind, state.scope.whole.concept, quantity)
        state.frame = state.scope.whole
        return
    if event.length > 1 and not state.names and (event.place > 0 or state.years):
        # A further number of a series whose names do not match it: whose it is cannot be told, but for a series of years.
        year = state.years[event.place] if state.years else None
        state.add(kind, Concept(phrase.subject, period=year if year != state.reader.year else None), quantity)
        return
    opener = next((word for word in ("完成", "占") if left.startswith(word)), None)
    # “完成税收收入90万元” tells an outturn, “完成年初预算120万元的75%” a base.
    if opener is not None and kind == "amount" and (opener == "占" or "预算" in phrase.measure):
        state.opened = (opener, beside(state, quantity, phrase))
        return
    if state.words.gap.fullmatch(phrase.subject, timeout=TIMEOUT):
        # “差值为0.90万元”: how far two figures lie apart is no figure of a subject.
        state.add(kind, Concept(phrase.subject), quantity)
        return
    if state.scope is None and closing:
        close_list(state, quantity, phrase)
        return
    names = (state.names[event.place],) if state.names else alike(state, left, phrase)
    verb = _verb(state, left)
    average = state.words.average.match(left.lstrip("，、"), timeout=TIMEOUT) is not None
    for name in names:
        own = msgspec.structs.replace(phrase, subject=name) if name else phrase
        index = averaged(state, quantity, own, kind) if average else stated(state, quantity, own, kind)
        if event.length > 1:
            state.telling.append(index)
        elif verb is not None:
            # “由500万元增加到480万元”: the verb states which way the figure went.
            state.add("change", state.claims[index].concept, None, about=index, against=state.baseline, direction=verb)


def _against(state: State, quantity: Quantity, left: str, kind: ClaimKind) -> bool:
    """Take in a number that only says what another one is measured against."""
    if kind == "amount" and (read_limit(state, quantity, left) or read_excess(state, quantity, left)):
        return True
    earlier = before_base(state, quantity, left)
    if earlier is None:
        return False
    head, base, period = earlier
    phrase = state.reader.phrase(head)
    frame = frame_for(state, phrase, kind) if phrase.subject or phrase.path else None
    baseline(state, quantity, kind, frame, phrase, base, period)
    return True


def _without_verb(state: State, left: str) -> str:
    verb = change_to(state, left)
    return left[: verb.start()] if verb else left


def _verb(state: State, left: str) -> Direction | None:
    verb = change_to(state, left)
    if verb is None or not (verb.group("increase") or verb.group("decrease")):
        return None
    return "increase" if verb.group("increase") else "decrease"
