"""Reads the sentences of a document in order and builds its claims."""

import msgspec

from gouji.extract.events import Event, events
from gouji.extract.frames import Frame, Scope
from gouji.extract.subject import Phrase, SubjectReader, account_path, join_paths, left_of, split_names
from gouji.extract.words import TIMEOUT, Words
from gouji.model import Claim, Comparison, Concept, Folded, Mention, Quantity, Reason, Section, Sentence, Span
from gouji.model.claim import ClaimKind, Direction

_AFTER_CHANGE = (
    "",
    "了",
    "额",
    "率",
    "数",
    "约",
    "近",
    "为",
    "额为",
    "率为",
    "幅度为",
    "幅为",
    "各",
    "共",
    "达",
    "比例为",
)
_TOTALS = ("合计", "总计", "小计", "共计", "总额")
_EXPLAINED = ("change", "rate", "comparison", "completion")
_PRONOUNS = ("该项", "此项", "该", "其", "上述", "此项支出", "该项支出", "其支出")


class Builder:
    """Holds the state of reading: frames of the section at hand, open list, claims so far."""

    def __init__(self, words: Words, reader: SubjectReader, sections: tuple[Section, ...]) -> None:
        self.words = words
        self.reader = reader
        self.sections = sections
        self.claims: list[Claim] = []
        self.reasons: list[Reason] = []
        self.mentions: list[Mention] = []
        self.frame: Frame | None = None
        self.frames: dict[Concept, Frame] = {}
        self.scope: Scope | None = None
        self.outer: Scope | None = None
        self.section: int | None = None
        self.inherited: tuple[str, ...] = ()
        self.pending: tuple[int, ...] | None = None
        self._text = ""
        self._folded = Folded("", (0,))
        self._sentence: Sentence | None = None
        self._floor = 0
        self._cause: Span | None = None
        self._span = Span(0, 0)
        self._changed: int | None = None

    # -- sentences ---------------------------------------------------------------------------------------------

    def read(self, sentence: Sentence, folded: Folded, quantities: list[Quantity]) -> None:
        """Take in one sentence of prose with the quantities found in it."""
        if sentence.section != self.section:
            self._enter(sentence.section)
        self._sentence, self._folded, self._text, self._floor = sentence, folded, folded.text, 0
        self._cause = None
        first = len(self.claims)
        if self.pending is not None:
            self._finish_reason(folded)
        given = self._cause
        self._changed = None
        self._announce(folded.text, quantities)
        for event in events(folded, quantities, self.words):
            self._take(event)
        if self._cause is not None and self._cause is not given:
            self._attach_reason(self._cause, first)
        self._leave(folded.text)

    def _enter(self, section: int | None) -> None:
        """A new section: its headings name the account or subject that figures without one belong to."""
        self.section = section
        self.scope = self.outer = None
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

    def _announce(self, text: str, quantities: list[Quantity]) -> None:
        """A sentence that only names an account (“1、…（类）…（款）…（项）。”) says what the next ones speak of."""
        if quantities or not any(mark in text for mark in ("（类）", "（款）", "（项）")):
            return
        names, levels, _ = account_path(text)
        if names:
            path = join_paths(self.inherited, names, levels)
            self.frame = Frame(Concept(path[-1], path, fund=self.reader.subjects.fund(self._kind())))

    def _named(self, title: str) -> Frame | None:
        """The frame of a heading that itself names a known subject (“公务接待费”)."""
        phrase = self.reader.phrase(title)
        if not phrase.subject or self.reader.subjects.find(phrase.subject, self._kind()) is None:
            return None
        return Frame(self.reader.concept(phrase, self._kind(), ()))

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

    def _leave(self, text: str) -> None:
        """End of a sentence: a list that ends with 。 is over, and what comes next may speak of the whole again."""
        if self.scope is None or text.endswith(("；", "：", "，", "、")):
            return
        if self.scope.sentence == self._sentence_index() and self.scope.parts > 1:
            self.frame = None
        self.scope = self.outer = None

    def _attach_reason(self, cause: Span, first: int) -> None:
        explained = tuple(
            c.index for c in self.claims[first:] if c.kind in _EXPLAINED and not self._within(c, cause)
        ) or tuple(c.index for c in self.claims[:first] if c.kind in _EXPLAINED and self._near(c))
        if cause.start >= cause.end:
            # “主要原因：” at a paragraph's end: the next sentence is the cause.
            self.pending = explained
            return
        self._reason(self._folded.span(cause.start, cause.end), explained)

    def _finish_reason(self, folded: Folded) -> None:
        body = folded.text.rstrip("。；！？，")
        if body and self.pending is not None:
            self._cause = Span(0, len(body))
            self._reason(folded.span(0, len(body)), self.pending)
        self.pending = None

    def _reason(self, span: Span, explained: tuple[int, ...]) -> None:
        self.reasons.append(Reason(span, self._sentence_index(), explained))
        for index in explained:
            self.claims[index] = msgspec.structs.replace(self.claims[index], reason=span)

    def _within(self, claim: Claim, cause: Span) -> bool:
        return claim.span.start >= self._folded.origin[cause.start] if cause.start < cause.end else False

    def _near(self, claim: Claim) -> bool:
        return claim.section == self.section and claim.sentence == self._sentence_index() - 1

    # -- events ------------------------------------------------------------------------------------------------

    def _take(self, event: Event) -> None:
        if self._cause is not None and event.kind != "number":
            return
        if event.kind == "number":
            self._number(event)
        elif event.kind == "comparison":
            self._comparison(event)
        elif event.kind == "flat":
            self._flat(event)
        elif event.kind == "parts":
            self._open(event)
        elif event.kind == "semicolon":
            if self.scope is not None and self.scope.short:
                self.scope, self.outer = self.outer, None
        elif event.kind == "reason":
            self._cause = Span(event.match.start, event.match.end)
        elif event.kind == "listing":
            self._listing(event)
        elif event.kind == "nothing":
            self._nothing(event)

    def _open(self, event: Event) -> None:
        """其中: the subject at hand becomes the whole of what follows."""
        whole = self.frame
        if whole is None or whole.main is None:
            return
        colon = self._text[event.end : event.end + 1] == "："
        nested = self.scope is not None and not colon
        if nested:
            self.outer = self.scope
        self.scope = Scope(whole, short=not colon, sentence=self._sentence_index())

    def _number(self, event: Event) -> None:
        quantity = event.quantity
        assert quantity is not None and quantity.span is not None
        left = left_of(self._text, event.start, self._floor)
        context = self._text[self._floor : event.start]
        in_cause = self._cause is not None and self._cause.start <= event.start < self._cause.end
        dimension = quantity.unit.dimension if quantity.unit else "count"
        self._span = self._clause(event)
        if in_cause:
            self._plain(quantity, left, context, "rate" if dimension in ("ratio", "points") else "amount", True)
        elif dimension in ("ratio", "points"):
            self._ratio(quantity, left, context)
        else:
            self._amount(quantity, left, context, "amount" if dimension == "money" else "count")
        self._floor = event.end

    def _ratio(self, quantity: Quantity, left: str, context: str) -> None:
        share = self.words.share.search(left, timeout=TIMEOUT)
        completion = self.words.completion.search(left, timeout=TIMEOUT)
        change = self._change(left)
        about = self.frame.outturn() if self.frame else None
        concept = self.frame.concept if self.frame else Concept("")
        if completion and not (share and not share.group("base").endswith(("预算", "预算数"))):
            base = completion.group("base") or ""
            against = self._budget(base)
            self._add("completion", concept, quantity, about=about, against=against, base=base or "预算")
        elif share:
            base = share.group("base") or ""
            about = self.frame.main if self.frame else None
            self._add("share", concept, quantity, about=about, against=self._share_whole(base), base=base)
        elif change is not None:
            direction, residue, subject = change
            if not subject and self._changed is not None:
                # “减少63.14万元，下降2.10%”: the rate speaks of what the amount of change speaks of.
                about, concept = self.claims[self._changed].about, self.claims[self._changed].concept
            else:
                about = self._about_of(subject, about)
                concept = self.claims[about].concept if about is not None else concept
            base = self._base(context)
            self._add("rate", concept, quantity, about=about, base=base, direction=direction, residue=residue)
        else:
            self._plain(quantity, left, context, "rate", False)

    def _amount(self, quantity: Quantity, left: str, context: str, kind: ClaimKind) -> None:
        change = self._change(left)
        if change is None:
            self._plain(quantity, left, context, kind, False)
            return
        direction, residue, subject = change
        about = self._about_of(subject, self.frame.outturn() if self.frame else None)
        concept = self.claims[about].concept if about is not None else Concept(subject)
        if about is None and self.frame is not None and not subject:
            concept = self.frame.concept
        base = self._base(context)
        self._changed = self._add(
            "change", concept, quantity, about=about, base=base, direction=direction, residue=residue
        )

    def _plain(self, quantity: Quantity, left: str, context: str, kind: ClaimKind, in_cause: bool) -> None:
        """An amount, a count, or a rate that speaks for itself."""
        phrase = self.reader.phrase(left)
        if in_cause:
            self._add(kind, Concept(phrase.subject, phrase.path), quantity)
            return
        if self.scope is not None and phrase.subject in _TOTALS:
            # “…，合计1170万元” at the end of a list restates the whole.
            self._add(kind, self.scope.whole.concept, quantity)
            return
        frame = self._frame_for(phrase, kind)
        concept = Concept(
            frame.concept.subject,
            frame.concept.path,
            phrase.measure,
            phrase.period,
            frame.concept.fund,
            frame.concept.nature,
        )
        whole = None
        if self.scope is not None and kind != "rate" and frame is not self.scope.whole:
            whole = self.scope.whole.by_measure.get(phrase.measure)
            if whole is None and (phrase.measure in ("", "决算") or len(self.scope.whole.by_measure) == 1):
                whole = self.scope.whole.outturn()
            self.scope.parts += 1
        index = self._add(kind, concept, quantity, whole=whole)
        self._changed = None
        if kind != "rate" and phrase.period is None:
            frame.note(phrase.measure, index)
            self.frame = frame

    def _frame_for(self, phrase: Phrase, kind: ClaimKind) -> Frame:
        if not phrase.subject and not phrase.path and phrase.side and (phrase.whole or self.frame is None):
            phrase = msgspec.structs.replace(phrase, subject=phrase.side)
        if not phrase.subject and phrase.whole and phrase.measure:
            phrase = msgspec.structs.replace(phrase, subject=self.reader.subjects.whole.get(self._kind() or "", ""))
        subject = phrase.subject
        inherits = not subject or subject in _PRONOUNS
        # “…（项）。支出0.88万元”: 支出 is the account's; where no account is at hand it is a subject of its own.
        if self.frame is not None and subject == "支出" and self.frame.concept.path:
            inherits = True
        if inherits and self.frame is not None and kind == "amount":
            return self.frame
        concept = self.reader.concept(phrase, self._kind(), self.inherited)
        key = Concept(concept.subject, concept.path, "", None, concept.fund, concept.nature)
        if not subject and not phrase.path:
            return Frame(key)
        if self.frame is not None and self.frame.concept == key:
            return self.frame
        # A subject that comes again starts afresh: its earlier figures may belong to another year or budget.
        frame = Frame(key)
        self.frames[key] = frame
        return frame

    def _comparison(self, event: Event) -> None:
        match = event.match
        word = match.group("word")
        left, right = self.words.measure_of(match.group("left")), self.words.measure_of(match.group("right"))
        prefix = self.reader.phrase(left_of(self._text, event.start, self._floor)).subject
        frame = self._frame_of(prefix)
        about = against = None
        concept = Concept(prefix)
        if frame is not None:
            concept = frame.concept
            budget_first = "预算" in left and "预算" not in right
            about = frame.budget(left) if budget_first else frame.outturn()
            against = frame.outturn() if budget_first else frame.budget(right)
        self._span = self._folded.span(event.start, event.end)
        span = self._folded.span(event.start, event.end)
        comparison = Comparison(word, self.words.relations[word], left, right, span)
        self._add("comparison", concept, None, about=about, against=against, base=right, comparison=comparison)

    def _flat(self, event: Event) -> None:
        """“与上年相比持平”: a change of nothing."""
        context = self._text[self._floor : event.end]
        base = self._base(context)
        if not base:
            return
        before = self._text[self._floor : event.start]
        based = self.words.base.search(before, timeout=TIMEOUT)
        head = before[: based.start()] if based else before
        subject = self.reader.phrase(left_of(head + "|", len(head), 0)).subject
        about = self._about_of(subject, self.frame.outturn() if self.frame else None)
        concept = self.claims[about].concept if about is not None else Concept(subject)
        self._span = self._folded.span(max(event.start - min(len(context), 20), self._floor), event.end)
        self._add("change", concept, None, about=about, base=base, direction="flat")

    def _listing(self, event: Event) -> None:
        names = tuple(n for n in split_names(event.match.group("names")) if n)
        about = self.frame.main if self.frame else None
        if about is None or not names:
            return
        self._span = self._folded.span(event.start, event.end)
        self._add("listing", self.claims[about].concept, None, about=about, names=names)

    def _nothing(self, event: Event) -> None:
        phrase = self.reader.phrase(event.match.group("subject"))
        if not phrase.subject:
            return
        self._span = self._folded.span(event.match.start("word"), event.end)
        self._add("nothing", self.reader.concept(phrase, self._kind(), ()), None)

    # -- helpers -----------------------------------------------------------------------------------------------

    def _change(self, left: str) -> tuple[Direction | None, bool, str] | None:
        """The change verb that governs the number right of `left`: direction, residue, and the words before it."""
        verbs = list(self.words.change.finditer(left, timeout=TIMEOUT))
        last = verbs[-1] if verbs else None
        if last is None or left[last.end() :] not in _AFTER_CHANGE:
            return None
        residue = last.group("residue") is not None
        direction: Direction | None = None
        if not residue:
            direction = "increase" if last.group("increase") else "decrease"
        head = left[: last.start()]
        base = self.words.base.search(head, timeout=TIMEOUT)
        if base:
            head = head[base.end() :] or head[: base.start()]
        return direction, residue, self.reader.phrase(head).subject

    def _about_of(self, subject: str, default: int | None) -> int | None:
        """The amount that a change with an own subject speaks of; None if no such amount was stated here."""
        if not subject or subject in _PRONOUNS:
            return default
        frame = self._frame_of(subject)
        return frame.outturn() if frame else None

    def _frame_of(self, subject: str) -> Frame | None:
        """The frame of a subject named again in this section; the one at hand where none is named."""
        if not subject or subject in _PRONOUNS:
            return self.frame
        name = self.reader.canonical(subject, self._kind())
        if self.frame is not None and self.frame.concept.subject == name:
            return self.frame
        return next((f for f in reversed(self.frames.values()) if f.concept.subject == name), None)

    def _budget(self, base: str) -> int | None:
        if self.frame is None:
            return None
        return self.frame.budget(self.words.measure_of(base) or "预算")

    def _share_whole(self, base: str) -> int | None:
        """The total that a share is of: the whole of the list, or the latest amount with the base's name."""
        if not base:
            return self.scope.whole.outturn() if self.scope else None
        name = self.reader.canonical(self.reader.phrase(base).subject, self._kind())
        for claim in reversed(self.claims):
            if claim.kind == "amount" and claim.concept.subject == name and claim.concept.measure in ("", "决算"):
                return claim.index if claim.concept.period is None else None
        return None

    def _base(self, context: str) -> str:
        """What a change is measured against, in the words of the sentence; carried on within the sentence."""
        matches = list(self.words.base.finditer(self._text[: self._floor] + context, timeout=TIMEOUT))
        if matches:
            return str(matches[-1].group("base"))
        same = self.words.same_period.search(self._text[: self._floor] + context, timeout=TIMEOUT)
        return same.group() if same else ""

    def _clause(self, event: Event) -> Span:
        """The words of a number's clause: from the clause mark before it to the number's end."""
        left = left_of(self._text, event.start, self._floor)
        start = event.start - len(left)
        while start < event.start and self._text[start] in "、，；：。 ":
            start += 1
        return self._folded.span(start, event.end)

    def _kind(self) -> str | None:
        return self.sections[self.section].kind if self.section is not None else None

    def _sentence_index(self) -> int:
        assert self._sentence is not None
        return self._sentence.index

    def _add(
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
        index = len(self.claims)
        self.claims.append(
            Claim(
                index=index,
                kind=kind,
                concept=concept,
                span=self._span,
                number=quantity.span if quantity else None,
                quantity=quantity,
                sentence=self._sentence_index(),
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
