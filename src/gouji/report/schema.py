"""JSON Schemas of the records. `python -m gouji.report.schema` writes the files that the package ships."""

import json
from pathlib import Path
from typing import Any

import msgspec

from gouji.report import records

RESULTS: dict[str, type[msgspec.Struct]] = {
    "check": records.CheckResult,
    "claims": records.ClaimsResult,
    "facts": records.FactsResult,
    "templates": records.TemplatesResult,
    "rules": records.RulesResult,
}
"""The record that each command with JSON output writes, by the command's name."""

FOLDER = Path(__file__).parent / "schemas"


def schema(command: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a command's JSON output."""
    return schema_of(RESULTS[command], command, records.SCHEMA_VERSION)


def schema_of(record: type[msgspec.Struct], command: str, version: str) -> dict[str, Any]:
    """The JSON Schema of a record, titled as what a command writes in a version of its format."""
    title = f"gouji {command} --format json, version {version}"
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    numbers: dict[str, Any] = _decimals_as_numbers(msgspec.json.schema(record))
    return head | numbers


def text(command: str) -> str:
    """The schema as the file that the package ships."""
    return to_text(schema(command))


def to_text(made: dict[str, Any]) -> str:
    """A schema as the text of a file."""
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _decimals_as_numbers(node: Any) -> Any:
    """Decimals are written as JSON numbers, while the library's schema says strings."""
    if isinstance(node, dict):
        if node.get("format") == "decimal":
            return {"type": "number"}
        return {key: _decimals_as_numbers(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_decimals_as_numbers(value) for value in node]
    return node


if __name__ == "__main__":
    for command in RESULTS:
        (FOLDER / f"{command}.json").write_text(text(command), encoding="utf-8")
