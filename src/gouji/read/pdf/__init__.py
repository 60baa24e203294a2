"""The PDF reader: page geometry → lines, cells, paragraphs, each character with its place."""

from gouji.read.pdf.reader import PdfReader

__all__ = ["PdfReader"]
