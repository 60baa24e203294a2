"""From the words left of a number to what the number measures."""

import re

import msgspec

from gouji.extract.words import TIMEOUT, Words
from gouji.language.subjects import SubjectEntry, Subjects
from gouji.model import Concept

_LEVEL = re.compile(r"[（\[【〔](类|款|项)[）\]】〕]")
# The levels without brackets: “…支出类…款…项”. Every account of the first level is called …支出.
_BARE_LEVELS = re.compile(
    r"(?P<class>[^，。；：]{1,14}支出)类(?P<group>[^，。；：]{2,30}?)款(?P<item>[^，。；：]{2,30})项(?:支出)?"
)
_NUMBER_LEAD = re.compile(r"^(?:第?[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．）])+")
_EDGE = "、，。；：·《》【】「」『』 "
# “A-B-C”科目: the levels of an account joined by dashes, in quotes.
_DASHED = re.compile(r"[“\"](?P<path>[^“”\"\d]{2,}(?:-[^“”\"\d-]{2,}){1,2})[”\"](?:科目)?$")
_LONGEST_MEASURE = 12
OTHER_YEAR = 0
"""The period of a figure of another year where the report's own year is not known."""
# A code written before a name: “05行政事业单位养老支出”.
_CODE = re.compile(r"^[\d.、]+")
_QUOTES = str.maketrans("", "", "“”‘’\"'【】「」『』")
_YEAR = re.compile(r"(\d{4})年度?")
_LAST_YEAR = re.compile(r"(?:上年度?|去年|上一年度?)(?!结转|结余)")
_AT_YEAR = re.compile(r"(?<=[\u4e00-\u9fff）])(?:19|20)\d{2}年度?$")
_TO_YEAR = re.compile(r"^.{0,40}?\d{4}年度?(?:本?部门|本?单位)?")


class Phrase(msgspec.Struct, frozen=True):
    """The words left of a number, taken apart: bare subject, measure, account path, years named.

    side: “收入” or “支出” where the measure's words began with it; whole: whether the reporting body stood before it,
    so that the side itself is what is measured (“某局收入预算”).
    """

    subject: str
    measure: str
    path: tuple[str, ...]
    levels: str
    period: int | None
    side: str = ""
    whole: bool = False


class SubjectReader:
    """Reads subjects in one document: knows its words, its reporting body and its year."""

    def __init__(self, words: Words, subjects: Subjects, unit_name: str | None, year: int | None) -> None:
        self.words = words
        self.subjects = subjects
        self.year = year
        unit = re.escape(unit_name) if unit_name else None
        self._unit = re.compile(f"^(?:{unit}(?:部门|本级|机关(?!运行))?)") if unit else None

    def phrase(self, left: str) -> Phrase:
        """Take `left` apart: copula off, measure off, leads and the reporting body's name off."""
        text = left
        measure = side = ""
        for _ in range(4):
            shorter = self.words.copula.sub("", text, timeout=TIMEOUT)
            if not measure or len(shorter) <= _LONGEST_MEASURE:
                for name, tail in self.words.measure_tails:
                    match = tail.search(shorter, timeout=TIMEOUT)
                    # A second one only where it is all that is left: “年初预算预算”.
                    if match and (not measure or not match.start()) and not self._part_of_name(shorter, match.start()):
                        measure, side = name, match.group()[:2]
                        shorter = shorter[: match.start()]
                        break
            if shorter == text:
                break
            text = shorter
        path, levels, rest = account_path(text)
        subject = self._bare(rest if path and len(rest) > 1 and rest != "支出" else text) if not path else path[-1]
        side = side if side in ("收入", "支出") else ""
        return Phrase(subject, measure, path, levels, self.period(left), side, bool(text) and not subject)

    def _part_of_name(self, text: str, start: int) -> bool:
        """Whether cutting at `start` would leave only a scrap, so that the measure word is the subject itself."""
        return text[start:] in ("预算", "收入预算", "支出预算", "预算支出") and text[:start].endswith(
            ("公共", "资本经营", "基金")
        )

    def _bare(self, text: str) -> str:
        text = text.translate(_QUOTES)
        for _ in range(6):
            before = text
            text = text.strip(_EDGE)
            if self._unit:
                text = self._unit.sub("", text)
            text = _NUMBER_LEAD.sub("", text)
            match = self.words.leads.match(text, timeout=TIMEOUT)
            if match:
                text = text[match.end() :]
            if text == before:
                break
        # “公务接待费2024年预算8万元”: the year behind the name is none of it.
        text = _AT_YEAR.sub("", text)
        return text[:-1] if text.endswith(("的", "中")) else text

    def period(self, left: str) -> int | None:
        """The fiscal year that the words name, None for the report's own and where none is named."""
        years = [int(y) for y in _YEAR.findall(left)]
        if years:
            return years[-1] if years[-1] != self.year else None
        if _LAST_YEAR.search(left):
            return self.year - 1 if self.year is not None else OTHER_YEAR
        return None

    def canonical(self, subject: str, section: str | None) -> str:
        """The lexicon's name for a subject, or the subject as it stands."""
        entry = self.entry(subject, section)
        return entry.name if entry else subject

    def entry(self, subject: str, section: str | None) -> SubjectEntry | None:
        """The lexicon's entry for a subject, be it with the body's name and the year before it; None where it has none."""
        entry = self.subjects.find(subject, section)
        if entry is None:
            shorter = _TO_YEAR.sub("", subject)
            entry = self.subjects.find(shorter, section) if shorter and shorter != subject else None
        return entry

    def concept(self, phrase: Phrase, section: str | None, inherited: tuple[str, ...]) -> Concept:
        """The concept of a phrase in a section; `inherited` is the account path of the headings above."""
        entry = None if phrase.path else self.entry(phrase.subject, section)
        if entry is None and not phrase.path and phrase.subject and phrase.side:
            # “政府性基金预算支出年初预算”: the measure took the last word of the name.
            entry = self.subjects.find(phrase.subject + phrase.side, section)
        fund = entry.fund if entry and entry.fund is not None else self.subjects.fund(section)
        return Concept(
            subject=entry.name if entry else phrase.subject,
            path=join_paths(inherited, phrase.path, phrase.levels) if phrase.path else (),
            measure=phrase.measure,
            period=phrase.period,
            fund=fund,
            nature=entry.nature if entry else "",
        )


def account_path(text: str) -> tuple[tuple[str, ...], str, str]:
    """The account names in `text`, their levels, and what follows the last one.

    Names carry （类）（款）（项）, or stand in quotes joined by dashes, the class first.
    """
    dashed = _DASHED.search(text)
    if dashed:
        return tuple(dashed["path"].split("-")), "类款项"[: dashed["path"].count("-") + 1], ""
    names: list[str] = []
    levels = ""
    at = 0
    marks = list(_LEVEL.finditer(text))
    bare = None if marks else _BARE_LEVELS.search(text)
    if bare:
        path = (_named(bare["class"], first=True), _named(bare["group"]), _named(bare["item"]))
        return path, "类款项", text[bare.end() :].translate(_QUOTES).strip(_EDGE)
    if marks and _leading(text, marks):
        return _after_marks(text, marks)
    for match in marks:
        name = text[at : match.start()]
        name = _named(name, first=not names)
        if name.startswith("支出") and len(name) > 2 and names:
            name = name[2:]
        if name:
            names.append(name)
            levels += match[1]
        at = match.end()
    return tuple(names), levels, text[at:].translate(_QUOTES).strip(_EDGE) if names else text


def _named(name: str, *, first: bool = False) -> str:
    """A bare account name: without list number, code, quotes and marks."""
    if first:
        name = _NUMBER_LEAD.sub("", name[_boundary(name) :])
    return _CODE.sub("", name.translate(_QUOTES).strip(_EDGE))


def _leading(text: str, marks: list[re.Match[str]]) -> bool:
    """Whether the levels stand before their names: “（类）住房保障支出（款）住房改革支出”."""
    before = _named(text[: marks[0].start()], first=True)
    return not before and len(_named(text[marks[-1].end() :])) > 1


def _after_marks(text: str, marks: list[re.Match[str]]) -> tuple[tuple[str, ...], str, str]:
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    names = [_named(text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
    names[-1] = names[-1].split("，")[0]
    return tuple(name for name in names if name), "".join(mark[1] for mark in marks), ""


def join_paths(above: tuple[str, ...], own: tuple[str, ...], levels: str) -> tuple[str, ...]:
    """The path of an account whose headings give `above`: a path with 类 and 款 of its own stands alone."""
    if not above or ("类" in levels and "款" in levels):
        return own
    kept = tuple(name for name in above if name not in own)
    return kept + own


def _boundary(text: str) -> int:
    """Where the last clause begins in `text`, brackets and quotes kept whole."""
    depth = 0
    for i in range(len(text) - 1, -1, -1):
        char = text[i]
        if char in "）”】」":
            depth += 1
        elif char in "（“【「":
            if depth == 0:
                return i + 1
            depth -= 1
        elif depth == 0 and char in "，；。：":
            return i + 1
    return 0


def left_of(text: str, start: int, floor: int) -> str:
    """The words left of position `start` that belong to its number: back to the last clause mark or `floor`."""
    left = text[floor:start]
    cut = _boundary(left)
    # “支出决算为：0.88万元”: the colon closes the subject, it does not end it.
    if cut == len(left) and left.endswith(("：", "，")):
        head = left[: cut - 1]
        if left.endswith("：") and not head.endswith("其中"):
            return head[_boundary(head) :]
    return left[cut:]


def split_names(text: str) -> list[str]:
    """The names of a list parted by 、, brackets kept whole. 和 and 及 stay: they also stand inside names."""
    names, depth, at = [], 0, 0
    for i, char in enumerate(text):
        depth += (char in "（《") - (char in "）》")
        if depth == 0 and char == "、":
            names.append(text[at:i])
            at = i + 1
    names.append(text[at:])
    return [name.strip(_EDGE).removesuffix("等") for name in names if name.strip(_EDGE)]
