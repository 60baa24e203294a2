"""Whole reports: the same from the same seed, whole, and without an error for gouji."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from gouji import check
from gouji.corpus.annotate import claims_file, findings_file
from gouji.corpus.document import Paragraph, Report, Table
from gouji.corpus.faults import planted, trapped
from gouji.corpus.generate import generate
from gouji.corpus.numbers import plain
from gouji.corpus.render import RENDERINGS, markdown, text
from gouji.corpus.style import style, styles
from gouji.corpus.write import chosen, reports, write
from gouji.errors import UsageError

STYLES = sorted(styles())


def _money(claim_unit: str, table_unit: str) -> Decimal:
    return {"元": Decimal(1), "万元": Decimal(10000)}[claim_unit] / {"元": Decimal(1), "万元": Decimal(10000)}[
        table_unit
    ]


def test_there_are_ten_styles_of_both_kinds() -> None:
    assert len(STYLES) >= 10
    assert set(styles().values()) == {"final-accounts", "budget"}
    with pytest.raises(UsageError, match="unknown style"):
        style("nowhere")


@pytest.mark.parametrize("name", STYLES)
def test_the_same_seed_gives_the_same_bytes(name: str) -> None:
    assert generate(name, 1, 2) == generate(name, 1, 2)
    assert planted(generate(name, 1, 2)) == planted(generate(name, 1, 2))
    assert text(generate(name, 1, 2)).data != text(generate(name, 2, 2)).data


@pytest.mark.parametrize("name", STYLES)
def test_clean_reports_are_clean_for_gouji(name: str) -> None:
    for number in range(3):
        report = generate(name, 20, number)
        for form in ("txt", "md"):
            found = check(RENDERINGS[form](report).data, name=f"{report.name}.{form}").findings
            assert [one.message for one in found if one.severity == "error"] == []


@pytest.mark.parametrize("name", STYLES)
def test_traps_are_no_errors(name: str) -> None:
    report = trapped(generate(name, 21, 0))
    assert report.planted and {one.severity for one in report.planted} == {"rounding_ok"}
    found = check(text(report).data, name="report.txt").findings
    assert [one.message for one in found if one.severity == "error"] == []


@pytest.mark.parametrize("name", STYLES)
def test_prose_and_tables_of_a_clean_report_agree(name: str) -> None:
    report = generate(name, 22, 1)
    compared = 0
    for _, paragraph in report.paragraphs():
        for claim in (piece.claim for piece in paragraph.pieces if piece.claim and piece.claim.figure):
            for _, table in report.tables():
                cell = table.find(claim.figure)
                value = plain(cell.text) if cell else None
                if value is not None and cell is not None:
                    ulp = max(Decimal(1).scaleb(-claim.places), Decimal("0.01") / _money(claim.unit, table.unit))
                    assert abs(value / _money(claim.unit, table.unit) - claim.value) <= ulp, (table.key, claim)
                    compared += 1
    assert compared > 8


@pytest.mark.parametrize("name", STYLES)
def test_no_slot_or_choice_of_a_form_is_left(name: str) -> None:
    for number in range(4):
        whole = text(generate(name, 23, number)).text
        assert not set("{}|@=") & set(whole)
        assert "。。" not in whole and "，。" not in whole and "：：" not in whole


def test_tables_are_well_formed() -> None:
    for name in STYLES:
        for _, table in generate(name, 24, 0).tables():
            covered = [
                (r, c)
                for cell in table.cells
                for r in range(cell.row, cell.row + cell.rowspan)
                for c in range(cell.column, cell.column + cell.colspan)
            ]
            assert len(covered) == len(set(covered)) == table.rows * table.columns, (name, table.key)
            assert any(cell.figure for cell in table.cells)


def test_spans_are_the_pieces() -> None:
    report = generate("hunan", 25, 0)
    for rendered in (text(report), markdown(report)):
        for i, paragraph in report.paragraphs():
            for j, piece in enumerate(paragraph.pieces):
                start, end = rendered.spans[i, j]
                assert rendered.text[start:end] == piece.text


def test_gold_quotes_stand_in_the_text(tmp_path: Path) -> None:
    for report in reports(["shanghai"], 26, 2, "both"):
        base = text(report)
        gold = claims_file(report, base)
        assert len({claim.id for claim in gold.claims}) == len(gold.claims) > 50
        assert all(claim.quote in base.text for claim in gold.claims)
        assert all(one.quote in base.text for one in findings_file(report, base).findings)
        paths = write(report, tmp_path, ["txt", "md"])
        assert {path.name.partition(".")[2] for path in paths} == {"txt", "md", "claims.json", "gold.json"}
        assert json.loads(paths[-1].read_text(encoding="utf-8"))["style"] == "shanghai"
    with pytest.raises(UsageError, match="unknown rendering"):
        write(generate("shanghai", 26, 0), tmp_path, ["doc"])


def test_styles_are_chosen_by_kind_and_name() -> None:
    assert chosen([], "budget") == [name for name, kind in styles().items() if kind == "budget"]
    assert chosen(["hunan"], None) == ["hunan"]
    with pytest.raises(UsageError):
        chosen(["hunan"], "budget")


def test_odd_clean_reports_have_traps() -> None:
    made = list(reports(["hunan"], 1, 2, "clean"))
    assert [bool(report.planted) for report in made] == [False, True]


def _blocks(report: Report) -> int:
    return sum(isinstance(block, Paragraph | Table) for block in report.blocks)


def test_faults_change_only_what_they_say() -> None:
    for number in range(6):
        clean = generate("yunnan", 27, number)
        faulty = planted(clean)
        assert _blocks(clean) == _blocks(faulty)
        changed = {i for i, (a, b) in enumerate(zip(clean.blocks, faulty.blocks, strict=True)) if a != b}
        named = {place.block for one in faulty.planted for place in (one, *one.also)}
        # A copied account touches the line above its amounts.
        spread = sum(one.mutation == "item_copied" for one in faulty.planted)
        assert named <= changed and len(changed - named) <= spread


def test_planted_errors_are_found() -> None:
    wanted = found = 0
    for name in STYLES:
        report = planted(generate(name, 28, 0))
        seen = {one.rule for one in check(text(report).data, name="report.txt").findings}
        errors = [one for one in report.planted if one.severity == "error"]
        wanted += len(errors)
        found += sum(bool(set(one.rules) & seen) for one in errors)
    assert found >= wanted * 0.9
