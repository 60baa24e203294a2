"""PDF files by LibreOffice: what gouji reads in them is what stands in the report, fonts lie in the file."""

import re
import shutil
import subprocess
import sys

import pypdfium2
import pytest

from gouji.corpus.gold import CorpusError
from gouji.corpus.renderers import RENDERERS
from gouji.read import read

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None and shutil.which("libreoffice") is None, reason="LibreOffice is not here"
)


@needs_office
def test_cells_and_paragraphs_come_back_from_the_pages(small, named):
    for report in (small(named(inside=True, repeat=True).name, 60), small(named(inside=False, sides=False).name, 60)):
        document = read(RENDERERS["pdf"](report).data, name="云岭.pdf")
        assert len(document.pages) >= 6
        assert len(document.grids) == 2
        for grid, (_, table) in zip(document.grids, report.tables(), strict=True):
            assert len(grid.pages) > 1
            found = [(c.row, c.column, c.rowspan, c.colspan, c.text) for c in grid.cells]
            assert found == [(c.row, c.column, c.rowspan, c.colspan, c.text) for c in table.cells]
        lines = [
            re.sub(r"\s", "", block.span.cut(document.text)) for block in document.blocks if block.kind == "paragraph"
        ]
        for _, one in report.paragraphs():
            if one.role not in ("cover", "toc"):
                assert re.sub(r"\s", "", one.text) in lines


@needs_office
def test_fonts_are_embedded_and_the_file_is_the_same_again(small):
    data = RENDERERS["pdf"](small()).data
    assert data == RENDERERS["pdf"](small()).data
    assert b"/CreationDate(D:20200101000000" in data
    page = pypdfium2.PdfDocument(data)[0]
    fonts = [one.get_font() for one in page.get_objects() if isinstance(one, pypdfium2.PdfTextObj)]
    assert fonts and all(font.is_embedded for font in fonts)
    assert all("CJK" in font.get_base_name() for font in fonts)


def test_without_the_program_the_error_says_so(small, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CorpusError) as caught:
        RENDERERS["pdf"](small())
    assert caught.value.code == "corpus.needs_program"


def test_a_program_that_makes_no_file_is_an_error(small, monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CorpusError) as caught:
        RENDERERS["pdf"](small())
    assert caught.value.code == "corpus.render_failed"


@pytest.mark.parametrize(("form", "package"), [("docx", "docx"), ("pdf", "docx"), ("xlsx", "openpyxl")])
def test_without_the_extra_the_error_says_so(form, package):
    # In a fresh interpreter: here the packages may be loaded already.
    code = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "from gouji.corpus.renderers import RENDERERS\n"
        "from gouji.corpus.document import Report\n"
        "from gouji.errors import GoujiError\n"
        "try:\n"
        f"    RENDERERS[{form!r}](Report('a', 's', 'budget', 1, 'u', 2024, ()))\n"
        "except GoujiError as error:\n"
        "    print(error.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert (done.stdout.strip(), done.stderr) == ("corpus.needs_extra", "")
