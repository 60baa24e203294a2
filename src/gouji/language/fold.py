"""Folding: one spelling for look-alike characters, stray spaces out, with an exact map back."""

import re
from functools import cache

from gouji.lexicon import LexiconFile, load
from gouji.model import Folded


class FoldFile(LexiconFile, frozen=True, kw_only=True):
    """`fold.toml`: `map` gives a single character its one spelling; `drop` lists characters that vanish."""

    map: dict[str, str]
    drop: str = ""


@cache
def _table(profile: str) -> dict[int, str | None]:
    file = load(profile, "fold", FoldFile)
    table: dict[int, str | None] = {ord(a): b for a, b in file.map.items()}
    table.update({ord(c): None for c in file.drop})
    return table


_SPACE = re.compile(r"[ \t\u00a0\u2000-\u200b\u3000\ufeff]+")
_WORD = re.compile(r"[A-Za-z]")


def fold(text: str, base: int = 0, profile: str = "generic") -> Folded:
    """`text` with look-alikes made one and spaces dropped, except between two Latin letters.

    `base` is added to every origin, so that a slice of a document maps straight to the document.
    Every replacement is one character for one: the map stays exact.
    """
    table = _table(profile)
    out: list[str] = []
    origin: list[int] = []
    for i, char in enumerate(text):
        if _SPACE.match(char):
            # A space stays only where it parts Latin words; between anything else it is layout.
            j = i + 1
            while j < len(text) and _SPACE.match(text[j]):
                j += 1
            keep = out and j < len(text) and i + 1 == j and _WORD.match(out[-1]) and _WORD.match(text[j])
            if keep:
                out.append(" ")
                origin.append(base + i)
            continue
        mapped = table.get(ord(char), char)
        if mapped is None:
            continue
        out.append(mapped)
        origin.append(base + i)
    origin.append(base + len(text))
    return Folded("".join(out), tuple(origin))


def squeeze(text: str, profile: str = "generic") -> str:
    """`fold` without the map: for labels, headers, titles."""
    return fold(text, 0, profile).text
