"""Claims, facts, templates and rules as text for a terminal."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import dedent

from rich.text import Text

from gouji.model import Failure, RuleCard
from gouji.report import words
from gouji.report.layout import clean, hang, pad, shorten
from gouji.report.records import Claim, ClaimsDocument, Fact, FactsDocument, Rule, Template, TemplatesDocument
from gouji.report.terminal import STYLES, to_text
from gouji.report.words import Language, label

_PLACES = 3
"""Places listed for one template; the count says how many there are."""


def claims(documents: Sequence[ClaimsDocument], *, lang: Language, color: bool, width: int) -> str:
    """Each claim with its cell, or the reason why it has none."""
    lines: list[Text] = []
    for document in documents:
        lines += _head(document.path, document.error, len(document.claims), "claims", lang, width)
        for claim in document.claims:
            lines += _claim(claim, lang, width)
        lines.append(Text())
    return to_text(lines, color, width)


def _claim(claim: Claim, lang: Language, width: int) -> Iterator[Text]:
    place = [label("page", lang, claim.page)] if claim.page is not None else []
    place += [label("section", lang, clean(claim.section))] if claim.section else []
    head = Text.assemble("  ", (label(claim.kind, lang), "cyan"), " ")
    yield from hang(head, "  ".join([shorten(claim.quote, 120), *place]), width)
    meaning = [part for part in (clean(claim.subject), clean(claim.measure), claim.period) if part]
    if claim.value is not None:
        meaning.append(f"{claim.value:f}{claim.unit or ''}")
    yield from hang(Text("      "), " · ".join(meaning), width, "dim")
    ref = claim.table_ref
    if ref:
        page = [clean(part) for part in (ref.document, ref.ref) if part]
        page += [label("page", lang, ref.page)] if ref.page is not None else []
        path = " · ".join([*page, clean(ref.table), clean(ref.row), clean(ref.column)])
        yield from hang(Text("    → ", "green"), f"{path}{label('colon', lang)}{ref.value:f}{ref.unit or ''}", width)
    elif claim.loose:
        yield from hang(Text("    × ", "yellow"), words.loose(claim.loose, lang), width)


def facts(documents: Sequence[FactsDocument], *, lang: Language, color: bool, width: int) -> str:
    """Each table row on a line: label, then column and cell as printed."""
    lines: list[Text] = []
    for document in documents:
        lines += _head(document.path, document.error, len(document.facts), "facts", lang, width)
        for _, cells in groupby(document.facts, key=lambda fact: fact.table):
            lines += _table(list(cells), lang, width)
        lines.append(Text())
    return to_text(lines, color, width)


def _table(cells: list[Fact], lang: Language, width: int) -> Iterator[Text]:
    first = cells[0]
    about = [clean(part) for part in (first.document, first.ref) if part]
    about += [label("page", lang, first.page)] if first.page is not None else []
    about += [part for part in (first.form, first.unit) if part]
    yield Text()
    yield from hang(Text("  "), f"{clean(first.title)}  {' · '.join(about)}", width, "bold")
    for _, row in groupby(cells, key=lambda fact: (fact.row_path, fact.row_code, fact.panel)):
        values = list(row)
        depth = values[0].row_path.count("/")
        name = " ".join(part for part in (values[0].row_code, clean(values[0].row)) if part)
        pairs = [f"{clean(fact.column)} {clean(fact.raw) or label('blank', lang)}" for fact in values]
        yield from hang(Text("  " * (depth + 1) + name + "  ", "cyan"), " · ".join(pairs), width)


def templates(documents: Sequence[TemplatesDocument], *, lang: Language, color: bool, width: int) -> str:
    """Each skeleton with its count and the first places where it stands."""
    lines: list[Text] = []
    for document in documents:
        lines += _head(document.path, document.error, len(document.templates), "templates", lang, width)
        for template in document.templates:
            lines += _template(template, lang, width)
        lines.append(Text())
    return to_text(lines, color, width)


def _template(template: Template, lang: Language, width: int) -> Iterator[Text]:
    yield from hang(Text(f"{template.count:>4} × ", "bold"), clean(template.skeleton), width)
    for place in template.places[:_PLACES]:
        where = [label("page", lang, place.page)] if place.page is not None else []
        where += [label("section", lang, clean(place.section))] if place.section else []
        fillers = " | ".join(clean(slot.filler) for slot in place.slots)
        yield from hang(Text("       "), "  ".join([*where, fillers]).strip(), width, "dim")
    if template.count > _PLACES:
        yield Text("       …", "dim")


def rules(listed: Iterable[Rule], *, lang: Language, color: bool, width: int) -> str:
    """A rule a line: id, severity, name."""
    lines: list[Text] = []
    for one in listed:
        severity = pad(label(one.severity, lang), 8)
        lines += hang(Text.assemble((pad(one.rule, 8), "bold"), " ", (severity, STYLES[one.severity])), one.name, width)
    return to_text(lines, color, width)


def explain(
    pages: Sequence[tuple[Sequence[str], RuleCard]],
    one: Rule,
    thresholds: Mapping[str, str],
    *,
    lang: Language,
    color: bool,
    width: int,
) -> str:
    """A rule's page: what it is about, what it looks at, its messages, how to set it.

    pages: the cards of profiles that have it differently, each with their names. thresholds: the values in force.
    """
    card = pages[0][1]
    head = Text.assemble((one.rule, "bold"), " ", (label(one.severity, lang), STYLES[one.severity]), " ")
    lines = [*hang(head, one.name, width, "bold"), Text()]
    for names, page in pages:
        if names:
            lines += hang(Text(), f"[{', '.join(names)}]", width, "bold")
        for paragraph in _paragraphs(dedent(page.doc).strip()):
            lines += hang(Text(" " * (len(paragraph) - len(paragraph.lstrip()))), paragraph.lstrip(), width)
    letters = [letter.strip() for letter in one.source.split(",") if f"source_{letter.strip()}" in words.KEYS]
    source = label("comma", lang).join(f"{letter} {label(f'source_{letter}', lang)}" for letter in letters)
    looks_at = _known(f"look_{one.looks_at}", one.looks_at, lang)
    needs = label("comma", lang).join(_known(f"need_{need}", need, lang) for need in one.needs)
    facts = [("looks_at", looks_at), ("needs", needs), ("source", source or one.source)]
    if "last_place" in words.messages(card, lang):
        facts.append(("computed", label("intervals", lang)))
    for key, value in [*facts, ("since", one.since)]:
        if value:
            lines += hang(Text(label(key, lang) + label("colon", lang), "dim"), value, width)
    for variant, template in words.messages(card, lang).items():
        lines += hang(Text.assemble((label("message", lang) + label("colon", lang), "dim")), template, width)
        if variant != "default":
            lines[-1].append(f"  [{variant}]", "dim")
    lines.append(Text(f"{label('configure', lang)}{label('colon', lang)}gouji.toml", "dim"))
    lines += [Text(f"    {line}") for line in _configuration(one, card, thresholds)]
    return to_text(lines, color, width)


def unchecked(code: str, why: str, *, lang: Language, color: bool, width: int) -> str:
    """Why an entry of the catalogue is no rule."""
    head = Text.assemble((code, "bold"), f" {label('unchecked', lang)}{label('colon', lang)}")
    return to_text(list(hang(head, why, width)), color, width)


def _known(key: str, name: str, lang: Language) -> str:
    """The words for what a rule looks at or needs; the name itself for keys of tables and what plugins name."""
    return label(key, lang) if key in words.KEYS else name


def _configuration(one: Rule, card: RuleCard, thresholds: Mapping[str, str]) -> Iterator[str]:
    yield f'ignore = ["{one.rule}"]'
    yield f'severity = {{ {one.rule} = "{"info" if one.severity == "warning" else "warning"}" }}'
    for name, value in thresholds.items():
        if f"`{name}`" in card.doc:
            yield f"thresholds = {{ {name} = {value} }}"


def _paragraphs(page: str) -> Iterator[str]:
    """The page with its source lines joined; an indented line, and one with a label (“Broken: …”), stands by itself."""
    for block in page.split("\n\n"):
        for piece in re.split(r"\n(?=[A-Z][a-z ]*:|[\u4e00-\u9fff]{2}：|    )", block):
            yield " ".join(piece.splitlines())
        yield ""


def _head(path: str, error: Failure | None, count: int, kind: str, lang: Language, width: int) -> Iterator[Text]:
    yield Text.assemble((clean(path), "bold"), "" if error else f"  {label(kind, lang)} {count}")
    if error:
        head = Text.assemble((label("failed", lang), STYLES["failed"]), " ")
        yield from hang(head, clean(f"[{error.code}] {error.message}"), width)
