"""From the model to the records of the outside shape."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from gouji.language.quotes import nested
from gouji.lexicon import plain
from gouji.model import Analysis, Cell, Document, Failure, Link, Report, Row, RuleCard, Span, Table
from gouji.model import Claim as ModelClaim
from gouji.model import Evidence as ModelEvidence
from gouji.model import Finding as ModelFinding
from gouji.report import records, words
from gouji.report.words import Language


def check_result(reports: Sequence[Report], version: str, lang: Language) -> records.CheckResult:
    """What `gouji check --format json` writes; `version` is the program's."""
    lexicons = {profile: stamp for report in reports for profile, stamp in report.lexicons.items()}
    return records.CheckResult(
        records.SCHEMA_VERSION,
        records.Tool("gouji", version, dict(sorted(lexicons.items()))),
        tuple(checked_document(report, lang) for report in reports),
    )


def checked_document(report: Report, lang: Language) -> records.CheckedDocument:
    """One report in the outside shape."""
    analysis = report.analysis
    return records.CheckedDocument(
        path=report.path,
        sha256=report.sha256,
        title=(analysis.title or None) if analysis else None,
        unit=analysis.unit_name if analysis else None,
        year=analysis.year if analysis else None,
        profile=plain(analysis.profile) if analysis else None,
        status=report.status,
        error=report.error,
        notes=report.notes,
        coverage=coverage(report),
        runs=tuple(records.RuleEnding(one.rule, one.ending, one.checked, one.broken) for one in report.runs),
        findings=findings(report, lang),
        corrections=tuple(
            records.Correction(one.finding, nested(one.what), one.stated, one.value, one.unit, one.clears, one.rivals)
            for one in report.corrections
        ),
        files=tuple(records.SourceFile(one.path, one.sha256) for one in analysis.document.files) if analysis else (),
    )


def counting(report: Report) -> Report:
    """`report` without the findings that are known and do not count."""
    return msgspec.structs.replace(report, findings=tuple(one for one in report.findings if one.suppression is None))


def coverage(report: Report) -> records.Coverage:
    """The coverage of a report in the outside shape."""
    seen = report.coverage
    loose = {_spaced(why): count for why, count in sorted(seen.loose.items())}
    mentions = {_spaced(why): count for why, count in sorted(seen.mentions.items())}
    return records.Coverage(seen.amounts, seen.claims, seen.linked, seen.checked, loose, mentions)


def findings(report: Report, lang: Language) -> tuple[records.Finding, ...]:
    """The findings of a report, in words of `lang`, in the report's order."""
    document = report.analysis.document if report.analysis else None
    return tuple(_finding(one, report.cards, document, lang) for one in report.findings)


def _finding(
    one: ModelFinding, cards: Mapping[str, RuleCard], document: Document | None, lang: Language
) -> records.Finding:
    card = cards[one.rule]
    known = one.suppression
    return records.Finding(
        id=one.id,
        rule=one.rule,
        name=words.rule_name(card, lang),
        severity=one.severity,
        message=words.message(card, one, lang),
        hint=nested(one.hint) if one.hint else None,
        quote=one.quote,
        page=one.page,
        start=one.span.start,
        end=one.span.end,
        section=one.section,
        bbox=one.bbox,
        stated=one.stated,
        expected=one.expected,
        unit=one.unit,
        evidence=tuple(_evidence(proof, document) for proof in one.evidence),
        root=one.root,
        suppressed=records.Suppression(known.kind, known.reason) if known else None,
        document=one.document,
        ref=one.ref,
    )


def _evidence(one: ModelEvidence, document: Document | None) -> records.Evidence:
    return records.Evidence(
        kind=one.kind,
        page=one.page,
        table=one.table,
        row=one.row,
        column=one.column,
        quote=one.quote,
        value=one.value,
        unit=one.unit,
        document=one.document,
        ref=one.ref,
        confidence=document.confidence(one.span) if document and one.span else None,
    )


def claims_document(path: str, analysis: Analysis | None, error: Failure | None) -> records.ClaimsDocument:
    """The claims of one input; no analysis and an error if it could not be read."""
    return records.ClaimsDocument(path, error, claims(analysis) if analysis else ())


def facts_document(path: str, analysis: Analysis | None, error: Failure | None) -> records.FactsDocument:
    """The facts of one input; no analysis and an error if it could not be read."""
    return records.FactsDocument(path, error, facts(analysis) if analysis else ())


def templates_document(path: str, analysis: Analysis | None, error: Failure | None) -> records.TemplatesDocument:
    """The templates of one input; no analysis and an error if it could not be read."""
    return records.TemplatesDocument(path, error, templates(analysis) if analysis else ())


def claims(analysis: Analysis) -> tuple[records.Claim, ...]:
    """The claims of an analysis in the outside shape, in its order."""
    cells = analysis.cells()
    links = {link.claim: link for link in analysis.links}
    loose = {one.claim: _spaced(one.why) for one in analysis.loose}
    return tuple(
        _claim(analysis, claim, _table_ref(analysis, links.get(claim.index), cells), loose.get(claim.index))
        for claim in analysis.claims
    )


def _claim(
    analysis: Analysis, claim: ModelClaim, table_ref: records.TableRef | None, loose: str | None
) -> records.Claim:
    quantity, concept = claim.quantity, claim.concept
    path = concept.path if concept.subject in concept.path[-1:] else (*concept.path, concept.subject)
    period = concept.period or analysis.year
    return records.Claim(
        quote=analysis.quote(claim.span),
        sentence=analysis.quote(analysis.sentences[claim.sentence].span),
        page=_page(analysis, claim.span),
        start=claim.span.start,
        end=claim.span.end,
        section=_section(analysis, claim.section),
        kind=claim.kind,
        subject="/".join(name for name in path if name),
        measure=concept.measure,
        period=str(period) if period else None,
        value=quantity.value if quantity else None,
        unit=quantity.unit.label if quantity and quantity.unit else None,
        hedge=quantity.hedge if quantity else "exact",
        direction=claim.direction,
        table_ref=table_ref,
        loose=loose,
        confidence=analysis.document.confidence(claim.number) if claim.number else None,
    )


def _table_ref(analysis: Analysis, link: Link | None, cells: Mapping[str, Cell]) -> records.TableRef | None:
    """The linked cell; of several, their sum under the name that the link gives it."""
    if link is None:
        return None
    linked = [cells[one] for one in link.cells]
    first, table = linked[0], analysis.tables[linked[0].table]
    rows = [analysis.tables[cell.table].printed(cell)[0] for cell in linked]
    return records.TableRef(
        table=table.title,
        row=link.row or "+".join(rows),
        column=table.printed(first)[1],
        value=sum((_value(cell) or Decimal(0) for cell in linked), Decimal(0)),
        unit=_unit(table, first),
        page=first.place.page,
        document=analysis.document.beside(first.span),
        ref=first.place.ref,
    )


def facts(analysis: Analysis) -> tuple[records.Fact, ...]:
    """Every value cell of the tables as a tidy row, table by table in reading order."""
    return tuple(_fact(analysis, table, cell) for table in analysis.tables for cell in table.cells)


def _fact(analysis: Analysis, table: Table, cell: Cell) -> records.Fact:
    row, column = table.rows[cell.row], table.columns[cell.column]
    return records.Fact(
        path=analysis.document.path,
        table=table.index,
        form=table.form,
        title=table.title,
        year=table.year or analysis.year,
        panel=row.panel,
        row=table.printed(cell)[0],
        row_name=row.name,
        row_code=row.code,
        row_kind=row.kind,
        row_path="/".join(_lineage(table, row)),
        column=column.name,
        column_path=table.printed(cell)[1],
        measure=column.measure,
        raw=cell.raw,
        state=cell.state,
        value=_value(cell),
        unit=_unit(table, cell),
        page=cell.place.page,
        line=cell.place.line,
        bbox=cell.place.bbox,
        stored=cell.stored,
        document=analysis.document.beside(cell.span),
        ref=cell.place.ref,
        confidence=analysis.document.confidence(cell.span),
    )


def templates(analysis: Analysis) -> tuple[records.Template, ...]:
    """The sentence skeletons, the most repeated first, then in reading order."""
    ordered = sorted(analysis.templates, key=lambda one: (-len(one.sentences), one.sentences[:1]))
    found = []
    for template in ordered:
        places = []
        for index, slots in zip(template.sentences, template.slots, strict=True):
            sentence = analysis.sentences[index]
            places.append(
                records.TemplatePlace(
                    sentence=analysis.quote(sentence.span),
                    page=_page(analysis, sentence.span),
                    section=_section(analysis, sentence.section),
                    start=sentence.span.start,
                    end=sentence.span.end,
                    slots=tuple(records.Slot(s.kind, s.filler, s.span.start, s.span.end) for s in slots),
                )
            )
        kinds = tuple(slot.kind for slot in template.slots[0]) if template.slots else ()
        found.append(records.Template(template.skeleton, len(places), kinds, tuple(places)))
    return tuple(found)


def rule(card: RuleCard, looks_at: str, needs: Iterable[str], lang: Language) -> records.Rule:
    """A rule as `gouji rules` lists it."""
    return records.Rule(
        rule=card.code,
        name=words.rule_name(card, lang),
        severity=card.severity,
        source=card.source,
        since=card.since,
        looks_at=looks_at,
        needs=tuple(sorted(needs)),
    )


def _spaced(why: str) -> str:
    return why.replace("_", " ")


def _page(analysis: Analysis, span: Span) -> int | None:
    return analysis.document.place(span).page


def _section(analysis: Analysis, index: int | None) -> str | None:
    return None if index is None else analysis.sections[index].path


def _value(cell: Cell) -> Decimal | None:
    """The number in a cell; blank and dash are 0, words are None."""
    if cell.quantity is not None:
        return cell.quantity.value
    return None if cell.state == "text" else Decimal(0)


def _unit(table: Table, cell: Cell) -> str | None:
    unit = (cell.quantity.unit if cell.quantity else None) or table.unit
    return unit.label if unit else None


def _lineage(table: Table, row: Row) -> list[str]:
    """The labels from the top of the row's hierarchy down to the row."""
    chain: list[str] = []
    at: Row | None = row
    while at is not None:
        chain.append(at.label)
        at = None if at.parent is None else table.rows[at.parent]
    return chain[::-1]
