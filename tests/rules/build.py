"""A compact builder of analyses: sentences of invented text, read by the real extraction, without files or tables."""

from gouji.check import View
from gouji.extract import extract
from gouji.model import Analysis, Block, Document, Finding, Section, Sentence, Span, Structure


def analysis(
    text: str,
    *,
    profile: str = "final-accounts",
    year: int | None = 2024,
    kind: str | None = None,
    headings: tuple[str, ...] = (),
) -> Analysis:
    """One paragraph a line, one sentence up to 。; all in one section of `kind`. Lines in `headings` are headings."""
    blocks, sentences, at = [], [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", Span(at, at + len(line))))
        begin = at
        for i, char in enumerate(line):
            if char in "。" or i == len(line) - 1:
                name = "heading" if line in headings else "prose"
                span = Span(begin, at + i + 1)
                sentences.append(Sentence(len(sentences), span, name, 0, len(blocks) - 1, ()))  # type: ignore[arg-type]
                begin = at + i + 1
        at += len(line) + 1
    section = Section(0, None, 1, "一", 1, "情况说明", kind, "一", Span(0, 0), Span(0, len(text)))
    document = Document("a.txt", "0", "text", text, tuple(blocks), (), ())
    structure = Structure("", None, year, (section,), tuple(sentences), ())
    found = extract(document, structure, profile)
    return Analysis(
        document=document,
        profile=profile,
        title="",
        unit_name=None,
        year=year,
        sections=(section,),
        sentences=tuple(sentences),
        claims=found.claims,
        reasons=found.reasons,
        mentions=found.mentions,
    )


def broken(rule: object, item: Analysis) -> list[Finding]:
    """All findings of one rule."""
    return [outcome.finding for outcome in outcomes(rule, item) if outcome.finding is not None]


def outcomes(rule: object, item: Analysis) -> list:  # type: ignore[type-arg]
    """All outcomes of one rule."""
    view = View(item)
    looks_at = rule.looks_at  # type: ignore[attr-defined]
    items = {"claim": item.claims, "sentence": item.sentences, "document": (item,)}[looks_at]
    return [outcome for one in items for outcome in rule.check(one, view)]  # type: ignore[attr-defined]


def show(item: Analysis) -> str:
    """The claims in a line each, for a person who debugs a case."""
    return "\n".join(
        f"{c.index} {c.kind} {c.concept.subject}|{c.concept.measure}|{c.concept.fund} {item.quote(c.span)!r}"
        f" about={c.about} against={c.against} whole={c.whole} all={c.exhaustive} base={c.base} {c.direction}"
        for c in item.claims
    )
