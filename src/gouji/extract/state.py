"""The state of reading: what the narrative speaks of at a point, and what was found so far."""

import msgspec

from gouji.extract.events import Event
from gouji.extract.frames import Frame, Scope
from gouji.extract.subject import SubjectReader, account_path, join_paths, left_of
from gouji.extract.words import TIMEOUT, Words
from gouji.model import Claim, Comparison, Concept, Folded, Quantity, Reason, Section, Sentence, Span, Unit
from gouji.model.claim import ClaimKind, Direction


class State:
    """Frames of the section at hand, the open list of parts, the sentence being read, and the claims so far."""

    def __init__(self, words: Words, reader: SubjectReader, sections: tuple[Section, ...]) -> None:
        self.words = words
        self.reader = reader
        self.sections = sections
        self.claims: list[Claim] = []
        self.reasons: list[Reason] = []
        self.frame: Frame | None = None
        self.frames: dict[Concept, Frame] = {}
        self.scope: Scope | None = None
        self.outer: Scope | None = None
        self.divided: Frame | None = None
        self.section: int | None = None
        self.inherited: tuple[str, ...] = ()
        self.pending: tuple[int, ...] | None = None
        self.text = ""
        self.folded = Folded("", (0,))
        self.sentence: Sentence | None = None
        self.floor = 0
        self.cause: Span | None = None
        self.span = Span(0, 0)
        self.changed: int | None = None
        self.first = 0
        self.begin = 0
        self.money: Unit | None = None
        self.using = False
        self.compared: tuple[int, int] | None = None
        self.opened: tuple[str, int] | None = None
        self.brackets: list[tuple[int, Scope | None, Scope | None, Frame | None]] = []
        self.waiting: list[tuple[int, str]] = []
        self.baseline: int | None = None
        self.series_left = ""
        self.names: tuple[str, ...] = ()
        self.years: tuple[int, ...] = ()
        self.told: list[int] = []
        self.telling: list[int] = []

    def enter(self, section: int | None) -> None:
        """A new section: its headings name the account or subject that figures without one belong to."""
        self.section = section
        self.scope = self.outer = self.divided = None
        self.frames = {}
        self.pending = None
        self.inherited = self._heading_path(section)
        title = self.sections[section].title if section is not None else ""
        if self.inherited:
            kind = self.sections[section].kind if section is not None else None
            concept = Concept(self.inherited[-1], self.inherited, fund=self.reader.subjects.fund(kind))
            own = account_path(title)[0]
            self.frame = Frame(concept) if own else None
        else:
            self.frame = self._named(title)

    def turn(self, text: str) -> None:
        """Where a sentence opens with “公务接待情况：”, what follows speaks of that, and of no amount told before."""
        topic = self.words.topic.match(text, timeout=TIMEOUT)
        if topic is None:
            return
        self.scope = self.outer = None
        self.frames = {}
        self.frame = self._named(topic.group())

    def _named(self, title: str) -> Frame | None:
        """The frame of a heading that itself names a known subject (“公务接待费”)."""
        head = self.words.title_end.split(title, maxsplit=1, timeout=TIMEOUT)[0]
        phrase = self.reader.phrase(self.words.title_tail.sub("", head, timeout=TIMEOUT))
        if not phrase.subject and phrase.side:
            phrase = msgspec.structs.replace(phrase, subject=phrase.side)
        if not phrase.subject or self.reader.subjects.find(phrase.subject, self.kind()) is None:
            return None
        return Frame(self.reader.concept(phrase, self.kind(), ()))

    def _heading_path(self, section: int | None) -> tuple[str, ...]:
        chain: list[Section] = []
        while section is not None:
            chain.append(self.sections[section])
            section = self.sections[section].parent
        path: tuple[str, ...] = ()
        for node in reversed(chain):
            names, levels, _ = account_path(node.title)
            path = join_paths(path, names, levels) if names else path
        return path

    def change(self, left: str) -> tuple[Direction | None, bool, str] | None:
        """The change verb that governs the number right of `left`: direction, residue, and the words before it."""
        found = self.words.change.finditer(left, timeout=TIMEOUT)
        verbs = [m for m in found if m.group("named") is None and m.group("turned") is None]
        last = verbs[-1] if verbs else None
        if last is None or left[last.end() :] not in self.words.after_change:
            return None
        residue = last.group("residue") is not None
        direction: Direction | None = None
        if not residue:
            direction = "increase" if last.group("increase") else "decrease"
        head = self.words.same_period.sub("", left[: last.start()], timeout=TIMEOUT)
        base = self.words.base.search(head, timeout=TIMEOUT)
        if base is None:
            return direction, residue, self.reader.phrase(head).subject
        # “与上年相比，收、支总计各增加…” or “收、支总计较上年各增加…”: the subject stands behind the base, or before it.
        behind = self.reader.phrase(head[base.end() :]).subject
        return direction, residue, behind or self.reader.phrase(head[: base.start()]).subject

    def about_of(self, subject: str, default: int | None) -> int | None:
        """The amount that a change with an own subject speaks of; None if no such amount was stated here."""
        if self.words.stands_for(subject):
            return default
        frame = self.frame_of(subject)
        return frame.outturn() if frame else None

    def frame_of(self, subject: str) -> Frame | None:
        """The frame of a subject named again in this section; the one at hand where none is named."""
        if self.words.stands_for(subject):
            return self.frame
        name = self.reader.canonical(subject, self.kind())
        if self.frame is not None and self.frame.concept.subject == name:
            return self.frame
        named = next((f for f in reversed(self.frames.values()) if f.concept.subject == name), None)
        return named or self._either(name)

    def _either(self, name: str) -> Frame | None:
        """“收、支总计” after “收入总计X万元，支出总计X万元”: either of them, if they are the same."""
        names = self.reader.subjects.either.get(name, ())
        found = [frame for frame in self.frames.values() if frame.concept.subject in names and frame.main is not None]
        values = {self.claims[frame.main].quantity for frame in found if frame.main is not None}
        same = len({(q.value, q.unit) for q in values if q is not None}) == 1
        return found[0] if len(found) > 1 and same else None

    def budget(self, base: str) -> int | None:
        """The budget of the subject at hand that the words of a completion rate name; any of several equal ones."""
        if self.frame is None:
            return None
        measure = self.words.measure_of(base) or "预算"
        budgets = [i for name, i in self.frame.by_measure.items() if "预算" in name]
        figures = {(q.value, q.unit) for i in budgets if (q := self.claims[i].quantity) is not None}
        return budgets[0] if measure == "预算" and len(figures) == 1 else self.frame.budget(measure)

    def share_whole(self, base: str) -> int | None:
        """The total that a share is of: the whole of the list, or the latest amount with the base's name."""
        if not base:
            return self.scope.whole.outturn() if self.scope else None
        phrase = self.reader.phrase(base)
        name = self.reader.canonical(phrase.subject, self.kind())
        for claim in reversed(self.claims):
            if claim.kind == "amount" and claim.concept.subject == name and claim.concept.measure in ("", "决算"):
                return claim.index if claim.concept.period == phrase.period else None
        # The total may come later: whoever reads on gives it to the share that is added next.
        self.waiting.append((len(self.claims), name))
        return None

    def base(self, context: str) -> str:
        """What a change is measured against, in the words of the sentence; carried on within the sentence."""
        matches = list(self.words.base.finditer(self.text[: self.floor] + context, timeout=TIMEOUT))
        if matches:
            return str(matches[-1].group("base")).removesuffix("的")
        same = self.words.same_period.search(self.text[: self.floor] + context, timeout=TIMEOUT)
        return same.group() if same else ""

    def clause(self, event: Event) -> Span:
        """The words of a number's clause: from the clause mark before it to the number's end."""
        left = left_of(self.text, event.start, self.floor)
        start = event.start - len(left)
        lead = self.words.lead_marks.match(self.text, start, event.start, timeout=TIMEOUT)
        start = lead.end() if lead else start
        return self.folded.span(start, event.end)

    def explaining(self, position: int) -> bool:
        """Whether a folded position lies in the stated cause at hand."""
        return self.cause is not None and self.cause.start <= position < self.cause.end

    def kind(self) -> str | None:
        """The kind of the section at hand."""
        return self.sections[self.section].kind if self.section is not None else None

    def here(self) -> int:
        """The index of the sentence being read."""
        assert self.sentence is not None
        return self.sentence.index

    def add(
        self,
        kind: ClaimKind,
        concept: Concept,
        quantity: Quantity | None,
        *,
        about: int | None = None,
        against: int | None = None,
        whole: int | None = None,
        base: str = "",
        direction: Direction | None = None,
        residue: bool = False,
        comparison: Comparison | None = None,
        names: tuple[str, ...] = (),
    ) -> int:
        """Append a claim about the clause at hand; returns its index."""
        index = len(self.claims)
        self.claims.append(
            Claim(
                index=index,
                kind=kind,
                concept=concept,
                span=self.span,
                number=quantity.span if quantity else None,
                quantity=quantity,
                sentence=self.here(),
                section=self.section,
                direction=direction,
                about=about,
                against=against,
                whole=whole,
                base=base,
                comparison=comparison,
                names=names,
                residue=residue,
            )
        )
        return index
