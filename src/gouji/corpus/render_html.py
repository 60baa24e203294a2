"""A report as a page of a public site: the article among navigation, tables with merged cells, untidy spans."""

import re
from collections.abc import Callable, Iterator
from html import escape
from random import Random

import msgspec

from gouji.corpus.chance import happens, pick
from gouji.corpus.document import Break, Cell, Paragraph, Rendered, Report, Table
from gouji.corpus.look import at_right

_AMOUNT = re.compile(r"\d[\d,]*\.?\d*%?")
_FONT = "font-family:仿宋;font-size:16pt"
_MENU = ("首页", "机构概况", "政务公开", "办事服务", "互动交流", "专题专栏")
_SIDE = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")
_CONTAINERS = ("TRS_Editor", "article-content", "zwxl-article", "con_text", "view")
_KINDS = {"final-accounts": "部门决算", "budget": "部门预算"}


class Site(msgspec.Struct, frozen=True):
    """How a site writes its pages. headings: marked as headings, else as bold paragraphs.

    spans: the chance that a number is cut by spans. indent: what the first line of a paragraph begins with.
    break_in_cells: paragraphs inside cells, as pages have that were pasted from Word.
    """

    container: str
    headings: bool
    spans: float
    indent: str
    pasted: bool


def html(report: Report) -> Rendered:
    """The report as a page of a public site; the same report gives the same page."""
    rng = Random(f"html/{report.style}/{report.name}")
    site = Site(
        container=pick(rng, _CONTAINERS),
        headings=happens(rng, 0.4),
        spans=pick(rng, (0.0, 0.1, 0.3)),
        indent=pick(rng, ("", "\u3000\u3000", "&nbsp;&nbsp;&nbsp;&nbsp;", "&emsp;&emsp;")),
        pasted=happens(rng, 0.5),
    )
    title = f"{report.unit}{report.year}年度{_KINDS[report.kind]}"
    page = "\n".join([*_above(report, title, site), *_blocks(report, rng, site), *_below(report)])
    return Rendered(".html", page.encode())


def _above(report: Report, title: str, site: Site) -> Iterator[str]:
    """What stands before the article: scripts, menu, path and the line with date and source."""
    menu = "".join(f'<li><a href="#">{one}</a></li>' for one in _MENU)
    side = "".join(f'<li><a href="#">{one}</a></li>' for one in _SIDE)
    name, unit = escape(title), escape(report.unit)
    date = f"{report.year + (report.kind == 'final-accounts')}-08-{20 + report.seed % 9}"
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield f'<title>{name}</title>\n<meta name="ArticleTitle" content="{name}">\n<meta name="PubDate" content="{date}">'
    yield "<style>table{border-collapse:collapse;width:100%}td,th{border:1px solid #000;padding:2px}</style>"
    yield "<script>var columnId = 1532; if (columnId > 2019) { document.title = '0.00'; }</script>\n</head>\n<body>"
    yield f'<div class="header"><div class="logo">{unit}</div><ul class="nav">{menu}</ul></div>'
    yield '<div class="position">当前位置：<a href="#">首页</a> &gt; <a href="#">政务公开</a> &gt; 财政预决算</div>'
    yield f'<div class="left"><ul>{side}</ul></div>\n<div class="main">\n<h1>{name}</h1>'
    yield f'<div class="info"><span>发布时间：{date} 09:30</span> <span>来源：{unit}</span> <span>浏览次数：128</span></div>'
    yield f'<div class="{site.container}">'


def _below(report: Report) -> Iterator[str]:
    """What stands after the article."""
    yield '</div>\n<div class="tools"><a href="#">打印</a> <a href="#">关闭</a> 分享到：微信</div>\n</div>'
    yield f'<div class="footer"><p>主办单位：{escape(report.unit)}</p><p>网站标识码：4300000001　联系电话：0000-12345678</p></div>'
    yield "</body>\n</html>\n"


def _blocks(report: Report, rng: Random, site: Site) -> Iterator[str]:
    def number(text: str) -> str:
        return _AMOUNT.sub(lambda match: _cut(match[0], rng) if happens(rng, site.spans) else match[0], text)

    for block in report.blocks:
        if isinstance(block, Table):
            yield "\n".join(_table(block, site, number))
        elif not isinstance(block, Break):
            yield _paragraph(block, site, number)


def _cut(number: str, rng: Random) -> str:
    """A number as editors leave it: a part of it, or all, in a span of its own."""
    at = rng.randrange(len(number))
    return f'{number[:at]}<span lang="EN-US" style="font-family:Times New Roman">{number[at:]}</span>'


def _paragraph(one: Paragraph, site: Site, number: Callable[[str], str]) -> str:
    text = number(escape(one.text, quote=False))
    if one.role == "heading":
        if site.headings:
            return f"<h{one.level + 1}>{text}</h{one.level + 1}>"
        side = "text-align:center" if one.level == 1 else "text-indent:2em"
        return f'<p style="{side}"><strong>{text}</strong></p>'
    if one.role in ("cover", "title"):
        return f'<p style="text-align:center"><strong><span style="font-size:22pt">{text}</span></strong></p>'
    if one.role == "toc":
        return f"<p>{text}</p>"
    if one.role == "caption" and at_right(one.text):
        return f'<p align="right">{text}</p>'
    if one.role in ("caption", "note"):
        return f"<p>{text}</p>"
    return f'<p style="text-indent:2em">{site.indent}<span style="{_FONT}">{text}</span></p>'


def _table(table: Table, site: Site, number: Callable[[str], str]) -> Iterator[str]:
    yield '<table border="1" cellspacing="0" cellpadding="0">\n<tbody>'
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    for row in rows:
        yield "<tr>" + "".join(_cell(cell, table, site, number) for cell in row) + "</tr>"
    yield "</tbody>\n</table>"


def _cell(cell: Cell, table: Table, site: Site, number: Callable[[str], str]) -> str:
    tag = "th" if cell.row < table.header and site.headings else "td"
    spans = "".join(
        f' {name}="{count}"' for name, count in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if count > 1
    )
    text = number(escape(cell.text, quote=False)) or "&nbsp;"
    side = ' align="right"' if cell.figure else ""
    return f"<{tag}{spans}{side}><p>{text}</p></{tag}>" if site.pasted else f"<{tag}{spans}{side}>{text}</{tag}>"
