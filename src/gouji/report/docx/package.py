"""The zip archive of a Word file: what is changed or added is written anew, all else as it was."""

import io
import posixpath
import zipfile
import zlib
from xml.sax.saxutils import quoteattr

from gouji.report.docx.scan import DamagedError, Part, spliced

_MOST = 1 << 30
"""Bytes of all parts together: far more than any report, far less than a bomb."""
_THEN = (1980, 1, 1, 0, 0, 0)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_MAIN = "word/document.xml"


class Package:
    """An archive whose parts can be replaced. Raises DamagedError."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise DamagedError(str(error)) from error
        self._members = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}
        if sum(info.file_size for info in self._zip.infolist()) > _MOST:
            raise DamagedError("it is too large when unpacked")
        self._new: dict[str, bytes] = {}
        self.main = self._target("", "officeDocument") or _MAIN

    def read(self, part: str) -> bytes | None:
        """The bytes of a part as they are now, None where there is none of this name."""
        if part in self._new:
            return self._new[part]
        info = self._members.get(part.lower())
        if info is None:
            return None
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise DamagedError(f"{part}: {error}") from error

    def write(self, part: str, data: bytes) -> None:
        """Put `data` in place of a part, or add it."""
        self._new[part] = data

    def related(self, kind: str) -> str | None:
        """The part that the main part has a relationship of this kind with."""
        return self._target(self.main, kind)

    def relate(self, name: str, relation: str, content: str) -> str:
        """Make room for a new part beside the main one, with its relationship and type; gives its path."""
        folder = posixpath.dirname(self.main)
        stem, ending = posixpath.splitext(name)
        number = 1
        part = posixpath.join(folder, name)
        while part.lower() in self._members or part in self._new:
            number += 1
            part = posixpath.join(folder, f"{stem}{number}{ending}")
        rels = _rels(self.main)
        old = (
            self.read(rels) or f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{_RELATIONS}"/>'.encode()
        )
        known = {one.attributes.get("Id") for one in Part(old).elements}
        free = next(f"rGouji{n}" for n in range(1, len(known) + 2) if f"rGouji{n}" not in known)
        target = quoteattr(posixpath.basename(part))
        self.write(rels, _appended(old, f'Relationship Id="{free}" Type="{relation}" Target={target}'))
        types = self.read(_TYPES)
        if types is None:
            raise DamagedError(f"it has no {_TYPES}")
        self.write(_TYPES, _appended(types, f'Override PartName={quoteattr("/" + part)} ContentType="{content}"'))
        return part

    def saved(self) -> bytes:
        """The archive with all changes: members in their order, new ones at the end."""
        made = io.BytesIO()
        left = dict(self._new)
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
            for key, info in self._members.items():
                name = next((part for part in left if part.lower() == key), key)
                data = left.pop(name, None)
                file.writestr(info, self.read(key) or b"" if data is None else data)
            for name, data in left.items():
                member = zipfile.ZipInfo(name, _THEN)
                member.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(member, data)
        return made.getvalue()

    def _target(self, part: str, kind: str) -> str | None:
        data = self.read(_rels(part))
        for one in Part(data).elements if data else ():
            if (
                one.attributes.get("Type", "").rpartition("/")[2] == kind
                and one.attributes.get("TargetMode") != "External"
            ):
                folder = posixpath.dirname(part)
                target = posixpath.normpath(posixpath.join("/", folder, one.attributes.get("Target", "")))
                return target.lstrip("/")
        return None


def _rels(part: str) -> str:
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _appended(data: bytes, inner: str) -> bytes:
    """A part with the element `<…{inner}/>` at the end of its outermost one, named with the same prefix."""
    part = Part(data)
    lead = part.tag(part.root).rpartition(b":")
    new = b"<%b%b%b/>" % (lead[0], lead[1], inner.encode())
    return spliced(part.data, [part.put(part.root, part.root.close, new)])
