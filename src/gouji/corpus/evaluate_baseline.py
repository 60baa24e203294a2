"""Figures that must not get worse: written once, compared with from then on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from gouji.corpus.evaluate_records import EvalResult, Figures
from gouji.corpus.gold import CorpusError

_RATIOS = {
    "claims": ("precision", "recall"),
    "links": ("precision", "recall", "f1"),
    "errors": ("precision", "recall"),
    "all": ("precision", "recall"),
}
_BETTER_LOW = ("claims.misread", "links.wrong", "traps.sprung", "false_alarms.findings", "rounding.lost")


class Baseline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A baseline file: figures by dotted name, such as “claims.recall”, “styles.hunan.links.f1”, “rules.NN-101.recall”."""

    schema_version: Literal["1.0"]
    figures: dict[str, float]


class Drop(msgspec.Struct, frozen=True):
    """A figure that got worse; now: None where it is no longer measured."""

    figure: str
    was: float
    now: float | None


def baseline(result: EvalResult) -> Baseline:
    """The figures of a result that a baseline keeps: how many reports, ratios, and counts of what must not happen."""
    kept = {"reports": float(result.overall.reports)}
    kept.update(_named("", result.overall))
    for place, groups in (("styles", result.styles), ("formats", result.formats)):
        for group in groups:
            kept.update(_named(f"{place}.{group.name}.", group.figures))
    for rule in result.rules:
        for name in ("precision", "recall"):
            kept.update(_value(f"rules.{rule.rule}.{name}", getattr(rule, name)))
    return Baseline("1.0", kept)


def drops(result: EvalResult, before: Baseline) -> list[Drop]:
    """The figures that are worse than in the baseline, in its order. New ones are no drop."""
    now = baseline(result).figures
    found = []
    for figure, was in before.figures.items():
        value = now.get(figure)
        if value is None or (value > was if figure.endswith(_BETTER_LOW) else value < was):
            found.append(Drop(figure, was, value))
    return found


def load_baseline(file: Path) -> Baseline:
    """Raises CorpusError ``corpus.baseline`` if the file cannot be read or is no baseline."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Baseline)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorpusError("corpus.baseline", f"{file}: {error}") from error


def to_text(kept: Baseline) -> str:
    """The baseline as a file: a figure a line, so that changes show in a diff."""
    return msgspec.json.format(msgspec.json.encode(kept), indent=1).decode() + "\n"


def _named(prefix: str, figures: Figures) -> dict[str, float]:
    kept: dict[str, float] = {}
    for group, names in _RATIOS.items():
        for name in names:
            kept.update(_value(f"{prefix}{group}.{name}", getattr(getattr(figures, group), name)))
    for figure in _BETTER_LOW:
        group, name = figure.split(".")
        kept.update(_value(prefix + figure, getattr(getattr(figures, group), name)))
    return kept


def _value(name: str, value: Any) -> Iterator[tuple[str, float]]:
    if value is not None:
        yield name, float(value)
