"""spaCy components: `nlp.add_pipe("gouji_claims")` in any pipeline, whatever its tokenizer and language.

The extraction itself knows nothing of spaCy; only this module imports it, which takes half a second.
"""

import re
from typing import TypeVar

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span

from gouji.extract import extract_text
from gouji.extract.quantities import scan
from gouji.language.fold import fold
from gouji.model import Claim, Quantity

QUANTITIES = "gouji_quantities"
CLAIMS = "gouji_claims"

_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]?")

T = TypeVar("T", Claim, Quantity)


class QuantityComponent:
    """Fills `doc.spans["gouji_quantities"]`, labelled by dimension, and `doc._.gouji_quantities`."""

    def __init__(self, profile: str) -> None:
        self.profile = profile

    def __call__(self, doc: Doc) -> Doc:
        """Mark every quantity of `doc`, sentence by sentence."""
        found: list[Quantity] = []
        for match in _SENTENCE.finditer(doc.text):
            found += scan(fold(match[0], match.start()), self.profile)[0]
        labels = [quantity.unit.dimension if quantity.unit else "number" for quantity in found]
        spans = [(quantity.span.start, quantity.span.end) for quantity in found if quantity.span]
        _mark(doc, QUANTITIES, list(zip(spans, labels, strict=True)))
        doc.user_data[QUANTITIES] = msgspec.json.encode(found)
        return doc


class ClaimComponent:
    """Fills `doc.spans["gouji_claims"]`, labelled by kind, and `doc._.gouji_claims`."""

    def __init__(self, profile: str) -> None:
        self.profile = profile

    def __call__(self, doc: Doc) -> Doc:
        """Mark every claim of `doc`."""
        claims = extract_text(doc.text, self.profile).claims
        _mark(doc, CLAIMS, [((claim.span.start, claim.span.end), claim.kind) for claim in claims])
        doc.user_data[CLAIMS] = msgspec.json.encode(claims)
        return doc


@Language.factory(QUANTITIES, default_config={"profile": "generic"}, assigns=["doc.spans"])
def make_quantities(nlp: Language, name: str, profile: str) -> QuantityComponent:
    """The component that finds quantities; `profile` names the lexicon profile."""
    return QuantityComponent(profile)


@Language.factory(CLAIMS, default_config={"profile": "generic"}, assigns=["doc.spans"])
def make_claims(nlp: Language, name: str, profile: str) -> ClaimComponent:
    """The component that finds claims; `profile` names the lexicon profile."""
    return ClaimComponent(profile)


def _mark(doc: Doc, group: str, found: list[tuple[tuple[int, int], str]]) -> None:
    """A span group with one span for each find, grown to whole tokens; `span.id_` is the index of the find."""
    spans = []
    for index, ((start, end), label) in enumerate(found):
        span = doc.char_span(start, end, label=label, span_id=str(index), alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[group] = spans


def _stored(doc: Doc, group: str, kind: type[T]) -> tuple[T, ...]:
    # Kept as bytes, so that documents with claims can be serialised and sent between processes.
    return msgspec.json.decode(doc.user_data.get(group, b"[]"), type=tuple[kind, ...])  # type: ignore[valid-type]


def _quantity(span: Span) -> Quantity | None:
    found = _stored(span.doc, QUANTITIES, Quantity)
    return found[int(span.id_)] if span.id_.isdecimal() and int(span.id_) < len(found) else None


def _claim(span: Span) -> Claim | None:
    found = _stored(span.doc, CLAIMS, Claim)
    return found[int(span.id_)] if span.id_.isdecimal() and int(span.id_) < len(found) else None


Doc.set_extension(QUANTITIES, getter=lambda doc: _stored(doc, QUANTITIES, Quantity), force=True)
Doc.set_extension(CLAIMS, getter=lambda doc: _stored(doc, CLAIMS, Claim), force=True)
Span.set_extension("gouji_quantity", getter=_quantity, force=True)
Span.set_extension("gouji_claim", getter=_claim, force=True)
