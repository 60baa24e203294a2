"""Files that other programs have written: the claims, links and findings of the same report as text.

The files of LibreOffice are kept, as it writes them anew a little differently with every version.
"""

from pathlib import Path

import pytest
from tests.read.facts import Facts, facts
from tests.read.programs import build

from gouji.pipeline import check
from gouji.read import read

HERE = Path(__file__).parent / "programs"
PLANTED = {("TI-301", "616.81"), ("NN-113", "3.82"), ("TX-301", "489.78"), ("TX-702", "97.33")}
WHOLE = [f"libreoffice{suffix}" for suffix in build.FROM_WORD]
TABLES = [f"libreoffice-tables{suffix}" for suffix in build.FROM_BOOK]

needs_soffice = pytest.mark.skipif(build.SOFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def text() -> Facts:
    return facts(check(build.REPORT))


@pytest.fixture(scope="module")
def prose() -> str:
    return build.prose(build.report())


def test_the_planted_errors_are_found_in_the_text(text: Facts) -> None:
    errors = [(rule, str(stated)) for rule, severity, _, stated, _ in text["findings"] if severity == "error"]
    assert all(any(rule == one and figure in stated for one, stated in errors) for rule, figure in PLANTED)
    assert len(text["claims"]) > 30
    assert len(text["links"]) > 15


@pytest.mark.parametrize("name", WHOLE)
def test_a_report_of_libreoffice_agrees_with_its_text(text: Facts, name: str) -> None:
    assert facts(check(HERE / name)) == text


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_libreoffice_beside_the_prose_agree_with_the_text(text: Facts, prose: str, name: str) -> None:
    assert facts(check(prose, tables=[HERE / name], profile="final-accounts")) == text


@pytest.mark.parametrize("name", TABLES)
def test_sheets_of_libreoffice_keep_the_digits_that_do_not_show(name: str) -> None:
    amounts = [cell for grid in read(HERE / name).grids for cell in grid.cells if cell.text[-3:-2] == "."]
    assert len(amounts) > 60
    assert all(cell.stored is not None and str(cell.stored).endswith("12") for cell in amounts)


@needs_soffice
@pytest.mark.parametrize("suffix", build.FROM_WORD)
def test_what_libreoffice_writes_now_agrees_too(text: Facts, suffix: str) -> None:
    data = build.convert(build.word(build.report()), ".docx", suffix)
    assert facts(check(data, name=f"报告{suffix}")) == text


@needs_soffice
@pytest.mark.parametrize("suffix", build.FROM_BOOK)
def test_what_libreoffice_writes_of_sheets_now_agrees_too(text: Facts, prose: str, suffix: str) -> None:
    data = build.convert(build.workbook(build.report()), ".xlsx", suffix)
    assert facts(check(prose, tables=[data], profile="final-accounts")) == text
