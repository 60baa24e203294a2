"""A page in, a Document out."""

import time
from typing import Any

from lxml import etree, html

from gouji.errors import InputError
from gouji.language.fold import squeeze
from gouji.model import Document
from gouji.read.flow import Bit, Item, Text, Writer, as_contents, check_tags, plain, settle_levels, too_deep
from gouji.read.html.article import find_article, without_page_lines
from gouji.read.html.decoding import decode_page
from gouji.read.html.walk import Walker
from gouji.read.limits import Limits

_DEEPEST = 2048
_CONTROLS = dict.fromkeys((*range(9), 11, 14, *range(15, 32), 127, 0xFFFE, 0xFFFF))
_OPENING = 600
"""Characters at the beginning of an article that may hold its title."""


def read_html(data: bytes, *, name: str, limits: Limits) -> Document:
    """The document in `data`. Raises InputError as `HtmlReader` says."""
    deadline = time.monotonic() + limits.seconds
    text, notes = decode_page(data, name)
    root = _parse(text, name, limits)
    body = root.find("body")
    article = find_article(root if body is None else body)
    items = without_page_lines(Walker(name, limits, deadline).read(article))
    if not items:
        raise InputError("input.html_no_text", f"{name}: 网页里没有文字", f"{name}: the page holds no text")
    writer = Writer(name, limits)
    writer.write(settle_levels(as_contents([*_title(root, items), *items])))
    return writer.document(data, "html", notes)


def _parse(text: str, name: str, limits: Limits) -> Any:
    # As bytes: a str with an XML declaration is refused. What huge_tree allows is bounded by the size of the file.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    data = text.translate(_CONTROLS).encode("utf-8", "replace")
    check_tags(name, data, limits)
    try:
        root = html.document_fromstring(data, parser=parser)
    except etree.ParserError as error:
        raise InputError("input.html_no_text", f"{name}: 网页里没有文字", f"{name}: the page holds no text") from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise too_deep(name, _DEEPEST)
    return root


def _title(root: Any, items: list[Item]) -> list[Text]:
    """The title of the article where it stands outside of it, as the page's own data or its first heading say it."""
    named = [one.get("content", "") for one in root.iter("meta") if one.get("name", "").lower() == "articletitle"]
    named += ["".join(one.itertext()) for one in root.iter("h1")]
    title = next((one.strip() for one in named if one.strip()), "")
    opening = ""
    for item in items:
        if len(opening) > _OPENING:
            break
        opening += squeeze(plain(item.bits)) if isinstance(item, Text) else ""
    if not title or squeeze(title) in opening:
        return []
    return [Text([Bit(" ".join(title.split()))], centered=True)]
