"""From the narrative to numeric claims."""

import re

import msgspec

from gouji.extract.builder import read_sentence
from gouji.extract.parts import mark_exhaustive, tie_backward, tie_changes, tie_shares
from gouji.extract.quantities import scan
from gouji.extract.state import State
from gouji.extract.subject import SubjectReader
from gouji.extract.words import words
from gouji.language.fold import fold
from gouji.language.subjects import subjects
from gouji.model import Claim, Document, Folded, Mention, Reason, Section, Sentence, Span, Structure

__all__ = ["Extraction", "extract", "extract_text"]

_AMOUNT_END = ("元", "万元", "亿元", "%")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")


class Extraction(msgspec.Struct, frozen=True):
    """Claims, stated causes, and the numbers that are no claims, each in document order."""

    claims: tuple[Claim, ...]
    reasons: tuple[Reason, ...]
    mentions: tuple[Mention, ...]


def extract(document: Document, structure: Structure, profile: str) -> Extraction:
    """The claims of a document's prose. Raises LexiconError where the profile's lexicons are broken."""
    return _run(document.text, structure.sentences, structure.sections, profile, structure.unit_name, structure.year)


def extract_text(text: str, profile: str = "generic", year: int | None = None) -> Extraction:
    """The claims of a bare text without sections, spans in `text`; `year` is the year that it reports on."""
    sentences: list[Sentence] = []
    for match in _SENTENCE.finditer(text):
        if match.group().strip():
            sentences.append(Sentence(len(sentences), Span(*match.span()), "prose", None, 0, ()))
    return _run(text, tuple(sentences), (), profile, None, year)


def _stands_for_amount(folded: Folded, mention: Mention) -> bool:
    """Whether an amount should stand there that cannot be read: a broken number, or the form's XX before a unit."""
    if mention.why == "residue":
        return folded.text.startswith(_AMOUNT_END, folded.find(mention.span.end))
    return mention.why == "malformed"


def _run(
    text: str,
    sentences: tuple[Sentence, ...],
    sections: tuple[Section, ...],
    profile: str,
    unit_name: str | None,
    year: int | None,
) -> Extraction:
    lexicon, known = words(profile), subjects(profile)
    state = State(lexicon, SubjectReader(lexicon, known, unit_name, year), sections)
    mentions: list[Mention] = []
    for sentence in sentences:
        if sentence.kind != "prose":
            continue
        folded = fold(sentence.span.cut(text), sentence.span.start)
        quantities, others = scan(folded, profile)
        mentions += others
        unread = [mention.span for mention in others if _stands_for_amount(folded, mention)]
        read_sentence(state, sentence, folded, list(quantities), unread)
    mark_exhaustive(state.claims, known, lexicon)
    tie_backward(state.claims, lexicon)
    tie_changes(state.claims)
    tie_shares(state.claims, state.waiting)
    return Extraction(tuple(state.claims), tuple(state.reasons), tuple(mentions))
