"""What a report must have: the schema of `duties.toml`, with its patterns compiled."""

from functools import cache

import msgspec
import regex

from gouji.lexicon import LexiconFile, Regex, load


class TableDuty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table that must be there: one of `forms`, with the columns (canonical names) that it must have.

    beside: forms without which the table is not due.
    """

    forms: tuple[str, ...]
    title: str
    columns: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    since: int = 0


class TopicDuty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A matter that must be spoken of: kinds of section, or words of the text."""

    name: str
    kinds: tuple[str, ...]
    words: Regex
    since: int = 0


class TermDuty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A term to be explained where the narrative uses it; `explained` meets the beginning of its explanation."""

    name: str
    used: Regex
    explained: Regex


class DutiesFile(LexiconFile, frozen=True, kw_only=True):
    """`duties.toml`: see the comments in the generic one."""

    notes: tuple[str, ...]
    empty: Regex
    domains: dict[str, tuple[str, ...]]
    table: tuple[TableDuty, ...] = ()
    topic: tuple[TopicDuty, ...] = ()
    term: tuple[TermDuty, ...] = ()


class Duties:
    """`duties.toml` of a profile, compiled."""

    def __init__(self, profile: str) -> None:
        file = load(profile, "duties", DutiesFile)
        self.notes = frozenset(file.notes)
        self.empty = regex.compile(file.empty)
        self.tables = file.table
        self.topics = tuple((topic, regex.compile(topic.words)) for topic in file.topic)
        self.terms = tuple((term, regex.compile(term.used), regex.compile(term.explained)) for term in file.term)
        self.domain_of = {form: domain for domain, forms in file.domains.items() for form in forms}


@cache
def duties(profile: str) -> Duties:
    """The duties of a profile. Raises LexiconError on a broken file."""
    return Duties(profile)
