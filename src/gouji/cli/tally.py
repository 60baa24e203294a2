"""What is left of reports once they have been written: what did not count, what went wrong, the exit status."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gouji.cli import baseline as base
from gouji.cli import output as out
from gouji.cli.suppressions import Seen, Suppressions, seen
from gouji.errors import InputError
from gouji.model import Failure, Report
from gouji.plugins import warn
from gouji.report import Language


class Tally:
    """What is left of the reports once they have been written."""

    def __init__(self) -> None:
        self.baseline: list[base.BaselineDocument] = []
        self._errors: list[Failure | None] = []
        self._remarks: list[str] = []
        self._seen: list[Seen] = []
        self._found = False

    def count(self, reports: Iterable[Report]) -> Iterator[Report]:
        """`reports`, each taken note of."""
        for report in reports:
            self.baseline.append(base.entry(report))
            self._errors.append(report.error)
            self._remarks += [f"{report.path}: {remark}" for remark in report.remarks]
            self._seen.append(seen(report))
            self._found = self._found or any(finding.suppression is None for finding in report.findings)
            yield report

    def complain(
        self, suppressions: Suppressions, inputs: Sequence[Path], others: Sequence[InputError], lang: Language
    ) -> None:
        """On standard error, what could not be read (`others`: companions), and what is suppressed to no purpose.

        inputs: what the command was called with, files and folders.
        """
        out.complain([*self._errors, *(Failure(error.code, error.words(lang)) for error in others)])
        for line in (*self._remarks, *suppressions.unused(self._seen, inputs, lang)):
            warn(f"gouji: {line}")

    def status(self, lenient: bool, others: Sequence[InputError]) -> int:
        """The exit status; lenient: findings are no failure. others: companions that could not be read."""
        if others or any(self._errors):
            return 2
        return 1 if self._found and not lenient else 0
