"""Spreadsheets: workbooks of every make and comma-separated values, each sheet as its tables and what stands around."""

from gouji.model import Document
from gouji.read.archive import OLE, holds
from gouji.read.limits import Limits

__all__ = ["CsvReader", "OdsReader", "XlsReader", "XlsxReader"]

_STREAMS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))


class XlsxReader:
    """Reads .xlsx files of Excel, WPS, LibreOffice and others: what each cell shows, and the number behind it.

    Raises InputError: ``input.xlsx_damaged``, ``input.xlsx_encrypted``, ``input.xlsx_binary`` (.xlsb under another
    name), ``input.xlsx_no_text``, ``input.too_large``, ``input.timeout``. Hidden rows and columns are read and named in
    `Document.notes`, hidden sheets named only. A formula without a stored result shows as itself, and is named.
    """

    name = "xlsx"
    suffixes: tuple[str, ...] = (".xlsx", ".xlsm")

    def sniff(self, data: bytes) -> bool:
        """Whether this is a zip archive with a workbook in it."""
        return holds(data, "xl/")

    def read(self, data: bytes, *, name: str, limits: Limits) -> Document:
        """The document in `data`."""
        # Every reader is loaded to know its suffixes; lxml takes a while to load.
        from gouji.read.sheets.xlsx import read_xlsx

        return read_xlsx(data, name=name, limits=limits)


class OdsReader:
    """Reads .ods files. Raises InputError as `XlsxReader` does, with ``ods`` in the codes."""

    name = "ods"
    suffixes: tuple[str, ...] = (".ods",)

    def sniff(self, data: bytes) -> bool:
        """Whether this is a zip archive that says that it holds a spreadsheet."""
        return b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in data[:200]

    def read(self, data: bytes, *, name: str, limits: Limits) -> Document:
        """The document in `data`."""
        from gouji.read.sheets.ods import read_ods

        return read_ods(data, name=name, limits=limits)


class XlsReader:
    """Reads .xls files and .et files of WPS. Raises InputError as `XlsxReader` does, with ``xls`` in the codes."""

    name = "xls"
    suffixes: tuple[str, ...] = (".xls", ".et")

    def sniff(self, data: bytes) -> bool:
        """Whether this is a file of old office programs with a workbook in it."""
        return data.startswith(OLE) and any(stream in data for stream in _STREAMS)

    def read(self, data: bytes, *, name: str, limits: Limits) -> Document:
        """The document in `data`."""
        from gouji.read.sheets.xls import read_xls

        return read_xls(data, name=name, limits=limits)


class CsvReader:
    """Reads .csv and .tsv files in UTF-8, GB18030 or UTF-16, with any usual mark between values.

    Raises InputError: ``input.encoding``, ``input.csv_damaged``, ``input.csv_no_text``, ``input.too_large``,
    ``input.timeout``.
    """

    name = "csv"
    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def sniff(self, data: bytes) -> bool:
        """Values parted by commas bear no signature."""
        return False

    def read(self, data: bytes, *, name: str, limits: Limits) -> Document:
        """The document in `data`."""
        from gouji.read.sheets.csvfile import read_csv

        return read_csv(data, name=name, limits=limits)
