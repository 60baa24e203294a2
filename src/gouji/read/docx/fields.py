"""Fields: what a reader sees is their result, not their code."""

import re

from gouji.read.flow.counting import write_number

_CIRCLED = re.compile(r"\s*eq\s*\\o(?:\s*\\a[clr])?\s*\(([^,，]*)[,，]([^()]*)\)\s*", re.IGNORECASE)
_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
_CIRCLES = "○〇◯"


class Fields:
    """The fields that are open at a place of a story, the innermost last."""

    def __init__(self) -> None:
        self._codes: list[list[str]] = []
        self._shown: list[bool] = []

    @property
    def in_code(self) -> bool:
        """Whether the text here belongs to the code of a field."""
        return not all(self._shown)

    @property
    def in_contents(self) -> bool:
        """Whether the text here is part of a table of contents."""
        return bool(self._codes) and any(
            shown and _is_contents(code) for code, shown in zip(self._codes, self._shown, strict=True)
        )

    def mark(self, kind: str) -> str:
        """A mark of a field: “begin”, “separate”, “end”; gives what a field shows that has no result of its own."""
        if kind == "begin":
            self._codes.append([])
            self._shown.append(False)
        elif kind == "separate" and self._shown:
            self._shown[-1] = True
        elif kind == "end" and self._shown:
            code, shown = self._codes.pop(), self._shown.pop()
            if not shown and not self.in_code:
                return _drawn("".join(code))
        return ""

    def code(self, text: str) -> None:
        """A piece of the code of the innermost field."""
        if self._codes and not self._shown[-1]:
            self._codes[-1].append(text)

    def close_codes(self) -> None:
        """Ends the fields whose code is still open at the end of a paragraph: their marks are damaged or deleted."""
        while self.in_code:
            self._codes.pop()
            self._shown.pop()

    def close(self) -> None:
        """Ends all fields: a table of contents whose end is missing does not take in the text after it."""
        self._codes.clear()
        self._shown.clear()


def _is_contents(code: list[str]) -> bool:
    return bool(_CONTENTS.match("".join(code)))


def _drawn(code: str) -> str:
    """What an EQ field draws: a character in a circle (“eq \\o\\ac(○,1)”) as the sign for it, if there is one."""
    match = _CIRCLED.fullmatch(code)
    if not match:
        return ""
    inner = match[2].strip()
    if match[1].strip() in _CIRCLES and inner.isdigit():
        return write_number(int(inner), "decimalEnclosedCircle")
    return inner
