"""What stands in the workbook: rows of values, with links from one to another."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import PurePath

import msgspec
from rich.cells import cell_len

from gouji.model import Analysis, Report
from gouji.model.finding import Severity
from gouji.report import project
from gouji.report.records import CheckedDocument, Claim, Fact
from gouji.report.terminal import evidence_words
from gouji.report.words import Language, label, loose, mention

Value = str | int | Decimal | None


class Column(msgspec.Struct, frozen=True):
    """A column: its heading by language, and its width in Latin characters, of which a Chinese one takes two."""

    zh: str
    en: str
    width: int = 10


class Sheet(msgspec.Struct):
    """A sheet. links: from (row, column) of it to a row of the sheet of that key, rows counted from 0.

    severities: the column that is coloured by severity, and the severity of each row.
    """

    key: str
    columns: tuple[Column, ...]
    rows: list[tuple[Value, ...]] = msgspec.field(default_factory=list)
    links: dict[tuple[int, int], tuple[str, int]] = msgspec.field(default_factory=dict)
    colored: int | None = None
    severities: list[Severity] = msgspec.field(default_factory=list)

    def link(self, column: str, key: str, row: int | None) -> None:
        """Lead from the last row's cell in the column (its English heading) to a row of a sheet, if there is one."""
        if row is not None:
            names = [one.en for one in self.columns]
            self.links[len(self.rows) - 1, names.index(column)] = (key, row)


_NARROW, _WIDE = 10, 44
_FILE = Column("文件", "file")
_PAGE = Column("页", "page", 6)
_SECTION = Column("章节", "section", 14)
_CELL = Column("单元格", "cell", 16)
_UNIT = Column("单位", "unit", 8)
_FINDINGS = (
    _FILE, Column("程度", "severity", 8), Column("规则", "rule", 9), Column("名称", "name", 24),
    Column("说明", "message", 60), Column("原文", "quote", 44), Column("现为", "stated", 16),
    Column("应为", "expected", 16), _UNIT, _PAGE, _CELL, _SECTION, Column("依据数", "proofs", 7), Column("依据", "evidence", 50), Column("推测", "hint", 28),
    Column("由此引起", "follows", 15), Column("编号", "id", 15),
)  # fmt: skip
_EVIDENCE = (
    _FILE, Column("发现", "finding", 15), Column("种类", "kind", 8), Column("原文", "quote", 50), Column("数值", "value", 16),
    _UNIT, _PAGE, Column("表", "table", 34), Column("行", "row", 26), Column("栏", "column", 22),
    Column("出处", "document", 20), _CELL, Column("所在", "place", 14),
)  # fmt: skip
_CLAIMS = (
    _FILE, _SECTION, _PAGE, Column("种类", "kind", 8), Column("项目", "subject", 36), Column("口径", "measure", 12),
    Column("年度", "period", 8), Column("数值", "value", 16), _UNIT, Column("原文", "quote", 50),
    Column("表", "table", 34), Column("行", "row", 26), Column("栏", "column", 22), Column("表中数值", "in the table", 16),
    Column("表中单位", "its unit", 9), Column("未对应", "loose", 16),
)  # fmt: skip
_FACTS = (
    _FILE, Column("表", "table", 44), Column("年度", "year", 8), Column("行", "row", 34), Column("编码", "code", 11),
    Column("栏", "column", 30), Column("口径", "measure", 12), Column("原文", "as printed", 16), Column("数值", "value", 16),
    _UNIT, _PAGE, _CELL,
)  # fmt: skip
_COVERAGE = (
    _FILE, Column("标题", "title", 40), Column("单位名称", "body", 24), Column("年度", "year", 8), Column("种类", "profile", 16),
    Column("状态", "status", 12), Column("错误", "errors", 8), Column("警告", "warnings", 8), Column("提示", "infos", 8),
    Column("已豁免", "suppressed", 8), Column("正文数字", "numbers", 10), Column("数字陈述", "claims", 10),
    Column("对应到表格", "linked", 12), Column("已核对", "checked", 10), Column("未对应", "loose", 40),
    Column("非陈述数字", "other numbers", 40), Column("未核对", "not checked", 60),
)  # fmt: skip
_RULES = (
    _FILE, Column("规则", "rule", 9), Column("名称", "name", 36), Column("程度", "severity", 8), Column("结果", "ending", 16),
    Column("核对次数", "comparisons", 12), Column("不符", "broken", 8), Column("说明", "detail", 50),
)  # fmt: skip


class _Book(msgspec.Struct):
    """All sheets, each to be filled report by report."""

    findings: Sheet
    evidence: Sheet
    claims: Sheet
    facts: Sheet
    coverage: Sheet
    rules: Sheet


def sheets(reports: Sequence[Report], lang: Language) -> tuple[Sheet, ...]:
    """The sheets of all reports together."""
    book = _Book(
        Sheet("findings", _FINDINGS, colored=1),
        Sheet("evidence", _EVIDENCE),
        Sheet("claims", _CLAIMS),
        Sheet("facts", _FACTS),
        Sheet("coverage", _COVERAGE),
        Sheet("rules", _RULES),
    )
    names = _names(reports)
    for whole in reports:
        report = project.counting(whole)
        name = names[report.path]
        document = project.checked_document(report, lang)
        cells: dict[str, int] = {}
        clauses: dict[tuple[int, int], int] = {}
        if report.analysis:
            cells = _facts(book.facts, name, report.analysis)
            clauses = _claims(book.claims, name, report.analysis, cells, lang)
        _findings(book, name, report, document, cells, clauses, lang)
        _coverage(book.coverage, document, len(whole.findings) - len(report.findings), lang)
        _rules(book.rules, name, report, lang)
    made = (book.findings, book.evidence, book.claims, book.facts, book.coverage, book.rules)
    for sheet in made:
        _fit_files(sheet)
    return made


def _fit_files(sheet: Sheet) -> None:
    """Make the first column as wide as the names of the files, within reason."""
    longest = max((cell_len(str(row[0])) for row in sheet.rows), default=0)
    file, *others = sheet.columns
    # A line has to stay free at its end: see `book`.
    width = min(max(longest + longest // 8 + 3, _NARROW), _WIDE)
    sheet.columns = (msgspec.structs.replace(file, width=width), *others)


def _names(reports: Sequence[Report]) -> dict[str, str]:
    """What the reports are called in the rows: the names of their files, whole paths where two have one name."""
    names = {report.path: PurePath(report.path).name or report.path for report in reports}
    counts = Counter(names.values())
    return {path: name if counts[name] == 1 else path for path, name in names.items()}


def _facts(sheet: Sheet, path: str, analysis: Analysis) -> dict[str, int]:
    """The table cells; gives the row of each cell by its id."""
    found = {}
    ids = [cell.id for table in analysis.tables for cell in table.cells]
    for key, one in zip(ids, project.facts(analysis), strict=True):
        found[key] = len(sheet.rows)
        sheet.rows.append(_fact(path, one))
    return found


def _fact(path: str, one: Fact) -> tuple[Value, ...]:
    return (
        one.document or path, one.title, one.year, one.row, one.row_code, one.column_path, one.measure, one.raw, one.value, one.unit, one.page,
        one.ref,
    )  # fmt: skip


def _claims(
    sheet: Sheet, path: str, analysis: Analysis, cells: Mapping[str, int], lang: Language
) -> dict[tuple[int, int], int]:
    """The claims, each with a link to the first cell that it restates; gives the first row by span."""
    found: dict[tuple[int, int], int] = {}
    links = {link.claim: link.cells[0] for link in analysis.links if link.cells}
    for claim, one in zip(analysis.claims, project.claims(analysis), strict=True):
        found.setdefault((one.start, one.end), len(sheet.rows))
        sheet.rows.append(_claim(path, one, lang))
        sheet.link("table", "facts", cells.get(links.get(claim.index, "")))
    return found


def _claim(path: str, one: Claim, lang: Language) -> tuple[Value, ...]:
    at = one.table_ref
    table = (at.table, at.row, at.column, at.value, at.unit) if at else (None,) * 5
    return (
        path, one.section, one.page, label(one.kind, lang), one.subject, one.measure, one.period, one.value, one.unit,
        one.quote, *table, one.loose and loose(one.loose, lang),
    )  # fmt: skip


def _findings(
    book: _Book,
    path: str,
    report: Report,
    document: CheckedDocument,
    cells: Mapping[str, int],
    clauses: Mapping[tuple[int, int], int],
    lang: Language,
) -> None:
    """The findings, each with a link to its first row of evidence, and that with links back and to its place."""
    for finding, one in zip(report.findings, document.findings, strict=True):
        row = len(book.findings.rows)
        proofs = "\n".join(evidence_words(proof, lang) for proof in one.evidence)
        book.findings.rows.append(
            (
                one.document or path, label(one.severity, lang), one.rule, one.name, one.message, one.quote, one.stated, one.expected,
                one.unit, one.page, one.ref, one.section, len(one.evidence) or None, proofs, one.hint, one.root, one.id,
            )
        )  # fmt: skip
        book.findings.severities.append(one.severity)
        # Not on the evidence itself: programs show a link on one line.
        book.findings.link("proofs", "evidence", len(book.evidence.rows) if one.evidence else None)
        for known, proof in zip(finding.evidence, one.evidence, strict=True):
            place = cells.get(known.cell or "")
            clause = clauses.get((known.span.start, known.span.end)) if known.span and place is None else None
            key = "facts" if place is not None else "claims"
            target = clause if place is None else place
            book.evidence.rows.append(
                (
                    path, one.id, label(proof.kind, lang), proof.quote, proof.value, proof.unit, proof.page, proof.table,
                    proof.row, proof.column, proof.document, proof.ref, None if target is None else label(key, lang),
                )
            )  # fmt: skip
            book.evidence.link("finding", "findings", row)
            book.evidence.link("place", key, target)


def _coverage(sheet: Sheet, one: CheckedDocument, suppressed: int, lang: Language) -> None:
    seen = one.coverage
    counts = [
        sum(finding.severity == severity for finding in one.findings) for severity in ("error", "warning", "info")
    ]
    comma = label("comma", lang)
    error = f"[{one.error.code}] {one.error.message}" if one.error else ""
    sheet.rows.append(
        (
            one.path, one.title, one.unit, one.year, one.profile, label(one.status, lang), *counts, suppressed, seen.amounts,
            seen.claims, seen.linked, seen.checked, comma.join(f"{loose(why, lang)} {n}" for why, n in seen.loose.items()),
            comma.join(f"{mention(why, lang)} {n}" for why, n in seen.mentions.items()),
            "\n".join([*one.notes, error] if error else one.notes),
        )
    )  # fmt: skip


def _rules(sheet: Sheet, path: str, report: Report, lang: Language) -> None:
    for run in report.runs:
        card = report.cards.get(run.rule)
        name = (card.name.get(lang) or card.name.get("zh")) if card else None
        severity = label(card.severity, lang) if card else None
        sheet.rows.append(
            (path, run.rule, name, severity, label(run.ending, lang), run.checked, run.broken, run.detail)
        )
