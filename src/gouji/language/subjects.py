"""What the narrative talks about: canonical names of subjects, and the cells that they restate."""

from functools import cache

import msgspec
import regex

from gouji.lexicon import LexiconFile, Regex, load

_REMEMBERED = 20_000
"""How many subject texts are remembered: a run over many reports must not grow without end."""


class SectionEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of section: the forms that its figures come from, nearest first, and the fund it speaks of."""

    kind: str
    forms: tuple[str, ...] = ()
    fund: str = ""


class SubjectEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A subject: patterns meet the whole subject text; sections limits it to section kinds (empty: any).

    cells: where its figure stands, first found wins: “Z1[收入总计]” or “Z5[合计, 基本支出]”; several cells joined by
    “ + ” state a sum; behind ≈ the cell is the same by definition only and need not be equal.
    whole_unit marks subjects that stand for all the money of the reporting body.
    """

    name: str
    patterns: tuple[Regex, ...]
    sections: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    fund: str | None = None
    nature: str = ""
    whole_unit: bool = False


class PartitionEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names that together make up a whole: parts of a claim are exhaustive when they are all of `names`.

    `optional` names may be missing, as those that a report without such money leaves out.
    """

    names: tuple[str, ...]
    optional: tuple[str, ...] = ()


class SubjectsFile(LexiconFile, frozen=True, kw_only=True):
    """`subjects.toml`.

    main: the columns that hold a row's own figure, the first that a table has counts. whole: by kind of section, what
    a figure measures that only the reporting body's name stands before. default: the measure of a figure that names
    none. either: names that stand for any of several subjects whose figures are equal.
    """

    main: tuple[str, ...] = ()
    whole: dict[str, str] = msgspec.field(default_factory=dict)
    default: str = ""
    either: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    section: tuple[SectionEntry, ...] = ()
    subject: tuple[SubjectEntry, ...] = ()
    partition: tuple[PartitionEntry, ...] = ()


class Subjects:
    """`subjects.toml` with patterns compiled and sections by kind."""

    def __init__(self, file: SubjectsFile) -> None:
        self.sections = {entry.kind: entry for entry in file.section}
        self.partitions = file.partition
        self.main = file.main
        self.whole = file.whole
        self.default = file.default
        self.either = file.either
        self._entries = tuple(
            (entry, frozenset(entry.sections), regex.compile("|".join(f"(?:{p})" for p in entry.patterns)))
            for entry in file.subject
        )
        self._known: dict[tuple[str, str | None], SubjectEntry | None] = {}
        self._shares = [frozenset((*entry.names, *entry.optional)) for entry in file.partition]

    def beside(self, one: str, other: str) -> bool:
        """Whether two names are parts of one whole, so that neither is a part of the other."""
        return one != other and any(one in names and other in names for names in self._shares)

    def find(self, text: str, section: str | None) -> SubjectEntry | None:
        """The first entry whose pattern meets all of `text` and that speaks in sections of that kind."""
        key = (text, section)
        if key not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = next(
                (
                    entry
                    for entry, kinds, pattern in self._entries
                    if (not kinds or section in kinds) and pattern.fullmatch(text, timeout=2.0)
                ),
                None,
            )
        return self._known[key]

    def named(self, name: str, section: str | None) -> SubjectEntry | None:
        """The first entry of that name that speaks in sections of that kind."""
        return next((e for e, kinds, _ in self._entries if e.name == name and (not kinds or section in kinds)), None)

    def fund(self, section: str | None) -> str:
        """The fund that a section of that kind speaks of, empty for all funds."""
        entry = self.sections.get(section or "")
        return entry.fund if entry else ""

    def forms(self, section: str | None) -> tuple[str, ...]:
        """The forms that a section of that kind takes its figures from, nearest first."""
        entry = self.sections.get(section or "")
        return entry.forms if entry else ()


@cache
def subjects(profile: str) -> Subjects:
    """The subjects of a profile. Raises LexiconError on a broken file."""
    return Subjects(load(profile, "subjects", SubjectsFile))


def account_key(name: str) -> str:
    """An account's name for comparison: without the trailing 支出 that reports add or drop at will."""
    return name[:-2] if name.endswith("支出") and len(name) > 3 else name
