"""Where the article of a page is, and what surrounds it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

import msgspec
import regex

from gouji.language.fold import squeeze
from gouji.lexicon import LexiconFile, Regex, load
from gouji.read.flow import Item, Text, plain
from gouji.read.html.names import BLOCKS, is_hidden, is_link

_TIMEOUT = 1.0
_STRAY = 150
"""Characters of sentences that may stand around an article (“建议使用…浏览器。”)."""
_LINKED = 0.7
_LINKS = 3
_FAR = 12
"""Lines from either end within which lines about the page are looked for."""
_NAMES = re.compile(r"[\s_-]+")
_LEAVES = frozenset(("p", "ul", "ol", "dl", "pre"))
_TABLE = frozenset(("table", "thead", "tbody", "tfoot", "tr"))
_BLOCKS_OF_A_PAGE = 5
_KEPT = frozenset(("html", "body", "main", "article"))


class WebpageFile(LexiconFile, frozen=True, kw_only=True):
    """`webpage.toml`: names of elements around an article, what only an article holds, lines about the page."""

    chrome: Regex
    amount: Regex
    sentence: Regex
    lines: tuple[Regex, ...]


class _Words(msgspec.Struct, frozen=True):
    chrome: "regex.Pattern[str]"
    amount: "regex.Pattern[str]"
    sentence: "regex.Pattern[str]"
    line: "regex.Pattern[str]"


@cache
def _words() -> _Words:
    file = load("generic", "webpage", WebpageFile)
    line = "|".join(f"(?:{one})" for one in file.lines) or "(?!)"
    return _Words(*(regex.compile(one) for one in (file.chrome, file.amount, file.sentence, line)))


def find_article(body: Any) -> Any:
    """The innermost element outside of which no amount and hardly a sentence stands: the article, or more than it."""
    weights = _weigh(body)
    found = at = body
    while True:
        inner = max(at, key=lambda child: weights.get(child, 0), default=None)
        if inner is None or inner.tag not in BLOCKS or inner.tag in _LEAVES or not weights.get(inner):
            return found
        if not _is_plain("".join(_texts(at, without=inner))):
            return found
        if inner.tag in ("td", "th") and not _is_column(inner):
            return found
        at = inner
        # What only parts a table is read with the table.
        found = found if at.tag in _TABLE else at


def _is_column(cell: Any) -> bool:
    """Whether a cell holds a page rather than a value: tables or several blocks."""
    return sum(1 for one in cell.iter("p", "div", "table")) >= _BLOCKS_OF_A_PAGE


def is_chrome(element: Any) -> bool:
    """Whether an element inside the article belongs to the site: by its name, or a list of links; never with amounts."""
    if element.tag not in BLOCKS or element.tag in _KEPT:
        return False
    # Office programs save the header and the footer of the page as elements with this title.
    running = element.get("title") in ("header", "footer")
    named = (
        running
        or element.tag in ("nav", "footer")
        or any(
            _words().chrome.fullmatch(part, timeout=_TIMEOUT)
            for name in ("class", "id")
            for part in _NAMES.split(element.get(name) or "")
            if part
        )
    )
    if not named and not _is_menu(element):
        return False
    return _is_plain("".join(_texts(element, links=True)))


def without_page_lines(items: Sequence[Item]) -> list[Item]:
    """The items without the lines about the page at both ends (“浏览次数：12”, “上一篇：…”)."""
    ends = {*range(_FAR), *range(len(items) - _FAR, len(items))}
    return [item for i, item in enumerate(items) if i not in ends or not _is_page_line(item)]


def _is_page_line(item: Item) -> bool:
    if not isinstance(item, Text) or item.level:
        return False
    line = squeeze(plain(item.bits))
    return bool(_words().line.fullmatch(line, timeout=_TIMEOUT)) and _is_plain(line)


def _is_plain(text: str) -> bool:
    """Whether a text holds no amount, and no more of sentences than the surroundings of an article do."""
    line = squeeze(text)
    if _words().amount.search(line, timeout=_TIMEOUT):
        return False
    return sum(len(match[0]) for match in _words().sentence.finditer(line, timeout=_TIMEOUT)) <= _STRAY


def _is_menu(element: Any) -> bool:
    """Whether a list is links and hardly anything else."""
    if element.tag not in ("ul", "ol", "dl", "div"):
        return False
    if sum(map(is_link, islice(element.iter("a"), _LINKS))) < _LINKS:
        return False
    whole = len(squeeze("".join(_texts(element, links=True))))
    return whole - len(squeeze("".join(_texts(element)))) >= _LINKED * whole


def _weigh(body: Any) -> dict[Any, int]:
    """The characters below each block that a reader sees and that are no link."""
    weights: dict[Any, int] = {}
    for element in reversed(list(body.iter())):
        if not isinstance(element.tag, str) or is_hidden(element) or is_link(element):
            continue
        own = len((element.text or "").strip())
        weights[element] = own + sum(weights.get(child, 0) + len((child.tail or "").strip()) for child in element)
    return weights


def _texts(element: Any, without: Any = None, *, links: bool = False) -> Iterator[str]:
    """The shown texts below an element, without those below one of its children, and without links."""
    stack: list[Any] = [element]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            yield one
            continue
        if one is without or (not links and is_link(one)) or (one is not element and is_hidden(one)):
            continue
        parts: list[Any] = [one.text or ""]
        for child in one:
            parts += [child, child.tail or ""]
        stack.extend(reversed(parts))
