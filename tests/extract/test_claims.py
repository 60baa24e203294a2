"""The cases of tests/cases/claims.toml: what a sentence states, as written shorthand."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from gouji.extract import Extraction, extract_text
from gouji.model import Claim

FILE = Path(__file__).resolve().parents[1] / "cases" / "claims.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_claims(case: dict[str, Any]) -> None:
    found = extract_text(case["text"], "final-accounts", year=2024)
    assert [written(claim) for claim in found.claims] == [normal(line) for line in case["claims"]]
    if "reasons" in case:
        assert [reason.span.cut(case["text"]) for reason in found.reasons] == case["reasons"]
    assert_exact(found, case["text"])


def written(claim: Claim) -> str:
    """A claim in the shorthand of the case file."""
    quantity = claim.quantity
    if quantity is not None:
        value = f"{quantity.value} {quantity.unit.label if quantity.unit else ''}".strip()
    else:
        value = claim.comparison.word if claim.comparison else "-"
    more = {
        "m": claim.concept.measure,
        "path": "/".join(claim.concept.path),
        "d": claim.direction,
        "a": claim.about,
        "g": claim.against,
        "w": claim.whole,
        "b": claim.base if claim.kind in ("share", "change", "rate", "completion") else "",
        "p": claim.concept.period,
        "n": "/".join(claim.names),
    }
    words = [f"{key}={val}" for key, val in more.items() if val not in (None, "")]
    words += [mark for mark, on in (("x", claim.exhaustive), ("r", claim.residue)) if on]
    return " | ".join([f"{claim.kind} {claim.concept.subject}", value, " ".join(sorted(words))])


def normal(line: str) -> str:
    head, value, more = [*re.split(r" ?\| ?", line), ""][:3]
    return " | ".join([head, value, " ".join(sorted(more.split()))])


def assert_exact(found: Extraction, text: str) -> None:
    """Numbers lie within their clauses and read as they are written; claims come in order."""
    for i, claim in enumerate(found.claims):
        assert claim.index == i
        if claim.number is not None:
            assert claim.span.covers(claim.number)
            assert re.search(r"[0-9０-９一二三四五六七八九十]|翻", claim.number.cut(text))
        for other in (claim.about, claim.against, claim.whole):
            assert other is None or (0 <= other < len(found.claims) and other != i)


def test_a_comparison_without_figures_has_no_sides() -> None:
    (claim,) = extract_text("决算数大于预算数。", "final-accounts").claims
    assert (claim.kind, claim.about, claim.against) == ("comparison", None, None)
