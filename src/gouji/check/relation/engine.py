"""Evaluates relations on the tables of one document: every instance with its cells, intervals and verdict."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

import msgspec

from gouji.check.compare import possible
from gouji.check.relation.binding import Bindings, bind_columns, bind_rows, pick_addends
from gouji.check.relation.formula import NARRATIVE, Formula, Sign, Term
from gouji.check.relation.grid import GAPS, AbsentError, GapError, NoColumnError, Sheet
from gouji.check.relation.instance import NOUGHT, Addend, Instance, Parts, Result
from gouji.check.relation.lexicon import RelationEntry
from gouji.check.relation.narrative import INDEX, narrative
from gouji.check.relation.plan import Plan, Question
from gouji.check.view import View
from gouji.model import Cell, Interval, Table
from gouji.model.claim import Relation

_RELATIONS: dict[Sign, Relation] = {"=": "equal", "≤": "not_over", "≥": "not_under"}
_EXACTLY = Decimal(0)


class Engine:
    """All relations of a profile on one document, judged once: `instances` by relation id."""

    def __init__(self, view: View, plan: Plan) -> None:
        self.file = plan.file
        self._view = view
        self._known = plan.known
        self._sheets = {table.index: Sheet(table, plan.file) for table in view.analysis.tables}
        self._by_form = dict(view.by_form)
        if stated := narrative(view, plan.file.measure):
            self._sheets[INDEX] = Sheet(stated, plan.file)
            self._by_form[NARRATIVE] = [stated]
        self._filled: dict[str, list[Sheet]] = {}
        self._parts: dict[str, list[Parts]] = {}
        self._wide: dict[tuple[str, str], Interval] = {}
        gathered = [(entry, list(self._gather(questions))) for entry, questions in plan.questions]
        for _, instances in gathered:
            for instance in instances:
                self._note_parts(instance)
        self.instances = {
            entry.id: _alternatives(entry, [self._judge(one) for one in instances]) for entry, instances in gathered
        }

    def table_of(self, cell: Cell) -> Table:
        """The table that a cell stands in, that of the narrative included."""
        return self._sheets[cell.table].table

    def _gather(self, questions: Iterable[Question]) -> Iterator[Instance]:
        """Every place where the relation can be asked for, or the reason why it can't."""
        for question in questions:
            try:
                choices = self._choose(question)
            except GapError as gap:
                yield self._gap(question.entry, question.formula, gap)
                continue
            for sheets in choices:
                yield from self._bind(question, sheets)

    def _choose(self, question: Question) -> list[dict[str, Sheet]]:
        """The table of each form; several sets where the document has several tables of each. Raises GapError."""
        found: dict[str, list[Sheet]] = {}
        for form in question.forms:
            if sheets := self._sheets_of(form):
                found[form] = sheets
            elif form in question.needed:
                raise GapError("narrative" if form == NARRATIVE else "form", form)
        if all(sheets[0].empty for sheets in found.values()):
            raise GapError("empty", "、".join(found))
        most = max(len(sheets) for sheets in found.values())
        for form, sheets in found.items():
            if len(sheets) != most or len({sheet.has_total for sheet in sheets}) > 1:
                raise GapError("pieces", form if len(sheets) > 1 else max(found, key=lambda key: len(found[key])))
        return [{form: sheets[i] for form, sheets in found.items()} for i in range(most)]

    def _sheets_of(self, form: str) -> list[Sheet]:
        """The tables of a form that hold data; the first one where none does."""
        if form not in self._filled:
            sheets = [self._sheets[table.index] for table in self._by_form.get(form, [])]
            self._filled[form] = [sheet for sheet in sheets if not sheet.empty] or sheets[:1]
        return self._filled[form]

    def _bind(self, question: Question, sheets: dict[str, Sheet]) -> Iterator[Instance]:
        """An instance for every measure, column and row that the formula's variables can stand for."""
        entry, formula = question.entry, question.formula
        try:
            measures = _measures(question, sheets)
        except GapError as gap:
            yield self._gap(entry, formula, gap)
            return
        for measure in measures:
            for column in bind_columns(question, sheets, measure):
                for row, sheet in bind_rows(question, sheets):
                    at = Bindings(sheets, measure, column, row, sheet)
                    try:
                        instance = self._instance(question, at)
                    except NoColumnError as gap:
                        # A column that another panel of the table has: the variable does not stand for it here.
                        if not column:
                            yield self._gap(entry, formula, gap)
                    except GapError as gap:
                        if row is None or sheet is None or row.index in sheet.filled:
                            yield self._gap(entry, formula, gap, row.label if row else "")
                    else:
                        # Where one of several formulas is enough, one that is all blank is one that fits.
                        if entry.alternatives or _printed(instance):
                            yield instance

    def _instance(self, question: Question, at: Bindings) -> Instance:
        """The addends of both sides. Raises GapError where a cell is missing or a precondition does not hold."""
        formula = question.formula
        left, less = _side(formula.left, at)
        right, more = _side(formula.right, at)
        instance = Instance(question.entry, formula, "open", at.words(self.file), left, right, more - less)
        printed = [addend for addend in (*left, *right) if addend.printed]
        kinds = {addend.unit.dimension if addend.unit else None for addend in printed}
        if len(kinds) > 1:
            if None in kinds:
                raise GapError("unit", next(addend.cell.id for addend in printed if addend.unit is None))
            if not formula.logical:
                raise GapError("kinds", next(addend.cell.raw for addend in left if addend.printed))
        for condition in question.conditions if printed else ():
            a, less = _side(condition.left, at, lenient=True)
            b, more = _side(condition.right, at, lenient=True)
            if self._judge(Instance(question.entry, condition, "open", "", a, b, more - less)).result != "holds":
                raise GapError("when", condition.text)
        return instance

    def _gap(self, entry: RelationEntry, formula: Formula, gap: GapError, item: str = "") -> Instance:
        """The instance of a relation that can't be checked; `item` names the row where only that one can't."""
        zh, en = GAPS[gap.key]
        return Instance(entry, formula, "gap", item, why=(en if self._view.lang == "en" else zh).format(what=gap.what))

    def _note_parts(self, instance: Instance) -> None:
        """Remember what a total is made of: it may have been added up from parts already rounded."""
        addends = (*instance.left, *instance.right)
        if instance.result == "open" and instance.formula.sign == "=":
            one_table = len({addend.cell.table for addend in addends}) == 1
            sums = all(addend.factor == 1 for addend in addends) and len(instance.right) > 0
            if len(instance.left) == 1 and instance.left[0].printed and one_table and sums and not instance.offset:
                rows = {addend.cell.row for addend in addends}
                parts = Parts(instance.entry.id, len(rows) > 1, instance.right)
                self._parts.setdefault(instance.left[0].cell.id, []).append(parts)

    def _judge(self, instance: Instance) -> Instance:
        """The instance with its result."""
        if instance.result == "gap":
            return instance
        if instance.formula.logical:
            return self._judge_zeros(instance)
        a, b = instance.left, instance.right
        sign, offset = instance.formula.sign, instance.offset
        if self.restated(instance):
            gap = abs(instance.gap)
            holds, near = not gap, gap <= next(addend.ulp for addend in a if addend.printed)
        else:
            left = _total(a, lambda addend: self.wide(addend, instance.entry.id))
            holds = compare(sign, left, _total(b, self.wide, offset))
            near = not holds and compare(sign, _total(a, _slack), _total(b, _slack, offset))
        if holds:
            return msgspec.structs.replace(instance, result="holds")
        if stranger := self._stranger(instance):
            return self._gap(instance.entry, instance.formula, GapError("stranger", stranger), instance.item)
        return msgspec.structs.replace(instance, result="last_place" if near else "broken")

    def _judge_zeros(self, instance: Instance) -> Instance:
        """The instance of ⇔ or ⇒ with its result. A zero that rounding may have made is not known to be one."""
        left, right = (any(addend.value for addend in side) for side in (instance.left, instance.right))
        hidden = [a for a in (*instance.left, *instance.right) if not a.value and a.own.hi > self.file.negligible]
        fits = left == right if instance.formula.sign == "⇔" else right or not left
        if not fits and hidden:
            gap = GapError("zero", hidden[0].cell.raw)
            return self._gap(instance.entry, instance.formula, gap, instance.item)
        return msgspec.structs.replace(instance, result="holds" if fits else "broken")

    def restated(self, instance: Instance) -> bool:
        """Whether one number restates another, so that both must be equal as written."""
        a = [addend for addend in instance.left if addend.printed]
        b = [addend for addend in instance.right if addend.printed]
        if instance.formula.sign != "=" or len(a) != 1 or len(b) != 1 or instance.offset or not _alike(a[0], b[0]):
            return False
        return self.wide(a[0], instance.entry.id) == a[0].own and self.wide(b[0]) == b[0].own

    def _stranger(self, instance: Instance) -> str | None:
        """A filled column in a row that was added up, of which no relation of the form knows what it is."""
        places = {(addend.cell.table, addend.cell.row) for addend in (*instance.left, *instance.right)}
        if len(places) > 1 or len(instance.formula.right) < 2:
            return None
        sheet = self._sheets[instance.left[0].cell.table]
        known = self._known.get(sheet.table.form or "", set())
        row = instance.left[0].cell.row
        measure = sheet.measure(sheet.table.columns[instance.left[0].cell.column])
        for column in sheet.table.columns:
            cell = sheet.cells.get((row, column.index))
            if cell and cell.quantity and sheet.measure(column) == measure and column.name not in known:
                return column.name
        return None

    def wide(self, addend: Addend, skip: str = "") -> Interval:
        """What a cell can mean, unsigned, in base units: its own interval, and the sum of its parts' where they tie.

        A total is printed either rounded from the exact sum, or added up from rounded parts; both are right. Parts one
        below the other are followed down to the items, parts side by side one step. skip: a relation to leave out.
        """
        several = self._parts.get(addend.cell.id)
        if several is None:
            return addend.own
        key = (addend.cell.id, skip)
        if key not in self._wide:
            # Set before going down, so that relations that define each other in a circle come to an end.
            self._wide[key] = result = addend.own
            for parts in several:
                if parts.relation == skip:
                    continue
                total = _total(parts.cells, self.wide if parts.vertical else _own)
                printed = [part for part in parts.cells if part.printed]
                restated = len(printed) == 1 and total == printed[0].own
                if not restated and total.meets(addend.own):
                    result = Interval(min(result.lo, total.lo), max(result.hi, total.hi))
            self._wide[key] = result
        return self._wide[key]


def _measures(question: Question, sheets: dict[str, Sheet]) -> tuple[str, ...]:
    """What the columns of all tables state alike. Raises GapError."""
    forms = list(dict.fromkeys(ref.form for ref in question.unmeasured if ref.form in sheets))
    if not forms:
        return ("",)
    common = [m for m in sheets[forms[0]].measures if all(m in sheets[form].measures for form in forms[1:])]
    if not common:
        raise GapError("measure", "、".join(forms))
    return tuple(common)


def _side(terms: tuple[Term, ...], at: Bindings, lenient: bool = False) -> tuple[tuple[Addend, ...], Decimal]:
    """The addends of one side, and the sum of its plain numbers; lenient: it may be empty. Raises GapError."""
    addends: list[Addend] = []
    plain = NOUGHT
    absent: AbsentError | None = None
    for term in terms:
        if term.ref is None:
            plain += term.factor * Decimal(term.number)
            continue
        try:
            addends += pick_addends(term.ref, term.factor, at)
        except AbsentError as gap:
            if not term.ref.optional:
                raise
            absent = gap
    if absent and not addends and not lenient:
        raise absent
    return tuple(addends), plain


def compare(sign: Sign, left: Interval, right: Interval) -> bool:
    """Whether `left sign right` is possible; `sign` is that of an arithmetic relation."""
    return possible(_RELATIONS[sign], left, right, _EXACTLY)


def _alternatives(entry: RelationEntry, judged: list[Instance]) -> list[Instance]:
    """`judged`; where one of several formulas is enough, only one for each left side, the one that fits best."""
    if not entry.alternatives:
        return judged
    order: list[Result] = ["holds", "last_place", "broken"]
    best: dict[str, Instance] = {}
    for instance in judged:
        if instance.result != "gap":
            rivals = (best.get(instance.left[0].cell.id, instance), instance)
            fitting = min(rivals, key=lambda one: (order.index(one.result), abs(one.gap)))
            best[instance.left[0].cell.id] = fitting
    return [one for one in best.values() if _printed(one)] if best else judged[:1]


def _printed(instance: Instance) -> bool:
    return any(addend.printed for addend in (*instance.left, *instance.right))


def _own(addend: Addend) -> Interval:
    return addend.own


def _slack(addend: Addend) -> Interval:
    return addend.slack


def _total(addends: Iterable[Addend], interval: Callable[[Addend], Interval], plain: Decimal = NOUGHT) -> Interval:
    """The signed sum of the addends' intervals and a plain number."""
    lo = hi = plain
    for addend in addends:
        if addend.printed:
            span = interval(addend)
            if addend.factor == 1:
                lo += span.lo
                hi += span.hi
            else:
                lo -= span.hi
                hi -= span.lo
    return Interval(lo, hi)


def _alike(a: Addend, b: Addend) -> bool:
    """Whether two cells state one quantity in the same unit and precision, so that they must be equal."""
    return a.factor == b.factor and a.scale == b.scale and a.ulp == b.ulp
