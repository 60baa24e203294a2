"""The relations of a profile taken apart, once for all documents."""

from collections.abc import Sequence

import msgspec

from gouji.check.relation.formula import Formula, Ref
from gouji.check.relation.lexicon import RelationEntry, RelationsFile


class Question(msgspec.Struct, frozen=True):
    """One formula of a relation, with the preconditions of the relation.

    forms: all that they refer to, in order; needed: those of them that must be there. unmeasured, rows, columns: the
    references of the formula that name no measure, that have a row variable, that have a column variable.
    """

    entry: RelationEntry
    formula: Formula
    conditions: tuple[Formula, ...]
    forms: tuple[str, ...]
    needed: frozenset[str]
    unmeasured: tuple[Ref, ...]
    rows: tuple[Ref, ...]
    columns: tuple[Ref, ...]


class Plan:
    """All questions of a profile in order, by relation; `known` are the columns that relations name, by form."""

    def __init__(self, file: RelationsFile) -> None:
        self.file = file
        self.questions = tuple((entry, _questions(entry)) for entry in file.relation)
        self.known: dict[str, set[str]] = {}
        for _, questions in self.questions:
            for ref in (ref for question in questions for ref in question.formula.refs):
                self.known.setdefault(ref.form, set()).update(ref.columns)


def _questions(entry: RelationEntry) -> tuple[Question, ...]:
    conditions = entry.conditions
    return tuple(_question(entry, formula, conditions) for formula in entry.formulas)


def _question(entry: RelationEntry, formula: Formula, conditions: Sequence[Formula]) -> Question:
    refs = [ref for part in (formula, *conditions) for ref in part.refs]
    return Question(
        entry,
        formula,
        tuple(conditions),
        forms=tuple(dict.fromkeys(ref.form for ref in refs)),
        needed=frozenset(ref.form for ref in refs if not ref.optional),
        unmeasured=tuple(ref for ref in formula.refs if not ref.measure),
        rows=tuple(ref for ref in formula.refs if ref.row.variable),
        columns=tuple(ref for ref in formula.refs if ref.each_column),
    )
