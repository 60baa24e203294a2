"""The page: everything inside, everything escaped, every anchor met."""

import re
from html.parser import HTMLParser

import msgspec
import pytest

from gouji.model import Finding, Report, Span
from gouji.report import find_format
from gouji.report.marks import Mark, cut, find_marks


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
    page = Page(render(msgspec.structs.replace(report, findings=findings, notes=(nasty,), path=nasty)))
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
    cells = {a.get("data-proof"): a for a in page.all("td") if a.get("data-proof")}
    assert "d0-f00000000001" in cells
    assert cells["d0-f00000000003"]["class"] == "num warning"


def test_merged_cells_stay_merged(report: Report) -> None:
    heads = [a for a in Page(render(report)).all("th") if "scope" not in a]
    assert {"colspan": "2"} in heads
    assert {"rowspan": "2"} in heads


def test_all_of_the_text_is_there(report: Report) -> None:
    assert report.analysis is not None
    words = re.sub(r"\s", "", Page(render(report)).words)
    for line in report.analysis.document.text.split():
        assert line in words


def test_one_finding_below_its_root(report: Report) -> None:
    text = render(report)
    root, details, follower = (
        text.index(piece) for piece in ('id="d0-c-f00000000001"', "<details", "d0-c-f00000000002")
    )
    assert root < details < follower


def test_a_document_that_failed(failed: Report) -> None:
    page = Page(render(failed))
    assert "input.missing" in page.words
    assert not [a for a in page.all("section") if a.get("class") == "text"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_report_gives_the_same_page(report: Report, failed: Report, lang: str) -> None:
    assert render(report, failed, lang=lang) == render(report, failed, lang=lang)
    assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}">' in render(report, lang=lang)


def test_text_is_cut_at_the_borders_of_marks() -> None:
    marks = [Mark(Span(2, 6), "a", "error"), Mark(Span(4, 8), "b", "info"), Mark(Span(4, 5), "a", "error", 0)]
    begun: set[str] = set()
    pieces = cut("0123456789", Span(0, 10), marks, begun)
    assert [piece.text for piece in pieces] == ["01", "23", "4", "5", "67", "89"]
    assert [piece.severity for piece in pieces] == [None, "error", "error", "error", "info", None]
    assert [piece.anchors for piece in pieces] == [(), ("m-a",), ("m-b", "e-a-0"), (), (), ()]
    assert [mark.finding for mark in pieces[2].proofs] == ["a"]


def test_evidence_that_names_a_cell_is_marked_at_the_cell(report: Report) -> None:
    assert report.analysis is not None
    finding: Finding = report.findings[2]
    cell = report.analysis.cells()["t0.r3.c2"]
    bare = msgspec.structs.replace(finding.evidence[1], span=None, cell=cell.id)
    marks = find_marks([msgspec.structs.replace(finding, evidence=(bare,))], report.analysis)
    assert [mark.span for mark in marks.near(cell.span) if mark.evidence == 0] == [cell.span]
    # A blank cell has no characters, yet it can be lit up.
    page = render(msgspec.structs.replace(report, findings=(msgspec.structs.replace(finding, evidence=(bare,)),)))
    assert 'id="d0-e-f00000000001-0"' in page
