"""What the elements of a page are: blocks, what is not shown, what names it by class."""

import re
from typing import Any

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
SKIPPED = frozenset((
    "applet", "area", "audio", "base", "button", "canvas", "del", "embed", "frame", "frameset", "head", "iframe", "img",
    "input", "link", "map", "meta", "noframes", "noscript", "object", "option", "param", "s", "script", "select",
    "strike", "style", "svg", "template", "textarea", "title", "track", "video",
))  # fmt: skip
"""What is not shown, is no text, or is struck out."""
HEADINGS = {f"h{n}": n for n in range(1, 7)}
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_NOTE = re.compile(r"#_?(?:sd)?(?:ftn|edn|footnote|endnote)", re.IGNORECASE)
_SIDE = re.compile(r"text-align\s*:\s*([a-z]+)", re.IGNORECASE)


def is_hidden(element: Any) -> bool:
    """Whether an element is not shown, by its kind or by its own style."""
    if element.tag in SKIPPED or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def centered(element: Any) -> bool | None:
    """Whether an element centres its text, None where it says nothing."""
    match = _SIDE.search(element.get("style") or "")
    side = match[1] if match else "center" if element.tag == "center" else element.get("align")
    return None if not side else side.lower() == "center"


def is_note_mark(element: Any) -> bool:
    """Whether an element is the raised mark of a note, which leads to it or back from it."""
    if element.tag == "sup":
        return element.find(".//a") is not None
    return element.tag == "a" and bool(_NOTE.match(element.get("href") or ""))


def is_link(element: Any) -> bool:
    """Whether an element leads to another page, or to nowhere as menus do; not to a place of the same page."""
    target = element.get("href") if element.tag == "a" else None
    return target is not None and (target == "#" or not target.startswith("#"))
