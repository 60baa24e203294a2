"""Web pages: encodings, the article among what surrounds it, lines, lists, headings."""

import pytest

from gouji.errors import InputError
from gouji.model import Document
from gouji.read import Limits, read

PROSE = "2031年度本年收入合计1,234.50万元，其中财政拨款收入1,000.00万元，占81.00%。"


def page(html: str | bytes, **limits: float) -> Document:
    data = html if isinstance(html, bytes) else html.encode()
    return read(data, name="样本.html", limits=Limits(**limits))  # type: ignore[arg-type]


def lines(html: str | bytes) -> list[str]:
    document = page(html)
    return [
        block.span.cut(document.text) if block.kind == "paragraph" else f"{block.kind}: {block.span.cut(document.text)}"
        for block in document.blocks
    ]


def meta(charset: str) -> str:
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body><p>{PROSE}</p>'


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"), ("gb2312", "gb18030"), ("GBK", "gb18030"), ("gb2312", "utf-8"), ("", "gb18030"),
        ("", "utf-8-sig"), ("utf-8", "gb18030"), ("gb2312", "utf-16"), ("x-unknown", "gb18030"),
    ],
)  # fmt: skip
def test_encodings_declared_or_not_or_wrongly(declared: str, encoding: str) -> None:
    assert lines(meta(declared).encode(encoding)) == [PROSE]


def test_big5_where_it_is_declared() -> None:
    assert lines(meta("big5").replace("收入", "收入決算").encode("big5hkscs", "ignore"))[0].count("決算") == 2


def test_a_declaration_in_xml() -> None:
    html = f'<?xml version="1.0" encoding="gbk"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{PROSE}</p></body></html>'
    assert lines(html.encode("gb18030")) == [PROSE]


def test_a_few_damaged_bytes_are_named_and_many_refused() -> None:
    html = meta("utf-8").encode().replace(b"</head>", "<meta content='收".encode()[:-1] + b"'></head>")
    document = page(html)
    assert document.text == PROSE
    assert [note.en for note in document.notes] == ["1 character(s) are damaged"]
    with pytest.raises(InputError) as caught:
        page(b"<html><body>" + b"\xff\xfe\x80\x81" * 300)
    assert caught.value.code == "input.encoding"


def test_entities_and_spans_inside_numbers() -> None:
    html = (
        "<p>支出<span>39</span><span lang=EN-US>.7</span><b>8</b>万元&ldquo;三公&rdquo;&nbsp;&#8212;&amp;&#x65e0;</p>"
    )
    assert lines(html) == ["支出39.78万元“三公”\xa0—&无"]


def test_white_space_is_layout() -> None:
    assert lines("<p>\n　　本年\n  收入 <b> 3 </b> 万元</p>") == ["本年收入 3 万元"]
    assert lines("<pre>一、收入\n本年收入3万元。</pre>") == ["一、收入", "本年收入3万元。"]


def test_breaks_and_blocks_part_lines() -> None:
    html = "<div>一、收入<br>本年收入3万元。<br><br>&nbsp;&nbsp;二、支出<div>支出2万元。</div>三、其他</div>"
    assert lines(html) == ["一、收入", "本年收入3万元。", "二、支出", "支出2万元。", "三、其他"]


def test_what_is_not_shown_is_not_read() -> None:
    html = (
        f"<head><title>题</title><style>p{{}}</style></head><body><script>var a='1.00万元';</script><p>{PROSE}</p>"
        "<p style='display: none'>旧数3.00万元</p><p hidden>4.00万元</p><!-- 5.00万元 --><select><option>6.00元</select>"
        "<noscript>7.00万元</noscript><input value='8'><span style='mso-hide:all'>9.00元</span>"
    )
    assert lines(html) == [PROSE]


def test_conditional_marks_of_word_keep_the_number_of_the_list() -> None:
    assert lines("<p><![if !supportLists]><span>一、</span><![endif]>收入</p>") == ["一、收入"]


def test_marks_of_notes_are_not_glued_to_numbers() -> None:
    assert lines("<p>支出39.78<sup><a href='#n1'>[1]</a></sup>万元，10<sup>4</sup></p>") == ["支出39.78万元，104"]
    for mark in ("<a href='#_ftn1'><span>[1]</span></a>", "<a href='#sdfootnote1sym'><sup>1</sup></a>"):
        assert lines(f"<p>支出39.78{mark}万元，<a href='#t'>见表1</a></p>") == ["支出39.78万元，见表1"]


def test_what_is_struck_out_is_not_read() -> None:
    assert lines("<p>支出<del>38.00</del><ins>39.78</ins><s>千元</s>万元</p>") == ["支出39.78万元"]


def test_running_lines_of_office_programs_are_not_read() -> None:
    html = f"<div title='header'><p>青石县林业局</p></div><p>{PROSE}</p><div title='footer'><p>第1页</p></div>"
    assert lines(f"<body>{html}</body>") == [PROSE]


@pytest.mark.parametrize(
    ("list_", "expected"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1.甲", "2.乙"]),
        ("<ol start=3 type=a><li>甲<li value=7>乙<li>丙</ol>", ["c.甲", "g.乙", "h.丙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style:none'><li>甲<li>乙</ol>", ["甲", "乙"]),
        ("<ol><li>一、甲<li>二、乙</ol>", ["一、甲", "二、乙"]),
        ("<ul><li>甲<li><p>乙</p></ul>", ["甲", "乙"]),
        ("<ol><li><p>甲</p><li>乙</ol>", ["1.甲", "2.乙"]),
        ("<ol><li> 3辆公务用车</ol>", ["1、3辆公务用车"]),
    ],
)
def test_lists_bear_their_numbers(list_: str, expected: list[str]) -> None:
    assert lines(list_) == expected


def test_headings_and_centred_lines() -> None:
    html = f"<h1>第一部分 概况</h1><h2>一、职责</h2><p align=center>表</p><center>图</center><div style='text-align:center'><p>题</p></div><p>{PROSE}</p>"
    found = [(block.level, block.centered) for block in page(html).blocks]
    assert found == [(1, False), (2, False), (0, True), (0, True), (0, True), (0, False)]


def test_contents_of_word_and_by_hand() -> None:
    assert lines("<p>目录</p><p class=MsoToc1>一、概况 1</p><p>一、概况</p>") == [
        "toc: 目录",
        "toc: 一、概况 1",
        "一、概况",
    ]
    html = "".join(f"<p>{one}</p>" for one in ("目录", "第一部分 概况", "第二部分 情况", "第一部分 概况"))
    assert lines(html) == ["toc: 目录", "toc: 第一部分 概况", "toc: 第二部分 情况", "第一部分 概况"]


MENU = "".join(f"<li><a href='/{n}.html'>栏目{n}</a></li>" for n in range(9))
ARTICLE = f"<p>一、收入决算情况</p><p>{PROSE}</p>"
EXPECTED = ["一、收入决算情况", PROSE]


@pytest.mark.parametrize(
    "html",
    [
        f"<div class='top'>某县政府</div><ul>{MENU}</ul><div id='c'>{ARTICLE}</div><div>主办单位：某县 网站标识码：4300000001</div>",
        f"<table><tr><td><ul>{MENU}</ul></td><td>{ARTICLE}{'<p></p>' * 4}</td></tr></table>",
        f"<nav>导航</nav><div>{ARTICLE}</div><footer>建议您使用新版的浏览器访问本网站以获得更好的浏览效果。</footer>",
        f"<div>当前位置：首页 &gt; 财政</div><div>发布时间：2032-08-21 09:30 来源：某局 浏览次数：128</div>{ARTICLE}<div>打印 关闭</div><p>上一篇：无</p>",
        f"<div><div class='article'>{ARTICLE}<ul class='pages-nav'><li>1<li>2</ul><div class='share'>分享到：微信</div></div></div>",
    ],
)  # fmt: skip
def test_the_article_without_its_surroundings(html: str) -> None:
    assert lines(f"<html><body>{html}</body></html>") == EXPECTED


def test_nothing_with_amounts_is_cut() -> None:
    aside = "<div class='footer'>附：捐赠支出3.50万元</div>"
    assert lines(f"<body><div>{ARTICLE * 9}</div>{aside}</body>")[-1] == "附：捐赠支出3.50万元"
    links = "".join(f"<a href='/x'>项目{n}支出{n}.00万元</a>" for n in range(5))
    assert "项目4支出4.00万元" in lines(f"<div>{ARTICLE * 9}<div>{links}</div></div>")[-1]


def test_long_prose_beside_the_article_is_kept() -> None:
    preface = "本报告按照有关规定编制，反映全年收支的总体情况和主要工作的进展与成效。" * 6
    assert lines(f"<body><div>{preface}</div><div>{ARTICLE * 30}</div></body>")[0] == preface


def test_the_title_stands_before_the_article_once() -> None:
    title = "青石县林业局2031年度部门决算"
    assert lines(f"<body><h1>{title}</h1><ul>{MENU}</ul><div>{ARTICLE}</div></body>")[0] == title
    assert lines(f"<head><meta name='ArticleTitle' content='{title}'></head><body>{ARTICLE}</body>")[0] == title
    own = f"<p>青石县林业局</p><p>2031年度部门决算</p>{ARTICLE}"
    assert lines(f"<body><h1>{title}</h1><ul>{MENU}</ul><div>{own}</div></body>")[0] == "青石县林业局"


def test_lines_have_their_place() -> None:
    document = page(f"<html>\n<body>\n<p>一、收入</p>\n<p>{PROSE}</p>\n</body></html>")
    assert [run.line for run in document.runs] == [3, 4]


def code(html: str | bytes, **limits: float) -> str:
    with pytest.raises(InputError) as caught:
        page(html, **limits)
    assert caught.value.message.startswith("样本.html: ")
    assert caught.value.words("en").removeprefix("样本.html").isascii()
    return caught.value.code


def test_bad_input() -> None:
    for empty in ("<html></html>", "<!-- a -->", "<script>1</script>", "<p> &nbsp; </p>"):
        assert code(empty) == "input.html_no_text"
    assert code(f"<p>{PROSE}</p>", max_characters=10) == "input.too_large"
    assert code(f"<p>{PROSE}</p>", max_tags=1) == "input.too_large"
    assert code(f"<p>{PROSE}</p>", seconds=0) == "input.timeout"


def test_what_no_browser_nests() -> None:
    for depth in (300, 1500):
        assert lines("<div>" * depth + "甲" + "</div>" * depth) == ["甲"]
        assert lines("<b>" * depth + "甲") == ["甲"]
    assert code("<div>" * 5000 + "甲") == "input.too_large"
    assert code("<table><tr><td>1.00<td>" * 40 + "甲") == "input.too_large"


def test_control_characters_and_lone_brackets() -> None:
    assert lines("<p>甲\0\x01乙 < 3 > 2 &unknown; &#0;</p>")[0].startswith("甲乙 < 3 > 2")


@pytest.mark.parametrize(
    "head",
    ["<!DOCTYPE html><p>", "\ufeff <html>", "<?xml version='1.0'?><!DOCTYPE html PUBLIC><p>", "<!-- x --><HTML>"],
)
def test_pages_are_known_by_their_beginning(head: str) -> None:
    assert read(f"{head}{PROSE}".encode(), name="a.txt").format == "html"


def test_texts_are_not_taken_for_pages() -> None:
    assert read("一、收入<html>".encode(), name="a.txt").format == "text"
