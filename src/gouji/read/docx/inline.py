"""Inside a paragraph: runs, fields, changes, and what hangs on them (text boxes, notes)."""

import re
from typing import Any

from gouji.office.names import (
    ALTERNATE,
    CHARACTERS,
    CHOICE,
    CONTAINERS,
    FALLBACK,
    PAGE_BREAK,
    RUN,
    TEXT,
    TEXT_BOX,
    WPC,
    WPG,
    M,
    O,
    P,
    V,
    W,
)
from gouji.read.docx.fields import Fields
from gouji.read.docx.pictures import may_show_figures
from gouji.read.docx.props import flag, value
from gouji.read.docx.styles import Style, Styles, size_of
from gouji.read.flow import Bit, Bits, Source
from gouji.read.flow.bits import BREAK

_MATHS = (M + "oMath", M + "oMathPara")
_OBJECTS = frozenset((W + "drawing", W + "pict", W + "object"))
_GROUPS = (WPG + "wgp", WPC + "wpc", V + "group")
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,4}")


class Ordinals:
    """Which paragraph and which run of its part an element is."""

    def __init__(self, part: str, root: Any) -> None:
        self.part = part
        self._paragraphs = {one: n for n, one in enumerate(root.iter(P))}
        self._runs = {one: n for n, one in enumerate(root.iter(RUN))}

    def source(self, paragraph: Any, run: Any, offset: int = 0) -> Source:
        """Where characters of `run` (None: of no run) in `paragraph` stand."""
        return Source(self.part, self._paragraphs[paragraph], self._runs.get(run), offset)


class Inline:
    """Reads the paragraphs of one story; the state of fields and pages goes on from one to the next.

    in_contents: whether text of the last paragraph belongs to the field of a table of contents. boxes: the contents of
    the text boxes met, and whether each is part of a drawing. notes: kind and id of the foot-
    and endnotes met. sheets: number of embedded workbooks. pictures: number of those that may show figures.
    """

    def __init__(self, ordinals: Ordinals, styles: Styles, page: int | None) -> None:
        self.page = page
        self.boxes: list[tuple[Any, bool]] = []
        self.notes: list[tuple[str, str]] = []
        self.sheets = 0
        self.pictures = 0
        self.in_contents = False
        self.fields = Fields()
        self._ordinals = ordinals
        self._styles = styles
        self._bits: Bits = []

    def read(self, paragraph: Any, style: Style) -> Bits:
        """The characters of a paragraph that a reader sees; breaks are bits of their own."""
        self._bits = []
        self.in_contents = False
        self._children(paragraph, paragraph, style)
        self.fields.close_codes()
        return self._bits

    def _children(self, parent: Any, paragraph: Any, style: Style) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child, paragraph, style)
            elif tag in CONTAINERS:
                self._children(child, paragraph, style)
            elif tag == ALTERNATE:
                self._children(chosen(child), paragraph, style)
            elif tag in _MATHS and not self.fields.in_code:
                text = "".join(one.text or "" for one in child.iter(M + "t"))
                self._bits.append(Bit(text, self.page, source=self._ordinals.source(paragraph, None)))

    def _run(self, run: Any, paragraph: Any, style: Style) -> None:
        """The characters of one run. Hidden ones are left out, as are those of the code of a field."""
        marks = run.find(W + "rPr")
        named = value(marks, "rStyle")
        letters = self._styles.named(named) if named else Style()
        hidden = _first(flag(marks, "vanish"), letters.hidden, style.hidden)
        size = _first(size_of(marks), letters.size, style.size)
        offset = 0
        for child in run:
            tag = child.tag
            text = self._written(child, tag)
            if text is None:
                self._special(child, tag, paragraph, style)
                continue
            if text and not hidden and not self.fields.in_code:
                source = self._ordinals.source(paragraph, run, offset)
                self.in_contents = self.in_contents or (self.fields.in_contents and text != BREAK)
                self._bits.append(Bit(text, self.page, None, size, source))
            offset += len(child.text or "") if tag == TEXT else 1

    def _written(self, child: Any, tag: str) -> str | None:
        """The characters that an element of a run stands for, None where it is no character."""
        if tag == TEXT:
            # A line end inside the element is a space, as in all XML text.
            return (child.text or "").replace("\n", " ")
        if tag == W + "sym":
            return _symbol(child.get(W + "char", ""))
        return CHARACTERS.get(tag)

    def _special(self, child: Any, tag: str, paragraph: Any, style: Style) -> None:
        if tag == W + "fldChar":
            drawn = self.fields.mark(child.get(W + "fldCharType", ""))
            if drawn:
                self._bits.append(Bit(drawn, self.page, source=self._ordinals.source(paragraph, None)))
        elif tag == W + "instrText":
            self.fields.code(child.text or "")
        elif tag == PAGE_BREAK:
            self.page = None if self.page is None else self.page + 1
        elif tag in _OBJECTS:
            self._object(child)
        elif tag == ALTERNATE:
            for inner in chosen(child):
                if self._written(inner, inner.tag) is None:
                    self._special(inner, inner.tag, paragraph, style)
        elif tag in _NOTES:
            self.notes.append((_NOTES[tag], child.get(W + "id", "")))
        elif tag == W + "ruby":
            base = child.find(W + "rubyBase")
            if base is not None:
                self._children(base, paragraph, style)

    def _object(self, element: Any) -> None:
        """The text boxes of a drawing, the outermost ones, each once; workbooks and pictures are counted."""
        self.pictures += may_show_figures(element)
        stack = list(reversed(element))
        while stack:
            child = stack.pop()
            tag = child.tag
            if tag == TEXT_BOX:
                self.boxes.append((child, next(child.iterancestors(*_GROUPS), None) is not None))
            elif tag == ALTERNATE:
                stack.extend(reversed(chosen(child)))
            elif isinstance(tag, str):
                self.sheets += tag == O + "OLEObject" and child.get("ProgID", "").startswith(("Excel", "ET."))
                stack.extend(reversed(child))


def chosen(alternate: Any) -> Any:
    """The one alternative that is read: the newer one."""
    found = alternate.find(CHOICE)
    if found is None:
        found = alternate.find(FALLBACK)
    return () if found is None else found


def _symbol(code: str) -> str:
    """The character of a symbol font with this hexadecimal number; “” for those that only the font knows."""
    if not _HEXADECIMAL.fullmatch(code):
        return ""
    char = chr(int(code, 16))
    return char if char.isprintable() else ""


def _first(*found: Any) -> Any:
    return next((one for one in found if one is not None), None)
