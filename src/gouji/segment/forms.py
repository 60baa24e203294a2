"""Forms: which one a table is, and its canonical names of rows and columns."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import msgspec

from gouji.language.accounts import class_codes
from gouji.language.numbering import find_marker
from gouji.lexicon import LexiconFile, load
from gouji.segment.tablewords import TableWords, key, table_words

Groups = tuple[tuple[str, ...], ...]

_TITLED = 100
_ENOUGH = 0.6
_TOTALS = ("小计", "合计")


class FormEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One form. titles, headers, rows are groups of words, one of each group must occur.

    without: words that the title must not have. domain: the classification of its codes. anywhere: header words may
    stand in row labels too. panels: the table has panels of income and expenditure. titled: headers alone never tell
    it. transpose: items may stand in rows and are turned into columns. neutral: header elements that say nothing.
    """

    key: str
    title: str
    titles: Groups
    without: tuple[str, ...] = ()
    headers: Groups = ()
    rows: Groups = ()
    domain: str = ""
    measure: str = ""
    anywhere: bool = False
    panels: bool = False
    titled: bool = False
    transpose: bool = False
    neutral: tuple[str, ...] = ()


class ColumnEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A canonical column name and the header paths that mean it; forms empty: any form."""

    name: str
    words: tuple[str, ...]
    forms: tuple[str, ...] = ()
    panel: str = ""
    leaf: bool = False


class RowEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A canonical row name and the labels that mean it; `under` names the row that must stand above in the panel."""

    name: str
    words: tuple[str, ...]
    forms: tuple[str, ...] = ()
    panel: str = ""
    under: str = ""


class FormsFile(LexiconFile, frozen=True, kw_only=True):
    """`forms.toml`; `measure` is what a column states whose header does not say."""

    measure: str
    neutral: tuple[str, ...] = ()
    form: tuple[FormEntry, ...] = ()
    column: tuple[ColumnEntry, ...] = ()
    row: tuple[RowEntry, ...] = ()


class Evidence(msgspec.Struct):
    """What a table shows of its form: title, header elements, row labels, domains of its codes, panel names."""

    title: str
    headers: set[str]
    labels: set[str]
    domains: set[str]
    panels: set[str]


class Forms:
    """`forms.toml` of a profile, indexed."""

    def __init__(self, file: FormsFile, words: TableWords) -> None:
        self._file = file
        self._words = words
        self._forms = {form.key: form for form in file.form}
        self._neutral = {
            form: {key(word) for word in (*file.neutral, *(self._forms[form].neutral if form else ()))}
            for form in (*self._forms, "")
        }
        self._columns: dict[tuple[str, str, str], tuple[str, bool]] = {}
        for column in file.column:
            for form in column.forms or tuple(self._neutral):
                for word in column.words:
                    self._columns.setdefault((form, column.panel, key(word)), (column.name, column.leaf))
        self._rows: dict[tuple[str, str, str], list[RowEntry]] = {}
        for row in file.row:
            for form in row.forms or tuple(self._neutral):
                for word in row.words:
                    self._rows.setdefault((form, row.panel, key(word)), []).append(row)

        self._labels = {word for _, _, word in self._rows} | {key(name) for name in class_codes()}

    def knows(self, label: str) -> bool:
        """Whether a label is a row of some form or the name of a class account."""
        return key(strip_number(label)) in self._labels

    def entry(self, form: str | None) -> FormEntry | None:
        """The form with that key."""
        return self._forms.get(form or "")

    def recognise(self, evidence: Evidence) -> FormEntry | None:
        """The form that title, headers and rows speak for; None where nothing is certain.

        A title decides among the forms that the contents do not contradict; without a fitting title, contents must
        tell the form by themselves.
        """
        best: tuple[float, FormEntry] | None = None
        for form in self._file.form:
            score = _score(form, evidence)
            if score and (best is None or score > best[0]):
                best = (score, form)
        return best[1] if best else None

    def titled(self, title: str) -> str | None:
        """The key of the form that a title alone speaks for, as the contents name it; None where none fits."""
        words = {key(title)}
        fits = [
            form
            for form in self._file.form
            if all(_meets(group, words) for group in form.titles) and not _meets(form.without, words)
        ]
        return max(fits, key=lambda form: len(form.titles)).key if fits else None

    def measure(self, form: str | None) -> str:
        """What a column of the form states whose header does not say."""
        entry = self.entry(form)
        return (entry.measure if entry else "") or self._file.measure

    def column(self, form: str | None, panel: str, path: Sequence[str], year: int | None = None) -> tuple[str, str]:
        """Canonical name and measure of a column from its header path; the name falls back on the joined path.

        `year` is the one that the table is of: headers that name an earlier one state the year before.
        """
        form = form or ""
        measure = ""
        rest: list[str] = []
        for element in path:
            text = self._bare(element, year)
            found = self._words.measure(key(text))
            if found:
                measure, text = found[0], found[1]
            if text and key(text) not in self._neutral[form] and not (panel and self._words.panel(text)):
                rest.append(key(text))
        if not rest and not measure:
            rest = [text for element in path[-1:] if self._find(text := self._bare(element, year), form, panel)[0]]
        name = self._column_name(form, panel, rest)
        if len(rest) > 1 and rest[-1] in _TOTALS:
            rest.pop()
        return name or "/".join(rest) or "金额", measure or self.measure(form)

    def _bare(self, element: str, year: int | None) -> str:
        """A header element without list number, unit and the table's year."""
        return self._words.undated(strip_number(self._words.without_unit(element)), year)

    def is_column(self, form: str, text: str) -> str:
        """The canonical column that a row label means where a form has its items in rows, empty if none."""
        return self._column_name(form, "", [key(text)])

    def _column_name(self, form: str, panel: str, rest: list[str]) -> str:
        if not rest:
            return self._find("金额", form, panel)[0]
        while True:
            # Joined with nothing: a header that a page end has torn.
            for joined in ("/".join(rest), "".join(rest)):
                name, _ = self._find(joined, form, panel)
                if name:
                    return name
            name, leaf = self._find(rest[-1], form, panel)
            if name and leaf:
                return name
            if len(rest) < 2 or rest[-1] not in _TOTALS:
                return ""
            rest = rest[:-1]

    def _find(self, word: str, form: str, panel: str) -> tuple[str, bool]:
        for where in dict.fromkeys((panel, "")):
            found = self._columns.get((form, where, word))
            if found:
                return found
        return "", False

    def row(self, form: str | None, panel: str, label: str, above: Iterable[str]) -> RowEntry | None:
        """The entry that a label (without its list number) means; entries with `under` need that name above."""
        seen = set(above)
        word = key(label)
        fits = [
            entry
            for where in dict.fromkeys((panel, ""))
            for entry in self._rows.get((form or "", where, word), ())
            if not entry.under or entry.under in seen
        ]
        return max(fits, key=lambda entry: bool(entry.under), default=None)


@lru_cache(maxsize=16384)
def strip_number(text: str) -> str:
    """A label without its list number and without “其中：”."""
    while True:
        marker = find_marker(text)
        if marker and marker.ordinal is not None and marker.length < len(text):
            text = text[marker.length :]
            continue
        cut = text.removeprefix("其中").removeprefix("：") if text.startswith("其中") else text
        if cut == text or not cut:
            return text
        text = cut


@cache
def forms(profile: str) -> Forms:
    """The forms of a profile. Raises LexiconError on a broken file."""
    return Forms(load(profile, "forms", FormsFile), table_words(profile))


def _score(form: FormEntry, evidence: Evidence) -> float:
    """How much a table speaks for a form; 0 where it does not."""
    pool = evidence.headers | (evidence.labels if form.anywhere else set())
    hits = [_meets(group, pool) for group in form.headers] + [_meets(group, evidence.labels) for group in form.rows]
    share = sum(hits) / len(hits) if hits else 0.0
    domain = 0.5 * (form.domain in evidence.domains) if form.domain else 0.0
    if form.panels and not evidence.panels:
        return 0.0
    title = key(evidence.title)
    if title and _meets(form.without, {title}):
        return 0.0
    if title and all(_meets(group, {title}) for group in form.titles):
        foreign = form.domain and evidence.domains and form.domain not in evidence.domains
        if (hits and not any(hits)) or foreign:
            return 0.0
        return _TITLED + 10 * len(form.titles) + share + domain
    # Where row labels count as headers, a list of economic accounts has them all: 公务接待费 among 商品和服务支出.
    coded = form.anywhere and evidence.domains
    if form.titled or not hits or coded or (form.domain and not domain):
        return 0.0
    telling = all(hits[: len(form.headers)]) and share >= _ENOUGH
    return len(hits) * share + domain if telling else 0.0


def _meets(group: Iterable[str], texts: Iterable[str]) -> bool:
    pool = list(texts)
    return any(word in text for word in group for text in pool)
