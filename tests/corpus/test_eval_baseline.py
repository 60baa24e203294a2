"""A baseline: the same figures pass, a worse one fails, a better one does not."""

from pathlib import Path

import msgspec
import pytest

from gouji.corpus.evaluate import Score
from gouji.corpus.evaluate_baseline import Baseline, baseline, drops, load_baseline, to_text
from gouji.corpus.evaluate_counts import Counts, RuleCounts
from gouji.corpus.evaluate_records import EvalResult, eval_result
from gouji.corpus.gold import CorpusError

COUNTS = Counts(
    reports=4, clean=2, gold_claims=100, own_claims=100, read_claims=98, misread_claims=1,
    gold_links=50, own_links=50, right_links=48, wrong_links=1,
    gold_errors=20, found_errors=18, own_errors=19, right_errors=19,
    gold_all=25, found_all=22, own_all=30, right_all=28,
    traps=10, sprung=1, clean_errors=1, rounded=2, rounded_gold=20, rounded_before=18, rounded_after=16,
)  # fmt: skip
RULE = RuleCounts(gold=5, found=4, named=3, own=6, right=5)


def result(rule: RuleCounts = RULE, **changes: int) -> EvalResult:
    counts = msgspec.structs.replace(COUNTS, **changes)
    return eval_result([Score("a.txt", "青石", "txt", counts, {"NN-112": rule})], "1.0")


def test_the_same_is_no_drop() -> None:
    assert drops(result(), baseline(result())) == []


@pytest.mark.parametrize(
    ("figure", "changes"),
    [
        ("claims.recall", {"read_claims": 97}),
        ("claims.precision", {"own_claims": 101}),
        ("claims.misread", {"misread_claims": 2}),
        ("links.f1", {"right_links": 47}),
        ("links.wrong", {"wrong_links": 2}),
        ("errors.recall", {"found_errors": 17}),
        ("errors.precision", {"right_errors": 18}),
        ("all.recall", {"found_all": 21}),
        ("traps.sprung", {"sprung": 2}),
        ("false_alarms.findings", {"clean_errors": 2}),
        ("rounding.lost", {"rounded_after": 15}),
        ("reports", {"reports": 3}),
    ],
)
def test_a_figure_that_gets_worse_is_a_drop_and_the_other_way_round_is_none(
    figure: str, changes: dict[str, int]
) -> None:
    worse, before = result(**changes), result()
    names = [one.figure for one in drops(worse, baseline(before))]
    assert figure in names
    if figure != "reports":
        assert {f"styles.青石.{figure}", f"formats.txt.{figure}"} <= set(names)
    assert drops(before, baseline(worse)) == []


def test_rules_count_too() -> None:
    worse = result(rule=msgspec.structs.replace(RULE, found=3, right=4))
    assert [one.figure for one in drops(worse, baseline(result()))] == [
        "rules.NN-112.precision",
        "rules.NN-112.recall",
    ]


def test_a_figure_that_vanishes_is_a_drop() -> None:
    names = {one.figure: one.now for one in drops(result(gold_claims=0, read_claims=0), baseline(result()))}
    assert names["claims.recall"] is None


def test_there_and_back(tmp_path: Path) -> None:
    kept = baseline(result())
    (tmp_path / "base.json").write_text(to_text(kept), encoding="utf-8")
    assert load_baseline(tmp_path / "base.json") == kept
    assert kept.figures["claims.recall"] == 0.98


@pytest.mark.parametrize(
    "content", [b"{}", b"[1", b'{"schema_version": "9", "figures": {}}', b'{"x": ' + b"[" * 100_000, b'{"\xbb\xf9": 1}']
)
def test_what_is_no_baseline_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "base.json"
    file.write_bytes(content)
    with pytest.raises(CorpusError) as caught:
        load_baseline(file)
    assert caught.value.code == "corpus.baseline"
    assert str(file) in caught.value.message


def test_a_missing_baseline_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        load_baseline(tmp_path / "gone.json")


def test_figures_of_groups_and_failures() -> None:
    made = eval_result([Score("a.txt", "青石", "txt", COUNTS), Score("b.pdf", "云岭", "pdf", COUNTS)], "1.0")
    assert [group.name for group in made.styles] == ["云岭", "青石"]
    assert [group.figures.reports for group in made.formats] == [4, 4]
    assert made.overall.reports == 8
    assert isinstance(baseline(made), Baseline)
