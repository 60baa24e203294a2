"""The baseline: findings that were there before and do not count, as ids in the shape of the JSON result."""

from pathlib import Path

import msgspec

from gouji.errors import UsageError
from gouji.model import Report, Suppression
from gouji.report import Language
from gouji.report.records import SCHEMA_VERSION
from gouji.report.records import Suppression as Known

_REASON = {"zh": "基线中已有", "en": "in the baseline"}


class BaselineFinding(msgspec.Struct, frozen=True):
    """A finding; what a JSON result says more of it is not read."""

    id: str
    rule: str
    suppressed: Known | None = None


class BaselineDocument(msgspec.Struct, frozen=True):
    """The findings of one input."""

    path: str
    findings: tuple[BaselineFinding, ...]


class Baseline(msgspec.Struct, frozen=True):
    """What `--write-baseline` writes; a result of `--format json` can be read as one."""

    schema_version: str
    documents: tuple[BaselineDocument, ...]


def load_baseline(file: Path, lang: Language) -> dict[str, Suppression]:
    """The findings of a baseline or JSON result by id. Raises UsageError ``usage.baseline``.

    What a result says to be suppressed for a reason of its own is not of the baseline.
    """
    try:
        found = msgspec.json.decode(file.read_bytes(), type=Baseline)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        cause = error.strerror if isinstance(error, OSError) else f"no baseline nor JSON result: {error}"
        raise UsageError("usage.baseline", f"{file}: {cause}") from error
    known = Suppression("baseline", _REASON[lang])
    return {
        finding.id: known
        for document in found.documents
        for finding in document.findings
        if finding.suppressed is None or finding.suppressed.kind == "baseline"
    }


def entry(report: Report) -> BaselineDocument:
    """What a baseline keeps of a report."""
    kept = (one for one in report.findings if one.suppression is None or one.suppression.kind == "baseline")
    return BaselineDocument(report.path, tuple(BaselineFinding(one.id, one.rule) for one in kept))


def to_text(documents: list[BaselineDocument]) -> str:
    """A baseline as the text of its file."""
    whole = Baseline(SCHEMA_VERSION, tuple(documents))
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"
