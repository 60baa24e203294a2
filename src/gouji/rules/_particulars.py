"""What the rules on matters of disclosure go by: the schema of `particulars.toml`, with its patterns compiled."""

from decimal import Decimal
from functools import cache

import msgspec
import regex

from gouji.check.view import View
from gouji.lexicon import LexiconFile, Regex, load
from gouji.model import Cell


class Due(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must be told of an item of the 三公 table that has money: `words` tell it in a sentence, `labels` in a table."""

    item: str
    name: str
    words: Regex
    labels: Regex


class Grade(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The scores that a grade stands for; name: the figure that counts its projects."""

    name: str
    low: Decimal
    high: Decimal


class Fund(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fund's own table `form`, and the names of its rows and columns in the table `whole`."""

    form: str
    whole: str
    names: tuple[str, ...]


class Project(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Headers in the table of a project's self-assessment; each meets all of a cell. mark: a character that theirs has."""

    mark: str
    budget: Regex
    spent: Regex
    rate: Regex
    worth: Regex
    score: Regex


class ParticularsFile(LexiconFile, frozen=True, kw_only=True):
    """`particulars.toml`: see the comments there. Without a pattern the rule that needs it has nothing to check."""

    official: str = ""
    basic: str = ""
    public: tuple[str, ...] = ()
    organs: Regex | None = None
    institutions: Regex | None = None
    others: Regex | None = None
    alone: Regex | None = None
    balance: Regex | None = None
    device: Regex | None = None
    other_marks: Regex | None = None
    devices: dict[str, int] = msgspec.field(default_factory=dict)
    due: tuple[Due, ...] = ()
    grade: tuple[Grade, ...] = ()
    fund: tuple[Fund, ...] = ()
    project: Project | None = None


@cache
def particulars(profile: str) -> ParticularsFile:
    """`particulars.toml` of a profile. Raises LexiconError on a broken file."""
    return load(profile, "particulars", ParticularsFile)


@cache
def pattern(words: str) -> "regex.Pattern[str]":
    """A pattern of the lexicon, compiled."""
    return regex.compile(words)


def spent(view: View, column: str, measures: tuple[str, ...] = ("", "决算")) -> Cell | None:
    """The cell of the 三公 table's only line in that column: what was spent, or what `measures` name."""
    table = view.table(particulars(view.analysis.profile).official)
    if table is None:
        return None
    rows = [row for row in table.rows if row.kind == "total"]
    columns = [one for one in table.columns if one.name == column and one.measure in measures]
    return table.cell(rows[0].index, columns[0].index) if len(rows) == len(columns) == 1 else None
