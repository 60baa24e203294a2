"""Excel files that are the same bytes for the same contents."""

import io
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from gouji.office.archive import settled

_THEN = datetime(2020, 1, 1)


def saved(book: Workbook) -> bytes:
    """The workbook with no date of its making (`Workbook.save` would put one in)."""
    book.properties.created = book.properties.modified = _THEN
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    return settled(stream.getvalue())
