"""Results as annotations of GitHub Actions: one workflow command a finding, shown beside the line that it speaks of."""

from collections.abc import Iterable, Iterator, Sequence

from gouji.model import Finding, Report
from gouji.report import project
from gouji.report.layout import clean
from gouji.report.records import Finding as Record
from gouji.report.words import Language, label

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


class GithubFormat:
    """`gouji check --format github`."""

    name = "github"

    def render(self, reports: Sequence[Report], *, lang: Language, color: bool, width: int) -> str:
        """All findings that count, one a line."""
        return "".join(self.parts(reports, lang=lang, color=color, width=width))

    def parts(self, reports: Iterable[Report], *, lang: Language, color: bool, width: int) -> Iterator[str]:
        """The lines one by one."""
        for whole in reports:
            report = project.counting(whole)
            if report.error:
                yield _line("error", f"[{report.error.code}] {report.error.message}", file=report.path)
            for finding, record in zip(report.findings, project.findings(report, lang), strict=True):
                yield _annotation(report, finding, record, lang)


def _annotation(report: Report, finding: Finding, record: Record, lang: Language) -> str:
    places = report.analysis.document.places(finding.span) if report.analysis and not finding.document else ()
    lines = [place.line for place in places if place.line is not None]
    where = {"line": str(lines[0]), "endLine": str(lines[-1])} if lines else {}
    page = f"{label('page', lang, record.page)} " if record.page is not None else ""
    message = "\n".join(part for part in (f"{page}{record.message}", record.quote, record.hint) if part)
    title = f"{record.rule} {record.name}"
    return _line(_LEVELS[record.severity], message, file=report.path, **where, title=title)


def _line(level: str, message: str, **properties: str) -> str:
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    body = "\n".join(clean(line) for line in message.splitlines())
    return f"::{level} {said}::{_data(body)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(clean(text)).replace(":", "%3A").replace(",", "%2C")
