"""Sentences with their clauses, kinds and sections."""

from gouji.model import Document, Sentence, Span
from gouji.model.structure import SentenceKind
from gouji.segment.outline import Outline
from gouji.segment.split import clauses, sentence_spans


def build_sentences(
    document: Document, outline: Outline, captions: frozenset[int], notes: frozenset[int], cover: frozenset[int]
) -> tuple[Sentence, ...]:
    """The sentences of all paragraph blocks in order; around tables they are captions and notes, the cover is heading."""
    known = {piece.index: piece.sentences for piece in outline.pieces()}
    found: list[Sentence] = []
    section: int | None = None
    for index, block in enumerate(document.blocks):
        if block.kind != "paragraph":
            continue
        spans = known.get(index) or sentence_spans(document.text, block.span)
        for span in spans:
            kind: SentenceKind = "prose"
            if index in captions or span.start in outline.figures:
                kind = "caption"
            elif index in notes:
                kind = "note"
            elif index in cover or span.start in outline.headings:
                kind = "heading"
            section = outline.of.get(span.start, section)
            found.append(_sentence(document, span, kind, section, index, len(found)))
    return tuple(found)


def _sentence(
    document: Document, span: Span, kind: SentenceKind, section: int | None, block: int, index: int
) -> Sentence:
    page = document.place(span).page
    return Sentence(index, span, kind, section, block, clauses(document.text, span), page)
