"""The zip archive of a Word file."""

from gouji.errors import InputError
from gouji.read.archive import LOCKED, OLE, Archive, Form, Relations, encrypted
from gouji.read.limits import Limits

__all__ = ["Package", "Relations"]

_FORM = Form("docx", "Word（.docx）文件", "Word file (.docx)")
_MAIN = "word/document.xml"


class Package(Archive):
    """An opened Word file. Raises InputError ``input.docx_…`` as `DocxReader` says, and ``input.too_large``."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        if data.startswith(OLE):
            raise encrypted(name, "docx") if LOCKED in data else _legacy(name)
        super().__init__(data, name, limits, _FORM)
        main = [target for kind, target in self.relations("").values() if kind == "officeDocument"]
        self.main = main[0] if main else _MAIN
        if not self.has(self.main):
            raise self.damaged("压缩包里没有 Word 文档", "there is no Word document in the archive")


def _legacy(name: str) -> InputError:
    return InputError(
        "input.docx_legacy",
        f"{name}: 是旧版 Word（.doc）或 WPS 文件，请另存为 .docx",
        f"{name}: an old Word (.doc) or WPS file; save it as .docx",
    )
