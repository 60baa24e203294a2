"""Where in a TOML file a value stands: the line of every key and every array element."""

import re
import tomllib
from collections.abc import Sequence

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\[\s\S]|(?!""")[^\\])*"{3,5}|' + r"'''(?:(?!''')[\s\S])*'{3,5}|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'"
)
_ATOM = re.compile(r"[^,\]}#\n]+")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def line_of(source: str, path: Sequence[str | int]) -> int:
    """The line (from 1) of the value at `path` in `source`, or of the nearest part of the path that is there.

    `source` must be valid TOML.
    """
    lines = _Scan(source).lines
    for end in range(len(path), 0, -1):
        if tuple(path[:end]) in lines:
            return lines[tuple(path[:end])]
    return 1


class _Scan:
    """One pass over valid TOML that keeps only the line of each path."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.sizes: dict[Path, int] = {}
        table: Path = ()
        self._skip()
        while self.at < len(source):
            if source.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)
            self._skip()

    def _header(self) -> Path:
        """`[a.b]` or `[[a.b]]`: the path of the table that the following pairs belong to."""
        array = self.source.startswith("[[", self.at)
        line = self._line()
        self.at += 2 if array else 1
        path: Path = ()
        keys = self._keys()
        for key in keys[:-1]:
            path = (*path, key)
            if path in self.sizes:
                path = (*path, self.sizes[path] - 1)
        path = (*path, keys[-1])
        if array:
            self.lines.setdefault(path, line)
            self.sizes[path] = self.sizes.get(path, 0) + 1
            path = (*path, self.sizes[path] - 1)
        self.lines[path] = line
        self.at += 2 if array else 1
        return path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = table
        for key in self._keys():
            path = (*path, key)
            self.lines.setdefault(path, line)
        self.at += 1  # the equals sign
        self._value(path)

    def _keys(self) -> list[str]:
        """A dotted key up to `=` or `]`."""
        keys = []
        while True:
            self._skip()
            match = _STRING.match(self.source, self.at) or _BARE.match(self.source, self.at)
            assert match, "the source is valid TOML"
            self.at = match.end()
            keys.append(_unquote(match[0]))
            self._skip()
            if not self.source.startswith(".", self.at):
                return keys
            self.at += 1

    def _value(self, path: Path) -> None:
        self._skip()
        opening = self.source[self.at]
        if opening not in "[{":
            match = _STRING.match(self.source, self.at) or _ATOM.match(self.source, self.at)
            assert match, "the source is valid TOML"
            self.at = match.end()
            return
        self.at += 1
        count = 0
        while True:
            self._skip()
            if self.source[self.at] in "]}":
                self.at += 1
                return
            if self.source[self.at] == ",":
                self.at += 1
            elif opening == "[":
                self.lines[*path, count] = self._line()
                self._value((*path, count))
                count += 1
            else:
                self._pair(path)

    def _skip(self) -> None:
        match = _BLANK.match(self.source, self.at)
        if match:
            self.at = match.end()

    def _line(self) -> int:
        return self.source.count("\n", 0, self.at) + 1


def _unquote(key: str) -> str:
    return str(tomllib.loads(f"key = {key}")["key"]) if key[0] in "\"'" else key
