"""Pages read back by a parser: the article among the rest of the site, merged cells, numbers that spans cut."""

from html.parser import HTMLParser

from gouji.corpus.render_html import html


class Page(HTMLParser):
    """Texts of paragraphs and headings outside tables, and the rows of tables as (text, rowspan, colspan)."""

    def __init__(self, text):
        super().__init__()
        self.lines, self.tables, self.spans = [], [], 0
        self.cell = None
        self.open = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = ["", int(found.get("rowspan", 1)), int(found.get("colspan", 1))]
        elif tag in ("p", "h1", "h2", "h3") and self.cell is None:
            self.lines.append("")
        elif tag == "span" and "Times" in found.get("style", ""):
            self.spans += 1
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag in ("td", "th"):
            self.tables[-1][-1].append((self.cell[0].strip("\xa0"), *self.cell[1:]))
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell[0] += data
        elif any(tag in self.open for tag in ("p", "h1", "h2", "h3")):
            self.lines[-1] += data


def pages(small):
    return [(report := small(f"云岭-{n}"), Page(html(report).data.decode())) for n in range(12)]


def test_every_paragraph_stands_in_the_page_in_order(small):
    for report, page in pages(small):
        lines = iter(line.strip("\xa0\u3000\u2003 ") for line in page.lines)
        assert all(one.text in lines for _, one in report.paragraphs())
        assert not page.open


def test_tables_with_their_merged_cells(small):
    for report, page in pages(small):
        assert len(page.tables) == 2
        for rows, (_, table) in zip(page.tables, report.tables(), strict=True):
            assert len(rows) == table.rows
            found = [cell for row in rows for cell in row]
            assert found == [(cell.text, cell.rowspan, cell.colspan) for cell in table.cells]


def test_some_numbers_are_cut_by_spans_and_some_pages_have_headings(small):
    made = pages(small)
    assert {page.spans > 0 for _, page in made} == {True, False}
    assert {"<h2>" in html(report).data.decode() for report, _ in made} == {True, False}


def test_the_site_stands_around_the_article(small):
    text = html(small()).data.decode()
    before, _, rest = text.partition("第一部分")
    assert "当前位置" in before and "<script>" in before and "政府信息公开指南" in before
    assert "主办单位" in rest and "打印" in rest
    assert html(small()).data.decode() == text
