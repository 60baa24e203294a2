"""Other documents that a report is held against: which of those offered are comparable, and why the rest are not."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from gouji.language.fold import squeeze
from gouji.lexicon import LexiconFile, Regex, load, plain
from gouji.model import Analysis, Note

Role = Literal["previous", "budget", "parts"]
Offered = Mapping[Role, tuple[Analysis, ...]]

ROLES: tuple[Role, ...] = ("previous", "budget", "parts")
_SHORTEST = 4
"""Characters that a name must have to be taken for another one without its place names."""

ABSENT: dict[Role, Note] = {
    "previous": Note("没有提供上年报告", "no report of the year before was given"),
    "budget": Note("没有提供本年预算", "no published budget of the year was given"),
    "parts": Note("没有提供所属单位的报告", "no reports of subordinate units were given"),
}
_ROLES: dict[Role, Note] = {
    "previous": Note("上年报告", "the report of the year before"),
    "budget": Note("本年预算", "the published budget"),
    "parts": Note("所属单位的报告", "the report of a subordinate unit"),
}
_NOT_COMPARED = Note("未与{path}核对：它不是{role}（{why}）", "not compared with {path}: it is not {role} ({why})")
_WHY = {
    "same": Note("就是本报告", "it is this very report"),
    "nobody": Note("单位名称不明", "the reporting body is not known"),
    "body": Note("单位为{theirs}，本报告为{ours}", "of {theirs}, while this report is of {ours}"),
    "scope": Note("一为{theirs}口径、一为{ours}口径", "one covers the {theirs}, the other the {ours}, by their titles"),
    "year": Note("年度为{theirs}，应为{ours}", "of the year {theirs} instead of {ours}"),
    "profile": Note("报告种类不同", "it is another kind of report"),
}


class ColumnEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Columns that repeat figures of the year before: what they state, and what last year's report calls that."""

    measure: str
    then: str


class CarryEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A balance that goes over from year to year: its row or column at the opening and at the close.

    form: the table. opening, closing: “panel:row” with `column` names (of which the first that is there counts), or
    only a column, which then holds for every row.
    """

    form: str
    opening: str = ""
    closing: str = ""
    opening_columns: tuple[str, ...] = ()
    closing_columns: tuple[str, ...] = ()


class HomeEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where figures of a form stand in the published budget: forms there, nearest first."""

    form: str
    there: tuple[str, ...]


class NettedEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What units of one department pay each other, by form: rows or columns that a summary leaves out."""

    form: str
    names: tuple[str, ...]


class CompanionsFile(LexiconFile, frozen=True, kw_only=True):
    """`companions.toml`: how a report is held against others.

    tails: endings of a body's name that say nothing. scopes: words of a title for the range that it covers.
    last_year: words for the year before in what a change is measured against; elsewhere: words there for figures that
    last year's report of this kind does not hold. main: what an ordinary column states.
    original: measures that the published budget holds. budget: the profile of the published budget of the same year.
    own_year: where a sentence speaks of a year (group 1) as the one that it is about.
    units: patterns of sentences that say how many units the report sums up (group “count”). summed: the forms in which
    a department's figures are the sum of its units'.
    """

    tails: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    last_year: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    main: str = ""
    original: tuple[str, ...] = ()
    budget: str = ""
    units: tuple[Regex, ...] = ()
    own_year: Regex = Regex("")
    summed: tuple[str, ...] = ()
    column: tuple[ColumnEntry, ...] = ()
    carry: tuple[CarryEntry, ...] = ()
    home: tuple[HomeEntry, ...] = ()
    netted: tuple[NettedEntry, ...] = ()


@cache
def companions(profile: str) -> CompanionsFile:
    """The words of a profile for comparing reports."""
    return load(profile, "companions", CompanionsFile)


class Others(msgspec.Struct, frozen=True):
    """The comparable ones of the documents offered; `gaps` says by role why one that was offered is not among them."""

    previous: Analysis | None = None
    budget: Analysis | None = None
    parts: tuple[Analysis, ...] = ()
    gaps: dict[Role, tuple[Note, ...]] = {}

    def has(self, role: Role) -> bool:
        """Whether there is a document in that role."""
        return bool(self.parts) if role == "parts" else getattr(self, role) is not None

    def why(self, role: Role) -> Note:
        """Why there is none in that role."""
        gaps = self.gaps.get(role)
        return gaps[0] if gaps else ABSENT[role]


NO_OTHERS = Others()


def choose(analysis: Analysis, offered: Offered) -> Others:
    """Those of `offered` that `analysis` can be held against: of the right body, year and kind.

    What is offered as last year's report may be the budget of the year, and the other way round.
    """
    pool = (*offered.get("previous", ()), *offered.get("budget", ()))
    found: dict[Role, Analysis] = {}
    for role in ROLES[:2]:
        fitting = [other for other in pool if _unfit(analysis, other, role) is None]
        if fitting:
            found[role] = fitting[0]
    gaps: dict[Role, tuple[Note, ...]] = {}
    for role in ROLES[:2]:
        unused = [one for one in offered.get(role, ()) if one not in found.values()]
        if role not in found and unused:
            gaps[role] = tuple(_gap(analysis, other, role) for other in unused)
    parts = [other for other in offered.get("parts", ()) if other.document.sha256 != analysis.document.sha256]
    unfit = [other for other in parts if _unfit(analysis, other, "parts") is not None]
    if unfit:
        gaps["parts"] = tuple(_gap(analysis, other, "parts") for other in unfit)
    return Others(
        previous=found.get("previous"),
        budget=found.get("budget"),
        parts=tuple(other for other in parts if other not in unfit),
        gaps=gaps,
    )


def _gap(analysis: Analysis, other: Analysis, role: Role) -> Note:
    why = _unfit(analysis, other, role) or _WHY["same"]
    return Note(
        _NOT_COMPARED.zh.format(path=other.document.path, role=_ROLES[role].zh, why=why.zh),
        _NOT_COMPARED.en.format(path=other.document.path, role=_ROLES[role].en, why=why.en),
    )


def _unfit(analysis: Analysis, other: Analysis, role: Role) -> Note | None:
    """Why `other` can't be what `analysis` is held against in that role; None where it can."""
    words = companions(analysis.profile)
    if other.document.sha256 == analysis.document.sha256:
        return _WHY["same"]
    if plain(other.profile) != (words.budget if role == "budget" else plain(analysis.profile)):
        return _WHY["profile"]
    if role != "parts" and not (analysis.unit_name and other.unit_name):
        return _WHY["nobody"]
    if role != "parts" and not _same_body(analysis.unit_name or "", other.unit_name or "", words):
        return _say("body", other.unit_name, analysis.unit_name)
    scopes = (_scope(other, words), _scope(analysis, words))
    if role == "previous" and all(scopes) and scopes[0] != scopes[1]:
        return _say("scope", *scopes)
    due = None if analysis.year is None else analysis.year - (role == "previous")
    if due is None or other.year != due:
        return _say("year", other.year or "?", due or "?")
    return None


def _say(key: str, theirs: object, ours: object) -> Note:
    note = _WHY[key]
    return Note(note.zh.format(theirs=theirs, ours=ours), note.en.format(theirs=theirs, ours=ours))


def _same_body(a: str, b: str, words: CompanionsFile) -> bool:
    """Whether two names are of one body: the same, or one has the names of its places in front."""
    short, long = sorted((_bare(a, words), _bare(b, words)), key=len)
    return short == long or (len(short) >= _SHORTEST and long.endswith(short))


def _bare(name: str, words: CompanionsFile) -> str:
    folded = squeeze(name)
    for tail in words.tails:
        folded = folded.removesuffix(tail)
    return folded


def _scope(analysis: Analysis, words: CompanionsFile) -> str:
    """The range that the title names: “部门”, “单位” or nothing."""
    title = squeeze(analysis.title)
    return next((scope for scope in words.scopes if scope in title), "")
