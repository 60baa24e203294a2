"""The structure of the narrative: sections, sentences, clauses."""

from typing import Literal

import msgspec

from gouji.model.table import Table
from gouji.model.text import Span

SentenceKind = Literal["prose", "heading", "toc", "note", "caption"]


class Section(msgspec.Struct, frozen=True):
    """A node of the section tree; `index` is its place in `Analysis.sections`, parents come first.

    `level` counts from 1 (第一部分 or #) down; `number` is the number as written (“三”, “（二）”, “1”), empty for
    unnumbered headings; `ordinal` its value. `kind` is a key of the profile's section lexicon
    (`overview`, `income`, `general_items`, `three_public`, `procurement`, `annex` …) or None: a child without a
    kind of its own has its parent's. `path` is the short label shown to users, such as “五（三）1”.
    `heading` covers the heading line, `span` everything to the end of the section.
    """

    index: int
    parent: int | None
    level: int
    number: str
    ordinal: int | None
    title: str
    kind: str | None
    path: str
    heading: Span
    span: Span


class Clause(msgspec.Struct, frozen=True, gc=False):
    """A part of a sentence between ，；：。 (not inside brackets or quotes); `end_mark` is the mark that closes it."""

    span: Span
    end_mark: str


class Sentence(msgspec.Struct, frozen=True):
    """A sentence or heading of the narrative with the section it stands in (index into `Analysis.sections`).

    Table cells, running lines and figures are no sentences. `block` is the index of its block.
    """

    index: int
    span: Span
    kind: SentenceKind
    section: int | None
    block: int
    clauses: tuple[Clause, ...]
    page: int | None = None


class Structure(msgspec.Struct, frozen=True):
    """What segmentation makes of a document; the fields are those of `Analysis`.

    title: the cover's words in one line, empty where there is no cover. unit_name: the reporting body as the cover
    (else the headings, else the table heads) names it. year: the fiscal year that title and headings agree on.
    """

    title: str
    unit_name: str | None
    year: int | None
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()
