"""Word files made by hand, with comments put into them, and what the comments mark."""

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from gouji.model import Analysis, Finding, Report, RuleCard, Span
from gouji.office.names import CHARACTERS, RUN, TEXT, W
from gouji.read import read
from gouji.report import find_format, mark

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CARD = RuleCard(
    "NN-999", "error", {"zh": "例", "en": "example"}, {"zh": {"default": "应为<{n}>"}, "en": {"default": "<{n}>"}}, ""
)
ID = W + "id"
MARKS = (W + "commentRangeStart", W + "commentRangeEnd")


def build(body: str, parts: Mapping[str, str] | None = None, head: str = "") -> bytes:
    """A Word file with this body, and other parts by name (comments, commentsExtended, footnotes)."""
    made = io.BytesIO()
    relations = ""
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        file.writestr("word/document.xml", f"{head}<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for name, data in (parts or {}).items():
            file.writestr(f"word/{name}.xml", data)
            relations += f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        file.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>')
    return made.getvalue()


def run(text: str, inner: str = "") -> str:
    return f'<w:r w:rsidR="00A1">{inner}<w:t>{text}</w:t></w:r>'


def report(data: bytes, *spans: Span | str) -> Report:
    """A report that finds fault with these stretches (or the first place of these words)."""
    document = read(data, name="稿.docx")
    found = []
    for i, span in enumerate(spans):
        at = document.text.index(span) if isinstance(span, str) else span.start
        whole = Span(at, at + len(span))
        found.append(Finding("NN-999", "error", whole, facts={"n": str(i)}, id=f"f{i:011d}"))
    analysis = Analysis(document, "generic", "", None, None)
    return Report("稿.docx", document.sha256, "ok", tuple(found), analysis=analysis, cards={"NN-999": CARD})


def annotate(data: bytes, *spans: Span | str) -> bytes:
    return mark(find_format("docx"), data, report(data, *spans), lang="zh")


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return etree.fromstring(file.read(name))


def marked(data: bytes) -> dict[str, str]:
    """By id of the comment the characters between its marks, and “|” where the comment itself hangs."""
    open_now: set[str] = set()
    found: dict[str, str] = {}
    for one in part(data).iter():
        if one.tag == W + "commentRangeStart":
            open_now.add(one.get(ID))
            found.setdefault(one.get(ID), "")
        elif one.tag == W + "commentRangeEnd":
            open_now.remove(one.get(ID))
        elif one.tag == W + "commentReference":
            found[one.get(ID)] += "|"
        elif one.tag == TEXT or one.tag in CHARACTERS:
            for key in open_now:
                found[key] += (one.text or "") if one.tag == TEXT else "\t"
    assert not open_now
    return found


def bare(data: bytes) -> bytes:
    """The main part without marks of comments, runs of the same look next to each other as one."""
    root = part(data)
    for one in list(root.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")):
        parent = one.getparent()
        parent.remove(one)
        if parent.tag == RUN and not len(parent):
            parent.getparent().remove(parent)
    for text in root.iter(TEXT):
        text.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
    return etree.tostring(_joined(root), method="c14n")


def _look(run: etree._Element) -> bytes:
    marks = run.find(W + "rPr")
    return b"" if marks is None else etree.tostring(marks, method="c14n")


def _joined(root: etree._Element) -> etree._Element:
    """Runs of one look next to each other as one, and so the texts in them; empty ones left out."""
    for one in list(root.iter(RUN)):
        last = one.getprevious()
        if last is not None and last.tag == RUN and _look(last) == _look(one):
            last.extend(child for child in list(one) if child.tag != W + "rPr")
            one.getparent().remove(one)
    for one in list(root.iter(TEXT)):
        last = one.getprevious()
        if not one.text:
            one.getparent().remove(one)
        elif last is not None and last.tag == TEXT:
            last.text += one.text
            one.getparent().remove(one)
    return root


def assert_only_comments(before: bytes, after: bytes) -> None:
    assert bare(before) == bare(after)
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        changed = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
        for name in old.namelist():
            assert name in changed or old.read(name) == new.read(name), name
