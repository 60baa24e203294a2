"""The styles of a Word file, with what they inherit."""

import re
from typing import Any

import msgspec

from gouji.office.names import W
from gouji.read.docx.props import flag, number, value

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:toc|目录) ?(?:[1-9]|heading|标题)|contents (?:[1-9]|heading)|WPSOffice手动目录 ?[1-9]", re.IGNORECASE
)
_HIGHEST = 6
_LONGEST_CHAIN = 20


class Style(msgspec.Struct, frozen=True):
    """What a style says, None where it says nothing. list_id, list_level: automatic numbering. size: in points."""

    name: str = ""
    level: int | None = None
    centered: bool | None = None
    size: float | None = None
    hidden: bool | None = None
    list_id: str | None = None
    list_level: int | None = None

    @property
    def contents(self) -> bool:
        """Whether it is a style of the table of contents."""
        return bool(_CONTENTS.fullmatch(self.name))


class Styles:
    """All styles by their id; “” stands for the style of paragraphs that name none."""

    def __init__(self, root: Any) -> None:
        self._raw: dict[str, Any] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        self._size: float | None = None
        if root is None:
            return
        for one in root.iterchildren(W + "style"):
            key = one.get(W + "styleId", "")
            self._raw[key] = one
            if one.get(W + "type") == "paragraph" and one.get(W + "default") in ("1", "true", "on"):
                self._default = key
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._size = size_of(defaults)

    def of(self, key: str | None) -> Style:
        """The style `key` of paragraphs, the default one for None."""
        key = self._default if key is None or key not in self._raw else key
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._inherit(key)
        return found

    def named(self, key: str) -> Style:
        """The style `key` of characters or lists; one that says nothing where there is none."""
        return self.of(key) if key in self._raw else Style()

    def _inherit(self, key: str) -> Style:
        merged: dict[str, Any] = {}
        seen: set[str] = set()
        at: str | None = key
        character = key in self._raw and self._raw[key].get(W + "type") == "character"
        while at is not None and at in self._raw and at not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(at)
            own = msgspec.structs.asdict(_read(self._raw[at]))
            for field, said in own.items():
                if said is not None and field not in merged:
                    merged[field] = said
            at = value(self._raw[at], "basedOn")
        if not character:
            merged.setdefault("size", self._size)
        return Style(**merged)


def _read(style: Any) -> Style:
    marks, letters = style.find(W + "pPr"), style.find(W + "rPr")
    numbers = None if marks is None else marks.find(W + "numPr")
    name = value(style, "name") or ""
    return Style(
        name=name,
        level=heading_level(marks, name),
        centered=centered(marks),
        size=size_of(letters),
        hidden=flag(letters, "vanish"),
        list_id=value(numbers, "numId"),
        list_level=number(value(numbers, "ilvl")),
    )


def heading_level(marks: Any, name: str = "") -> int | None:
    """The level of a heading from 1 (0 for body text), from paragraph properties or the name of a style."""
    outline = number(value(marks, "outlineLvl"))
    if outline is not None:
        return outline + 1 if 0 <= outline < _HIGHEST else 0
    match = _HEADING.fullmatch(name)
    return min(int(match[1]), _HIGHEST) if match else None


def centered(marks: Any) -> bool | None:
    """Whether paragraph properties centre the text."""
    side = value(marks, "jc")
    return None if side is None else side == "center"


def size_of(letters: Any) -> float | None:
    """The size of type in points that run properties state in half points."""
    half = number(value(letters, "sz"))
    return half / 2 if half else None
