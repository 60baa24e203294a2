"""Results as an Excel workbook."""

from collections.abc import Sequence

from gouji.model import Report
from gouji.report.extra import need
from gouji.report.words import Language


class XlsxFormat:
    """`gouji check --format xlsx`: findings with links to their evidence, claims, facts, coverage, rules.

    Needs the extra `office`.
    """

    name = "xlsx"

    def __init__(self) -> None:
        need("openpyxl", self.name)

    def build(self, reports: Sequence[Report], *, lang: Language) -> bytes:
        """One workbook for all reports."""
        # All formats are loaded to know their names.
        from gouji.report.xlsx.book import write
        from gouji.report.xlsx.sheets import sheets

        return write(sheets(reports, lang), lang)
