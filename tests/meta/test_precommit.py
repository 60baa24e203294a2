"""The hook for pre-commit calls what is there."""

import re
from pathlib import Path

import typer.testing

from gouji.cli.app import build
from gouji.read.registry import readers

HOOK = (Path(__file__).resolve().parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")


def _value(key: str) -> str:
    found = re.search(rf"^(?:- |  ){key}: (.+)$", HOOK, re.MULTILINE)
    assert found, key
    return found[1]


def test_the_entry_is_a_call_that_works(tmp_path: Path) -> None:
    program, *arguments = _value("entry").split()
    assert (program, _value("language")) == ("gouji", "python")
    file = tmp_path / "a.txt"
    file.write_text("年初预算为10.00万元，支出决算为12.00万元，决算数等于年初预算数。\n", encoding="utf-8")
    assert typer.testing.CliRunner().invoke(build(), [*arguments, str(file)]).exit_code == 1


def test_it_runs_on_what_can_be_read() -> None:
    suffixes = {suffix for reader in readers() for suffix in reader.suffixes if suffix}
    wanted = set(re.findall(r"\w+", _value("files").partition("(")[2]))
    assert {f".{suffix}" for suffix in wanted} <= suffixes
    assert {"txt", "md", "pdf", "docx"} <= wanted
