"""ST-103: contents, headings and tables."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from gouji.check.rule import LooksAt
from gouji.check.view import View
from gouji.model import Analysis, Evidence, Finding, Outcome, Section, Severity, Span
from gouji.rules._contents import Entry, loose, plain, read_contents, top
from gouji.rules._figures import make_card
from gouji.rules._prose import paragraphs
from gouji.rules.nn122 import style
from gouji.segment.forms import forms
from gouji.segment.titles import kinds

_FEW = 3
"""Contents with fewer entries are no list to hold a report against."""
_ALIKE = 0.6
_LONGEST = 100
_SLOT = re.compile(r"[Xx×*]{2,}|_{2,}|\d{4}")


class _Place(msgspec.Struct, frozen=True):
    """Where a title stands in the report: its words, characters, number if any, and section."""

    title: str
    span: Span
    number: str = ""
    ordinal: int | None = None
    section: Section | None = None


class Contents:
    """Contents, headings and tables.

    目录、标题、表格应一致：目录所列的表格和章节应在正文中，题名、序号相同；正文的章节应在目录中。

    Every entry of the contents is looked for among the headings, the titles of tables and the lines of the report. A
    table that the contents name and that is nowhere is an error where the tables before and after it are there and the
    report has no unknown table that it may be; another missing entry, a number that differs, a heading that the
    contents leave out among its sisters are warnings; a title in other words is information. Years, the reporting
    body's name, quotation marks and remarks in brackets do not count here: other rules look at them. Reports without
    contents, and entries of which most are not found (the report is in several files), are not judged. Source: G.

    Broken: 目录“三、支出决算表”，正文中没有该表. Right: 目录“三、支出决算表”，正文有《支出决算表》.
    """

    card = make_card(
        "ST-103",
        "warning",
        ("目录、标题与表格不一致", "contents, headings and tables"),
        {
            "default": ("目录列有“{entry}”，正文中没有", "the contents list “{entry}”, the report has no such heading"),
            "table": (
                "目录列有“{entry}”，正文中没有该表",
                "the contents list the table “{entry}”, the report has none",
            ),
            "title": (
                "目录为“{entry}”，正文为“{title}”，题名不一致",
                "the contents say “{entry}”, the report says “{title}”",
            ),
            "number": (
                "目录中“{entry}”的序号，正文为“{title}”",
                "“{entry}” in the contents has another number in the report: “{title}”",
            ),
            "unlisted": ("标题“{title}”未列入目录", "the heading “{title}” is not in the contents"),
        },
        __doc__,
        "G",
    )
    looks_at: LooksAt = "document"
    needs: frozenset[str] = frozenset()

    def check(self, item: Analysis, view: View) -> Iterator[Outcome]:
        """Compare every entry with the report, then the headings with the entries."""
        entries = read_contents(view)
        if len(entries) < _FEW:
            return
        search = _Search(view, entries)
        found = {entry.index: place for entry in entries if (place := search.find(entry)) is not None}
        if 2 * len(found) < len(entries):
            yield Outcome(
                "undecided", why="目录所列大多不在本文件中" if view.lang == "zh" else "most entries are elsewhere"
            )
            return
        taken = {place.section.index for place in found.values() if place.section}
        for entry in entries:
            place = found.get(entry.index)
            if place is None and any(one.parent == entry.index and one.index in found for one in entries):
                # The page that only says 部门预算表 is no heading to miss: what stands below it is there.
                yield Outcome("holds")
            elif place is None:
                finding = self._absent(view, search, entry, found)
                yield Outcome("broken", finding=finding) if finding else Outcome("undecided")
            elif (finding := self._differs(view, search, entry, place)) is not None:
                yield Outcome("broken", finding=finding)
            else:
                yield Outcome("holds")
        for section in _unlisted(view, entries, found, taken):
            facts = {"title": _named(section.number, section.title), "entry": ""}
            finding = view.finding(
                self.card,
                section.heading,
                section=section.index,
                variant="unlisted",
                facts=facts,
                stated=facts["title"],
            )
            yield Outcome("broken", finding=finding)

    def _absent(self, view: View, search: "_Search", entry: Entry, found: dict[int, _Place]) -> Finding | None:
        severity: Severity = "warning"
        if entry.table:
            sisters = [one for one in search.entries if one.table and one.parent == entry.parent]
            there = [one.index for one in sisters if one.index in found]
            if 2 * len(there) < len(sisters):
                return None
            if there[0] < entry.index < there[-1] and search.sure_absent(entry):
                severity = "error"
        elif search.has_kind(entry) or _SLOT.search(entry.title):
            severity = "info"
        label = _named(entry.marker.written if entry.marker else "", entry.title)
        return view.finding(
            self.card,
            entry.span,
            severity=severity,
            variant="table" if entry.table else "default",
            facts={"entry": label, "title": ""},
            stated=label,
        )

    def _differs(self, view: View, search: "_Search", entry: Entry, place: _Place) -> Finding | None:
        same = search.plain(entry.title) == search.plain(place.title) or _SLOT.search(place.title) is not None
        number = entry.marker.written if entry.marker else ""
        ordinal = entry.marker.ordinal if entry.marker else None
        moved = place.ordinal is not None and ordinal is not None and place.ordinal != ordinal
        if (same and not moved) or (not same and search.plain(entry.title) in search.plain(place.title)):
            return None
        facts = {"entry": _named(number, entry.title), "title": _named(place.number, place.title)}
        return view.finding(
            self.card,
            place.span,
            section=place.section.index if place.section else None,
            severity="warning" if moved else "info",
            variant="number" if same else "title",
            facts=facts,
            stated=facts["title"],
            expected=facts["entry"],
            evidence=(Evidence("clause", view.quote(entry.span), page=entry.page, span=entry.span),),
            suspects=(f"h{place.section.index}",) if place.section else (),
        )


class _Search:
    """Finds the entries of the contents in the report."""

    def __init__(self, view: View, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._view = view
        self._unit = view.analysis.unit_name
        self._kinds = kinds(view.analysis.profile)
        self._forms = forms(view.analysis.profile)
        self._sections: dict[str, list[_Place]] = {}
        self._by_number: dict[tuple[str, str], list[_Place]] = {}
        for section in view.analysis.sections:
            place = _Place(section.title, section.heading, section.number, section.ordinal, section)
            self._sections.setdefault(self.plain(section.title), []).append(place)
            part = top(view, section).number if section.parent is not None else ""
            self._by_number.setdefault((part, section.number), []).append(place)
        self._tables = [
            (table, _Place(table.title, table.title_span)) for table in view.analysis.tables if table.title_span
        ]
        self._titles = {self.plain(place.title): place for _, place in self._tables}
        self._lines = {
            self.plain(one.text): _Place(one.text, one.folded.span(0, len(one.text)))
            for one in paragraphs(view)
            if len(one.text) <= _LONGEST
        }

    def plain(self, title: str) -> str:
        """`title` for comparison."""
        return plain(title, self._unit)

    def find(self, entry: Entry) -> _Place | None:
        """Where the entry stands in the report: the same words first, then the same number, then words like them."""
        words = self.plain(entry.title)
        if entry.table:
            return self._titles.get(words) or self._line(entry, words) or self._same_form(entry)
        part = self.entries[entry.parent].marker if entry.parent is not None else None
        number = ((part.written if part else ""), entry.marker.written if entry.marker else "")
        numbered = self._by_number.get(number, []) if number[1] else []
        same = self._sections.get(words, [])
        for place in (*(one for one in same if one in numbered), *same):
            return place
        if line := self._line(entry, words):
            return line
        for place in numbered:
            if _alike(words, self.plain(place.title)) or (entry.parent is None and not entry.title):
                return place
        core = loose(words)
        for title, places in self._sections.items():
            if len(core) > 1 and (loose(title) == core or (len(words) > _FEW and title.endswith(words))):
                return places[0]
        return None

    def sure_absent(self, entry: Entry) -> bool:
        """Whether the table is surely not there: its form is known, no table has it, and none is of unknown form."""
        form = self._form(entry)
        analysis = self._view.analysis
        if form is None or analysis.document.notes or form in self._view.by_form:
            return False
        first = min((table.index for table, _ in self._tables), default=0)
        unknown = any(table.form is None and len(table.columns) > 1 for table in analysis.tables[first:])
        words = self.plain(entry.title)
        known = {*self._titles, *(self.plain(one.title) for one in self.entries)}
        return not unknown and not any(line.endswith(words) and line not in known for line in self._lines)

    def has_kind(self, entry: Entry) -> bool:
        """Whether the report has a section of the entry's kind."""
        kind = self._kinds.kind(entry.title, None)
        return kind is not None and any(section.kind == kind for section in self._view.analysis.sections)

    def _line(self, entry: Entry, words: str) -> _Place | None:
        """A line of the report that says the same and that no heading was seen in."""
        place = self._lines.get(words)
        if place is None and entry.marker:
            place = self._lines.get(self.plain(f"{entry.marker.written}、{entry.title}"))
        return msgspec.structs.replace(place, title=entry.title) if place else None

    def _same_form(self, entry: Entry) -> _Place | None:
        form = self._form(entry)
        return next((place for table, place in self._tables if form and table.form == form), None)

    def _form(self, entry: Entry) -> str | None:
        return self._forms.titled(entry.title)


def _unlisted(view: View, entries: Sequence[Entry], found: dict[int, _Place], taken: set[int]) -> Iterator[Section]:
    """Headings that no entry stands for, below a part whose other headings are all listed."""
    parents: dict[int | None, list[Entry]] = {}
    for entry in entries:
        if not entry.table and entry.marker is not None:
            parents.setdefault(entry.parent, []).append(entry)
    for sisters in parents.values():
        sections = [place.section for one in sisters if (place := found.get(one.index)) and place.section]
        if len(sections) < _FEW or len(sections) < len(sisters):
            continue
        style = {(one.parent, one.level) for one in sections}
        styles = {one.marker.style for one in sisters if one.marker}
        if len(style) != 1 or len(styles) != 1:
            continue
        numbers = {one.number for one in sections}
        for section in view.analysis.sections:
            own = (section.parent, section.level) in style and section.ordinal is not None
            if own and section.index not in taken and section.number not in numbers and _like(section, sections[0]):
                yield section


def _like(section: Section, other: Section) -> bool:
    """Whether two headings are numbered in the same style."""
    return style(section.number) == style(other.number)


def _alike(one: str, other: str) -> bool:
    if _SLOT.search(other):
        return True
    a, b = loose(one), loose(other)
    return bool(a and b) and (a in b or b in a or SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE)


def _named(number: str, title: str) -> str:
    gap = "、" if number and not number.startswith(("第", "（")) else ""
    return f"{number}{gap}{title}"
