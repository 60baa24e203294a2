"""Real reports through the command: every input is read, and what comes out fits the schema."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from gouji.report.schema import schema

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.samples
def test_every_sample_is_read_and_fits_the_schema(gouji: Run, samples: Path) -> None:
    done = gouji("check", samples, "--format", "json", "--exit-zero", "-j", "2")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    jsonschema.validate(result, schema("check"))
    assert len(result["documents"]) >= 11
    for document in result["documents"]:
        assert document["coverage"]["claims"] or document["notes"], document["path"]
        assert "crashed" not in {run["ending"] for run in document["runs"]}, document["path"]


@pytest.mark.samples
def test_prose_and_tables_in_two_files_are_partial_each(gouji: Run, samples: Path) -> None:
    files = [samples / "jiangsu-weiban-2019-budget.pdf", samples / "jiangsu-weiban-2019-budget-tables.pdf"]
    documents = json.loads(gouji("check", *files, "--format", "json").stdout)["documents"]
    assert [document["status"] for document in documents] == ["partial", "partial"]


@pytest.mark.samples
def test_the_page_of_a_real_report_holds_its_text(gouji: Run, samples: Path) -> None:
    page = gouji("check", samples / "putuo-shegong-2024.pdf", "--format", "html").stdout
    facts = json.loads(gouji("facts", samples / "putuo-shegong-2024.pdf", "--format", "json").stdout)
    numbers = {fact["raw"] for fact in facts["documents"][0]["facts"] if fact["state"] == "number"}
    assert len(numbers) > 20
    assert all(number in page for number in numbers)
