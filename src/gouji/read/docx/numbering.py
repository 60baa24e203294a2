"""Automatic numbering: the numbers that stand in no text, counted as office software counts them."""

import re
from typing import Any

import msgspec

from gouji.office.names import ALTERNATE, FALLBACK, W
from gouji.read.docx.props import count, flag, number, value
from gouji.read.docx.styles import Styles
from gouji.read.flow.counting import write_number

_LEVELS = 9
_SLOT = re.compile(r"%([1-9])")
_PARTED = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]$")


class Level(msgspec.Struct, frozen=True):
    """A level of a list. text: “%1、”; restart: the level above which it begins anew, None for any, 0 for never."""

    form: str
    text: str
    start: int
    restart: int | None
    legal: bool
    gap: bool
    style: str | None


class _List:
    """A definition (`w:abstractNum`) with where its counters stand."""

    def __init__(self, levels: dict[int, Level]) -> None:
        self.levels = levels
        self.counts: dict[int, int] = {}


class Numbering:
    """All lists of a file. Lists (`w:num`) of one definition count on, unless one of them begins anew."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._raw: dict[str, Any] = {}
        self._lists: dict[str, _List] = {}
        self._nums: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        self._raw = {one.get(W + "abstractNumId", ""): one for one in root.iterchildren(W + "abstractNum")}
        links = {one.get(W + "numId", ""): value(one, "abstractNumId") or "" for one in root.iterchildren(W + "num")}
        for one in root.iterchildren(W + "num"):
            key = one.get(W + "numId", "")
            self._nums[key] = (self._defined(links[key], links), *_overrides(one))

    def next(self, list_id: str | None, level: int | None, style: str | None) -> str:
        """The number of the next paragraph of the list, “” for a bullet or where there is no such list.

        level: None where the style `style` of the paragraph has it from the list.
        """
        known = self._nums.get(list_id or "")
        if known is None or list_id is None:
            return ""
        key, replaced, starts = known
        found = self._list(key)
        levels = found.levels | replaced
        if level is None:
            level = next((n for n, one in sorted(levels.items()) if style and one.style == style), 0)
        if level not in levels:
            return ""
        if list_id not in self._begun:
            self._begun.add(list_id)
            for n, start in starts.items():
                found.counts[n] = start - 1
        _step(found.counts, levels, level)
        return _shown(found.counts, levels, level)

    def _list(self, key: str) -> _List:
        if key not in self._lists:
            raw = self._raw.get(key)
            found = [] if raw is None else list(raw.iterchildren(W + "lvl"))
            self._lists[key] = _List({_index(one): _level(one) for one in found if _index(one) < _LEVELS})
        return self._lists[key]

    def _defined(self, key: str, links: dict[str, str]) -> str:
        """The definition that `key` stands for: it may name a style of lists, which names another one."""
        seen: set[str] = set()
        while key in self._raw and key not in seen:
            seen.add(key)
            style = value(self._raw[key], "numStyleLink")
            if style is None:
                break
            key = links.get(self._styles.named(style).list_id or "", "")
        return key


def _step(counts: dict[int, int], levels: dict[int, Level], level: int) -> None:
    counts[level] = counts.get(level, levels[level].start - 1) + 1
    for n, below in levels.items():
        if n > level and n in counts and (below.restart is None or level < below.restart):
            del counts[n]


def _shown(counts: dict[int, int], levels: dict[int, Level], level: int) -> str:
    own = levels[level]
    if own.form == "bullet":
        return ""

    def fill(match: re.Match[str]) -> str:
        n = int(match[1]) - 1
        if n > level or n not in levels:
            return ""
        one = levels[n]
        return write_number(counts.get(n, one.start), "decimal" if own.legal else one.form)

    text = _SLOT.sub(fill, own.text)
    return text + " " if own.gap and _PARTED.search(text) else text


def _overrides(num: Any) -> tuple[dict[int, Level], dict[int, int]]:
    """The levels that a list defines for itself, and those that it begins anew, with their first number."""
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for one in num.iterchildren(W + "lvlOverride"):
        n = _index(one)
        own = one.find(W + "lvl")
        if own is not None:
            levels[n] = _level(own)
        first = number(value(one, "startOverride"))
        if first is not None:
            starts[n] = first
    return levels, starts


def _index(one: Any) -> int:
    found = number(one.get(W + "ilvl"), 0)
    return _LEVELS if found is None or found < 0 else found


def _level(lvl: Any) -> Level:
    forms = lvl.find(W + "numFmt")
    if forms is None:
        forms = lvl.find(f"{ALTERNATE}/{FALLBACK}/{W}numFmt")
    restart = value(lvl, "lvlRestart")
    return Level(
        form="decimal" if forms is None else forms.get(W + "val", "decimal"),
        text=value(lvl, "lvlText") or "",
        start=count(lvl, "start", 0),
        restart=None if restart is None else number(restart, 0),
        legal=bool(flag(lvl, "isLgl")),
        gap=value(lvl, "suff") != "nothing",
        style=value(lvl, "pStyle"),
    )
