"""Mutations of zip archives: of the parts, of their names, of the archive itself."""

import io
import zipfile
from collections.abc import Sequence
from random import Random

from tests.fuzz.tokens import NUMBERS, WORDS, change_bytes, change_text, encode, repeats
from tests.fuzz.xmlparts import change_xml

WORD = (
    '<w:gridSpan w:val="NUMBER"/>', '<w:vMerge w:val="continue"/>', '<w:tcPr><w:gridSpan w:val="NUMBER"/><w:vMerge/></w:tcPr>',
    '<w:tc><w:tcPr><w:gridSpan w:val="NUMBER"/></w:tcPr><w:p><w:r><w:t>1.00</w:t></w:r></w:p></w:tc>',
    '<w:trPr><w:gridBefore w:val="NUMBER"/><w:gridAfter w:val="NUMBER"/></w:trPr>', '<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>',
    '<w:pPr><w:numPr><w:ilvl w:val="NUMBER"/><w:numId w:val="1"/></w:numPr></w:pPr>', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="NUMBER"/></w:numPr>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:r><w:instrText>SEQ 表 \\* ARABIC \\r NUMBER</w:instrText></w:r>', '<w:fldSimple w:instr="SEQ x \\r NUMBER"><w:r><w:t>3</w:t></w:r></w:fldSimple>',
    "<w:ins><w:r><w:t>增加1.00万元</w:t></w:r></w:ins>", "<w:del><w:r><w:delText>减少</w:delText></w:r></w:del>", "<w:moveFrom/>",
    "<w:sdt><w:sdtContent><w:p><w:r><w:t>占100%</w:t></w:r></w:p></w:sdtContent></w:sdt>", '<w:footnoteReference w:id="NUMBER"/>',
    '<w:r><w:footnoteReference w:id="2"/></w:r>', "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>",
    '<w:r><w:sym w:font="Wingdings" w:char="NUMBER"/></w:r>', '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:tab/></w:r>", '<w:pStyle w:val="Heading1"/>',
    '<w:basedOn w:val="Heading1"/>', '<w:outlineLvl w:val="NUMBER"/>', '<w:start w:val="NUMBER"/>', '<w:lvlText w:val="%1%2%3%NUMBER、"/>', "<w:vanish/>",
    '<w:p><w:r><w:t>（一）2024年度支出合计NUMBER万元，比上年增加NUMBER万元，增长NUMBER%。</w:t></w:r></w:p>',
)  # fmt: skip
SHEET = (
    '<row r="NUMBER"><c r="A1"><v>1</v></c></row>', '<c r="NUMBER" t="s"><v>NUMBER</v></c>', '<c r="XFD1048576"><v>NUMBER</v></c>', '<c r="ZZZZZ9"><v>5</v></c>',
    '<c r="A1" s="NUMBER"><v>NUMBER</v></c>', '<c t="n"><v>NUMBER</v></c>', '<c t="inlineStr"><is><t>合计</t></is></c>', '<c t="d"><v>2024-01-01</v></c>',
    '<mergeCell ref="A1:XFD1048576"/>', '<mergeCell ref="B2:A1"/>', '<mergeCell ref="A1:NUMBER"/>', '<mergeCells><mergeCell ref="A1:ZZ99999"/></mergeCells>',
    '<col min="1" max="NUMBER" hidden="1"/>', '<numFmt numFmtId="164" formatCode="0.NUMBER%"/>', '<numFmt numFmtId="165" formatCode="[&gt;1]#,##0;[Red]-0;&quot;x"/>',
    '<xf numFmtId="NUMBER"/>', '<si><t>x</t></si>', '<f>SUM(A1:A9)</f>', '<sheet name="x" sheetId="NUMBER" state="hidden"/>', '<rPh sb="0" eb="1"><t>x</t></rPh>',
)  # fmt: skip
OPEN = (
    '<table:table-cell table:number-columns-repeated="NUMBER" office:value-type="float" office:value="NUMBER"><text:p>NUMBER</text:p></table:table-cell>',
    '<table:table-row table:number-rows-repeated="NUMBER"><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>',
    '<table:table-cell table:number-columns-spanned="NUMBER" table:number-rows-spanned="NUMBER"><text:p>x</text:p></table:table-cell>',
    '<table:table-column table:number-columns-repeated="NUMBER" table:visibility="collapse"/>', '<text:s text:c="NUMBER"/>', "<text:span>a</text:span>",
    '<table:table-row table:visibility="filter" table:number-rows-repeated="NUMBER"/>', "<text:p>x</text:p>", "<text:line-break/>", "<table:covered-table-cell/>",
    '<table:table table:name="x"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>',
    '<table:table-row-group><table:table-row/></table:table-row-group>', '<office:annotation><text:p>x</text:p></office:annotation>',
)  # fmt: skip

_MAIN = (
    "document.xml",
    "content.xml",
    "sheet1.xml",
    "sheet2.xml",
    "sharedStrings.xml",
    "workbook.xml",
    "numbering.xml",
    "styles.xml",
    "footnotes.xml",
)
_METHODS = (
    zipfile.ZIP_STORED,
    zipfile.ZIP_DEFLATED,
    zipfile.ZIP_DEFLATED,
    zipfile.ZIP_DEFLATED,
    zipfile.ZIP_BZIP2,
    zipfile.ZIP_LZMA,
)

Parts = list[tuple[str, bytes]]


def change_office(data: bytes, rng: Random, snippets: Sequence[str]) -> bytes:
    """An office file with several changes, mostly in its XML."""
    parts = unpack(data)
    for _ in range(rng.choice((1, 1, 2, 2, 3, 5, 8))):
        if rng.random() < 0.85:
            main = [i for i, (name, _) in enumerate(parts) if name.rpartition("/")[2] in _MAIN]
            at = rng.choice(main if main and rng.random() < 0.8 else range(len(parts)))
            name, body = parts[at]
            parts[at] = (
                name,
                (change_xml(body, rng, snippets) if name.endswith((".xml", ".rels")) else change_bytes(body, rng)),
            )
        else:
            change_parts(parts, rng)
        if not parts:
            break
    return pack(parts, rng)


def change_zip(data: bytes, rng: Random) -> bytes:
    """An archive of reports with several changes."""
    parts = unpack(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if not parts:
            break
        at = rng.randrange(len(parts))
        name, body = parts[at]
        kind = rng.randrange(9)
        if kind < 4 and name.endswith((".txt", ".md", ".csv")):
            parts[at] = name, encode(change_text(body.decode("utf-8", "replace"), rng), rng)
        elif kind == 5:
            parts.append((f"{rng.randrange(99)}{name}", pack(parts[:3], rng)))
        elif kind == 6:
            parts += [
                (f"{n}.{rng.choice(('txt', 'csv', 'md', 'jpg', 'zip'))}", body[:200]) for n in range(repeats(rng, 3000))
            ]
        elif kind == 7:
            parts[at] = name, change_bytes(body, rng)
        else:
            change_parts(parts, rng)
    return pack(parts, rng)


def unpack(data: bytes) -> Parts:
    """Names and contents in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def change_parts(parts: Parts, rng: Random) -> None:
    """One change of the list of parts."""
    at = rng.randrange(len(parts))
    name, body = parts[at]
    other = rng.choice(parts)
    kind = rng.randrange(7)
    if kind == 0:
        del parts[at]
    elif kind == 1:
        parts.insert(rng.randrange(len(parts)), (name, other[1]))
    elif kind == 2:
        parts[at] = _renamed(name, rng), body
    elif kind == 3:
        parts[at] = name, other[1]
    elif kind == 4:
        parts[at] = name, b""
    elif kind == 5:
        parts[at] = name, _bomb(body, rng)
    else:
        rng.shuffle(parts)


def pack(parts: Parts, rng: Random) -> bytes:
    """The archive, at times with lies in its directories."""
    made = io.BytesIO()
    # The slow methods are not for bombs.
    method = rng.choice(_METHODS) if sum(len(body) for _, body in parts) < 3_000_000 else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, body in parts:
            archive.writestr(_info(name, method), body)
    data = made.getvalue()
    return _lie(data, rng) if rng.random() < 0.12 else data


def _info(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name[:20000].encode("utf-8", "replace").decode("utf-8"), (2024, 1, 2, 3, 4, 6))
    info.compress_type = method
    return info


def _renamed(name: str, rng: Random) -> str:
    ways = (
        name.upper(), f"../{name}", f"/{name}", f"C:\\{name}", name + "/", "a/" * 300 + name, name + rng.choice(WORDS), rng.choice(NUMBERS) + name,
        "../../etc/passwd", "__MACOSX/" + name, "." + name, name.rpartition(".")[0], "", "预算/" + name, name.replace(".", ".\x00."), "长" * 200 + name,
        name.rpartition(".")[0] + rng.choice((".docx", ".pdf", ".txt", ".zip", ".csv", ".xls", ".html", ".xlsx")),
    )  # fmt: skip
    return rng.choice(ways)


def _bomb(body: bytes, rng: Random) -> bytes:
    """A part far larger than the file lets expect."""
    unit = rng.choice((b"\x00", b" ", b"<w:p/>", b"<row/>", "合计\t1\n".encode(), body[:4000] or b"x"))
    long = unit * (rng.choice((100_000, 3_000_000, 30_000_000)) // len(unit))
    head, mark, tail = body.rpartition(b"</")
    return head + long + mark + tail if mark and rng.random() < 0.7 else long


def _lie(data: bytes, rng: Random) -> bytes:
    """Another number somewhere in a header or in the central directory."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        mark = rng.choice((b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"))
        places = (
            [at for at in range(len(data) - 30) if data.startswith(mark, at)]
            if len(data) < 300_000
            else [data.rfind(mark)]
        )
        at = rng.choice(places or [0]) + rng.randrange(4, 30)
        size = rng.choice((1, 2, 4))
        if at + size <= len(changed):
            changed[at : at + size] = rng.choice((b"\xff" * size, b"\x00" * size, b"\x01" * size, rng.randbytes(size)))
    return bytes(changed)[: rng.randrange(len(data)) if rng.random() < 0.15 else None]
