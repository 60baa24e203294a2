"""The real reports: cells as pdfplumber sees them, sentences whole."""

import json
import re
from pathlib import Path

import pdfplumber
import pytest

from gouji.language.fold import squeeze
from gouji.model import Document, Span
from gouji.read.limits import Limits
from gouji.read.pdf import PdfReader

pytestmark = pytest.mark.samples

NAMES = (
    "jiangsu-renda-2017-budget",
    "jiangsu-renda-2018-budget",
    "jiangsu-weiban-2019-budget",
    "jiangsu-weiban-2019-budget-tables",
    "official-template-2024",
    "putuo-caizheng-2024",
    "putuo-caizheng-2024-seeded",
    "putuo-shangwu-2025-budget",
    "putuo-shegong-2024",
    "putuo-zhengfuban-2025-budget",
)
PROSE = [name for name in NAMES if not name.endswith("-tables")]
ORACLE_PAGES = 4
"""Pages with tables compared per file: the oracle is slow."""


@pytest.fixture(scope="module")
def document(samples: Path, request: pytest.FixtureRequest) -> Document:
    return PdfReader().read((samples / f"{request.param}.pdf").read_bytes(), name=request.param, limits=Limits())


@pytest.mark.parametrize("document", NAMES, indirect=True)
def test_text_runs_and_cells_are_consistent(document: Document) -> None:
    text, end = document.text, 0
    for run in document.runs:
        assert run.start >= end
        assert not text[end : run.start].strip("\n\t ")
        assert len(run.edges) == 2 * (run.end - run.start)
        end = run.end
    assert not text[end:].strip("\n\t ")
    for grid in document.grids:
        for cell in grid.cells:
            assert cell.text == cell.span.cut(text)
            assert cell.row + cell.rowspan <= grid.rows
            assert cell.column + cell.colspan <= grid.columns
    places = [(cell.row, cell.column) for cell in document.grids[0].cells] if document.grids else []
    assert len(places) == len(set(places))


@pytest.mark.parametrize("document", NAMES, indirect=True)
def test_cells_and_their_texts_agree_with_the_oracle(document: Document, samples: Path) -> None:
    ours: dict[int, list[tuple[tuple[float, ...], str]]] = {}
    rest: dict[int | None, list[str]] = {}
    for grid in document.grids:
        for cell in grid.cells:
            page = cell.place.page
            assert page and cell.place.bbox
            further = {place.page for place in document.places(cell.span)} - {page}
            begun = _on_page(document, cell.span, page) if further else cell.text
            ours.setdefault(page, []).append((cell.place.bbox, begun))
            for other in further:
                rest.setdefault(other, []).append(_on_page(document, cell.span, other))
    numbers = sorted(ours)
    numbers = numbers[:: max(1, len(numbers) // ORACLE_PAGES)]
    with pdfplumber.open(samples / f"{document.path}.pdf", pages=numbers) as pdf:
        for page in pdf.pages:
            ruled = page.filter(lambda one: not _is_shading(one))
            theirs = [box for table in ruled.find_tables() for box in table.cells]
            whole = [box for box in theirs if _match(box, ours[page.page_number])]
            assert len(whole) == len(ours[page.page_number])
            for box in whole:
                (text,) = _match(box, ours[page.page_number])
                assert sorted(text) == sorted(_inside(page.chars, box)), (page.page_number, box)
            # What is left over: the rests of rows that began on the page before.
            rests = [_inside(page.chars, box) for box in theirs if box not in whole]
            assert "".join(rests) == "".join(rest.get(page.page_number, []))


def _is_shading(one: dict[str, object]) -> bool:
    """A filled area: its edges are no ruling lines, as a look at the pages shows; pdfplumber takes them for some."""
    thick = min(float(one["width"]), float(one["height"])) > 3  # type: ignore[arg-type]
    return one["object_type"] in ("rect", "curve") and not one.get("stroke") and thick


def _match(box: tuple[float, ...], cells: list[tuple[tuple[float, ...], str]]) -> list[str]:
    return [text for mine, text in cells if all(abs(a - b) < 2.5 for a, b in zip(mine, box, strict=True))]


def _on_page(document: Document, span: Span, page: int | None) -> str:
    """What of a cell stands on a page: most of them stand on one."""
    cut = [(max(run.start, span.start), min(run.end, span.end)) for run in document.runs if run.page == page]
    return "".join(document.text[a:b] for a, b in cut if a < b)


def _inside(chars: list[dict[str, object]], box: tuple[float, ...]) -> str:
    x0, y0, x1, y1 = box
    text = "".join(
        str(one["text"])
        for one in chars
        if x0 <= (one["x0"] + one["x1"]) / 2 < x1 and y0 <= (one["top"] + one["bottom"]) / 2 < y1  # type: ignore[operator]
    )
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("document", PROSE, indirect=True)
def test_no_sentence_with_an_amount_is_broken(document: Document) -> None:
    paragraphs = [b.span.cut(document.text) for b in document.blocks if b.kind == "paragraph"]
    starts = [
        text for text in paragraphs if re.match(r"[，。、；）％%]|(?:万元|亿元|个百分点|万)(?![一-龥]{0,2}[:：])", text)
    ]
    assert not starts
    cut = [text for text in paragraphs if len(text) > 20 and re.search(r"[\d.，、（]$", text) and "-" not in text]
    assert not cut


@pytest.mark.parametrize("document", PROSE, indirect=True)
def test_every_quote_of_the_annotations_is_found(document: Document, samples: Path) -> None:
    paragraphs = [squeeze(b.span.cut(document.text)) for b in document.blocks]
    whole = squeeze(re.sub(r"[\n\t]", "", document.text))
    for file in samples.glob(f"{document.path}.*.json"):
        data = json.loads(file.read_text(encoding="utf-8"))
        for item in data if isinstance(data, list) else next(v for v in data.values() if isinstance(v, list)):
            quote = squeeze(item.get("quote") or "")
            assert quote in whole, item["id"]
            # A quote may take in the heading above; its end, where the amount stands, is of one paragraph.
            end = re.split("[。；]", quote.rstrip("。；"))[-1][-8:]
            assert any(end in text for text in paragraphs), item["id"]
