"""What Word and WPS write beside the text itself: a reader of the file sees none of it."""

from collections.abc import Callable

import pytest

from gouji.model import Document

Lines = Callable[..., list[str]]
Xml = Callable[..., str]
Read = Callable[..., Document]

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
WP14 = 'xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
KSO = 'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"'
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def test_a_number_that_the_spell_check_and_the_session_marks_cut_in_pieces(lines: Lines, p: Xml) -> None:
    pieces = (
        f'<w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1" {W14}><w:rPr><w:rFonts w:hint="eastAsia"/>'
        '<w14:ligatures w14:val="none"/></w:rPr><w:t>1</w:t></w:r><w:proofErr w:type="spellEnd"/>'
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:r w:rsidRPr="00B2"><w:t>,268</w:t></w:r>'
        '<w:bookmarkEnd w:id="0"/><w:proofErr w:type="gramStart"/><w:r><w:t>.</w:t></w:r>'
        '<w:permStart w:id="7" w:edGrp="everyone"/><w:r><w:rPr><w:rStyle w:val="a"/></w:rPr><w:t>47</w:t></w:r>'
        '<w:permEnd w:id="7"/><w:proofErr w:type="gramEnd"/>'
    )
    assert lines(p("收入合计", pieces, "万元。")) == ["收入合计1,268.47万元。"]


def test_changes_of_looks_and_numbers_by_tracked_changes(lines: Lines, p: Xml, r: Xml) -> None:
    looks = '<w:rPrChange w:id="1" w:author="甲"><w:rPr><w:b/></w:rPr></w:rPrChange>'
    pieces = (
        r("支出12", looks),
        f'<w:ins w:id="2"><w:del w:id="3"><w:r><w:delText>9</w:delText></w:r></w:del>{r("5")}</w:ins>',
        f'<w:moveToRangeStart w:id="4" w:name="m"/><w:moveTo w:id="5">{r("4.92")}</w:moveTo><w:moveToRangeEnd w:id="4"/>',
    )
    props = (
        '<w:pPrChange w:id="6"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    )
    assert lines(p(*pieces, "万元", props=props)) == ["支出1254.92万元"]


def test_controls_of_new_versions(lines: Lines, p: Xml, r: Xml) -> None:
    data = f'<w15:dataBinding {W15} w:xpath="/a" w:storeItemID="{{0}}"/><w15:appearance {W15} w15:val="hidden"/>'
    amount = f"<w:sdt><w:sdtPr><w:alias w:val='金额 99.99'/>{data}</w:sdtPr><w:sdtContent>{r('41.66')}</w:sdtContent></w:sdt>"
    box = (
        f'<w:sdt><w:sdtPr><w14:checkbox {W14}><w14:checked w14:val="1"/><w14:checkedState w14:val="2612"/></w14:checkbox>'
        f"</w:sdtPr><w:sdtContent>{r('☒')}</w:sdtContent></w:sdt>"
    )
    repeated = (
        f"<w:sdt><w:sdtPr><w15:repeatingSection {W15}/></w:sdtPr><w:sdtContent><w:sdt><w:sdtPr>"
        f"<w15:repeatingSectionItem {W15}/></w:sdtPr><w:sdtContent>{p('第一项')}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
    )
    assert lines(p("事业收入", amount, "万元", box) + repeated) == ["事业收入41.66万元☒", "第一项"]


def test_smart_tags_custom_xml_and_directions(lines: Lines, p: Xml, r: Xml) -> None:
    date = (
        '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate"><w:smartTagPr>'
        f'<w:attr w:name="Year" w:val="1999"/></w:smartTagPr>{r("2023")}'
        f'<w:smartTag w:element="x">{r("年")}</w:smartTag></w:smartTag>'
    )
    marked = f'<w:customXml w:element="amount"><w:customXmlPr><w:attr w:name="v" w:val="8"/></w:customXmlPr>{r("3.5")}</w:customXml>'
    turned = f'<w:dir w:val="ltr"><w:bdo w:val="ltr">{r("万")}</w:bdo>{r("元")}</w:dir>'
    around = f'<w:customXml w:element="part">{p("收入", date, "度", marked, turned)}</w:customXml>'
    assert lines(around) == ["收入2023年度3.5万元"]


def test_fields_and_tabs_by_their_place(lines: Lines, p: Xml, r: Xml) -> None:
    total = f'<w:fldSimple w:instr=" =SUM(ABOVE) \\# &quot;#,##0.00&quot; " w:dirty="1">{r("1,254")}{r(".92")}</w:fldSimple>'
    form = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="数"/><w:textInput><w:default w:val="9.99"/>'
        '</w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("86.40")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    tab = '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>'
    assert lines(p("合计", total, "万元") + p("经费", form, "万元") + p("部门：甲局", tab, "单位：万元")) == [
        "合计1,254.92万元",
        "经费86.40万元",
        "部门：甲局\t单位：万元",
    ]


def _box(inside: str) -> str:
    """A text box as both programs write it: once for new readers, once for old ones, with sizes in alternatives."""
    shape = f'<wps:wsp xmlns:wps="{SHAPE}"><wps:cNvSpPr txBox="1"/><wps:txbx id="1"><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>'
    size = f'<mc:AlternateContent><mc:Choice Requires="wp14"><wp14:sizeRelH {WP14}><wp14:pctWidth>1</wp14:pctWidth></wp14:sizeRelH></mc:Choice></mc:AlternateContent>'
    drawing = (
        f'<w:drawing><wp:anchor {WP}><wp:docPr id="1" name="文本框 1" descr="合计 99.99 万元"/>'
        f'<a:graphic {A}><a:graphicData uri="{SHAPE}">{shape}</a:graphicData></a:graphic>{size}</wp:anchor></w:drawing>'
    )
    old = f'<w:pict><v:shape><v:textbox inset="1mm"><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>'
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"


def test_a_text_box_with_a_linked_one_and_a_table_in_it(lines: Lines, p: Xml) -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('项目')}</w:tc><w:tc>{p('金额')}</w:tc></w:tr><w:tr><w:tc>{p('合计')}</w:tc><w:tc>{p('7.86')}</w:tc></w:tr></w:tbl>"
    linked = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp xmlns:wps="{SHAPE}"><wps:linkedTxbx id="1" seq="1"/></wps:wsp></w:drawing></mc:Choice></mc:AlternateContent></w:r>'
    assert lines(p("见下图。", _box(p("单位：万元") + table), linked) + p("以上。")) == [
        "见下图。",
        "单位：万元",
        "table: 项目\t金额\n合计\t7.86",
        "以上。",
    ]


def _cell(text: str, shape: str = "", p: str = "") -> str:
    return f"<w:tc><w:tcPr>{shape}</w:tcPr>{p or f'<w:p><w:r><w:t>{text}</w:t></w:r></w:p>'}</w:tc>"


@pytest.mark.parametrize("rest", ["<w:vMerge/>", '<w:vMerge w:val="continue"/>'], ids=["Word", "WPS"])
def test_merged_headers_of_either_program(read_docx: Read, rest: str) -> None:
    marks = '<w:tblPrEx><w:tblBorders/></w:tblPrEx><w:trPr><w:cantSplit/><w:tblHeader/><w:cnfStyle w:val="1"/></w:trPr>'
    rows = [
        [_cell("项目", '<w:vMerge w:val="restart"/>'), _cell("支出", '<w:gridSpan w:val="2"/><w:textDirection w:val="tbRl"/>')],
        [_cell("", rest), _cell("基本", "<w:noWrap/>"), _cell("项目", '<w:hideMark/>')],
        [_cell("合计"), _cell("1.00"), _cell("2.00")],
    ]  # fmt: skip
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    table = "".join(f"<w:tr>{marks}{''.join(row)}</w:tr>" for row in rows)
    wrapped = f'<w:sdt><w:sdtPr/><w:sdtContent><w:tbl><w:tblPr><w:tblStyle w:val="ad"/></w:tblPr>{grid}{table}</w:tbl></w:sdtContent></w:sdt>'
    (found,) = read_docx(wrapped).grids
    assert [(c.row, c.column, c.rowspan, c.colspan, c.text) for c in found.cells] == [
        (0, 0, 2, 1, "项目"), (0, 1, 1, 2, "支出"), (1, 1, 1, 1, "基本"), (1, 2, 1, 1, "项目"),
        (2, 0, 1, 1, "合计"), (2, 1, 1, 1, "1.00"), (2, 2, 1, 1, "2.00"),
    ]  # fmt: skip


def test_data_of_the_program_itself_is_no_text(lines: Lines, p: Xml) -> None:
    data = f"<w:extLst><w:ext><wpsCustomData:x {KSO}>99.99</wpsCustomData:x></w:ext></w:extLst>"
    end = f'<w:sectPr w:rsidR="1"><w:pgSz w:w="1"/>{data}</w:sectPr>'
    assert lines(p("支出3万元。", f"<wpsCustomData:y {KSO}><w:r><w:t>99</w:t></w:r></wpsCustomData:y>") + end) == [
        "支出3万元。"
    ]


def _picture(width: int, height: int, uri: str = "picture", inside: str = "<pic:pic/>") -> str:
    """A picture of so many millimetres."""
    names = f'{WP} {A} xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    graphic = f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{uri}">{inside}</a:graphicData>'
    extent = f'<wp:extent cx="{width * 36000}" cy="{height * 36000}"/>'
    return f"<w:r><w:drawing><wp:inline {names}>{extent}<a:graphic>{graphic}</a:graphic></wp:inline></w:drawing></w:r>"


def _old_picture(width: str, height: str) -> str:
    shape = (
        f'<v:shape style="position:absolute;width:{width};height:{height};z-index:1"><v:imagedata r:id="x"/></v:shape>'
    )
    return f"<w:r><w:pict>{shape}</w:pict></w:r>"


@pytest.mark.parametrize(
    ("drawn", "count"),
    [
        (_picture(150, 80), 1),
        (_picture(150, 80) + _picture(160, 200), 2),
        (_picture(10, 5, "chart", "<c:chart xmlns:c='c'/>"), 1),
        (_old_picture("415.3pt", "200pt"), 1),
        (_old_picture("14.65cm", "60mm"), 1),
        (_picture(40, 40), 0),
        (_picture(150, 10), 0),
        (_old_picture("40pt", "40pt"), 0),
        (_old_picture("half", "40pt"), 0),
        (_box("<w:p/>"), 0),
        (_box(f"<w:p>{_picture(150, 80)}</w:p>"), 1),
        (f"<w:del>{_picture(150, 80)}</w:del>", 0),
    ],
)
def test_pictures_that_may_show_tables_are_counted(read_docx: Read, p: Xml, drawn: str, count: int) -> None:
    notes = [note.zh for note in read_docx(p("见下表：", drawn)).notes]
    assert notes == ([f"有 {count} 幅图片或图表未读取，其中若有表格或数字，未核对"] if count else [])
