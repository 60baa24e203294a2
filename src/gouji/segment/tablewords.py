"""The words of tables: the schema of `tables.toml`, with its patterns compiled."""

from functools import cache, lru_cache

import msgspec
import regex

from gouji.language.fold import squeeze
from gouji.language.units import units
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Unit

_TIMEOUT = 1.0
_KINDS = ("code", "ordinal", "label", "value", "totals", "counter")
_QUOTES = str.maketrans("", "", "“”\"‘’'「」")


class CaptionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands above a table."""

    number: Regex
    body: tuple[str, ...]
    unit: tuple[str, ...]
    title: Regex
    never: tuple[str, ...]
    title_length: int
    stray_length: int


class NoteWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands below a table."""

    begins: tuple[str, ...]
    follows: Regex
    empty: tuple[Regex, ...]


class HeaderWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a column or a line holds, by its words."""

    code: Regex
    ordinal: Regex
    label: Regex
    value: Regex
    dated: Regex
    earlier: str
    index: str
    totals: Regex
    counter: Regex
    counters: tuple[str, ...]


class MeasureEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A measure and the header elements that stand for it."""

    key: str
    pattern: Regex


class PanelEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A panel and the headers that stand over it."""

    name: str
    words: tuple[str, ...]


class TablesFile(LexiconFile, frozen=True, kw_only=True):
    """`tables.toml`."""

    caption: CaptionWords
    note: NoteWords
    header: HeaderWords
    measure: tuple[MeasureEntry, ...]
    panel: tuple[PanelEntry, ...]


class TableWords:
    """`tables.toml` of a profile, ready for matching."""

    def __init__(self, file: TablesFile, profile: str) -> None:
        self.caption = file.caption
        self.note = file.note
        self.index = file.header.index
        self._dated = regex.compile(file.header.dated)
        self._earlier = file.header.earlier
        self.counters = frozenset(file.header.counters)
        self._header = {name: regex.compile(getattr(file.header, name)) for name in _KINDS}
        self._units = units(profile)
        money = "|".join(regex.escape(word) for word, unit in self._units.items() if unit.dimension == "money")
        before = "|".join(map(regex.escape, file.caption.unit))
        bodies = "|".join(map(regex.escape, file.caption.body))
        self._unit = regex.compile(rf"(?:{before})：?(?:人民币)?({money})(?=$|{bodies}|公开|[^\p{{Han}}])")
        self._marks = regex.compile(rf"（?(?:(?:{before})：?(?:人民币)?(?:{money})|(?:{bodies}|单位)：)")
        every = "|".join(map(regex.escape, self._units))
        self._inner = regex.compile(rf"（(?:单位：)?({every})）$")
        self._number = regex.compile(file.caption.number)
        self._title = regex.compile(file.caption.title)
        self._follows = regex.compile(file.note.follows)
        self._empty = regex.compile("|".join(file.note.empty))
        self._measures = tuple((entry.key, regex.compile(entry.pattern)) for entry in file.measure)
        self._panels = {key(word): entry.name for entry in file.panel for word in entry.words}

    def is_header(self, kind: str, text: str) -> bool:
        """Whether a header element says that its column is of a kind: code, ordinal, label, value."""
        if kind == "code":
            return bool(self._header[kind].search(text, timeout=_TIMEOUT))
        return bool(self._header[kind].fullmatch(text, timeout=_TIMEOUT))

    def is_total(self, text: str) -> bool:
        """Whether a row label is that of a total."""
        return bool(self._header["totals"].fullmatch(text, timeout=_TIMEOUT))

    def is_counter(self, text: str) -> bool:
        """Whether a text is the number of a column (“3”, “3=4+5”)."""
        return bool(self._header["counter"].fullmatch(text, timeout=_TIMEOUT))

    def panel(self, text: str) -> str:
        """The panel that a header names, empty if none."""
        return self._panels.get(key(text), "")

    def measure(self, element: str) -> tuple[str, str] | None:
        """The measure in a header element, and what is left of the element without it."""
        for name, pattern in self._measures:
            match = pattern.fullmatch(element, timeout=_TIMEOUT)
            if match:
                return name, (match[1] or "") if pattern.groups else ""
        return None

    def year(self, element: str) -> int | None:
        """The year that a header element begins with (“2031年预算数”), None without one."""
        match = self._dated.match(element, timeout=_TIMEOUT)
        return int(match[1]) if match else None

    def undated(self, element: str, year: int | None) -> str:
        """A header element without the year before it; an earlier year than `year`, the table's, becomes 上年."""
        match = self._dated.match(element, timeout=_TIMEOUT)
        if not match:
            return element
        rest = element[match.end() :]
        return f"{self._earlier}{rest}" if year is not None and int(match[1]) < year else rest

    def money(self, text: str) -> Unit | None:
        """The unit that a caption gives (“金额单位：万元”), None without one."""
        match = self._unit.search(text, timeout=_TIMEOUT)
        return self._units[match[1]] if match else None

    def inner_unit(self, text: str) -> Unit | None:
        """The unit in brackets behind a header or label (“金额（万元）”, “保有量（辆）”), None without one."""
        match = self._inner.search(text, timeout=_TIMEOUT)
        return self._units[match[1]] if match else None

    def without_unit(self, text: str) -> str:
        """A header element without the unit in brackets behind it."""
        return self._inner.sub("", text, timeout=_TIMEOUT)

    def mark(self, text: str, start: int = 0) -> int | None:
        """Where the first “部门：” or “单位：万元” begins in `text`, None without one."""
        match = self._marks.search(text, start, timeout=_TIMEOUT)
        return match.start() if match else None

    def number(self, text: str) -> int:
        """The length of the form's number at the start of a caption (“公开05表”), 0 without one."""
        match = self._number.match(text, timeout=_TIMEOUT)
        return match.end() if match else 0

    def is_title(self, text: str) -> bool:
        """Whether a line has the shape of a table's title."""
        return len(text) <= self.caption.title_length and bool(self._title.fullmatch(text, timeout=_TIMEOUT))

    def is_note(self, line: str) -> bool:
        """Whether a folded line is a note: by its beginning, or a bracketed remark that there is nothing."""
        return line.startswith(self.note.begins) or (line.startswith("（") and self.is_empty_note(line))

    def follows_note(self, line: str) -> bool:
        """Whether a folded line under a note goes on with it."""
        return bool(self._follows.match(line, timeout=_TIMEOUT))

    def is_empty_note(self, text: str) -> bool:
        """Whether a note says that its table has no data."""
        return bool(self._empty.search(text, timeout=_TIMEOUT))


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """A word as it is compared: squeezed, without quotation marks."""
    return squeeze(text).translate(_QUOTES)


@cache
def table_words(profile: str) -> TableWords:
    """The table words of a profile. Raises LexiconError on a broken file."""
    return TableWords(load(profile, "tables", TablesFile), profile)
