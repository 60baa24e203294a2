"""Small Word files written as raw XML."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from gouji.model import Document
from gouji.read import Limits, read

_NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "settings": "settings"}


def _root(tag: str, inner: str) -> str:
    return f"<w:{tag} {_NAMES}>{inner}</w:{tag}>"


def build(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word file with this body. `parts`: the inside of numbering, styles, footnotes, settings, header1, footer1 …"""
    parts = parts or {}
    relations = ""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_TYPES}/officeDocument" '
            f'Target="word/document.xml"/></Relationships>',
        )
        file.writestr("word/document.xml", _root("document", f"<w:body>{body}</w:body>"))
        for part, inner in parts.items():
            kind = part.rstrip("0123456789")
            tag = _ROOTS.get(kind) or {"header": "hdr", "footer": "ftr"}[kind]
            file.writestr(f"word/{part}.xml", _root(tag, inner))
            relations += f'<Relationship Id="{part}" Type="{_TYPES}/{kind}" Target="{part}.xml"/>'
        file.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
        )
    return made.getvalue()


@pytest.fixture
def docx() -> Callable[..., bytes]:
    """Builds a Word file: body, and other parts by name."""
    return build


@pytest.fixture
def read_docx() -> Callable[..., Document]:
    """Reads a Word file from its bytes, or from the XML of its body (and other parts by name); `limits` by name too."""

    def reader(source: bytes | str, parts: Mapping[str, str] | None = None, **limits: float) -> Document:
        data = source if isinstance(source, bytes) else build(source, parts)
        return read(data, name="样本.docx", limits=Limits(**limits))  # type: ignore[arg-type]

    return reader


def _plain(document: Document) -> list[str]:
    return [
        block.span.cut(document.text) if block.kind == "paragraph" else f"{block.kind}: {block.span.cut(document.text)}"
        for block in document.blocks
    ]


@pytest.fixture
def lines(read_docx: Callable[..., Document]) -> Callable[..., list[str]]:
    """The blocks of a body as text; those that are no paragraphs with their kind before them."""
    return lambda *args, **kwargs: _plain(read_docx(*args, **kwargs))


@pytest.fixture
def p() -> Callable[..., str]:
    """The XML of a paragraph: texts become runs, what begins with < stays; `props` go into its properties."""

    def paragraph(*runs: str, props: str = "") -> str:
        inner = "".join(one if one.startswith("<") else run(one) for one in runs)
        return f"<w:p><w:pPr>{props}</w:pPr>{inner}</w:p>"

    return paragraph


def run(text: str, props: str = "") -> str:
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.fixture
def r() -> Callable[..., str]:
    """The XML of a run."""
    return run
