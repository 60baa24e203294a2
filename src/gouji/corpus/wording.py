"""Sentence forms filled in: “{slots}”, “(a|b)” and line breaks of a style's forms become pieces of paragraphs."""

import re
from collections.abc import Mapping
from random import Random

from gouji.corpus.chance import happens, pick
from gouji.corpus.document import Piece
from gouji.corpus.numbers import Number
from gouji.corpus.style import StyleFile
from gouji.errors import LexiconError

Pieces = tuple[Piece, ...]
Slot = str | Number | Pieces

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_SLOT = re.compile(r"\{([\w.]+)(:bare)?\}|(\n)")
_STEADY = 0.9
_TAGS = {
    "大于": "comparison", "小于": "comparison", "等于": "comparison", "高于": "comparison", "低于": "comparison",
    "增加": "direction", "减少": "direction", "增长": "direction", "下降": "direction", "降低": "direction",
}  # fmt: skip
_WORD = re.compile("(" + "|".join(_TAGS) + ")")


class Wording:
    """The forms of one style as one author uses them: mostly the same form in the same place."""

    def __init__(self, style: StyleFile, rng: Random, common: Mapping[str, Slot]) -> None:
        self.style = style
        self.rng = rng
        self.common = dict(common)
        self._habits: dict[str, str] = {}

    def has(self, key: str) -> bool:
        """Whether the style has a form for `key`."""
        return bool(self.style.forms.get(key))

    def form(self, key: str) -> str:
        """A form for `key`: the author's usual one, or now and then another."""
        if not self.has(key):
            raise LexiconError("lexicon.entry", f"style {self.style.schema} has no form {key!r}")
        usual = self._habits.setdefault(key, pick(self.rng, self.style.forms[key]))
        return usual if happens(self.rng, _STEADY) else pick(self.rng, self.style.forms[key])

    def paragraphs(self, key: str, /, **slots: Slot) -> list[Pieces]:
        """The form `key` filled in, one tuple of pieces for each of its paragraphs."""
        return self.fill(self.form(key), slots)

    def phrase(self, key: str, /, **slots: Slot) -> Pieces:
        """The form `key` filled in, as one run of pieces."""
        return tuple(piece for paragraph in self.paragraphs(key, **slots) for piece in paragraph)

    def fill(self, form: str, slots: Mapping[str, Slot]) -> list[Pieces]:
        """Any form filled in. Raises LexiconError for a slot that nobody fills."""
        text = form
        while match := _CHOICE.search(text):
            text = text[: match.start()] + pick(self.rng, match[1].split("|")) + text[match.end() :]
        found: list[list[Piece]] = [[]]
        at = 0
        for match in _SLOT.finditer(text):
            found[-1].extend(_plain(text[at : match.start()]))
            at = match.end()
            if match[3]:
                found.append([])
                continue
            name = match[1]
            value = slots[name] if name in slots else self.common.get(name)
            if value is None:
                raise LexiconError("lexicon.entry", f"style {self.style.schema}: nothing fills {{{name}}} in {form!r}")
            found[-1].extend(_pieces(value, bare=bool(match[2])))
        found[-1].extend(_plain(text[at:]))
        return [tuple(paragraph) for paragraph in found if paragraph]


def _pieces(value: Slot, *, bare: bool) -> Pieces:
    if isinstance(value, Number):
        return (value.piece(bare=bare),)
    return (Piece(value),) if isinstance(value, str) else value


def _plain(text: str) -> list[Piece]:
    """Literal words, with the words of direction and comparison as pieces of their own."""
    return [Piece(part, tag=_TAGS.get(part, "")) for part in _WORD.split(text) if part]
