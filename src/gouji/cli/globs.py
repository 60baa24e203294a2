"""Paths by pattern: `*` and `?` within a name, `**` over any number of folders."""

import re
from functools import cache
from pathlib import Path

_PIECE = re.compile(r"\*\*/|/\*\*$|\*|\?|[^*?]", re.DOTALL)
_MEANING = {"**/": "(?:[^/]+/)*", "/**": "/.+", "*": "[^/]*", "?": "[^/]"}


def anchor(pattern: str, folder: Path) -> str:
    """The whole pattern for one that is relative to `folder`; one without a slash fits a name at any depth below."""
    return f"{folder.resolve().as_posix()}/{pattern.removeprefix('./') if '/' in pattern else f'**/{pattern}'}"


def head(pattern: str) -> Path | None:
    """The folder below which all that the whole `pattern` may fit lies; None where it names one path, at any depth or none."""
    parts = pattern.split("/")
    wild = [i for i, part in enumerate(parts) if "*" in part or "?" in part]
    return Path("/".join(parts[: wild[0]]) or "/") if wild and wild != [len(parts) - 2] else None


def fits(path: Path, pattern: str) -> bool:
    """Whether the whole `pattern` fits `path`."""
    return _compiled(pattern).fullmatch(path.resolve().as_posix()) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = [_MEANING.get(piece) or re.escape(piece) for piece in _PIECE.findall(pattern)]
    return re.compile("".join(parts), re.DOTALL)
