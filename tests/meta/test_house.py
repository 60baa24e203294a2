"""Rules of the house that no linter knows."""

import ast
import inspect
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import gouji
from gouji.check import all_rules
from gouji.errors import LexiconError
from gouji.lexicon import LexiconFile, builtin_root, parse

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
OWN = ("src", "lexicons", "tests", "corpus", ".ci")
BINARY = (".pdf", ".doc", ".docx", ".xlsx", ".zip", ".png", ".tif", ".pyc")
TEXTS = sorted(
    file
    for place in [*(ROOT / name for name in OWN), ROOT]
    for file in (place.rglob("*") if place != ROOT else place.glob("*"))
    if file.is_file() and "__pycache__" not in file.parts and file.suffix not in BINARY
)
# Only the runner of rules and the loader of plugins run code of anybody.
MAY_CATCH_ALL = {"gouji/check/runner.py", "gouji/plugins.py"}
# A path of somebody's machine. The pieces are joined here so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(
    r"(?:^|[\s\"'`(=:])/(?:" + "|".join(("home", "root", "work", "Users", "tmp", "opt")) + r")/\w"
)


def _trees() -> Iterator[tuple[str, ast.AST]]:
    for source in SOURCES:
        yield source.relative_to(ROOT / "src").as_posix(), ast.parse(source.read_text(encoding="utf-8"))


def test_files_are_short() -> None:
    lengths = {str(source): source.read_text(encoding="utf-8").count("\n") for source in SOURCES}
    assert lengths
    assert {name: length for name, length in lengths.items() if length >= 400} == {}


def test_functions_are_short() -> None:
    long = [
        (name, node.name)
        for name, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= 60
    ]
    assert long == []


def _broad(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in ("Exception", "BaseException")) for kind in kinds
    )


def test_nothing_is_caught_broadly() -> None:
    broad = {
        name
        for name, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and _broad(node)
    }
    assert broad == MAY_CATCH_ALL


def test_no_state_is_global() -> None:
    assert [name for name, tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.Global)] == []


def _schemas() -> Iterator[type[LexiconFile]]:
    """Every schema that a module of the package declares."""
    for module in walk_packages(gouji.__path__, "gouji."):
        for _, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(kind, LexiconFile) and kind is not LexiconFile and kind.__module__ == module.name:
                yield kind


SCHEMAS: dict[str, list[type[LexiconFile]]] = {}
for schema in _schemas():
    SCHEMAS.setdefault(schema.__name__.removesuffix("File").lower(), []).append(schema)
LEXICONS = sorted(file for file in builtin_root().glob("*/*") if file.is_file())


def _schema_name(file: Path) -> str:
    """The file's own name, or for the files of a folder that are all of one kind the folder's (styles/hunan.toml)."""
    name = re.sub(r"[-_]", "", file.stem)
    folder = file.parent.name.removesuffix("s")
    return folder if name not in SCHEMAS and folder in SCHEMAS else name


@pytest.mark.parametrize("file", LEXICONS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_lexicon_file_fits_a_schema_of_its_name(file: Path) -> None:
    name = _schema_name(file)
    assert name in SCHEMAS, f"no class {name.title()}File for {file.name} (there are {sorted(SCHEMAS)})"
    faults = []
    for kind in SCHEMAS[name]:
        try:
            assert parse(file, kind).schema == file.stem
        except LexiconError as error:
            faults.append(error.message)
    assert len(faults) < len(SCHEMAS[name]), faults


def test_every_schema_has_a_file() -> None:
    there = {_schema_name(file) for file in LEXICONS}
    assert set(SCHEMAS) <= there


def test_layers_are_kept() -> None:
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stdout


def test_no_path_of_a_machine() -> None:
    found = [
        (file.relative_to(ROOT).as_posix(), number)
        for file in TEXTS
        for number, line in enumerate(file.read_bytes().decode("utf-8", "replace").splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []


def test_every_rule_has_a_page_and_words_in_both_languages() -> None:
    rules = all_rules()
    assert rules
    for rule in rules:
        card = rule.card
        assert re.fullmatch(r"[A-Z]{2}-\d{3}", card.code)
        assert len(card.doc) > 60, card.code
        assert set(card.name) == set(card.messages) == {"zh", "en"}, card.code
        assert set(card.messages["zh"]) == set(card.messages["en"]), card.code


def _directions(file: Path) -> set[str]:
    """What the case file of a rule shows: cases of prose rules say it, a relation's file has one table for each."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {case["covers"] for case in data["case"]} if "case" in data else {"holds", *data}


def test_every_rule_has_cases_in_both_directions() -> None:
    files = {
        file.stem: file for name in ("rules", "relations") for file in (ROOT / "tests/cases" / name).glob("*.toml")
    }
    assert set(files) == {rule.card.code for rule in all_rules()}
    assert {code for code, file in files.items() if not {"broken", "holds"} <= _directions(file)} == set()
