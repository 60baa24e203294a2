import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from gouji.extract.quantities import scan
from gouji.language.fold import fold

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "quantities.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_case(case: dict) -> None:
    text = case["text"]
    quantities, mentions = scan(fold(text), "generic")
    shown = [
        f"{q.value} {q.unit.label if q.unit else '-'}" + ("" if q.hedge == "exact" else f" {q.hedge}")
        for q in quantities
    ]
    assert shown == case.get("quantities", [])
    assert [f"{m.why}:{m.span.cut(text)}" for m in mentions] == case.get("mentions", [])


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_case_stands_the_same_inside_a_document(case: dict) -> None:
    text = case["text"]
    alone, others = scan(fold(text), "generic")
    quantities, mentions = scan(fold(text, 1000), "generic")
    assert [(q.span.start - 1000, q.span.end - 1000) for q in quantities] == [(q.span.start, q.span.end) for q in alone]
    assert [m.span.start - 1000 for m in mentions] == [m.span.start for m in others]
    spans = sorted([q.span for q in alone] + [m.span for m in others])
    assert all(a.end <= b.start for a, b in pairwise(spans))
