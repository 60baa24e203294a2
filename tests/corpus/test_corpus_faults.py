"""Every kind of fault by itself: planted alone, with gold that marks it; what each kind does to the report."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from gouji import pipeline
from gouji.corpus.annotate import claims_file, findings_file
from gouji.corpus.document import Report, Table, parted
from gouji.corpus.faults import kinds, single
from gouji.corpus.faults.ties import ties
from gouji.corpus.generate import generate
from gouji.corpus.gold import load_gold
from gouji.corpus.ledger import primitives
from gouji.corpus.numbers import plain
from gouji.corpus.render import text
from gouji.corpus.scoring_findings import score_findings
from gouji.corpus.scoring_text import Finder
from gouji.corpus.write import reports, wanted, write
from gouji.errors import UsageError

NEW = ("neimenggu", "hebei-budget")


@cache
def _clean(style: str, number: int) -> Report:
    return generate(style, 31, number)


@cache
def _planted() -> dict[str, Report]:
    """A report for every kind that some style has a place for; some things are rare."""
    found: dict[str, Report] = {}
    for number in range(25):
        for style in (
            "hunan",
            "yunnan",
            "sichuan",
            "guangxi",
            "jiangsu",
            "shanghai-budget",
            "shanghai",
            "chongqing",
            *NEW,
        ):
            for label, kind in kinds().items():
                if label not in found and (made := single(_clean(style, number), kind)):
                    found[label] = made
        if len(found) == len(kinds()):
            break
    return found


def test_every_kind_can_be_planted() -> None:
    assert set(kinds()) == set(_planted())


def test_a_fault_by_itself_is_the_only_one_and_gold_marks_it() -> None:
    for label, report in _planted().items():
        assert len(report.planted) == 1, label
        (one,) = report.planted
        assert report.name.endswith(f"-{label}")
        assert (one.severity == "rounding_ok") == (not one.rules), label
        base = text(report)
        (entry,) = findings_file(report, base).findings
        assert entry.start is not None and entry.end is not None
        for place in (entry, *entry.also):
            assert base.text[place.start : place.end] == place.quote, label


def test_the_first_rule_of_a_kind_for_one_rule_is_that_rule() -> None:
    for label, report in _planted().items():
        kind = kinds()[label]
        if kind.only or label in ties():
            assert report.planted[0].rules[0] == (kind.only or ties()[label].rule)


def test_claims_name_their_places_in_the_text() -> None:
    base = text(_clean("hunan", 1))
    for claim in claims_file(_clean("hunan", 1), base).claims:
        assert claim.start is not None and claim.end is not None and claim.number is not None
        assert base.text[claim.start : claim.end] == claim.quote
        assert claim.value is not None
        assert base.text[claim.number : claim.end].replace(",", "").startswith(f"{claim.value:f}"[:1])
        if claim.table_ref and claim.table_ref.start is not None:
            cell = base.text[claim.table_ref.start : claim.table_ref.end]
            assert (plain(cell.strip()) or 0) == (claim.table_ref.value or 0)


def _sums(table: Table, column: str) -> tuple[Decimal, Decimal]:
    """The total of a column, and its items together."""
    cells = [cell for cell in table.cells if cell.figure and cell.figure.column == column]
    values = {cell.figure.row: plain(cell.text) or Decimal(0) for cell in cells if cell.figure}
    return values[""], sum((value for row, value in values.items() if len(row) == 7), Decimal(0))


def test_a_table_out_of_another_version_of_the_books_still_ties() -> None:
    report = _planted()["TT-111"]
    table = next(table for _, table in report.tables() if table.key == "Z5")
    total, items = _sums(table, "general")
    assert abs(total - items) < Decimal("0.2")
    other = next(table for _, table in report.tables() if table.key == "Z4")
    assert all(cell.text != f"{total}" for cell in other.cells)


def test_tables_apart_are_a_file_of_their_own_and_gold_names_both(tmp_path: Path) -> None:
    report = _clean("jiangsu-apart", 1)
    paths = {path.name: path for path in write(report, tmp_path, ["txt", "xlsx"])}
    assert set(paths) == {
        f"{report.name}{ending}" for ending in (".txt", "-tables.txt", "-tables.xlsx", ".claims.json", ".gold.json")
    }
    prose, tables = (paths[f"{report.name}{ending}"].read_text(encoding="utf-8") for ending in (".txt", "-tables.txt"))
    assert "\t" not in prose and "公开01表" not in prose and "预算情况说明" in prose and "预算情况说明" not in tables
    claims = load_gold(paths[f"{report.name}.txt"]).claims
    assert claims is not None
    tied = [claim for claim in claims if claim.table_ref and claim.table_ref.start is not None]
    assert len(tied) > 20 and all(prose[one.start : one.end] == one.quote for one in claims)
    for one in tied:
        assert one.table_ref is not None
        assert (plain(tables[one.table_ref.start : one.table_ref.end]) or 0) == (one.table_ref.value or 0)


def test_a_fault_in_tables_apart_is_in_their_file() -> None:
    report = single(_clean("jiangsu-apart", 1), kinds()["BI-101"])
    assert report is not None
    prose, tables = parted(report)
    assert tables is not None
    (entry,) = findings_file(report, text(prose), text(tables)).findings
    assert entry.file == "tables" and text(tables).text[entry.start : entry.end] == entry.quote


def test_columns_are_sums_of_booked_ones() -> None:
    assert primitives("economic") == {"personnel", "public"}
    assert primitives("general.basic") == {"general.basic"}
    assert "own.out" in primitives("total.spent") and "own.out" not in primitives("total.income")


@pytest.mark.parametrize(
    "label", ["TI-203", "TT-111", "TT-104", "amount_swap-TX-506", "visitors_few", "vehicles_slip", "grades_slip"]
)
def test_a_fault_by_itself_is_found(label: str, tmp_path: Path) -> None:
    report = _planted()[label]
    path = next(path for path in write(report, tmp_path, ["txt"]) if path.suffix == ".txt")
    checked = pipeline.check(path, name=path.name)
    gold = load_gold(path).findings
    assert checked.analysis is not None and gold is not None
    score = score_findings(checked, gold, Finder(checked.analysis.document))
    assert score.hits[0]


@pytest.mark.parametrize(
    ("style", "rule"),
    [
        ("neimenggu", one)
        for one in ("TI-103", "TI-104", "TI-107", "TI-108", "TI-604", "TI-951", "TT-104", "TT-106", "TT-109")
    ]
    + [("hebei-budget", one) for one in ("BI-501", "BI-602", "BI-703", "BT-106")],
)
def test_relations_hold_in_tables_of_other_layouts(style: str, rule: str) -> None:
    """Totals that stand beside the natures of expenditure, lists with a total, last year's column beside this one's."""
    report = next(made for number in range(9) if (made := single(_clean(style, number), kinds()[rule])))
    found = pipeline.check(text(report).text, name="report.txt").findings
    assert rule in {one.rule for one in found}


def test_kinds_are_chosen_by_name_and_rule() -> None:
    assert [one.label for one in wanted(["TI-101"])] == ["TI-101"]
    assert {one.only for one in wanted(["amount_swap"])} >= {"TX-101", "TX-506"}
    assert "rate_of_nothing" not in {one.label for one in wanted(["TX-101"])}
    assert len(wanted([])) == len(kinds())
    with pytest.raises(UsageError, match="unknown fault"):
        wanted(["nothing"])


def test_each_kind_comes_in_as_many_reports_as_asked_for() -> None:
    made = list(reports(["hunan"], 5, 2, "each", ["TI-101", "TI-503", "rate_cut"]))
    assert [report.name for report in made] == [
        "hunan-5-0000-TI-101", "hunan-5-0001-TI-101", "hunan-5-0000-rate_cut", "hunan-5-0001-rate_cut",
    ]  # fmt: skip
