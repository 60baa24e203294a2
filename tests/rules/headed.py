"""A text as a Word file with headers."""

import io
import zipfile
from collections.abc import Sequence
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:w="{W}" xmlns:r="{TYPES}"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def headed(text: str, running: Sequence[str]) -> bytes:
    """Each line of `text` a paragraph, under one header with the lines `running`."""

    def paragraphs(lines: Sequence[str]) -> str:
        return "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)

    refer = '<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>'
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="d" Type="{TYPES}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMES}><w:body>{paragraphs(text.splitlines())}{refer}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="h" Type="{TYPES}/header" '
        'Target="header1.xml"/></Relationships>',
        "word/header1.xml": f"<w:hdr {NAMES}>{paragraphs(running)}</w:hdr>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return made.getvalue()
