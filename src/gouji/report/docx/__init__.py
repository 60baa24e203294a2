"""Results as comments in the Word file that was checked."""

from gouji.model import Report
from gouji.report.words import Language


class DocxFormat:
    """`gouji check --format docx`: a copy of the file, each finding a comment of “gouji” at its very characters.

    A second run replaces the comments of gouji and leaves those of people, and those of gouji that somebody has
    answered or marked as done. Raises InputError ``input.docx_damaged`` for a file that cannot be written to.
    """

    name = "docx"
    marks = "docx"

    def annotate(self, data: bytes, report: Report, *, lang: Language) -> bytes:
        """The file in `data`, of which `report` speaks, with comments."""
        # All formats are loaded to know their names.
        from gouji.report.docx.write import annotate

        return annotate(data, report, lang)
