"""What is stated without a number: comparisons, unchanged figures, lists of names, absences, and lists of parts."""

from gouji.extract.events import Event
from gouji.extract.frames import Frame, Scope
from gouji.extract.state import State
from gouji.extract.subject import left_of, split_names
from gouji.extract.words import TIMEOUT
from gouji.model import Comparison, Concept

_SPLIT = "按"


def read_comparison(state: State, event: Event) -> None:
    """Take in “决算数大于预算数”: about is the left figure, against the right one, as far as the text gave them."""
    match = event.match
    word = match.group("word")
    # “，未超过年初预算”: the left side is the figure at hand.
    left = state.words.measure_of(match.group("left")) if match.group("left") else "决算"
    right = state.words.measure_of(match.group("right"))
    # “本年数小于上年数” compares years, not measures.
    base = right or match.group("right")
    prefix = state.reader.phrase(left_of(state.text, event.start, state.floor)).subject
    frame = state.frame_of(prefix)
    about = against = None
    concept = Concept(prefix)
    if frame is not None:
        concept = frame.concept
        budget_first = "预算" in left and "预算" not in right
        about = frame.budget(left) if budget_first else frame.outturn()
        against = frame.outturn() if budget_first else frame.budget(right) if right else None
    state.span = state.folded.span(event.start, event.end)
    span = state.folded.span(event.start, event.end)
    comparison = Comparison(word, state.words.relations[word], left, right, span)
    index = state.add("comparison", concept, None, about=about, against=against, base=base, comparison=comparison)
    state.compared = (event.end, index)


def read_flat(state: State, event: Event) -> None:
    """“与上年相比持平”: a change of nothing."""
    context = state.text[state.floor : event.end]
    base = state.base(context)
    if not base:
        return
    before = state.text[state.floor : event.start]
    based = state.words.base.search(before, timeout=TIMEOUT) or state.words.same_period.search(before, timeout=TIMEOUT)
    head = before[: based.start()] if based else before
    subject = state.reader.phrase(left_of(head + "|", len(head), 0)).subject
    about = state.about_of(subject, state.frame.outturn() if state.frame else None)
    concept = state.claims[about].concept if about is not None else Concept(subject)
    if not state.words.stands_for(subject):
        # What is said to be unchanged is what the clause goes on to speak of.
        state.frame = state.frame_of(subject) or Frame(concept)
    start = event.start - len(left_of(state.text, event.start, state.floor))
    state.span = state.folded.span(based.start() + state.floor if based else start, event.end)
    # “与上年3万元持平”: the figure right before is the one that this one equals.
    beside = based is None and state.baseline is not None and state.baseline == len(state.claims) - 1
    against = state.baseline if beside else None
    state.add("change", concept, None, about=about, against=against, base=base, direction="flat")
    state.floor = max(state.floor, event.end)


def read_listing(state: State, event: Event) -> None:
    """Take in “主要包括：办公费、…”: the names that explain the amount before."""
    names = tuple(n for n in split_names(event.match.group("names")) if n)
    named = state.reader.phrase(left_of(state.text, event.start, state.floor)).subject
    frame = state.frame_of(named)
    about = frame.main if frame else None
    if about is None or not names:
        return
    state.span = state.folded.span(event.start, event.end)
    state.add("listing", state.claims[about].concept, None, about=about, names=names)


def read_nothing(state: State, event: Event) -> None:
    """Take in “无…支出”: a statement that there is none of its subject."""
    phrase = state.reader.phrase(event.match.group("subject"))
    if not phrase.subject:
        return
    state.span = state.folded.span(event.match.start("word"), event.end)
    state.add("nothing", state.reader.concept(phrase, state.kind(), ()), None)


def read_unread(state: State, event: Event) -> None:
    """A number that cannot be read: its subject has no figure, and what follows must not hang on another's."""
    phrase = state.reader.phrase(left_of(state.text, event.start, state.floor))
    if phrase.subject or phrase.path or state.frame is None:
        state.frame = Frame(state.reader.concept(phrase, state.kind(), state.inherited))
    else:
        told = {measure: index for measure, index in state.frame.by_measure.items() if measure != phrase.measure}
        state.frame = Frame(state.frame.concept, told)
    state.changed = None
    state.floor = event.end


def open_list(state: State, event: Event) -> None:
    """其中: the subject at hand becomes the whole of what follows; “支出包括：” names its whole itself; “按经济分类：” after
    “按功能分类：” divides the same whole again.
    """
    named = state.reader.phrase(left_of(state.text, event.start, state.floor)).subject
    split = event.match.group().startswith(_SPLIT)
    earlier = None if named else _earlier(state)
    if split and state.scope is not None and state.scope.split:
        whole: Frame | None = state.scope.whole
    else:
        whole = earlier or state.frame_of(named)
        if split and not named and (whole is None or _part(state, whole)):
            whole = state.divided or whole
    if split:
        state.divided = whole
    if whole is not None:
        whole = whole.total or whole
    if whole is None or whole.main is None:
        # A list of an unknown whole: its parts must not be counted to the list before.
        state.scope = state.outer = None
        return
    colon = state.text[event.end : event.end + 1] == "："
    nested = state.scope is not None and not colon
    if nested:
        state.outer = state.scope
    period = whole.concept.period if whole is earlier else None
    both = event.start == 0 and any("预算" not in name for name in whole.by_measure)
    measure = "" if both else _budget(state, whole)
    # “…。其中，A1万元；B2万元。”: what opens the sentence holds to its end.
    short = not colon and event.start > 0
    state.scope = Scope(whole, short, state.here(), split=split, period=period, measure=measure)


def _budget(state: State, whole: Frame) -> str:
    """The measure of a whole's last figure, if it is a budget in a report on outturns."""
    measure = state.claims[whole.main].concept.measure if whole.main is not None else ""
    return measure if "预算" in measure and "预算" not in state.reader.subjects.default else ""


def _part(state: State, frame: Frame) -> bool:
    """Whether a frame's figure is a part of a list."""
    return frame.main is not None and state.claims[frame.main].whole is not None


def _earlier(state: State) -> Frame | None:
    """Where the last figure told is an amount of another year, that amount as the whole of a list."""
    last = state.claims[-1] if len(state.claims) > state.begin else None
    if last is None or last.kind != "amount" or last.concept.period is None or last.base:
        return None
    return Frame(last.concept, {last.concept.measure: last.index}, last.index)


def open_bracket(state: State, event: Event) -> None:
    """A bracket behind an amount: what stands in it are parts of that amount, or what they speak of."""
    state.brackets.append((event.start, state.scope, state.outer, state.frame))
    state.outer = None
    whole = state.frame
    state.scope = None
    if whole is not None and whole.main is not None:
        state.scope = Scope(whole, short=False, sentence=state.here(), measure=_budget(state, whole))


def close_bracket(state: State, event: Event) -> None:
    """After the bracket the sentence goes on where it was before."""
    if state.brackets:
        _, state.scope, state.outer, state.frame = state.brackets.pop()
        state.floor = max(state.floor, event.end)
