"""`relations.toml`: the table relations of a profile, as data."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from itertools import chain

import msgspec

from gouji.check.relation.formula import NARRATIVE, Formula, parse
from gouji.lexicon import LexiconFile, entry_error, entry_names, load, own_entries
from gouji.model import RuleCard, Severity

_OWN_ID = re.compile(r"[A-Z]{3,}-[0-9]{1,4}")


class RelationEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One relation.

    formula: one formula or several; each is checked as far as the tables have its terms. when: formulas that must
    hold for it to be assessable. zh, en: the relation in words. source: letters of the catalogue. doc: what else
    there is to know. right, broken: an example of either. alternatives: of several formulas with the same left side
    one is enough, as provinces differ in what they count. warns: further formulas that an innocent reading may break:
    a warning at most.
    """

    id: str
    formula: str | tuple[str, ...]
    zh: str
    en: str = ""
    source: str = ""
    right: str = ""
    broken: str = ""
    doc: str = ""
    when: tuple[str, ...] = ()
    severity: Severity = "error"
    alternatives: bool = False
    warns: tuple[str, ...] = ()
    since: str = "0.1"

    @property
    def texts(self) -> tuple[str, ...]:
        """The formulas as written."""
        return (*((self.formula,) if isinstance(self.formula, str) else self.formula), *self.warns)

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """The formulas, parsed."""
        return tuple(parse(text) for text in self.texts)

    @property
    def conditions(self) -> tuple[Formula, ...]:
        """The preconditions, parsed."""
        return tuple(parse(text) for text in self.when)

    @property
    def needs(self) -> frozenset[str]:
        """The forms without which no formula can be checked; for figures of the narrative there must be claims."""
        forms = (frozenset(ref.form for ref in formula.refs if not ref.optional) for formula in self.formulas)
        common = frozenset.intersection(*forms)
        return common - {NARRATIVE} | {"claims"} if NARRATIVE in common else common


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message template in both languages."""

    zh: str
    en: str


class RelationsFile(LexiconFile, frozen=True, kw_only=True):
    """`relations.toml`.

    measure: what a column states whose header names no measure. measures: those that sums hold for (a rate of change
    adds up to nothing). default_columns: names of the value column where a formula gives none. inset: beginnings of
    a label that mark a row as part of the one above. negligible: yuan that the rounding of a printed 0 may hide. suffixes: endings that an account name may have or lack.
    messages: by variant; placeholders {tables}, {item}, {words}, {computation}, {stated}, {expected}.
    """

    measure: str = ""
    measures: tuple[str, ...] = ()
    default_columns: tuple[str, ...] = ()
    inset: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    negligible: Decimal = Decimal(0)
    messages: dict[str, Wording] = msgspec.field(default_factory=dict)
    relation: tuple[RelationEntry, ...] = ()


@cache
def relations(profile: str) -> RelationsFile:
    """The relations of `profile`. Raises LexiconError naming file and line of a broken formula or a repeated id."""
    file = load(profile, "relations", RelationsFile)
    own = sorted(own_entries(profile, "relations", "relation"))
    known = entry_names(profile, "forms", "form", "key") if own else frozenset[str]()
    for path, cause in chain(_foreign_ids(file, own), _faults(file), _unknown_forms(file, own, known)):
        raise entry_error(profile, "relations", path, cause)
    return file


def _faults(file: RelationsFile) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong in entries that fit the schema: the path to each, and why."""
    seen: set[str] = set()
    for i, entry in enumerate(file.relation):
        if entry.id in seen:
            yield ("relation", i, "id"), f"relation {entry.id} stands here twice"
        seen.add(entry.id)
        own = (entry.formula,) if isinstance(entry.formula, str) else entry.formula
        for field, texts in (("formula", own), ("warns", entry.warns), ("when", entry.when)):
            for n, text in enumerate(texts):
                try:
                    parse(text)
                except ValueError as error:
                    one = field == "formula" and isinstance(entry.formula, str)
                    yield ("relation", i, field) if one else ("relation", i, field, n), str(error)


def _foreign_ids(file: RelationsFile, own: Iterable[int]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Relations that extensions add under ids that are not theirs to give."""
    for i in own:
        code = file.relation[i].id
        if not _OWN_ID.fullmatch(code):
            yield ("relation", i, "id"), f"{code!r}: an id of one's own has three letters or more, such as YQS-001"


def _unknown_forms(
    file: RelationsFile, own: Iterable[int], known: Iterable[str]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Relations that extensions add on forms that no profile knows."""
    forms = sorted(known)
    for i in own if forms else ():
        entry = file.relation[i]
        for formula in (*entry.formulas, *entry.conditions):
            for ref in formula.refs:
                if ref.form not in (NARRATIVE, *forms):
                    near = get_close_matches(ref.form, forms, n=1, cutoff=0.0)[0]
                    cause = f"{formula.text}: no form is called {ref.form}; the nearest is {near}"
                    yield ("relation", i, "formula"), cause


def card_of(entry: RelationEntry, file: RelationsFile) -> RuleCard:
    """The rule card of a relation."""
    firm = entry.texts[: len(entry.texts) - len(entry.warns)]
    page = [f"{entry.zh}。", "\n".join(f"    {text}" for text in firm)]
    if entry.warns:
        page.append("以下只作提示：\n" + "\n".join(f"    {text}" for text in entry.warns))
    refs = [ref for formula in (*entry.formulas, *entry.conditions) for ref in formula.refs]
    legend = ["文[…]是正文所述的数"] if any(ref.form == NARRATIVE for ref in refs) else []
    if any(formula.sign == "⇔" for formula in entry.formulas):
        legend.append("⇔表示两边同为零或同不为零")
    if any(formula.sign == "⇒" for formula in entry.formulas):
        legend.append("⇒表示左边不为零时右边也不为零")
    if legend:
        page.append("；".join(legend) + "。")
    if entry.when:
        page.append("前提：\n" + "\n".join(f"    {text}" for text in entry.when))
    if entry.doc:
        page.append(entry.doc)
    page += [f"{said}：{example}" for said, example in (("正确", entry.right), ("错误", entry.broken)) if example]
    return RuleCard(
        code=entry.id,
        severity=entry.severity,
        name={"zh": entry.zh, "en": entry.en or entry.zh},
        messages={
            lang: {variant: getattr(wording, lang) for variant, wording in file.messages.items()}
            for lang in ("zh", "en")
        },
        doc="\n\n".join(page),
        source=entry.source,
        since=entry.since,
    )
