"""A report as a Word file: styles, sections, fields and tables as office software writes them."""

import io
import re
from datetime import datetime
from typing import Any

import msgspec
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from gouji.corpus.document import Break, Paragraph, Rendered, Report, Table
from gouji.corpus.look import Group, Look, around, at_right, groups, look, pair
from gouji.corpus.render_docx_table import TableXml
from gouji.office.archive import settled

_A4 = (595.3, 841.9)
_THEN = datetime(2020, 1, 1)
_WIDE_MARGIN = 56.0
_BLACK = RGBColor(0, 0, 0)
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_KINDS = {"final-accounts": "部门决算", "budget": "部门预算"}
_ROLES = {"cover": "Title", "body": "Body Text", "caption": "Caption", "title": "Table Title", "note": "Table Note"}


class Fonts(msgspec.Struct, frozen=True):
    """Names of the fonts: for headings, for the body and for tables."""

    heading: str
    body: str
    table: str


def office_fonts(chosen: Look) -> Fonts:
    """The fonts that offices use."""
    return Fonts("宋体", "宋体", "宋体") if chosen.serif else Fonts("黑体", "仿宋", "宋体")


def docx(report: Report) -> Rendered:
    """The report as a Word file; the same report gives the same bytes."""
    return Rendered(".docx", word(report, office_fonts(look(report))))


def word(report: Report, fonts: Fonts) -> bytes:
    """The bytes of the Word file, set in the given fonts."""
    writer = _Writer(report, look(report), fonts)
    writer.write()
    stream = io.BytesIO()
    writer.word.save(stream)
    return settled(stream.getvalue())


class _Writer:
    """Writes the blocks of one report in their order."""

    def __init__(self, report: Report, chosen: Look, fonts: Fonts) -> None:
        self.report = report
        self.look = chosen
        self.word: WordDocument = Document()
        self.fresh = False
        self.targets = _targets(report)
        _styles(self.word, chosen, fonts)
        core = self.word.core_properties
        core.title, core.author, core.last_modified_by, core.comments = report.name, report.unit, report.unit, ""
        core.created = core.modified = _THEN

    def write(self) -> None:
        """The whole report."""
        section = self.word.sections[0]
        section.different_first_page_header_footer = True
        self._furniture(section)
        for n, group in enumerate(groups(self.report)):
            if n:
                section = self._section()
            _shape(section, group.wide, self.look)
            self._blocks(group, _room(group.wide, self.look))

    def _blocks(self, group: Group, room: float) -> None:
        blocks = self.report.blocks
        inside = self._inside(group)
        paired = -1
        for i, block in group.blocks:
            after = blocks[i + 1] if i + 1 < len(blocks) else None
            if isinstance(block, Break):
                # A new section begins a page of its own, and so does the file.
                self.fresh = i != group.blocks[0][0]
            elif isinstance(block, Table):
                self._table(block, room, inside.get(i, []))
            elif i == paired or any(index - len(above) <= i < index for index, above in inside.items()):
                continue
            elif self.look.joined and pair(block, after) and isinstance(after, Paragraph):
                self._paragraph(i, block).add_run("\t" + after.text)
                _stop(self.word.paragraphs[-1], room)
                paired = i + 1
            else:
                self._paragraph(i, block)

    def _inside(self, group: Group) -> dict[int, list[Paragraph]]:
        """The tables that hold the lines above them as rows, with those lines."""
        if not self.look.inside:
            return {}
        found = {i: around(self.report.blocks, i)[0] for i, block in group.blocks if isinstance(block, Table)}
        # A line that the contents name stays a paragraph, for its bookmark.
        return {
            i: above
            for i, above in found.items()
            if not any(index in self.targets for index in range(i - len(above), i))
        }

    def _section(self) -> Section:
        section: Section = self.word.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        self.fresh = False
        # The paragraph that ends the section before takes no room of its own.
        _flatten(self.word.paragraphs[-1])
        return section

    def _paragraph(self, index: int, one: Paragraph) -> WordParagraph:
        made = self.word.add_paragraph(style=_style_of(one))
        if self.fresh:
            made.paragraph_format.page_break_before = True
            self.fresh = False
        mark, page = self.targets.get(index, ("", 0))
        if mark and one.role != "toc":
            made._p.append(_element("bookmarkStart", id=str(index), name=mark))
        made.add_run(one.text)
        if not index:
            made.paragraph_format.space_before = Pt(_A4[1] / 4)
        if mark and one.role != "toc":
            made._p.append(_element("bookmarkEnd", id=str(index)))
        if mark and one.role == "toc" and self.look.leaders:
            _stop(made, _room(False, self.look), WD_TAB_LEADER.DOTS)
            made.add_run("\t")
            _field(made, f"PAGEREF {mark} \\h", str(page))
        if one.role == "caption" and at_right(one.text):
            made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        return made

    def _table(self, table: Table, room: float, above: list[Paragraph]) -> None:
        body = self.word.element.body
        xml = TableXml(table, room, self.look, above, fresh=bool(above) and self.fresh).xml()
        # The last element of the body holds the properties of the last section. Tables that touch would be one.
        if len(body) > 1 and body[-2].tag == qn("w:tbl"):
            _flatten(self.word.add_paragraph())
        body.insert(len(body) - 1, parse_xml(xml))
        self.fresh = self.fresh and not above

    def _furniture(self, section: Section) -> None:
        """The page number at the foot, and what runs along the top."""
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for part in re.split(r"(\{\w+\})", self.look.number):
            if part in _FIELDS:
                _field(foot, _FIELDS[part], "1")
            elif part:
                foot.add_run(part)
        if self.look.running:
            head = section.header.paragraphs[0]
            head.alignment = WD_ALIGN_PARAGRAPH.CENTER
            head.add_run(f"{self.report.unit}{self.report.year}年度{_KINDS[self.report.kind]}")


def _targets(report: Report) -> dict[int, tuple[str, int]]:
    """For entries of the contents and the blocks that they name: the bookmark, and the page if every page is full.

    Word counts the pages anew when it is asked to; until then the guess stands.
    """
    heads: dict[str, list[int]] = {}
    pages, page, wide = {}, 1, False
    for group in groups(report):
        page += group.wide != wide
        wide = group.wide
        for i, block in group.blocks:
            page += isinstance(block, Break) and not (i and isinstance(report.blocks[i - 1], Break))
            pages[i] = page
            if isinstance(block, Paragraph) and block.role in ("heading", "title"):
                heads.setdefault(block.text, []).append(i)
    found: dict[int, tuple[str, int]] = {}
    for i, block in report.paragraphs():
        if block.role == "toc" and heads.get(block.text):
            target = heads[block.text].pop(0)
            found[i] = found[target] = (f"_Toc{target:05d}", pages[target])
    return found


def _style_of(one: Paragraph) -> str:
    if one.role == "heading":
        return f"Heading {one.level}"
    if one.role == "toc":
        return f"toc {min(max(one.level, 1), 2)}"
    # The contents come with a title in the size of the headings, not of the cover.
    return "Table Title" if one.role == "cover" and len(one.text) <= 4 else _ROLES[one.role]


def _styles(word: WordDocument, chosen: Look, fonts: Fonts) -> None:
    """The paragraph styles, those of the template made to look like those of offices."""
    body, line = chosen.body, chosen.body * chosen.spacing
    _style(word, "Normal", fonts.body, body, line)
    _style(word, "Body Text", fonts.body, body, line, indent=2 * body)
    _style(word, "Title", fonts.heading, 26.0, 52.0, middle=True)
    for level, size, indent in ((1, body + 4, 0.0), (2, body, 2 * body), (3, body, 2 * body), (4, body, 2 * body)):
        _style(word, f"Heading {level}", fonts.heading, size, line, bold=level < 4, middle=level == 1, indent=indent)
    for level in (1, 2):
        _style(word, f"toc {level}", fonts.body, body, line, left=(level - 1) * body)
    _style(word, "Table Title", fonts.heading, body + 2, 2 * body, middle=True)
    _style(word, "Caption", fonts.table, 10.0, 16.0)
    _style(word, "Table Note", fonts.table, 10.0, 16.0)
    _style(word, "Table Text", fonts.table, chosen.table, 0.0)
    _style(word, "Table Head", fonts.table, chosen.table, 0.0, middle=True)


def _style(
    word: WordDocument,
    name: str,
    font: str,
    size: float,
    line: float,
    *,
    bold: bool = False,
    middle: bool = False,
    indent: float = 0.0,
    left: float = 0.0,
) -> None:
    """Set or make a style. line: height of lines in points, 0 for that of the font."""
    known = name in word.styles
    style = word.styles[name] if known else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = _BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{key}"), font)
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    shape = style.paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER if middle else WD_ALIGN_PARAGRAPH.LEFT
    shape.space_before = shape.space_after = Pt(0)
    shape.first_line_indent, shape.left_indent = Pt(indent), Pt(left)
    if line:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)


def _shape(section: Section, wide: bool, chosen: Look) -> None:
    short, long = map(Pt, _A4)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if wide else (short, long)
    section.left_margin = section.right_margin = Pt(_WIDE_MARGIN if wide else chosen.margin)
    section.top_margin = section.bottom_margin = Pt(72.0)


def _room(wide: bool, chosen: Look) -> float:
    """The width of the text, in points."""
    return _A4[1] - 2 * _WIDE_MARGIN if wide else _A4[0] - 2 * chosen.margin


def _flatten(empty: WordParagraph) -> None:
    shape = empty.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)
    shape.space_before = shape.space_after = Pt(0)


def _stop(made: WordParagraph, at: float, leader: WD_TAB_LEADER = WD_TAB_LEADER.SPACES) -> None:
    made.paragraph_format.tab_stops.add_tab_stop(Pt(at), WD_TAB_ALIGNMENT.RIGHT, leader)


def _field(made: WordParagraph, code: str, shown: str) -> None:
    """A field with what it shows until it is computed."""
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            instruction = _element("instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            made.add_run()._r.append(instruction)
        made.add_run()._r.append(_element("fldChar", fldCharType=kind))
        if kind == "separate":
            made.add_run(shown)


def _element(tag: str, **attributes: str) -> Any:
    return OxmlElement(f"w:{tag}", {qn(f"w:{key}"): value for key, value in attributes.items()})
