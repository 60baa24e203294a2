"""The zip archive of a Word file: parts as XML trees, within bounds, without entities and without network."""

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Any

from lxml import etree

from gouji.errors import InputError
from gouji.read.limits import Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
"""The namespaces of ISO 29500 Strict, and those of all other files."""
_MAIN = "word/document.xml"
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError)
"""What the modules for archives raise on damaged ones."""

Relations = dict[str, tuple[str, str]]
"""Of each id: the last word of its type, and the part that it leads to."""


class Package:
    """An opened Word file. Raises InputError ``input.docx_…`` as `DocxReader` says, and ``input.too_large``."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._name = name
        self._left = limits.max_unpacked
        self._limits = limits
        if data.startswith(_OLE):
            raise _legacy(name, encrypted=_ENCRYPTED in data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise self._damaged("不是完整的压缩包", "it is no complete zip archive") from error
        self._parts = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}
        main = [target for kind, target in self.relations("").values() if kind == "officeDocument"]
        self.main = main[0] if main else _MAIN
        if self.main.lower() not in self._parts:
            raise self._damaged("压缩包里没有 Word 文档", "there is no Word document in the archive")

    def tree(self, part: str) -> Any:
        """The root element of a part, None where the file has no such part."""
        data = self._load(part)
        if data is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
                raise InputError(
                    "input.too_large",
                    f"{self._name}: {part} 嵌套过深或内容过长",
                    f"{self._name}: {part} is nested too deep or holds too long a text",
                ) from error
            raise self._damaged(f"{part} 不是合法的 XML", f"{part} is no valid XML") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._damaged(f"{part} 含有 DTD", f"{part} has a DTD")
        return root

    def relations(self, part: str) -> Relations:
        """What the relationships of a part (“” for the whole file) lead to; links out of the file are left out."""
        folder, file = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: Relations = {}
        for one in () if root is None else root.iter(_RELATION):
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))
                found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], target.lstrip("/"))
        return found

    def _load(self, part: str) -> bytes | None:
        info = self._parts.get(part.lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise InputError(
                "input.docx_encrypted",
                f"{self._name}: 文件已加密，请先去掉密码",
                f"{self._name}: the file is encrypted; remove its password first",
            )
        try:
            with self._zip.open(info) as file:
                # The size that the archive states may lie: never take in more than is allowed.
                data = file.read(self._left + 1)
        except _BROKEN as error:
            raise self._damaged(f"{part} 无法解压", f"{part} cannot be unpacked") from error
        self._left -= len(data)
        if self._left < 0:
            most = self._limits.max_unpacked
            raise InputError(
                "input.too_large",
                f"{self._name}: 解压后过大（上限 {most} 字节）",
                f"{self._name}: too large when unpacked (limit {most} bytes)",
            )
        return data

    def _damaged(self, zh: str, en: str) -> InputError:
        return InputError(
            "input.docx_damaged",
            f"{self._name}: 不是 Word（.docx）文件，或文件已损坏：{zh}",
            f"{self._name}: not a Word file (.docx), or a damaged one: {en}",
        )


def _legacy(name: str, *, encrypted: bool) -> InputError:
    if encrypted:
        return InputError(
            "input.docx_encrypted",
            f"{name}: 文件已加密，请先去掉密码",
            f"{name}: the file is encrypted; remove its password first",
        )
    return InputError(
        "input.docx_legacy",
        f"{name}: 是旧版 Word（.doc）或 WPS 文件，请另存为 .docx",
        f"{name}: an old Word (.doc) or WPS file; save it as .docx",
    )
