"""The parts of a Word file that hold its comments: those of gouji taken out, new ones put in."""

import re
import zlib
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

import msgspec

from gouji.office.names import P, W
from gouji.report.docx.package import Package
from gouji.report.docx.scan import Edit, Element, Part, spliced

AUTHOR = "gouji"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PARAGRAPH_ID = f"{{{_W14}}}paraId"
_NEW = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_COMMENTS = f'{_NEW}<w:comments xmlns:w="{{}}" xmlns:mc="{_MC}" xmlns:w14="{_W14}" mc:Ignorable="w14"></w:comments>'
_EXTENDED = f'{_NEW}<w15:commentsEx xmlns:mc="{_MC}" xmlns:w15="{_W15}" mc:Ignorable="w15"></w15:commentsEx>'
_WRITTEN_ID = re.compile(rb'paraId="([0-9A-Fa-f]{8})"')


class Remark(msgspec.Struct, frozen=True):
    """What a comment says: the id of the finding, and lines of which the first is the heading."""

    finding: str
    lines: tuple[str, ...]


class Comments:
    """The comments of a file.

    stale: ids of those of gouji that are replaced. Those that somebody has answered or marked as done stay.
    """

    def __init__(self, package: Package, namespace: str) -> None:
        self._package = package
        self._namespace = namespace
        self._name = package.related("comments")
        data = package.read(self._name) if self._name else None
        self._part = Part(data or _COMMENTS.format(namespace[1:-1]).encode())
        self._extended = package.related("commentsExtended")
        data = package.read(self._extended) if self._extended else None
        self._threads = Part(data) if data else None
        comments = self._part.named(W + "comment")
        own = [one for one in comments if one.attributes.get(W + "author") == AUTHOR]
        self._old = [one for one in own if not _paragraph_ids(self._part, one) & self._touched(own)]
        self._kept = [one for one in comments if one not in self._old]
        self.stale = frozenset(one.attributes.get(W + "id", "") for one in self._old)

    def answered(self, finding: str) -> bool:
        """Whether a comment of gouji on this finding stays."""
        return any(
            one.attributes.get(W + "author") == AUTHOR and f"[{finding}]" in _words(self._part, one)
            for one in self._kept
        )

    def replace(self, remarks: Sequence[Remark], taken: bytes) -> list[int]:
        """Put new comments in place of the old ones; gives their ids. taken: a part with paragraph ids of its own."""
        ids = [int(one.attributes.get(W + "id", "0")) for one in self._kept if _is_number(one)]
        first = max(ids, default=-1) + 1
        used = {found.decode().upper() for found in _WRITTEN_ID.findall(taken)}
        used |= {one for comment in self._kept for one in _paragraph_ids(self._part, comment)}
        marked = bool(self._part.prefix(f"{{{_W14}}}"))
        keys = [_free(remark.finding, used) if marked else "" for remark in remarks]
        made = [
            self._comment(first + i, remark, key) for i, (remark, key) in enumerate(zip(remarks, keys, strict=True))
        ]
        if made or self._old:
            self._write_comments(made)
        self._write_threads(keys if marked else [])
        return [first + i for i in range(len(remarks))]

    def _touched(self, own: Iterable[Element]) -> set[str]:
        """The paragraphs of comments of gouji that somebody has answered or marked as done."""
        if self._threads is None:
            return set()
        ours = {one for comment in own for one in _paragraph_ids(self._part, comment)}
        found = set()
        for entry in self._threads.elements[1:]:
            said = {_local(name): value for name, value in entry.attributes.items()}
            key, parent = said.get("paraId", "").upper(), said.get("paraIdParent", "").upper()
            if said.get("done") in ("1", "true") and key in ours:
                found.add(key)
            if parent in ours and key not in ours:
                found.add(parent)
        return found

    def _comment(self, number: int, remark: Remark, key: str) -> bytes:
        paragraphs = []
        for i, line in enumerate(remark.lines):
            # The last paragraph is the one that answers refer to.
            mark = f' {self._part.prefix(f"{{{_W14}}}")}:paraId="{key}"' if key and i == len(remark.lines) - 1 else ""
            bold = "<w:rPr><w:b/></w:rPr>" if i == 0 else ""
            paragraphs.append(f'<w:p{mark}><w:r>{bold}<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>')
        about = f'{self._part.declared("w", self._namespace)} w:id="{number}" w:author="{AUTHOR}" w:initials="{AUTHOR}"'
        return f"<w:comment{about}>{''.join(paragraphs)}</w:comment>".encode()

    def _write_comments(self, made: Sequence[bytes]) -> None:
        if self._name is None:
            family = _OFFICE if self._namespace == W else _STRICT
            self._name = self._package.relate("comments.xml", f"{family}/comments", f"{_CONTENT}.comments+xml")
        root = self._part.root
        edits = [Edit(one.start, one.end, b"") for one in self._old]
        edits.append(self._part.put(root, root.close, b"".join(made)))
        self._package.write(self._name, spliced(self._part.data, edits))

    def _write_threads(self, keys: Sequence[str]) -> None:
        """The entries of the new comments in place of those of the old ones."""
        gone = {one for comment in self._old for one in _paragraph_ids(self._part, comment)}
        if self._extended is None and keys:
            self._extended = self._package.relate(
                "commentsExtended.xml", f"{_MICROSOFT}/commentsExtended", f"{_CONTENT}.commentsExtended+xml"
            )
        if self._extended is not None and (keys or gone):
            part = self._threads or Part(_EXTENDED.encode())
            declared = part.declared("w15", f"{{{_W15}}}")
            new = "".join(f'<w15:commentEx{declared} w15:paraId="{key}" w15:done="0"/>' for key in keys)
            edits = [*_dropped(part, "paraId", gone), part.put(part.root, part.root.close, new.encode())]
            self._package.write(self._extended, spliced(part.data, edits))
        durable = self._forget("commentsIds", "paraId", gone, "durableId")
        self._forget("commentsExtensible", "durableId", durable, "durableId")

    def _forget(self, kind: str, attribute: str, gone: set[str], other: str) -> set[str]:
        """Take the entries of removed comments out of another part; gives what their attribute `other` says."""
        name = self._package.related(kind)
        data = self._package.read(name) if name and gone else None
        if not name or not data:
            return set()
        part = Part(data)
        edits = _dropped(part, attribute, gone)
        starts = {edit.start for edit in edits}
        self._package.write(name, spliced(part.data, edits))
        return {
            value.upper()
            for one in part.elements
            if one.start in starts
            for key, value in one.attributes.items()
            if _local(key) == other
        }


def _dropped(part: Part, attribute: str, gone: set[str]) -> list[Edit]:
    return [
        Edit(one.start, one.end, b"")
        for one in part.elements[1:]
        if any(_local(key) == attribute and value.upper() in gone for key, value in one.attributes.items())
    ]


def _paragraph_ids(part: Part, comment: Element) -> set[str]:
    inside = [one for one in part.elements if one.name == P and comment.start < one.start < comment.end]
    return {one.attributes[_PARAGRAPH_ID].upper() for one in inside if _PARAGRAPH_ID in one.attributes}


def _words(part: Part, comment: Element) -> str:
    return "".join(one.text() for one in part.elements if comment.start < one.start < comment.end)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _is_number(comment: Element) -> bool:
    return comment.attributes.get(W + "id", "").isdecimal()


def _free(finding: str, used: set[str]) -> str:
    """An id for a paragraph that no other one has."""
    number = zlib.crc32(finding.encode()) & 0x7FFFFFFF
    while not number or f"{number:08X}" in used:
        number = (number + 1) & 0x7FFFFFFF
    used.add(f"{number:08X}")
    return f"{number:08X}"
