"""Small PDF files drawn for the tests of the PDF reader."""

import io
from collections.abc import Callable, Iterable

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gouji.model import Document
from gouji.read.limits import Limits
from gouji.read.pdf import PdfReader

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

CellSpec = tuple[int, int, int, int, str]
"""row, column, rowspan, colspan, text (lines parted by newline)"""


class Sheets:
    """Pages drawn from the top left in points; `bytes()` ends the file."""

    left, right = 72.0, 522.0

    def __init__(self, width: float = 595.0, height: float = 842.0, **options: object) -> None:
        self._buffer = io.BytesIO()
        self.width, self.height = width, height
        self.canvas = Canvas(self._buffer, pagesize=(width, height), **options)

    def text(self, x: float, y: float, text: str, size: float = 12.0) -> None:
        """A line with its baseline at y."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - y, text)

    def centered(self, y: float, text: str, size: float = 16.0) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawCentredString(self.width / 2, self.height - y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def paragraph(self, y: float, text: str, size: float = 12.0) -> float:
        """Wrapped running text with an indent of two characters; returns the baseline after it."""
        per_line = int((self.right - self.left) / size)
        rest, indent = text, 2
        while rest:
            count = per_line - indent
            self.text(self.left + indent * size, y, rest[:count], size)
            rest, indent = rest[count:], 0
            y += 1.6 * size
        return y

    def table(self, y: float, widths: list[float], rows: int, cells: Iterable[CellSpec], height: float = 24.0) -> float:
        """A ruled table with merged cells, from `left`; returns its lower edge."""
        xs = [self.left]
        for width in widths:
            xs.append(xs[-1] + width)
        for row, column, rowspan, colspan, text in cells:
            x0, x1 = xs[column], xs[column + colspan]
            y0, y1 = y + row * height, y + (row + rowspan) * height
            for ends in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                self.line(*ends)
            lines = text.split("\n")
            for i, line in enumerate(lines):
                self.text(x0 + 2, y0 + height * (i + 0.66) * (1 if len(lines) == 1 else 0.5), line, 10.0)
        return y + rows * height

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        image = ImageReader(Image.new("RGB", (8, 8), (120, 120, 240)))
        self.canvas.drawImage(image, x, self.height - y - height, width, height)

    def page(self) -> None:
        self.canvas.showPage()

    def bytes(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()


@pytest.fixture
def sheets() -> type[Sheets]:
    """The class that draws pages."""
    return Sheets


@pytest.fixture
def read_pdf() -> Callable[..., Document]:
    """Reads bytes or drawn sheets, with limits by name."""

    def read(source: "Sheets | bytes", **limits: float) -> Document:
        data = source if isinstance(source, bytes) else source.bytes()
        return PdfReader().read(data, name="样本.pdf", limits=Limits(**limits))  # type: ignore[arg-type]

    return read


@pytest.fixture
def plain() -> Callable[[Document], list[tuple[str, str]]]:
    """Kind and text of each block."""

    def blocks(document: Document) -> list[tuple[str, str]]:
        return [(block.kind, block.span.cut(document.text)) for block in document.blocks]

    return blocks
