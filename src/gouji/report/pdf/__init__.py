"""Results as highlights in the PDF that was checked."""

from gouji.model import Report
from gouji.report.extra import need
from gouji.report.words import Language


class PdfFormat:
    """`gouji check --format pdf`: the file with an update at its end, each finding a highlight with a note.

    A second run replaces the highlights of gouji and leaves those of people, and those of gouji that somebody has
    answered. Needs the extra `office`. Raises InputError ``input.pdf_encrypted`` and ``input.pdf_damaged`` for files that
    nothing can be added to.
    """

    name = "pdf"
    marks = "pdf"

    def __init__(self) -> None:
        need("pypdf", self.name)

    def annotate(self, data: bytes, report: Report, *, lang: Language) -> bytes:
        """The file in `data`, of which `report` speaks, with highlights."""
        # All formats are loaded to know their names.
        from gouji.report.pdf.write import annotate

        return annotate(data, report, lang)
