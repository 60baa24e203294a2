"""Results as Markdown, to be put into a ticket: a list to tick off, each finding with its words and its proof."""

import re
from collections.abc import Iterable, Iterator, Sequence

from gouji.model import Report
from gouji.report import project
from gouji.report.families import families
from gouji.report.layout import clean
from gouji.report.records import Finding
from gouji.report.terminal import evidence_words, where
from gouji.report.words import SEVERITIES, Language, label, no_findings

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~!&$])")
_LEADING = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[-+=]))")
"""What would make a list or a rule of a line at its beginning: “1. ”, “- ”, “---”."""
_ADDRESS = re.compile(r"\b(https?|ftp)(?=://)|\b(www)(?=\.)", re.IGNORECASE)


class MarkdownFormat:
    """`gouji check --format md`."""

    name = "md"

    def render(self, reports: Sequence[Report], *, lang: Language, color: bool, width: int) -> str:
        """All reports, each under a heading of its own."""
        return "".join(self.parts(reports, lang=lang, color=color, width=width))

    def parts(self, reports: Iterable[Report], *, lang: Language, color: bool, width: int) -> Iterator[str]:
        """The reports one by one."""
        for i, report in enumerate(reports):
            yield ("\n" if i else "") + "\n".join(_document(report, lang)) + "\n"


def _document(whole: Report, lang: Language) -> Iterator[str]:
    report = project.counting(whole)
    document = project.checked_document(report, lang)
    yield f"# {_plain(document.title or document.path)}"
    yield ""
    yield f"`{clean(document.path).replace('`', '')}`"
    if document.error:
        yield ""
        yield _plain(f"{label('failed', lang)} [{document.error.code}] {document.error.message}")
        return
    for note in document.notes:
        yield ""
        yield _plain(f"{label('notes', lang)}{label('colon', lang)}{note}")
    made = families(document.findings)
    for severity in SEVERITIES:
        group = [family for family in made if family.severity == severity]
        if group:
            yield ""
            yield f"## {label('causes', lang, label(severity, lang), len(group))}"
            yield ""
        for family in group:
            yield from _finding(family.root, "", lang)
            for one in family.follows:
                yield from _finding(one, "  ", lang)
    if not made:
        yield ""
        yield no_findings(document.status, lang)
    suppressed = len(whole.findings) - len(report.findings)
    if suppressed:
        yield ""
        yield label("suppressed", lang, suppressed)


def _finding(finding: Finding, indent: str, lang: Language) -> Iterator[str]:
    place = " · ".join([*(_plain(part) for part in where(finding, lang)), f"`{finding.id}`"])
    yield f"{indent}- [ ] **{finding.rule} {_plain(finding.name)}** {place}"
    yield f"{indent}  {_plain(finding.message)}"
    if finding.quote:
        yield f"{indent}  > {_plain(finding.quote)}"
    for one in finding.evidence:
        yield f"{indent}  - {_plain(evidence_words(one, lang))}"
    if finding.hint:
        yield f"{indent}  - {label('hint', lang)}{label('colon', lang)}{_plain(finding.hint)}"


def _plain(text: str) -> str:
    """`text` on one line, with what Markdown would take for marks as itself, addresses no links."""
    marked = _LEADING.sub(r"\1\\", _SPECIAL.sub(r"\\\1", clean(text)))
    return _ADDRESS.sub(lambda match: f"{match[0]}\\", marked)
