"""The fixtures of this folder: `report.txt` as a Word file and a workbook, and what LibreOffice makes of them.

python tests/read/programs/build.py        (writes the committed files anew; needs LibreOffice)
"""

import io
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from docx import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.styles import Alignment

from gouji.model import Document, Grid, GridCell
from gouji.pipeline import analyse

HERE = Path(__file__).parent
REPORT = HERE / "report.txt"
SOFFICE = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
FILTERS = {"html": "html:HTML (StarWriter)", "pdf": "pdf"}
FROM_WORD = (".docx", ".html", ".pdf")
FROM_BOOK = (".xlsx", ".xls", ".ods")
_FONT = "Noto Sans CJK SC"
_NUMBER = re.compile(r"-?[\d,]+\.\d\d")
_PART = re.compile(r"第.部分")


def report() -> Document:
    """`report.txt` as it is read."""
    return analyse(REPORT).document


def prose(document: Document) -> str:
    """The report without its tables, their captions and notes."""
    lines = [block.span.cut(document.text) for block in document.blocks if block.kind != "table"]
    # The first of the headings stand in the table of contents.
    begin, end = (max(i for i, line in enumerate(lines) if line.startswith(part)) for part in ("第二", "第三"))
    return "\n\n".join(lines[: begin + 1] + lines[end:])


def word(document: Document) -> bytes:
    """The report as a Word file: numbers parted over runs, merged headers that come again on every page."""
    made = WordDocument()
    made.styles["Normal"].font.name = _FONT
    made.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    made.sections[0].footer.paragraphs[0].text = "云岭省青石县科学技术局"
    for block in document.blocks:
        text = block.span.cut(document.text)
        if block.grid is not None:
            _word_table(made, document.grids[block.grid])
            continue
        paragraph = made.add_paragraph()
        if _PART.match(text):
            paragraph.style = "Heading 1"
        if text.endswith("部门决算"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for n, piece in enumerate(re.split(r"(?<=\d)(?=\.\d)", text)):
            paragraph.add_run(piece).underline = n % 2 == 1 or None
    return _bytes(made)


def _word_table(made: Any, grid: Grid) -> None:
    table = made.add_table(grid.rows, grid.columns, "Table Grid")
    for cell in grid.cells:
        place = table.cell(cell.row, cell.column)
        if cell.rowspan > 1 or cell.colspan > 1:
            place = place.merge(table.cell(cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1))
        place.text = cell.text
    for row in table.rows[: _head(grid)]:
        row._tr.get_or_add_trPr().append(row._tr.makeelement(qn("w:tblHeader"), {}))


def _head(grid: Grid) -> int:
    return next(cell.row for cell in grid.cells if cell.text in ("合计", "1") and cell.row)


def workbook(document: Document) -> bytes:
    """The tables as a workbook, a sheet each, amounts held with more digits than they show."""
    book = Workbook()
    book.remove(book.active)
    above: list[str] = []
    for block in document.blocks:
        if block.grid is None:
            above.append(block.span.cut(document.text))
            continue
        grid = document.grids[block.grid]
        title, *labels = above[-3:]
        sheet = book.create_sheet(title.partition("、")[2])
        for n, text in enumerate([title.partition("、")[2], " ".join(labels)], 1):
            sheet.cell(n, 1, text)
            sheet.merge_cells(start_row=n, end_row=n, start_column=1, end_column=grid.columns)
        for cell in grid.cells:
            _book_cell(sheet, cell)
        note = sheet.cell(grid.rows + 3, 1, document.blocks[document.blocks.index(block) + 1].span.cut(document.text))
        sheet.merge_cells(start_row=note.row, end_row=note.row, start_column=1, end_column=grid.columns)
    return _bytes(book)


def _book_cell(sheet: Any, cell: GridCell) -> None:
    row, column = cell.row + 3, cell.column + 1
    place = sheet.cell(row, column, cell.text or None)
    if _NUMBER.fullmatch(cell.text):
        place.value = float(cell.text.replace(",", "")) + 0.0012
        place.number_format = "#,##0.00"
    if cell.rowspan > 1 or cell.colspan > 1:
        place.alignment = Alignment(horizontal="center")
        sheet.merge_cells(
            start_row=row, end_row=row + cell.rowspan - 1, start_column=column, end_column=column + cell.colspan - 1
        )


def _bytes(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def convert(data: bytes, suffix: str, into: str) -> bytes:
    """What LibreOffice makes of a file when it saves it in another format, or in its own."""
    assert SOFFICE
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, f"report{suffix}"), Path(folder, "made")
        source.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to"]
        form = FILTERS.get(into.removeprefix("."), into.removeprefix("."))
        subprocess.run(
            [*command, form, "--outdir", str(made), str(source)], check=True, capture_output=True, timeout=180
        )
        return (made / f"report{into}").read_bytes()


def build() -> dict[str, bytes]:
    """Every fixture by its name, made anew."""
    document = report()
    whole, tables = word(document), workbook(document)
    found = {f"libreoffice{into}": convert(whole, ".docx", into) for into in FROM_WORD}
    return found | {f"libreoffice-tables{into}": convert(tables, ".xlsx", into) for into in FROM_BOOK}


if __name__ == "__main__":
    for name, data in build().items():
        (HERE / name).write_bytes(data)
        print(name, len(data))
