"""What holds inside a group of an RTF file, and how its bytes become characters."""

import codecs
from typing import Literal

import msgspec

Destination = Literal["body", "skip", "fonts", "list", "running", "note", "box"]

CODECS = {0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253",
          162: "cp1254", 204: "cp1251", 238: "cp1250"}  # fmt: skip
"""The encodings of the character sets of fonts."""
_DOUBLE = {936: "gb18030", 950: "cp950", 932: "cp932", 949: "cp949", 65001: "utf-8"}


class State(msgspec.Struct):
    """The state of a group; a group inside begins with a copy of it.

    codec: of the font in use, empty for that of the file. wide: whether the text is said to be East Asian, or not. skip: bytes that stand for each Unicode character. hidden,
    deleted: text that does not show. level: of the table that the paragraph is in, 0 for none.
    """

    destination: Destination = "body"
    codec: str = ""
    skip: int = 1
    hidden: bool = False
    deleted: bool = False
    size: float | None = None
    centered: bool = False
    heading: int = 0
    level: int = 0
    font: int = 0
    wide: bool | None = None
    starred: bool = False


class Letters:
    """Bytes and Unicode numbers → characters; a character may be spread over several tokens."""

    def __init__(self) -> None:
        self.codec = "gb18030"
        self._bytes = b""
        self._with = ""
        self._units: list[int] = []
        self._left = 0

    def page(self, number: int) -> None:
        """The code page of the file."""
        if number in _DOUBLE:
            self.codec = _DOUBLE[number]
            return
        try:
            self.codec = codecs.lookup(f"cp{number}").name
        except LookupError:
            return

    def feed(self, data: bytes, codec: str) -> str:
        """The characters that are now complete."""
        passed, self._left = min(self._left, len(data)), max(self._left - len(data), 0)
        data = data[passed:]
        if not data:
            return ""
        out = self.flush() if self._units or (self._bytes and codec != self._with) else ""
        self._bytes += data
        self._with = codec
        return out

    def unit(self, number: int, skip: int) -> str:
        """A UTF-16 unit, after which `skip` bytes stand for it."""
        out = self.flush() if self._bytes else ""
        self._units.append(number & 0xFFFF)
        self._left = skip
        return out

    def flush(self) -> str:
        """Whatever waits."""
        out = ""
        if self._units:
            units = b"".join(one.to_bytes(2, "little") for one in self._units)
            out = units.decode("utf-16-le", "replace")
            self._units = []
        if self._bytes:
            out += self._bytes.decode(self._with or self.codec, "replace")
            self._bytes = b""
        return out

    def stop(self) -> None:
        """A control word ends what stands for a Unicode character."""
        self._left = 0
