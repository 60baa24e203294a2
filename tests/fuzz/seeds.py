"""Good files of every format to begin from: invented reports, whole and in part."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from random import Random

import msgspec
from tests.fuzz import userfiles

from gouji.corpus.document import Report
from gouji.corpus.generate import generate
from gouji.corpus.renderers import RENDERERS

HERE = Path(__file__).with_name("seeds")
_READ = Path(__file__).parents[1] / "read"
_BENCHMARK = Path(__file__).parents[2] / "corpus" / "benchmark"
_STYLES = ("yunnan", "jiangsu", "shanghai-budget", "hubei", "guangxi")
_PDFS = 3
_DOCUMENT = """<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>支出情况说明</w:t></w:r></w:p>
<w:p><w:ins w:id="1"><w:r><w:t>2024年度支出合计</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>9</w:delText></w:r></w:del>
<w:hyperlink r:id="r9"><w:r><w:t>120.50</w:t></w:r></w:hyperlink><w:r><w:t>万元</w:t><w:footnoteReference w:id="2"/></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
<w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="SEQ 表"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>
<w:sdt><w:sdtContent><w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>
<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>合计</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>80.50</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p>
</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl></w:sdtContent></w:sdt><w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r>
</w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p><w:sectPr><w:headerReference r:id="r3" w:type="default"/></w:sectPr>"""
_NUMBERING = """<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""
_STYLE_PART = """<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="c"/><w:rPr><w:vanish/></w:rPr></w:style>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:r="{_OFFICE}"'
)


_RTF = (
    r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}\pard 2024年度支出合计120.50万元，增长\u50 ?.73%。\par"
    r"\trowd\clvmgf\cellx900\clmgf\cellx1800\clmrg\cellx2700\intbl 项目\cell 合计\cell\cell\row"
    r"\trowd\clvmrg\cellx900\cellx1800\cellx2700\intbl \cell 80.50\cell\itap2 内\nestcell{\*\nesttableprops\trowd\cellx99\nestrow}\itap1 40.00\cell\row\pard"
    r"{\listtext 一、}\ls1\ilvl0 支出{\footnote 注}{\deleted 9}{\v 隐}\par}"
).encode("gb18030")


@cache
def seeds(reader: str) -> tuple[bytes, ...]:
    """The seeds of a reader, or of a kind of user file; the same at every call."""
    return tuple(_SEEDS[reader]())


def _reports() -> Iterator[Report]:
    for style in _STYLES:
        whole = generate(style, 5)
        if style == _STYLES[0]:
            yield whole
        rng = Random(style)
        for _ in range(3):
            start = rng.randrange(6, max(7, len(whole.blocks) - 30))
            yield msgspec.structs.replace(whole, blocks=(*whole.blocks[:3], *whole.blocks[start : start + 30]))


def _rendered(*forms: str) -> Iterator[bytes]:
    for report in _reports():
        for form in forms:
            yield RENDERERS[form](report).data


def _sheets() -> Iterator[bytes]:
    for report in _reports():
        if any(report.tables()):
            yield RENDERERS["xlsx"](report).data


def _words() -> Iterator[bytes]:
    yield from _rendered("docx")
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_WORD}><w:body>{_DOCUMENT}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {_WORD}>{_NUMBERING}</w:numbering>",
        "word/styles.xml": f"<w:styles {_WORD}>{_STYLE_PART}</w:styles>",
        "word/footnotes.xml": f'<w:footnotes {_WORD}><w:footnote w:id="2"><w:p><w:r><w:t>注：含结转</w:t></w:r></w:p></w:footnote></w:footnotes>',
        "word/header1.xml": f"<w:hdr {_WORD}><w:p><w:r><w:t>公开01表</w:t></w:r></w:p></w:hdr>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{kind}{"1" * (kind == "header")}.xml"/>'
            for n, kind in enumerate(("numbering", "styles", "footnotes", "header"))
        )
        + "</Relationships>",
    }
    for _ in range(6):
        yield _zipped({name: text.encode() for name, text in parts.items()})


def _pdfs() -> Iterator[bytes]:
    files = sorted(_BENCHMARK.glob("*.pdf"), key=lambda file: file.stat().st_size)
    for file in files[:_PDFS]:
        yield file.read_bytes()
    yield from (_drawn(rotated) for rotated in (0, 90, 270))


def _drawn(rotation: int) -> bytes:
    """A page with a line, a ruled table and a second page that is turned."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842), invariant=1, pageCompression=0)
    for turn in (0, rotation):
        canvas.setPageRotation(turn)
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(72, 760, "2024年度支出合计120.50万元，比上年增加3.20万元，增长2.73%。")
        for row in range(6):
            canvas.line(72, 700 - 20 * row, 472, 700 - 20 * row)
            for column in range(5):
                canvas.line(72 + 100 * column, 700, 72 + 100 * column, 600)
                if row < 5 and column < 4:
                    canvas.drawString(
                        76 + 100 * column,
                        686 - 20 * row,
                        ("项目", "合计", "基本支出", "项目支出")[column] if not row else f"{row}{column}.50",
                    )
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _tables() -> Iterator[bytes]:
    for report in _reports():
        for _, table in report.tables():
            for mark in (",", "\t"):
                yield "\n".join(
                    mark.join(f'"{cell}"' if mark in cell else cell for cell in row) for row in table.grid()
                ).encode("gb18030" if mark == "," else "utf-8")


def _zips() -> Iterator[bytes]:
    reports = list(_reports())
    for report in reports[:6]:
        text = RENDERERS["txt"](report).data
        yield _zipped(
            {
                "报告.txt": text,
                "附表/报告附表.xlsx": RENDERERS["xlsx"](next(one for one in reports if any(one.tables()))).data,
            }
        )
        yield _zipped(
            {
                "甲/甲报告.txt": text,
                "乙/乙报告.md": text,
                "乙/表.csv": "项目,合计\n支出,1.00\n".encode("gb18030"),
                "说明.jpg": b"\xff\xd8",
            }
        )


def _zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 6)), data)
    return made.getvalue()


_SEEDS: dict[str, Callable[[], Iterable[bytes]]] = {
    "text": lambda: _rendered("txt", "md"),
    "html": lambda: _rendered("html"),
    "docx": _words,
    "xlsx": _sheets,
    "xls": lambda: (file.read_bytes() for file in sorted(HERE.glob("*.xls"))),
    "ods": lambda: (file.read_bytes() for file in sorted(HERE.glob("*.ods"))),
    "rtf": lambda: [(_READ / "rtf" / "outline.rtf").read_bytes(), _RTF],
    "doc": lambda: [(_READ / "doc" / "outline.doc").read_bytes()],
    "csv": _tables,
    "pdf": _pdfs,
    "zip": _zips,
    "settings": lambda: [userfiles.SETTINGS.encode()],
    "suppressions": lambda: [userfiles.SUPPRESSIONS.encode()],
    "baseline": lambda: [userfiles.BASELINE.encode()],
    "gold": lambda: [userfiles.GOLD.encode()],
    "figures": lambda: [userfiles.FIGURES.encode()],
    "extension": lambda: [userfiles.EXTENSION.encode()],
}
