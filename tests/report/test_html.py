"""The page: everything inside, everything escaped, every anchor met."""

import re
from decimal import Decimal
from html.parser import HTMLParser

import msgspec
import pytest

from gouji.model import Analysis, Block, Correction, Document, File, Finding, Recognised, Report, Span, Suppression
from gouji.report import find_format
from gouji.report.marks import Borders, Ink, Mark, Piece, find_marks
from gouji.report.panes import make_panes


class Page(HTMLParser):
    """The elements of a page, in order, with their attributes and the text inside them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag == name]


def render(*reports: Report, lang: str = "zh") -> str:
    return find_format("html").render(reports, lang=lang, color=False, width=80)


def test_nothing_is_fetched(report: Report) -> None:
    text = render(report)
    page = Page(text)
    assert not re.search(r"(?:https?:)?//\w", text.replace("/*", ""))
    assert not [a for tag, a in page.elements if "src" in a or tag in ("link", "img", "iframe")]
    assert all((a["href"] or "").startswith("#") for a in page.all("a"))


def test_policy_forbids_all_but_the_pages_own_script(report: Report) -> None:
    page = Page(render(report))
    policy = next(a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not [a for _, a in page.elements if "style" in a or any(name.startswith("on") for name in a)]


def test_the_reports_text_is_text(report: Report) -> None:
    text = render(report)
    assert "&lt;b&gt;新增&lt;/b&gt; &amp; " in text
    assert "<b>新增" not in text


def test_control_characters_do_not_reach_the_page(report: Report) -> None:
    loud = msgspec.structs.replace(report, notes=("甲\x1b[31m乙\x00\u202e丙",))
    assert "甲[31m乙丙" in render(loud)


@pytest.mark.parametrize(
    "nasty", ['"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", "{{ 7*7 }}</style>"]
)
def test_nothing_breaks_out(report: Report, nasty: str) -> None:
    findings = tuple(
        msgspec.structs.replace(
            one, quote=nasty, hint=nasty, section=nasty, stated=nasty, facts={"left": nasty, "row": nasty},
            evidence=tuple(msgspec.structs.replace(e, quote=nasty, table=nasty, value=nasty) for e in one.evidence),
        )
        for one in report.findings
    )  # fmt: skip
    known = msgspec.structs.replace(findings[0], suppression=Suppression("file", nasty))
    analysis = report.analysis
    assert analysis is not None
    named = msgspec.structs.replace(
        analysis, title=nasty, sections=(msgspec.structs.replace(analysis.sections[0], title=nasty, number=nasty),),
        tables=(msgspec.structs.replace(analysis.tables[0], title=nasty),),
    )  # fmt: skip
    loud = msgspec.structs.replace(
        report, findings=(known, *findings[1:]), notes=(nasty,), path=nasty, analysis=named,
        corrections=(Correction(findings[1].id, nasty, nasty, nasty, nasty, 2),),
    )  # fmt: skip
    page = Page(render(loud))
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert len(page.all("style")) == 1
    assert nasty in page.words


def test_ids_are_unique_and_links_lead_somewhere(report: Report, clean: Report) -> None:
    page = Page(render(report, clean, report))
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    wanted = {(a["href"] or "")[1:] for a in page.all("a")} - {""}
    assert wanted <= set(ids)


def test_findings_and_evidence_are_marked_in_place(report: Report) -> None:
    page = Page(render(report))
    marks = [a for a in page.all("a") if "mark" in (a.get("class") or "").split()]
    assert {"mark error", "mark info"} == {a["class"] for a in marks}
    pieces = {a.get("id"): a for a in [*page.all("td"), *page.all("a"), *page.all("span")]}
    cards = [a for a in page.all("div") if "finding" in (a.get("class") or "").split()]
    assert [a["id"] for a in cards] == ["d0-c-f00000000001", "d0-c-f00000000002", "d0-c-f00000000003"]
    places = [a["data-at"] or "" for a in page.all("a") if "data-at" in a]
    for place in places:
        first, last = map(int, place.split("-"))
        assert all(f"d0-p{i}" in pieces for i in range(first, last + 1))
    # The sentence, its clause, its cell; the share; the cell, found fault with and proof at once.
    assert len(places) == 6
    assert pieces[f"d0-p{places[2].partition('-')[0]}"]["class"] == "num"
    assert pieces[f"d0-p{places[4].partition('-')[0]}"]["class"] == "num warning"


def test_merged_cells_stay_merged(report: Report) -> None:
    heads = Page(render(report)).all("th")
    assert {"scope": "col", "colspan": "2"} in heads
    assert {"scope": "col", "rowspan": "2"} in heads


@pytest.mark.parametrize(
    ("row", "change", "heads"),
    [(0, {}, 2), (1, {"text": ""}, 1), (1, {"rowspan": 2}, 1), (0, {"rowspan": 3}, 0)],
    ids=["as it is", "a blank row below", "a cell that reaches out", "one that reaches out of all"],
)
def test_the_head_of_a_table_is_whole(report: Report, row: int, change: dict[str, object], heads: int) -> None:
    assert report.analysis is not None
    document = report.analysis.document
    cells = tuple(
        msgspec.structs.replace(cell, **({"rowspan": 1} | change)) if cell.row == row and change else cell
        for cell in document.grids[0].cells
    )
    # What reaches down from the row above would make a blank row a written one.
    cells = tuple(msgspec.structs.replace(c, rowspan=1) if c.row < row else c for c in cells)
    document = msgspec.structs.replace(document, grids=(msgspec.structs.replace(document.grids[0], cells=cells),))
    analysis = msgspec.structs.replace(report.analysis, document=document)
    head = render(msgspec.structs.replace(report, analysis=analysis)).partition('<section class="table"')[2]
    assert head.partition("</thead>")[0].count("<tr>") == heads if heads else "<thead>" not in head


def test_a_table_has_heads_of_columns_and_of_rows(report: Report) -> None:
    heads = Page(render(report)).all("th")
    assert sum(a.get("scope") == "row" for a in heads) == 4
    assert all(a.get("scope") in ("row", "col") for a in heads)


def test_all_of_the_text_is_there(report: Report) -> None:
    assert report.analysis is not None
    words = re.sub(r"\s", "", Page(render(report)).words)
    for line in report.analysis.document.text.split():
        assert line in words


def test_one_finding_below_its_root(report: Report) -> None:
    text = render(report)
    root, details, follower = (
        text.index(piece) for piece in ('id="d0-c-f00000000001"', '<details class="follows"', "d0-c-f00000000002")
    )
    assert root < details < follower


def test_a_document_that_failed(failed: Report) -> None:
    page = Page(render(failed))
    assert "input.missing" in page.words
    assert not [a for a in page.all("section") if "pane" in (a.get("class") or "")]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_report_gives_the_same_page(report: Report, failed: Report, lang: str) -> None:
    assert render(report, failed, lang=lang) == render(report, failed, lang=lang)
    assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}">' in render(report, lang=lang)


def test_text_is_cut_at_the_borders_of_marks() -> None:
    marks = [Mark(Span(2, 6), "a", "error"), Mark(Span(4, 8), "b", "info"), Mark(Span(4, 5), "a", "error", 0)]
    stretches = Borders(marks).cut(Span(0, 10))
    ink = Ink(stretches, marks)
    pieces = [ink.piece(span, span.cut("0123456789")) for span in stretches]
    assert [piece.text for piece in pieces] == ["01", "23", "4", "5", "67", "89"]
    assert [piece.severity for piece in pieces] == [None, "error", "error", "error", "info", None]
    assert [piece.finding for piece in pieces] == [None, "a", "a", "a", "b", None]
    assert [piece.number for piece in pieces] == [None, 1, 2, 3, 4, None]
    assert [ink.run("a"), ink.run("b"), ink.run("a", 0), ink.run("b", 0)] == ["1-3", "2-4", "2-2", None]


def test_a_shorter_fault_shows_inside_a_longer_one() -> None:
    marks = [Mark(Span(0, 9), "long", "error"), Mark(Span(3, 5), "short", "error"), Mark(Span(4, 9), "mild", "info")]
    stretches = Borders(marks).cut(Span(0, 9))
    found = [Ink(stretches, marks).piece(span, "").finding for span in stretches]
    assert found == ["long", "short", "short", "long"]


def test_what_does_not_count_is_no_fault() -> None:
    marks = [Mark(Span(0, 4), "known", "error", quiet=True), Mark(Span(6, 6), "blank", "info")]
    stretches = [Span(0, 4), Span(6, 6), Span(7, 9)]
    ink = Ink(stretches, marks)
    assert [ink.piece(span, "") for span in stretches] == [
        Piece("", 0), Piece("", 1, "info", "blank"), Piece("")
    ]  # fmt: skip


def test_many_overlapping_marks_stay_linear() -> None:
    marks = [Mark(Span(i, 20_000 - i), f"f{i}", "error") for i in range(5_000)]
    stretches = Borders(marks).cut(Span(0, 20_000))
    ink = Ink(stretches, marks)
    assert len(stretches) < 10_001
    assert ink.piece(Span(4_999, 15_001), "").finding == "f4999"
    assert ink.run("f0") == "0-9998"


def test_evidence_that_names_a_cell_is_marked_at_the_cell(report: Report) -> None:
    assert report.analysis is not None
    finding: Finding = report.findings[2]
    cell = report.analysis.cells()["t0.r3.c2"]
    bare = msgspec.structs.replace(finding.evidence[1], span=None, cell=cell.id)
    marks = find_marks([msgspec.structs.replace(finding, evidence=(bare,))], report.analysis)
    assert [mark.span for mark in marks if mark.evidence == 0] == [cell.span]
    # A blank cell has no characters, yet it can be lit up.
    page = render(msgspec.structs.replace(report, findings=(msgspec.structs.replace(finding, evidence=(bare,)),)))
    assert len([a for a in Page(page).all("a") if a.get("data-at")]) == 2


def test_a_bar_shows_how_much_was_checked(report: Report) -> None:
    text = render(report)
    # Of 9 numbers 3 are no claims; of 7 claims 3 have a cell, 2 need none, 2 lack one; 5 were held against something.
    widths = [(a["class"], a["width"]) for a in Page(text).all("rect")]
    assert widths == [
        ("good", "666"), ("rest", "334"), ("good", "428"), ("fair", "286"), ("rest", "286"), ("good", "714"), ("rest", "286"),
    ]  # fmt: skip
    assert "年份 2，序号 1" in text
    assert "表中无此项 1，其他年度 1" in text


def test_the_fewest_corrections(report: Report) -> None:
    one = Correction("f00000000001", "“年初预算为0万元”", "0", "39.78", "万元", 2, 1)
    page = render(msgspec.structs.replace(report, corrections=(one,)))
    assert '<a href="#d0-c-f00000000001">“年初预算为0万元”</a>' in page
    assert "改正 1 处即可消除 2 个数字矛盾" in page
    assert "可消除 2 个矛盾（另有 1 种改法同样可行）" in page
    # One correction for one contradiction says no more than the finding.
    alone = msgspec.structs.replace(one, clears=1)
    assert 'class="corrections"' not in render(msgspec.structs.replace(report, corrections=(alone,)))


def test_suppressed_findings_stand_apart(report: Report) -> None:
    known = Suppression("inline", "已与<人>核实")
    findings = (msgspec.structs.replace(report.findings[0], suppression=known), *report.findings[1:])
    text = render(msgspec.structs.replace(report, findings=findings))
    apart = text.index('<details class="suppressed">')
    assert text.index('id="d0-c-f00000000001"') < apart < text.index('id="d0-c-f00000000003"')
    assert "已与&lt;人&gt;核实" in text
    assert '<option value="TI-302">' not in text
    assert "num warning" not in text


def test_findings_can_be_filtered_by_section_and_by_table(report: Report) -> None:
    text = render(report)
    page = Page(text)
    cards = {a["id"]: a["data-where"] for a in page.all("div") if "data-where" in a}
    assert cards == {"d0-c-f00000000001": "s0", "d0-c-f00000000002": "s0", "d0-c-f00000000003": "t0"}
    assert [a["value"] for a in page.all("option") if a["value"]] == ["NN-101", "NN-113", "TI-302", "t0", "s0"]
    assert "三 三、支出决算情况说明 (2)</option>" in text


def test_a_table_s_part_begins_at_its_title_and_some_findings_lie_elsewhere(report: Report) -> None:
    assert report.analysis is not None
    title = Span(2, 6)
    # A part with a title alone, which ends inside the table's.
    first = msgspec.structs.replace(report.analysis.sections[0], span=Span(1, 4))
    analysis = msgspec.structs.replace(
        report.analysis, tables=(msgspec.structs.replace(report.analysis.tables[0], title_span=title),),
        sections=(first,),
    )  # fmt: skip
    cover = msgspec.structs.replace(report.findings[0], span=Span(0, 1), id="f00000000004")
    name = msgspec.structs.replace(report.findings[0], span=title, id="f00000000005")
    page = Page(render(msgspec.structs.replace(report, analysis=analysis, findings=(*report.findings, cover, name))))
    cards = {a["id"]: a["data-where"] for a in page.all("div") if "data-where" in a}
    assert cards["d0-c-f00000000004"] == "x"
    assert cards["d0-c-f00000000005"] == "s0 t0"
    assert cards["d0-c-f00000000003"] == "t0"
    assert "支出决算表 (2)" in page.words
    assert "其他位置 (3)" in page.words


def test_several_reports_have_an_index(report: Report, clean: Report, failed: Report) -> None:
    page = Page(render(report, clean, failed))
    links = [a["href"] for a in page.all("a")]
    assert links[:3] == ["#d0-top", "#d1-top", "#d2-top"]
    assert links.count("#index") == 3
    assert not [a for a in Page(render(report)).all("nav") if a.get("id") == "index"]


def test_a_report_of_two_files_names_them(report: Report) -> None:
    assert report.analysis is not None
    whole = report.analysis.document
    table = next(block for block in whole.blocks if block.kind == "table")
    files = (File(0, "说明.docx", "ab"), File(table.span.start, "附件/表格.xlsx", "cd"))
    stored = msgspec.structs.replace(whole.grids[0].cells[-2], stored=Decimal("39.7815"))
    grid = msgspec.structs.replace(whole.grids[0], cells=(*whole.grids[0].cells[:-2], stored, whole.grids[0].cells[-1]))
    document = msgspec.structs.replace(whole, path="说明.docx", files=files, grids=(grid,))
    analysis = msgspec.structs.replace(report.analysis, document=document)
    placed = msgspec.structs.replace(report.findings[0], document="表格.xlsx", ref="支出决算表!C7")
    text = render(msgspec.structs.replace(report, analysis=analysis, findings=(placed, *report.findings[1:])))
    assert "说明.docx + 附件/表格.xlsx" in text
    assert "<small>表格.xlsx · 第2页 · 单位：万元</small>" in text
    assert '<div class="page"><span>附件/表格.xlsx</span></div>' in text
    assert "<span>表格.xlsx · 支出决算表!C7 · 第2页</span>" in text
    assert 'title="表中存储的数为39.7815"' in text


def test_what_stands_in_the_report_is_chinese_in_an_english_page(report: Report) -> None:
    page = Page(render(report, lang="en"))
    chinese = {tag for tag, a in page.elements if a.get("lang") == "zh-Hans"}
    assert chinese == {"dd", "div", "h1", "span", "table"}


def test_a_number_that_was_recognised_without_certainty_says_so(report: Report) -> None:
    analysis = report.analysis
    proof = next(one for one in report.findings[2].evidence if one.kind == "cell")
    for sure, count in ((0.62, 1), (0.97, 0)):
        read = (Recognised(proof.span.start, proof.span.end, sure),)
        document = msgspec.structs.replace(analysis.document, recognised=read)
        scanned = msgspec.structs.replace(report, analysis=msgspec.structs.replace(analysis, document=document))
        assert render(scanned).count("识别不确定（0.62）") == count
        assert render(scanned, lang="en").count("recognised without certainty (0.62)") == count


def test_the_index_names_what_was_checked_in_part(clean: Report) -> None:
    partial = msgspec.structs.replace(clean, status="partial")
    index = render(clean, partial).split("</nav>")[0]
    assert index.count("部分核对") == 1
    assert index.index("部分核对") > index.index("#d1-top")


@pytest.mark.parametrize(("words", "centered"), [("云岭省青石县档案馆", True), ("本年支出合计" * 8, False)])
def test_a_long_paragraph_is_not_set_in_the_middle(words: str, centered: bool) -> None:
    document = Document(
        "稿.pdf", "", "pdf", words + "\n", (Block("paragraph", Span(0, len(words)), centered=True),), (), ()
    )
    (block,) = make_panes(Analysis(document, "generic", "", None, None), ()).narrative
    assert block.centered is centered
