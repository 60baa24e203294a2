"""Folding: one spelling for look-alike characters, stray spaces out, with an exact map back."""

import re
from functools import cache
from typing import NamedTuple

from gouji.lexicon import LexiconFile, entry_error, load
from gouji.model import Folded


class FoldFile(LexiconFile, frozen=True, kw_only=True):
    """`fold.toml`: `map` gives a single character its one spelling; `drop` lists characters that vanish."""

    map: dict[str, str]
    drop: str = ""


class TraditionalFile(LexiconFile, frozen=True, kw_only=True):
    """`traditional.toml`: the nth character of `traditional` is written as the nth of `simplified`; line ends aside."""

    traditional: str
    simplified: str


_SPACES = " \t\u00a0\u2000-\u200b\u3000\ufeff"
_WORD = re.compile(r"[A-Za-z]")
# A half-width comma that parts clauses, not the thousands of a number: beside something else than digits, or behind
# decimals (23.51,38.28).
_COMMA = re.compile(r"(?<![0-9]),|,(?![0-9])|(?:(?<=\.[0-9])|(?<=\.[0-9]{2})|(?<=\.[0-9]{3})|(?<=\.[0-9]{4})),")


class _Spelling(NamedTuple):
    """How characters are replaced, and where some vanish: runs of spaces, runs of dropped characters.

    strange: any character that is replaced or vanishes.
    """

    table: dict[int, str]
    vanishing: re.Pattern[str]
    strange: re.Pattern[str]


@cache
def _spelling(profile: str) -> _Spelling:
    file = load(profile, "fold", FoldFile)
    pairs = load(profile, "traditional", TraditionalFile)
    old, new = pairs.traditional.replace("\n", ""), pairs.simplified.replace("\n", "")
    if len(old) != len(new):
        cause = f"{len(old)} traditional characters, {len(new)} simplified ones"
        raise entry_error(profile, "traditional", ("simplified",), cause)
    drop = re.escape(file.drop)
    dropped = f"|(?:(?![{_SPACES}])[{drop}])+" if drop else ""
    table = dict(zip(map(ord, old), new, strict=True)) | {ord(a): b for a, b in file.map.items()}
    strange = f"[{_SPACES}{drop}{re.escape(''.join(map(chr, table)))}]"
    return _Spelling(table, re.compile(f"([{_SPACES}]+){dropped}"), re.compile(strange))


def fold(text: str, base: int = 0, profile: str = "generic") -> Folded:
    """`text` with look-alikes made one and spaces dropped, except between two Latin letters.

    `base` is added to every origin, so that a slice of a document maps straight to the document.
    Every replacement is one character for one: the map stays exact.
    """
    table, vanishing, strange = _spelling(profile)
    if "," in text:
        text = _COMMA.sub("，", text)
    if not strange.search(text):
        return Folded(text, tuple(range(base, base + len(text) + 1)))
    out: list[str] = []
    origin: list[int] = []
    at = 0
    for match in vanishing.finditer(text):
        start, end = match.span()
        if start > at:
            out.append(text[at:start].translate(table))
            origin.extend(range(base + at, base + start))
        at = end
        # A space stays only where it parts Latin words; between anything else it is layout.
        if match[1] and out and _WORD.match(out[-1], len(out[-1]) - 1) and _WORD.match(text, end):
            out.append(" ")
            origin.append(base + end - 1)
    out.append(text[at:].translate(table))
    origin.extend(range(base + at, base + len(text) + 1))
    return Folded("".join(out), tuple(origin))


def squeeze(text: str, profile: str = "generic") -> str:
    """`fold` without the map: for labels, headers, titles."""
    return fold(text, 0, profile).text if "," in text or _spelling(profile).strange.search(text) else text
