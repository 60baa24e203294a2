"""A report as a PDF file: LibreOffice lays the Word rendering out, so pages break and tables split as in real ones."""

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from gouji.corpus.document import Rendered, Report
from gouji.corpus.gold import CorpusError
from gouji.corpus.look import look
from gouji.corpus.render_docx import Fonts, word

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 180
_SERIF, _SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
_DATE = re.compile(rb"/(?:CreationDate|ModDate)\(D:(\d{14})")
_IDENTITY = re.compile(rb"(?:/DocChecksum /|/ID \[ <|(?<=>\n)<)([0-9A-F]{32})")
_THEN = b"20200101000000"


def pdf(report: Report) -> Rendered:
    """The report as a PDF file with its fonts in it; the same report, LibreOffice and fonts give the same bytes.

    Raises CorpusError ``corpus.needs_program`` without LibreOffice, ``corpus.render_failed`` if it makes no file.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise CorpusError("corpus.needs_program", "生成 PDF 需要 LibreOffice（soffice）")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.docx")
        file.write_bytes(word(report, _fonts(report)))
        # A profile of its own: where one is open already, the program hands the file over and returns at once. A
        # process of its own for every file: what was set before would show in the fonts of the next.
        command = [
            program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", "pdf", "--outdir", folder, str(file),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
            data = file.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise CorpusError("corpus.render_failed", f"{report.name}: LibreOffice 没有生成 PDF：{error}") from error
    return Rendered(".pdf", _settled(data))


def _fonts(report: Report) -> Fonts:
    """Free fonts in place of those that offices use."""
    return Fonts(_SERIF, _SERIF, _SERIF) if look(report).serif else Fonts(_SANS, _SERIF, _SERIF)


def _settled(data: bytes) -> bytes:
    """The file with no date of its making, and an identity that follows from its contents; lengths stay."""
    undated = _replaced(_DATE, data, _THEN)
    blank = _replaced(_IDENTITY, undated, b"0" * 32)
    return _replaced(_IDENTITY, blank, hashlib.md5(blank, usedforsecurity=False).hexdigest().upper().encode())


def _replaced(pattern: re.Pattern[bytes], data: bytes, new: bytes) -> bytes:
    """`data` with the group of every match replaced."""
    return pattern.sub(lambda match: match[0].replace(match[1], new), data)
