"""Paragraphs of Word files: what a reader sees of runs, fields, changes, notes and text boxes."""

import io
import zipfile
from collections.abc import Callable

import pytest

from gouji.model import Document, Span

Lines = Callable[..., list[str]]
Xml = Callable[..., str]
Read = Callable[..., Document]


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _field(code: str, shown: str) -> str:
    return f"{_mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{_mark('separate')}{shown}{_mark('end')}"


def test_runs_are_joined_and_wrappers_opened(lines: Lines, p: Xml, r: Xml) -> None:
    wrapped = "".join(
        f"<w:{tag}>{r(text)}</w:{tag}>"
        for tag, text in (("hyperlink", "39"), ("smartTag", "."), ("ins", "7"), ("sdtContent", "8万元"))
    )
    assert lines(p("支出决算为", wrapped, "。")) == ["支出决算为39.78万元。"]


def test_block_level_content_controls_are_opened(lines: Lines, p: Xml) -> None:
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('甲')}{p('乙')}</w:sdtContent></w:sdt>{p('丙')}"
    assert lines(body) == ["甲", "乙", "丙"]


def test_insertions_count_and_deletions_do_not(lines: Lines, p: Xml, r: Xml) -> None:
    deleted = "<w:del><w:r><w:delText>38.00</w:delText></w:r></w:del>"
    assert lines(p("支出", deleted, f"<w:ins>{r('39.78')}</w:ins>", "万元")) == ["支出39.78万元"]


def test_moved_text_counts_once(lines: Lines, p: Xml, r: Xml) -> None:
    body = p(f"<w:moveFrom>{r('甲')}</w:moveFrom>", "乙") + p(f"<w:moveTo>{r('甲')}</w:moveTo>")
    assert lines(body) == ["乙", "甲"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(lines: Lines, p: Xml) -> None:
    body = p("支出", props="<w:rPr><w:del/></w:rPr>") + p("39万元。") + p("丙")
    assert lines(body) == ["支出39万元。", "丙"]


def test_a_deleted_mark_before_a_table_or_at_the_end_loses_nothing(lines: Lines, p: Xml) -> None:
    held = p("支出", props="<w:rPr><w:del/></w:rPr>")
    cell = f"<w:tc>{p('甲')}</w:tc><w:tc>{held}</w:tc>"
    assert lines(f"{held}<w:tbl><w:tr>{cell}</w:tr></w:tbl>{held}") == ["支出", "table: 甲\t支出", "支出"]


@pytest.mark.parametrize("tag", ["comment", "commentRangeStart", "bookmarkStart", "proofErr"])
def test_marks_in_the_text_are_ignored(lines: Lines, p: Xml, tag: str) -> None:
    assert lines(p("支", f"<w:{tag}/>", "出", "<w:r><w:commentReference/></w:r>")) == ["支出"]


def test_hidden_text_is_left_out(lines: Lines, p: Xml, r: Xml) -> None:
    styles = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = p(
        "甲",
        r("乙", "<w:vanish/>"),
        r("丙", '<w:rStyle w:val="h"/>'),
        r("丁", '<w:rStyle w:val="h"/><w:vanish w:val="0"/>'),
    )
    assert lines(body, {"styles": styles}) == ["甲丁"]


def test_the_result_of_a_field_is_read_and_its_code_is_not(lines: Lines, p: Xml, r: Xml) -> None:
    inner = _field(" PAGE ", r("3"))
    body = p("共", _field(f" = 2+{inner} ", r("5")), "项") + p(
        '<w:fldSimple w:instr="NUMPAGES">' + r("7") + "</w:fldSimple>"
    )
    assert lines(body) == ["共5项", "7"]


def test_a_field_whose_marks_are_damaged_hides_no_further_paragraph(lines: Lines, p: Xml) -> None:
    assert lines(p("甲", _mark("begin"), "乙") + p("丙", _mark("end"), "丁")) == ["甲", "丙丁"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [(r" eq \o\ac(○,3)", "③"), (r"EQ \o\ac(○,甲)", "甲"), (r" eq \f(1,2)", "")],
)
def test_circled_characters_are_drawn_by_fields(lines: Lines, p: Xml, code: str, shown: str) -> None:
    drawn = f"{_mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{_mark('end')}"
    assert lines(p(drawn, "项目")) == [f"{shown}项目"]


def test_a_contents_field_is_contents(lines: Lines, p: Xml, r: Xml) -> None:
    body = (
        p("目录")
        + p(
            _mark("begin"),
            r"<w:r><w:instrText> TOC \o </w:instrText></w:r>",
            _mark("separate"),
            "一、概况",
            "<w:r><w:tab/></w:r>",
            "1",
        )
        + p("二、情况", "<w:r><w:tab/></w:r>", "2")
        + p(_mark("end"), "一、概况")
        + p("正文。")
    )
    assert lines(body) == ["toc: 目录", "toc: 一、概况\t1", "toc: 二、情况\t2", "一、概况", "正文。"]


def test_a_contents_field_without_end_does_not_take_in_the_text(lines: Lines, p: Xml) -> None:
    code = _mark("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + _mark("separate")
    assert lines(p(code, "一、概况1") + p("本年收入3万元。") + p("二、情况")) == [
        "toc: 一、概况1",
        "本年收入3万元。",
        "二、情况",
    ]


@pytest.mark.parametrize("name", ["toc 1", "TOC Heading", "WPSOffice手动目录 1"])
def test_styles_of_the_contents(lines: Lines, p: Xml, name: str) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="x"><w:name w:val="{name}"/></w:style>'
    assert lines(p("一、概况", props='<w:pStyle w:val="x"/>') + p("正文"), {"styles": styles}) == [
        "toc: 一、概况",
        "正文",
    ]


def test_contents_typed_by_hand(lines: Lines, p: Xml) -> None:
    entries = ["目录", "第一部分 概况", "第二部分 情况", "第一部分 概况", "本年收入3万元。"]
    assert lines("".join(map(p, entries))) == [f"toc: {one}" for one in entries[:3]] + entries[3:]


def test_breaks_part_paragraphs_but_not_sentences(lines: Lines, p: Xml) -> None:
    br = "<w:r><w:br/></w:r>"
    assert lines(p("一、收入", br, "本年收入3万元。")) == ["一、收入", "本年收入3万元。"]
    assert lines(p("青石县林业局2031年度本年收入合计为，", br, "3万元，其中财政拨款2万元。")) == [
        "青石县林业局2031年度本年收入合计为，3万元，其中财政拨款2万元。"
    ]


def test_characters_that_are_elements(lines: Lines, p: Xml) -> None:
    body = p(
        "<w:r><w:t>2031</w:t><w:noBreakHyphen/><w:t>01</w:t><w:softHyphen/><w:sym w:char='25A1'/><w:sym w:char='F0A3'/><w:sym/></w:r>"
    )
    assert lines(body) == ["2031-01□"]


def test_formulas_are_text(lines: Lines, p: Xml) -> None:
    assert lines(p("占", "<m:oMath><m:r><m:t>95.4</m:t></m:r></m:oMath>", "%")) == ["占95.4%"]


def test_ruby_gives_its_base(lines: Lines, p: Xml, r: Xml) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('gōu')}</w:rt><w:rubyBase>{r('勾')}</w:rubyBase></w:ruby></w:r>"
    assert lines(p(ruby, "稽")) == ["勾稽"]


def _box(text: str, outer: str = "wps:txbx") -> str:
    return f"<{outer}><w:txbxContent>{text}</w:txbxContent></{outer}>"


def test_a_text_box_is_read_once_after_its_paragraph(lines: Lines, p: Xml) -> None:
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{_box(p("框内3万元"))}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{_box(p('框内3万元'), 'v:textbox')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(p("前", both, "后") + p("下")) == ["前后", "框内3万元", "下"]


def test_a_text_box_of_old_files(lines: Lines, p: Xml) -> None:
    assert lines(p(f"<w:r><w:pict>{_box(p('框'), 'v:textbox')}</w:pict></w:r>", "甲")) == ["甲", "框"]


def test_boxes_of_a_drawing_are_a_figure(lines: Lines, p: Xml) -> None:
    drawn = f"<w:r><w:drawing><wpg:wgp>{_box(p('基本支出'))}{_box(p('60%'))}</wpg:wgp></w:drawing></w:r>"
    assert lines(p("图1", drawn)) == ["图1", "figure: 基本支出", "figure: 60%"]


def test_notes_follow_the_block_that_refers_to_them(lines: Lines, p: Xml) -> None:
    notes = f'<w:footnote w:type="separator" w:id="0">{p("—")}</w:footnote><w:footnote w:id="2">{p("含结转3万元。")}</w:footnote>'
    refer = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    table = f"<w:tbl><w:tr><w:tc>{p('甲', refer)}</w:tc><w:tc>{p('1.00')}</w:tc></w:tr></w:tbl>"
    assert lines(p("收入", refer, "合计") + p("次") + table, {"footnotes": notes}) == [
        "收入合计", "含结转3万元。", "次", "table: 甲\t1.00", "含结转3万元。",
    ]  # fmt: skip


def test_headers_and_footers_are_kept_apart(read_docx: Read, p: Xml) -> None:
    refer = "".join(
        f'<w:{kind}Reference w:type="{when}" r:id="{part}"/>'
        for kind, when, part in (
            ("header", "default", "header1"), ("header", "first", "header2"), ("footer", "even", "footer1"),
            ("footer", "default", "footer2"),
        )
    )  # fmt: skip
    parts = {
        "header1": p("青石县林业局2031年度部门决算"),
        "header2": p("首页"),
        "footer1": p("双页"),
        "footer2": p("青石县林业局2031年度部门决算") + p("第1页"),
        "settings": "<w:evenAndOddHeaders/>",
    }
    document = read_docx(p("正文") + f"<w:sectPr>{refer}</w:sectPr>", parts)
    assert document.text == "正文"
    assert document.running == ("青石县林业局2031年度部门决算", "双页", "第1页")


def test_pages_are_those_that_word_laid_out(read_docx: Read, p: Xml) -> None:
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    cells = f"<w:tc>{p(turn, '甲')}</w:tc><w:tc>{p(turn, '1.00')}</w:tc>"
    document = read_docx(p("一") + p("二前", turn, "二后") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + p("四"))
    assert [block.page for block in document.blocks] == [1, 1, 3, 3]
    assert document.place(Span(4, 6)).page == 2
    assert document.grids[0].pages == (3,)
    assert [block.page for block in read_docx(p("一") + p('<w:r><w:br w:type="page"/></w:r>', "二")).blocks] == [
        None
    ] * 2


def test_what_is_embedded_is_named(read_docx: Read, p: Xml) -> None:
    sheet = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    document = read_docx(p("甲", sheet) + '<w:altChunk r:id="x"/>')
    assert len(document.notes) == 2
    assert "Excel" in document.notes[0].zh
    assert document.notes[1].en == "1 embedded file(s) were not read"


def test_strict_files_are_read_alike(read_docx: Read, p: Xml) -> None:
    from_zip = io.BytesIO()
    with zipfile.ZipFile(from_zip, "w") as file:
        file.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
            f"<w:body>{p('本年收入3万元')}</w:body></w:document>",
        )
    assert read_docx(from_zip.getvalue()).text == "本年收入3万元"


def test_every_character_leads_back_to_its_run(read_docx: Read, p: Xml, r: Xml) -> None:
    deleted = "<w:del><w:r><w:delText>零</w:delText></w:r></w:del>"
    body = p("　一") + p(
        "支出", deleted, f"<w:hyperlink>{r('39.')}</w:hyperlink>", "<w:r><w:tab/><w:t>78万</w:t></w:r>"
    )
    document = read_docx(body)
    assert document.text == "一\n支出39.\t78万"
    [first] = document.anchored(Span(0, 1))
    assert (first.part, first.paragraph, first.run, first.offset) == ("word/document.xml", 0, 0, 1)
    found = document.anchored(Span(3, 8))
    assert [(a.paragraph, a.run, a.offset, Span(a.start, a.end).cut(document.text)) for a in found] == [
        (1, 1, 1, "出"), (1, 3, 0, "39."), (1, 4, 0, "\t"),
    ]  # fmt: skip
    assert document.anchored(Span(1, 2)) == ()


def test_size_and_place_of_lines(read_docx: Read, p: Xml, r: Xml) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
    )
    body = (
        p("正文")
        + p("标题", props='<w:pStyle w:val="t"/>')
        + p(r("注", '<w:sz w:val="18"/>'), props='<w:jc w:val="center"/>')
    )
    found = [(block.size, block.centered) for block in read_docx(body, {"styles": styles}).blocks]
    assert found == [(10.5, False), (22.0, True), (9.0, True)]


_HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="h{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2)
)


def _levels(document: Document) -> list[int]:
    return [block.level for block in document.blocks]


def test_levels_that_agree_with_the_numbers_count(read_docx: Read, p: Xml) -> None:
    one, two = '<w:pStyle w:val="h1"/>', '<w:pStyle w:val="h2"/>'
    body = p("第一部分 概况", props=one) + p("一、职责", props=two) + p("（一）正文。") + p("二、机构", props=two)
    assert _levels(read_docx(body, {"styles": _HEADINGS})) == [1, 2, 0, 2]


def test_levels_that_contradict_the_numbers_do_not(read_docx: Read, p: Xml) -> None:
    one, two = '<w:pStyle w:val="h1"/>', '<w:pStyle w:val="h2"/>'
    for body in (
        p("第一部分 概况", props=one) + p("一、职责", props=one),
        p("第一部分 概况", props=two) + p("一、职责", props=one),
        p("一、职责", props=one) + p("二、机构"),
    ):
        assert _levels(read_docx(body, {"styles": _HEADINGS})) == [0, 0]
