"""Faults planted in clean reports, each with its gold, and traps: places that look wrong and are right."""

from collections.abc import Callable, Iterator
from random import Random

import msgspec

from gouji.corpus.document import Report
from gouji.corpus.faults import prose, sheets, texts, traps
from gouji.corpus.faults.draft import Draft, Mutation, faults

__all__ = ["planted", "trapped"]

_FAULTS = (6, 12)
_TRAPS = (2, 4)
_TRIES = 60

Plant = Callable[[Draft, Mutation], bool]


def planted(report: Report) -> Report:
    """The report with several faults and some traps; the same report always gets the same ones."""
    draft = Draft(report, Random(f"{report.name}/faults"))
    _plant(draft, _weighted(draft.rng), draft.rng.randint(*_FAULTS))
    _trap(draft)
    return _finished(draft, f"{report.name}-faulty")


def trapped(report: Report) -> Report:
    """The report with traps only: still clean."""
    draft = Draft(report, Random(f"{report.name}/traps"))
    _trap(draft)
    return _finished(draft, f"{report.name}-traps")


def _trap(draft: Draft) -> None:
    kinds = [msgspec.structs.replace(one, severity="rounding_ok") for one in faults().trap]
    draft.rng.shuffle(kinds)
    _plant(draft, iter(kinds), draft.rng.randint(*_TRAPS))


def _plant(draft: Draft, kinds: Iterator[Mutation], wanted: int) -> None:
    done = 0
    for _, mutation in zip(range(_TRIES), kinds, strict=False):
        if done == wanted:
            return
        done += _plants()[mutation.name](draft, mutation)


def _weighted(rng: Random) -> Iterator[Mutation]:
    """Mutations by their weights, without end; no two rounds in the same order."""
    while True:
        bag = [one for one in faults().mutation for _ in range(one.weight)]
        rng.shuffle(bag)
        yield from bag


def _plants() -> dict[str, Plant]:
    """The function of every mutation and trap, by its name."""
    found: dict[str, Plant] = {}
    for module in (prose, texts, sheets, traps):
        for one in (*faults().mutation, *faults().trap):
            if hasattr(module, one.name):
                found[one.name] = getattr(module, one.name)
    return found


def _finished(draft: Draft, name: str) -> Report:
    order = sorted(draft.planted, key=lambda one: (one.block, one.pieces or (0, 0), one.row or 0))
    return msgspec.structs.replace(draft.report, name=name, blocks=tuple(draft.blocks), planted=tuple(order))
