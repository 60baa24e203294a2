"""Results as JSON Lines: one document a line, each line a whole result that fits the schema of `check`."""

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version

from gouji.model import Report
from gouji.report import project
from gouji.report.jsonform import to_line
from gouji.report.words import Language


class JsonLinesFormat:
    """`gouji check --format jsonl`."""

    name = "jsonl"

    def render(self, reports: Sequence[Report], *, lang: Language, color: bool, width: int) -> str:
        """All reports, one a line."""
        return "".join(self.parts(reports, lang=lang, color=color, width=width))

    def parts(self, reports: Iterable[Report], *, lang: Language, color: bool, width: int) -> Iterator[str]:
        """The lines one by one."""
        for report in reports:
            yield to_line(project.check_result([report], version("gouji"), lang))
