"""Results as JSON, in the shape of `gouji.report.records`."""

from collections.abc import Sequence
from importlib.metadata import version

import msgspec

from gouji.model import Report
from gouji.report import project
from gouji.report.words import Language

# Numbers of claims and facts go out as JSON numbers with the decimals as written, never by way of a float.
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class JsonFormat:
    """`gouji check --format json`."""

    name = "json"

    def render(self, reports: Sequence[Report], *, lang: Language, color: bool, width: int) -> str:
        """All reports as one JSON document."""
        return to_json(project.check_result(reports, version("gouji"), lang))


def to_json(result: msgspec.Struct) -> str:
    """A record as indented JSON text that ends with a line end; the same record gives the same bytes."""
    return msgspec.json.format(_ENCODER.encode(result), indent=2).decode() + "\n"


def to_line(result: msgspec.Struct) -> str:
    """A record as JSON text on one line."""
    return _ENCODER.encode(result).decode() + "\n"
