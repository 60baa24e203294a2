"""Zip archives of office files: parts as XML, within bounds, without entities and without network."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
from lxml import etree

from gouji.errors import InputError
from gouji.read.flow import check_tags
from gouji.read.limits import Limits

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the files of old office programs begin, and new ones with a password."""
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError)
"""What the modules for archives raise on damaged ones."""
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds an office file with a password."""

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = {
    b"http://purl.oclc.org/ooxml/officeDocument/relationships":
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main":
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math":
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main":
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
}  # fmt: skip
"""The namespaces of ISO 29500 Strict, and those of all other files."""
_WORTH = 1024 * 1024
"""Bytes from which on it counts how far a part was packed: small ones may well be blank."""

Relations = dict[str, tuple[str, str]]
"""Of each id: the last word of its type, and the part that it leads to."""


class Form(msgspec.Struct, frozen=True):
    """What a kind of archive is called: in codes of errors, and in messages."""

    code: str
    zh: str
    en: str


class Archive:
    """An opened archive. Raises InputError ``input.CODE_damaged``, ``input.CODE_encrypted``, ``input.too_large``."""

    def __init__(self, data: bytes, name: str, limits: Limits, form: Form) -> None:
        self.name = name
        self.limits = limits
        self.form = form
        self._left = limits.max_unpacked
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise self.damaged("不是完整的压缩包", "it is no complete zip archive") from error
        self._parts = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}

    def infos(self) -> list[zipfile.ZipInfo]:
        """The members as the archive lists them."""
        return self._zip.infolist()

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part.lower() in self._parts

    def load(self, part: str) -> bytes | None:
        """The bytes of a part, None where the file has no such part."""
        info = self._parts.get(part.lower())
        return None if info is None else self.unpack(info)

    def unpack(self, info: zipfile.ZipInfo) -> bytes:
        """The bytes of a member."""
        if info.flag_bits & 1:
            raise self.encrypted()
        try:
            with self._zip.open(info) as file:
                # The size that the archive states may lie: never take in more than is allowed.
                data = file.read(self._left + 1)
        except BROKEN as error:
            part = info.filename
            raise self.damaged(f"{part} 无法解压", f"{part} cannot be unpacked") from error
        self._left -= len(data)
        packed = len(data) > _WORTH and len(data) > self.limits.max_ratio * info.compress_size
        if self._left < 0 or packed:
            most, ratio = self.limits.max_unpacked, self.limits.max_ratio
            raise InputError(
                "input.too_large",
                f"{self.name}: 解压后过大（上限 {most} 字节，压缩比上限 {ratio}）",
                f"{self.name}: too large when unpacked (limit {most} bytes, or {ratio} times its packed size)",
            )
        return data

    def tree(self, part: str) -> Any:
        """The root element of a part, None where the file has no such part."""
        data = self.load(part)
        if data is None:
            return None
        check_tags(self.name, data, self.limits)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(_usual(data), parser)
        except etree.XMLSyntaxError as error:
            raise self._no_xml(part, error) from error
        self._without_dtd(root, part)
        return root

    def walk(self, part: str, tags: tuple[str, ...]) -> Iterator[Any]:
        """The elements of a part with these tags as each ends; what came before is forgotten.

        Elements that nested in one of them are only to be had through it.
        """
        data = self.load(part)
        if data is None:
            return
        source = io.BytesIO(_usual(data))
        events = etree.iterparse(source, tag=tags, resolve_entities=False, no_network=True, load_dtd=False)
        first = True
        try:
            for _, element in events:
                if first:
                    self._without_dtd(element, part)
                    first = False
                yield element
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
        except etree.XMLSyntaxError as error:
            raise self._no_xml(part, error) from error

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

    def damaged(self, zh: str, en: str) -> InputError:
        """The error for a file that is not what it should be."""
        return InputError(
            f"input.{self.form.code}_damaged",
            f"{self.name}: 不是 {self.form.zh}，或文件已损坏：{zh}",
            f"{self.name}: not a {self.form.en}, or a damaged one: {en}",
        )

    def encrypted(self) -> InputError:
        """The error for a file with a password."""
        return encrypted(self.name, self.form.code)

    def _no_xml(self, part: str, error: etree.XMLSyntaxError) -> InputError:
        if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            return InputError(
                "input.too_large",
                f"{self.name}: {part} 嵌套过深或内容过长",
                f"{self.name}: {part} is nested too deep or holds too long a text",
            )
        return self.damaged(f"{part} 不是合法的 XML", f"{part} is no valid XML")

    def _without_dtd(self, element: Any, part: str) -> None:
        if element.getroottree().docinfo.internalDTD is not None:
            raise self.damaged(f"{part} 含有 DTD", f"{part} has a DTD")


def encrypted(name: str, code: str) -> InputError:
    """The error for a file with a password; `code` is what its kind is called in codes."""
    return InputError(
        f"input.{code}_encrypted",
        f"{name}: 文件已加密，请先去掉密码",
        f"{name}: the file is encrypted; remove its password first",
    )


def holds(data: bytes, folder: str) -> bool:
    """Whether this is an office file with such a folder in it (“word/”, “xl/”), not an archive of files."""
    names = members(data)
    return ("_rels/.rels" in names or "[Content_Types].xml" in names) and any(one.startswith(folder) for one in names)


def members(data: bytes) -> list[str]:
    """The names in a zip archive; none where it is none."""
    if not data.startswith(ZIP):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except BROKEN:
        return []


def _usual(data: bytes) -> bytes:
    if b"purl.oclc.org" in data:
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
    return data
