"""The blocks of an RTF file, built token by token."""

import msgspec

from gouji.read.flow import Bit, Bits, Item, Text, paragraphs, plain, too_large
from gouji.read.flow.bits import BREAK
from gouji.read.flow.counting import parted
from gouji.read.limits import Limits
from gouji.read.rtf.rows import Row, Shape, table
from gouji.read.rtf.state import CODECS, Destination, Letters, State

_SKIPPED = frozenset((
    "pict", "colortbl", "stylesheet", "info", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator",
    "xmlnstbl", "themedata", "colorschememapping", "datastore", "latentstyles", "fldinst", "annotation", "atnid",
    "atnauthor", "objdata", "nonshppict", "nonesttables", "sp", "filetbl", "xe", "tc", "template", "mmathPr", "pgptbl",
    "footnotesep", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "private", "txe", "rxe", "do",
))  # fmt: skip
_DESTINATIONS: dict[str, Destination] = {
    "fonttbl": "fonts", "listtext": "list", "pntext": "list", "footnote": "note", "shptxt": "box",
    **dict.fromkeys(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"), "running"),
}  # fmt: skip
_STARRED = frozenset(("shpinst", "shptxt", "nesttableprops", "ud", "fldrslt", "footnote"))
"""Groups that older programs pass over, and that are read here all the same."""
_SIGNS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "line": BREAK, "lbr": BREAK,
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "-", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}
_ENDS = frozenset(("par", "sect", "page", "column"))
_LEVELS = 9


class _Level:
    """A table that is being read: its rows, the cells of the row so far, and what stands in the cell so far."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.cells: list[list[Item]] = []
        self.inside: list[Item] = []


class Story:
    """Takes the tokens in order; `end` gives the items and the lines of headers and footers."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name, self._limits = name, limits
        self._state = State()
        self._stack: list[State] = []
        self._letters = Letters()
        self._fonts: dict[int, int] = {}
        self._items: list[Item] = []
        self._levels: list[_Level] = []
        self._bits: Bits = []
        self._listed = ""
        self._held: list[tuple[Bits, str]] = []
        self._aside: list[Item] = []
        self._running: dict[str, None] = {}
        self._left = self._cells = 0
        self._shapes: list[Shape] = []
        self._down: bool | None = None
        self._across: bool | None = None

    def end(self) -> tuple[list[Item], list[str]]:
        """What the file says."""
        self._settle()
        self._paragraph()
        self._close(0)
        return self._items, list(self._running)

    def word(self, name: str, number: int | None) -> None:
        """A control word."""
        self._letters.stop()
        state = self._state
        if name == "u" and number is not None:
            self._put(self._letters.unit(number, state.skip))
            return
        self._put(self._letters.flush())
        if name in _SKIPPED or (state.starred and name not in _STARRED and name not in _DESTINATIONS):
            state.destination = "skip"
        elif name in _DESTINATIONS:
            self._begin(_DESTINATIONS[name])
        state.starred = False
        if state.destination == "skip":
            return
        if name in _SIGNS:
            self._put(_SIGNS[name])
        elif name in _ENDS:
            self._paragraph()
        elif not self._table_word(name, number):
            self._property(name, number)

    def open(self) -> None:
        """A group begins."""
        self._settle()
        self._stack.append(self._state)
        self._state = msgspec.structs.replace(self._state, starred=False)

    def close(self) -> None:
        """A group ends, and with it what held in it."""
        self._settle()
        before = self._state.destination
        self._state = self._stack.pop() if self._stack else State()
        if before in ("note", "box", "running") and self._state.destination != before:
            self._finish(before)

    def text(self, data: bytes) -> None:
        """Bytes of text."""
        if self._state.destination in ("skip", "fonts"):
            return
        self._put(self._letters.feed(data, self._state.codec or self._letters.codec))

    def symbol(self, sign: str) -> None:
        """A control symbol."""
        self._settle()
        if sign == "*":
            self._state.starred = True
        elif sign in "\r\n":
            self._paragraph()
        elif sign in _SYMBOLS:
            self._put(_SYMBOLS[sign])

    def _settle(self) -> None:
        self._letters.stop()
        self._put(self._letters.flush())

    def _begin(self, destination: Destination) -> None:
        state = self._state
        state.destination = destination
        if destination in ("note", "box", "running"):
            self._held.append((self._bits, self._listed))
            self._bits, self._listed = [], ""
            state.level = 0

    def _finish(self, destination: Destination) -> None:
        """The paragraph goes on that a note, a text box, a header or footer stood in."""
        found = self._lines()
        self._bits, self._listed = self._held.pop()
        if destination == "running":
            self._running |= dict.fromkeys(plain(one.bits) for one in found)
        else:
            self._aside += found

    def _property(self, name: str, number: int | None) -> None:
        state = self._state
        if state.destination == "fonts":
            if name == "f":
                state.font = number or 0
            elif name == "fcharset":
                self._fonts[state.font] = number or 0
            return
        if name == "ansicpg":
            self._letters.page(number or 0)
        elif name == "uc":
            state.skip = max(number or 0, 0) if number is not None else 1
        elif name == "v":
            state.hidden = number != 0
        elif name == "deleted":
            state.deleted = number != 0
        elif name == "plain":
            state.hidden = state.deleted = False
            state.size = None
        elif name == "fs":
            state.size = (number or 24) / 2
        elif name in ("f", "af"):
            state.font = number or 0
            self._choose()
        elif name in ("loch", "hich", "dbch"):
            state.wide = name == "dbch"
            self._choose()
        else:
            self._paragraph_property(name, number)

    def _paragraph_property(self, name: str, number: int | None) -> None:
        state = self._state
        if name == "pard":
            state.centered, state.heading, state.level = False, 0, 0
        elif name in ("qc", "ql", "qr", "qj", "qd"):
            state.centered = name == "qc"
        elif name == "outlinelevel":
            level = 0 if number is None else number + 1
            state.heading = level if 0 < level <= _LEVELS else 0
        elif name == "intbl":
            state.level = max(state.level, 1)
        elif name == "itap":
            state.level = max(number or 0, 0)

    def _choose(self) -> None:
        """The encoding of the font: of a Western one in text of the East, that of the file."""
        state = self._state
        charset = self._fonts.get(state.font, 1)
        state.codec = "" if charset in (0, 1) and state.wide is not False else CODECS.get(charset, "")

    def _put(self, text: str) -> None:
        state = self._state
        if not text or state.hidden or state.deleted or state.destination in ("skip", "fonts"):
            return
        if state.destination == "list":
            self._listed += text
            return
        last = self._bits[-1] if self._bits else None
        if last is not None and last.size == state.size and BREAK not in (text, last.text):
            self._bits[-1] = Bit(last.text + text, size=state.size)
        else:
            self._bits.append(Bit(text, size=state.size))

    def _lines(self) -> list[Text]:
        """The lines of the paragraph so far, its number in front."""
        bits, self._bits = self._bits, []
        listed, self._listed = self._listed.strip(), ""
        text = plain(bits).strip()
        if not text:
            return []
        if listed:
            bits = [Bit(parted(listed, text), size=bits[0].size), *_unindented(bits)]
        state = self._state
        return paragraphs(bits, "paragraph", state.heading, state.centered)

    def _paragraph(self) -> None:
        """The paragraph ends; notes and text boxes that hang on it follow."""
        if self._state.destination in ("note", "box", "running"):
            self._bits.append(Bit(BREAK))
            return
        found = [*self._lines(), *self._aside]
        self._aside = []
        if found or self._state.level == 0:
            self._into(self._state.level).extend(found)

    def _into(self, level: int) -> list[Item]:
        """Where blocks at a depth of tables go; deeper tables are complete."""
        level = min(level, _LEVELS)
        self._close(level)
        while len(self._levels) < level:
            self._levels.append(_Level())
        return self._levels[-1].inside if self._levels else self._items

    def _close(self, level: int) -> None:
        while len(self._levels) > level:
            done = self._levels.pop()
            found = [*table(done.rows), *done.inside]
            (self._levels[-1].inside if self._levels else self._items).extend(found)

    def _table_word(self, name: str, number: int | None) -> bool:
        """Whether the word is one of tables, which is then carried out."""
        if name == "trowd":
            self._left, self._shapes = 0, []
            self._down = self._across = None
        elif name == "trleft":
            self._left = number or 0
        elif name in ("clvmgf", "clvmrg"):
            self._down = name == "clvmgf"
        elif name in ("clmgf", "clmrg"):
            self._across = name == "clmgf"
        elif name == "cellx":
            self._shapes.append(Shape(number or 0, self._down, self._across))
            self._down = self._across = None
        elif name in ("cell", "nestcell"):
            self._cell(self._depth(name))
        elif name in ("row", "nestrow"):
            self._row(self._depth(name))
        else:
            return False
        return True

    def _depth(self, name: str) -> int:
        return max(self._state.level, 2) if name.startswith("nest") else 1

    def _cell(self, level: int) -> None:
        inside = self._into(level)
        inside += [*self._lines(), *self._aside]
        self._aside = []
        here = self._levels[-1]
        here.cells.append(list(inside))
        here.inside = []
        self._cells += 1
        if self._cells > self._limits.max_cells:
            raise too_large(self._name, self._limits)

    def _row(self, level: int) -> None:
        self._into(level)
        here = self._levels[-1]
        here.rows.append(Row(self._left, list(self._shapes), here.cells))
        here.cells, here.inside = [], []


def _unindented(bits: Bits) -> Bits:
    """The bits from the first character on that is no space."""
    start = next(i for i, bit in enumerate(bits) if bit.text.strip())
    first = bits[start]
    return [first.cut(len(first.text) - len(first.text.lstrip())), *bits[start + 1 :]]
