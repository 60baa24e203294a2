"""Annotation files: both forms, and what is wrong with broken ones."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.corpus.gold import CorpusError, has_gold, load_gold

FINDING = {"id": "A1", "kind": "sum", "severity": "error", "quote": "合计3万元", "rules": ["NN-112", "TX-301"]}
CLAIM = {
    "id": "C1", "quote": "合计3.10万元", "value": 3.10, "unit": "万元",
    "table_ref": {"table": "支出决算表", "row": "合计", "col": "合计", "value": 3.1},
}  # fmt: skip


def write(folder: Path, name: str, content: object) -> Path:
    (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return folder / "a.txt"


def test_lists_and_objects(tmp_path: Path) -> None:
    write(tmp_path, "a.gold.json", [FINDING])
    report = write(tmp_path, "a.claims.json", {"style": "云岭", "claims": [CLAIM]})
    gold = load_gold(report)
    assert gold.style == "云岭"
    assert gold.findings is not None and gold.findings[0].rule == "NN-112"
    assert gold.claims is not None and gold.claims[0].value == Decimal("3.1")
    assert gold.claims[0].table_ref is not None and gold.claims[0].table_ref.value == Decimal("3.1")
    assert has_gold(report) and load_gold(report.with_suffix(".pdf")) == gold


def test_only_traps_are_clean(tmp_path: Path) -> None:
    assert load_gold(write(tmp_path, "a.gold.json", [])).clean
    assert load_gold(write(tmp_path, "a.gold.json", [FINDING | {"severity": "rounding_ok"}])).clean
    assert not load_gold(write(tmp_path, "a.gold.json", [FINDING | {"severity": "suspicious"}])).clean


def test_without_findings_nothing_is_known_to_be_clean(tmp_path: Path) -> None:
    assert not load_gold(write(tmp_path, "a.claims.json", [CLAIM])).clean


def test_no_annotations(tmp_path: Path) -> None:
    assert not has_gold(tmp_path / "a.txt")
    with pytest.raises(CorpusError) as caught:
        load_gold(tmp_path / "a.txt")
    assert caught.value.code == "corpus.gold_missing"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ([FINDING | {"severity": "grave"}], "$[0].severity"),
        ([{"id": "A1"}], "missing required field"),
        ({"findings": [FINDING, FINDING]}, "'A1' 重复"),
        ("nothing", "Expected `object`"),
    ],
)
def test_broken_annotations_are_named(tmp_path: Path, content: object, words: str) -> None:
    with pytest.raises(CorpusError) as caught:
        load_gold(write(tmp_path, "a.gold.json", content))
    assert caught.value.code == "corpus.gold_broken"
    assert caught.value.message.startswith(str(tmp_path / "a.gold.json"))
    assert words in caught.value.message


@pytest.mark.parametrize("content", [b'[{"id": "C1"', b'{"x": ' + b"[" * 100_000, b'[{"id": "\xbb\xf9"}]'])
def test_broken_json(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.claims.json").write_bytes(content)
    with pytest.raises(CorpusError) as caught:
        load_gold(tmp_path / "a.pdf")
    assert caught.value.code == "corpus.gold_broken"
