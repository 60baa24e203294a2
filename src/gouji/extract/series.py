"""Numbers in a series: “A、B和C分别为1、2和3万元，占…的x%、y%和z%”, and one number for several names."""

import re

import msgspec

from gouji.extract.events import Event
from gouji.extract.frames import Frame
from gouji.extract.state import State
from gouji.extract.subject import Phrase, split_names
from gouji.extract.words import TIMEOUT
from gouji.model import Concept, Quantity

_YEARS = re.compile(r"(\d{4})年")
_LINKS = ("以及", "和", "及", "与")


def start_series(state: State, left: str, length: int) -> None:
    """Begin a series of `length` numbers (1: a number alone): find the names that its numbers belong to."""
    state.series_left = left
    state.names = ()
    years = _YEARS.findall(left)
    state.years = tuple(map(int, years)) if len(years) == length > 1 else ()
    if length == 1:
        return
    # The amounts told one by one before are those that these shares or changes speak of.
    state.told, state.telling = state.telling or state.told, []
    match = state.words.respectively.search(left, timeout=TIMEOUT)
    if match:
        names = name_list(state.reader.phrase(left[: match.start()]).subject, length)
        state.names = names if len(names) == length else ()
        if not names:
            # “A费1万元，B费2万元，分别增长10%、20%”: of the amounts told one by one before.
            here = [c for c in state.claims[state.begin :] if c.kind in ("amount", "count")]
            state.told = [c.index for c in here] if len(here) == length else state.told


def member(state: State, event: Event) -> int | None:
    """The amount that a share or change of a series speaks of: the one of the same place in a series told before, or
    the one of the name at that place.
    """
    amounts = state.telling if len(state.telling) == event.length else state.told
    if len(amounts) == event.length:
        return amounts[event.place]
    return state.about_of(state.names[event.place], None) if state.names else None


def alike(state: State, left: str, phrase: Phrase) -> tuple[str, ...]:
    """The names that one number holds for (“A、B、C均为0万元”); one empty name where it holds for the phrase as it is."""
    if not state.words.alike.search(left, timeout=TIMEOUT) or phrase.path:
        return ("",)
    if state.reader.entry(phrase.subject, state.kind()) is not None:
        return ("",)
    names = name_list(phrase.subject, 0)
    return names if len(names) > 1 and all(len(name) > 2 for name in names) else ("",)


def name_list(text: str, length: int) -> tuple[str, ...]:
    """The names in `text`, parted by 、 and, before the last one, by 和; `length` is how many are expected (0: any)."""
    names = split_names(text)
    if names and len(names) != length:
        for link in _LINKS:
            head, found, tail = names[-1].rpartition(link)
            if found and head and tail and (length == len(names) + 1 or (not length and len(names) > 1)):
                names = [*names[:-1], head, tail]
                break
    return tuple(names)


def close_list(state: State, quantity: Quantity, phrase: Phrase) -> None:
    """“A 50万元、B 20万元，合计70万元”: the total of the amounts told one by one since the last ；."""
    begin = state.folded.origin[state.text.rfind("；", 0, state.floor) + 1]
    told_here = [claim for claim in state.claims[state.begin :] if claim.span.start >= begin]
    parts = [
        claim
        for claim in told_here
        if claim.kind == "amount"
        and claim.whole is None
        and claim.concept.measure == phrase.measure
        and claim.concept.period is None
    ]
    index = state.add("amount", Concept(phrase.subject, measure=phrase.measure), quantity)
    state.frame = Frame(Concept(phrase.subject))
    state.frame.note(phrase.measure, index)
    told = any(claim.kind in ("change", "rate", "count") for claim in told_here)
    if len(parts) < 2 or told or any(one.quantity is None or one.quantity.unit != quantity.unit for one in parts):
        return
    for part in parts:
        state.claims[part.index] = msgspec.structs.replace(part, whole=index, exhaustive=True)
