"""Segmentation: what the parts of a document are: sections, sentences, tables, and whose report it is."""

from gouji.language.fold import squeeze
from gouji.model import Document, Structure
from gouji.segment.identity import choose_profile, cover_blocks, find_title, find_unit, find_year
from gouji.segment.outline import Outline
from gouji.segment.sentences import build_sentences
from gouji.segment.tables import build_tables
from gouji.segment.titles import identity, kinds

__all__ = ["choose_profile", "segment"]


def segment(document: Document, profile: str) -> Structure:
    """The structure of a document as `profile` understands it. Raises LexiconError for a broken or unknown profile."""
    found = build_tables(document, profile)
    titles, words = kinds(profile), identity(profile)
    front = cover_blocks(document, found.captions, titles)
    outline = Outline(document, titles, found.captions.union(found.notes, front))
    sections = outline.sections()
    lines = (squeeze(document.blocks[i].span.cut(document.text)) for i in front)
    cover = [line for line in lines if not words.is_aside(line)]
    heads = [*found.heads, *(squeeze(document.blocks[i].span.cut(document.text)) for i in sorted(found.captions))]
    return Structure(
        title=find_title(cover, words),
        unit_name=find_unit(cover, sections, heads, words),
        year=find_year(cover, sections, heads, squeeze(document.text), words),
        sections=sections,
        sentences=build_sentences(document, outline, found.captions, found.notes, frozenset(front)),
        tables=found.tables,
    )
