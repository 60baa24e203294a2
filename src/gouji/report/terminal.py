"""Results for the eye, in a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from gouji.model import Report
from gouji.model.finding import Ending
from gouji.report import project
from gouji.report.families import Family, families
from gouji.report.layout import clean, hang, pad, shorten
from gouji.report.records import CheckedDocument, Evidence, Finding
from gouji.report.words import SEVERITIES, Language, label, loose, mention, no_findings

STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan", "failed": "bold red"}
_QUOTE = 120
_ENDINGS: tuple[Ending, ...] = ("ran", "nothing_to_check", "crashed", "off")


class TerminalFormat:
    """`gouji check --format terminal`: coverage, findings by severity with their evidence, endings of rules."""

    name = "terminal"

    def render(self, reports: Sequence[Report], *, lang: Language, color: bool, width: int) -> str:
        """All reports, each under its path, and one line that sums up."""
        documents = [project.checked_document(project.counting(report), lang) for report in reports]
        lines: list[Text] = []
        for document in documents:
            lines += [*_document(document, lang, width), Text()]
        suppressed = sum(one.suppression is not None for report in reports for one in report.findings)
        lines += _summary(documents, suppressed, lang, width)
        return to_text(lines, color, width)


def to_text(lines: Sequence[Text], color: bool, width: int) -> str:
    """Styled lines as a string, with escape sequences only if `color`."""
    sink = StringIO()
    console = Console(
        file=sink, width=width, force_terminal=color, color_system="standard" if color else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    for line in lines:
        line.rstrip()
        console.print(line, soft_wrap=True)
    return sink.getvalue()


def _document(document: CheckedDocument, lang: Language, width: int) -> Iterator[Text]:
    yield Text(clean(document.path), "bold")
    if document.error:
        head = Text.assemble((label("failed", lang), STYLES["failed"]), " ")
        yield from hang(head, clean(f"[{document.error.code}] {document.error.message}"), width)
        return
    year = label("year", lang, document.year) if document.year else None
    about = [clean(part) for part in (document.title, document.unit, year, document.profile) if part]
    yield from hang(Text(), " · ".join(about), width)
    yield from _coverage(document, lang, width)
    for note in document.notes:
        yield from hang(Text.assemble((label("notes", lang), "bold yellow"), "  "), clean(note), width)
    made = families(document.findings)
    for severity in SEVERITIES:
        group = [family for family in made if family.severity == severity]
        if group:
            yield Text()
            yield Text(label("causes", lang, label(severity, lang), len(group)), STYLES[severity])
        for family in group:
            yield from _family(family, lang, width)
    if sum(one.clears for one in document.corrections) > 1:
        yield Text()
        yield from _corrections(document, lang, width)
    if not made:
        yield Text()
        yield Text(no_findings(document.status, lang), "green" if document.status == "ok" else "")


def _coverage(document: CheckedDocument, lang: Language, width: int) -> Iterator[Text]:
    coverage = document.coverage
    parts = [f"{label(key, lang)} {getattr(coverage, key)}" for key in ("amounts", "claims", "linked", "checked")]
    for key, counts, say in (("loose", coverage.loose, loose), ("mentions", coverage.mentions, mention)):
        if counts:
            reasons = label("comma", lang).join(f"{say(why, lang)} {n}" for why, n in counts.items())
            parts.append(f"{label(key, lang)} {sum(counts.values())}" + label("brackets", lang, reasons))
    yield from hang(Text(label("coverage", lang) + "  ", "bold"), " · ".join(parts), width)
    endings = Counter(run.ending for run in document.runs)
    parts = [label(f"count_{ending}", lang, endings[ending]) for ending in _ENDINGS if endings[ending]]
    crashed = [run.rule for run in document.runs if run.ending == "crashed"]
    if crashed:
        parts.append(label("crashed", lang) + label("colon", lang) + " ".join(crashed))
    yield from hang(Text(label("rules", lang) + "  ", "bold"), " · ".join(parts), width)


def _corrections(document: CheckedDocument, lang: Language, width: int) -> Iterator[Text]:
    """The fewest values to correct, a line each."""
    cleared = sum(one.clears for one in document.corrections)
    yield Text(label("fewest", lang, len(document.corrections), cleared), "bold")
    for one in document.corrections:
        unit = one.unit or ""
        rivals = label("rivals", lang, one.rivals) if one.rivals else ""
        change = f"{clean(one.what)}{label('colon', lang)}{one.stated} → {one.value}{unit}{rivals}"
        yield from hang(Text("  "), change, width)


def _family(family: Family, lang: Language, width: int) -> Iterator[Text]:
    root = family.root
    yield from _head(root, lang, width, "  ")
    yield from hang(Text("    "), clean(root.message), width)
    if root.quote:
        yield from hang(_key("stated", lang, "    "), shorten(root.quote, _QUOTE), width, "italic")
    for i, one in enumerate(root.evidence):
        key = _key("evidence", lang, "    ")
        yield from hang(key if i == 0 else Text(" " * key.cell_len), evidence_words(one, lang), width)
    if root.hint:
        yield from hang(_key("hint", lang, "    "), clean(root.hint), width)
    for follower in family.follows:
        yield from _head(follower, lang, width, "    └ ", mark=True)
        yield from hang(Text("      "), clean(follower.message), width)
        if follower.quote:
            yield from hang(_key("stated", lang, "      "), shorten(follower.quote, _QUOTE), width, "italic")


def _head(finding: Finding, lang: Language, width: int, indent: str, mark: bool = False) -> Iterator[Text]:
    head = Text.assemble(indent, (finding.rule, STYLES[finding.severity]), " ")
    place = " · ".join([*where(finding, lang), finding.id])
    words = clean(finding.name)
    if mark:
        words += label("brackets", lang, f"{label('follows', lang)} · {label(finding.severity, lang)}")
    yield from hang(head, f"{words}  {place}", width, "bold")


def _key(key: str, lang: Language, indent: str) -> Text:
    widest = max(cell_len(label(other, lang)) for other in ("stated", "evidence", "hint"))
    return Text.assemble(indent, (pad(label(key, lang), widest), "dim"), "  ")


def where(finding: Finding, lang: Language) -> list[str]:
    """The page and section of a finding, as far as known, in words."""
    place = [clean(one) for one in (finding.document, finding.ref) if one]
    if finding.page is not None:
        place.append(label("page", lang, finding.page))
    if finding.section:
        place.append(label("section", lang, clean(finding.section)))
    return place


def evidence_words(one: Evidence, lang: Language) -> str:
    """A piece of evidence on one line: where it stands and what it says."""
    page = [clean(part) for part in (one.document, one.ref) if part]
    page += [label("page", lang, one.page)] if one.page is not None else []
    if one.kind == "cell":
        path = " · ".join([*page, *(clean(part) for part in (one.table, one.row, one.column) if part)])
        value = clean(one.value + (one.unit or "")) if one.value else label("blank", lang)
        return path + label("colon", lang) + value
    head = ("" if lang == "zh" and not one.document else " ").join([*page, label(one.kind, lang)])
    return head + label("colon", lang) + shorten(one.quote, _QUOTE)


def _summary(documents: Sequence[CheckedDocument], suppressed: int, lang: Language, width: int) -> Iterator[Text]:
    counts = Counter(finding.severity for document in documents for finding in document.findings)
    parts = [label("documents", lang, len(documents))]
    unreadable = sum(document.status == "failed" for document in documents)
    if unreadable:
        parts.append(label("unreadable", lang, unreadable))
    parts += [label(f"count_{severity}", lang, counts[severity]) for severity in SEVERITIES]
    if suppressed:
        parts.append(label("suppressed", lang, suppressed))
    yield from hang(Text(), " · ".join(parts), width, "bold")
