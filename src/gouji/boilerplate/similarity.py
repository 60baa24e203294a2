"""How much two wordings share: words of a private tokenizer, compared as sets."""

import sys
from decimal import Decimal
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from gouji.boilerplate.phrases import phrases

if TYPE_CHECKING:
    import jieba

_WORTH = Decimal("0.25")


def similarity(a: str, b: str, profile: str) -> Decimal:
    """The share of common words among all words of two folded texts, from 0 to 1 (Jaccard).

    Texts that share less than a quarter of their character pairs are not even taken apart into words: that keeps
    the tokenizer from being loaded for nothing. Take numbers out before.
    """
    if _jaccard(_pairs(a), _pairs(b)) < _WORTH:
        return Decimal(0)
    tokenizer = _tokenizer(profile)
    return _jaccard(frozenset(tokenizer.cut(a)), frozenset(tokenizer.cut(b)))


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _jaccard(a: frozenset[str], b: frozenset[str]) -> Decimal:
    return Decimal(len(a & b)) / Decimal(len(a | b)) if a or b else Decimal(0)


@cache
def _tokenizer(profile: str) -> "jieba.Tokenizer":
    """A tokenizer that knows the lexicons' words and nothing else: the global one leaks between its users."""
    jieba = _jieba()
    tokenizer = jieba.Tokenizer()
    tokenizer.initialized = True  # or the first word added would load jieba's own dictionary of 350,000 words
    for word in phrases(profile).vocabulary():
        tokenizer.add_word(word, freq=10)
    return tokenizer


def _jieba() -> ModuleType:
    """The library, without what it would load only to find its own dictionary: that takes longer than all the rest."""
    wanted = "pkg_resources" not in sys.modules
    if wanted:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        return import_module("jieba")
    finally:
        if wanted:
            del sys.modules["pkg_resources"]
