"""The JSON Schema of `gouji eval`. `python -m gouji.corpus.evaluate_schema` writes the file that the package ships."""

from pathlib import Path
from typing import Any

from gouji.corpus.evaluate_records import SCHEMA_VERSION, EvalResult
from gouji.report.schema import schema_of, to_text

FILE = Path(__file__).parent / "schemas" / "eval.json"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `gouji eval --format json`."""
    return schema_of(EvalResult, "eval", SCHEMA_VERSION)


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(to_text(schema()), encoding="utf-8")
