"""Parts in, one Document out."""

import time
from typing import Any

from gouji.errors import InputError
from gouji.model import Document, Note
from gouji.office.names import PAGE_BREAK, R, W
from gouji.read.docx.inline import Ordinals
from gouji.read.docx.numbering import Numbering
from gouji.read.docx.package import Package, Relations
from gouji.read.docx.props import flag
from gouji.read.docx.story import Shared, Story
from gouji.read.docx.styles import Styles
from gouji.read.flow import Item, Table, Text, Writer, as_contents, plain, settle_levels
from gouji.read.limits import Limits

_NOTES = ("footnote", "endnote")


def read_docx(data: bytes, *, name: str, limits: Limits) -> Document:
    """The document in `data`. Raises InputError as `DocxReader` says."""
    deadline = time.monotonic() + limits.seconds
    package = Package(data, name, limits)
    root = package.tree(package.main)
    relations = package.relations(package.main)
    styles = Styles(package.tree(_part(relations, "styles")))
    numbering = Numbering(package.tree(_part(relations, "numbering")), styles)
    shared = Shared(name, limits, styles, numbering, deadline)
    notes: dict[tuple[str, str], list[Item]] = {}
    for kind in _NOTES:
        notes |= _read_notes(package, relations, kind, shared)
    page = 1 if next(root.iter(PAGE_BREAK), None) is not None else None
    story = Story(shared, Ordinals(package.main, root), page, notes)
    body = root.find(W + "body")
    items = story.read(body) if body is not None else []
    if not any(isinstance(item, Table) or plain(item.bits) for item in items):
        raise InputError(
            "input.docx_no_text",
            f"{name}: 文档里没有文字（可能只有图片）",
            f"{name}: the document holds no text (pictures only, perhaps)",
        )
    if (story.inline.page or 0) > limits.max_pages:
        raise InputError(
            "input.too_many_pages",
            f"{name}: 页数过多（{story.inline.page} 页，上限 {limits.max_pages}）",
            f"{name}: too many pages ({story.inline.page}, limit {limits.max_pages})",
        )
    writer = Writer(name, limits)
    writer.write(settle_levels(as_contents(items)))
    running = _running(package, root, relations, shared)
    return writer.document(data, "docx", _foreign(story), running)


def _part(relations: Relations, kind: str) -> str:
    return next((part for one, part in relations.values() if one == kind), "")


def _read_notes(package: Package, relations: Relations, kind: str, shared: Shared) -> dict[tuple[str, str], list[Item]]:
    """The foot- or endnotes by kind and id."""
    part = _part(relations, f"{kind}s")
    root = package.tree(part) if part else None
    if root is None:
        return {}
    ordinals = Ordinals(part, root)
    return {
        (kind, one.get(W + "id", "")): Story(shared, ordinals).read(one)
        for one in root.iterchildren(W + kind)
        if one.get(W + "type", "normal") == "normal"
    }


def _running(package: Package, root: Any, relations: Relations, shared: Shared) -> list[str]:
    """The lines of the headers and footers that show on some page, each once."""
    settings = package.tree(_part(relations, "settings"))
    even = flag(settings, "evenAndOddHeaders")
    shown: dict[str, None] = {}
    for section in root.iter(W + "sectPr"):
        kinds = {"default": True, "first": flag(section, "titlePg"), "even": even}
        for kind in ("headerReference", "footerReference"):
            for one in section.iterchildren(W + kind):
                part = relations.get(one.get(R + "id", ""), ("", ""))[1]
                if part and kinds.get(one.get(W + "type", "default")):
                    shown[part] = None
    lines: dict[str, None] = {}
    for part in shown:
        tree = package.tree(part)
        if tree is not None:
            items = Story(shared, Ordinals(part, tree)).read(tree)
            lines |= dict.fromkeys(plain(item.bits) for item in items if isinstance(item, Text))
    return list(lines)


def _foreign(story: Story) -> list[Note]:
    """What is embedded and was not read, in words."""
    notes = []
    if story.inline.sheets:
        notes.append(
            Note(
                f"有 {story.inline.sheets} 个嵌入的 Excel 表格未读取",
                f"{story.inline.sheets} embedded workbook(s) were not read",
            )
        )
    if story.inline.pictures:
        notes.append(
            Note(
                f"有 {story.inline.pictures} 幅图片或图表未读取，其中若有表格或数字，未核对",
                f"{story.inline.pictures} picture(s) or chart(s) were not read; tables or figures in them were not checked",
            )
        )
    if story.foreign:
        notes.append(Note(f"有 {story.foreign} 个嵌入的文件未读取", f"{story.foreign} embedded file(s) were not read"))
    return notes
