"""Results for logs: one finding a line, without colours and without wrapping."""

from collections.abc import Iterable, Iterator, Sequence

from gouji.model import Report
from gouji.report import project
from gouji.report.layout import clean
from gouji.report.records import Finding
from gouji.report.words import Language, label


class LinesFormat:
    """`gouji check --format text`: “path:page:section: severity rule message [id]”, made for grep.

    Path and page (in a workbook the cell) are those of the finding. What is not known is empty. An input that could not be read has a line of its own with the
    code of the error, and so has each note on what was not checked.
    """

    name = "text"

    def render(self, reports: Sequence[Report], *, lang: Language, color: bool, width: int) -> str:
        """All findings that count, one a line."""
        return "".join(self.parts(reports, lang=lang, color=color, width=width))

    def parts(self, reports: Iterable[Report], *, lang: Language, color: bool, width: int) -> Iterator[str]:
        """The lines one by one."""
        for whole in reports:
            report = project.counting(whole)
            path = clean(report.path)
            if report.error:
                yield f"{path}::: {label('failed', lang)} {report.error.code} {clean(report.error.message)}\n"
            for note in report.notes:
                yield f"{path}::: {label('notes', lang)} {clean(note)}\n"
            for finding in project.findings(report, lang):
                yield f"{clean(finding.document or path)}:{_line(finding, lang)}\n"


def _line(finding: Finding, lang: Language) -> str:
    page = clean(finding.ref or "") if finding.page is None else finding.page
    place = f"{page}:{clean(finding.section or '')}"
    return f"{place}: {label(finding.severity, lang)} {finding.rule} {clean(finding.message)} [{finding.id}]"
