"""Faults planted in clean reports, each with its gold, and traps: places that look wrong and are right."""

from collections.abc import Callable, Iterator
from functools import cache
from random import Random

import msgspec

from gouji.corpus.document import Report
from gouji.corpus.faults import duties, foreign, lists, others, prose, reasons, sheets, slips, structure, texts, traps
from gouji.corpus.faults.draft import Draft, Mutation, faults
from gouji.corpus.faults.restated import restated
from gouji.corpus.faults.ties import plant_tie, ties

__all__ = ["kinds", "planted", "single", "trapped"]

_FAULTS = (6, 12)
_TRAPS = (2, 4)
_TRIES = 60
_AGAIN = 6
_MODULES = (prose, texts, slips, sheets, reasons, duties, structure, lists, others, traps, foreign)

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


@cache
def kinds() -> dict[str, Mutation]:
    """Every kind of fault and trap by its label: those that depend on their place once for every rule they are for."""
    found = []
    for one in faults().mutation:
        places = {"": {}, "amount": faults().amount, "share": {**faults().share, **faults().rate}}[one.over]
        firsts = dict.fromkeys(rules[0] for rules in places.values())
        found += [msgspec.structs.replace(one, only=rule) for rule in firsts] or [one]
    found += [tie.mutation for tie in ties().values()]
    found += [_trap_kind(one) for one in faults().trap]
    return {one.label: one for one in found}


def single(report: Report, kind: Mutation) -> Report | None:
    """The report with one fault of that kind and nothing else; None where it has no place for it."""
    for again in range(_AGAIN):
        draft = Draft(report, Random(f"{report.name}/{kind.label}/{again}"))
        if _function(kind)(draft, kind):
            return _finished(draft, f"{report.name}-{kind.label}")
    return None


def _trap_kind(one: Mutation) -> Mutation:
    return msgspec.structs.replace(one, severity="rounding_ok")


def _trap(draft: Draft) -> None:
    bag = [_trap_kind(one) for one in faults().trap if one.weight]
    draft.rng.shuffle(bag)
    _plant(draft, iter(bag), draft.rng.randint(*_TRAPS))


def _plant(draft: Draft, bag: Iterator[Mutation], wanted: int) -> None:
    done = 0
    for _, mutation in zip(range(_TRIES), bag, strict=False):
        if done == wanted:
            return
        done += _function(mutation)(draft, mutation)


def _weighted(rng: Random) -> Iterator[Mutation]:
    """Mutations by their weights, without end; no two rounds in the same order."""
    while True:
        bag = [one for one in faults().mutation for _ in range(one.weight)]
        rng.shuffle(bag)
        yield from bag


def _function(kind: Mutation) -> Plant:
    """What plants a fault or trap: the function of its name, or the engine that its data is for."""
    if kind.name in ties():
        return plant_tie
    if kind.to:
        return restated
    name = kind.by or kind.name
    plant: Plant = next(getattr(module, name) for module in _MODULES if hasattr(module, name))
    return plant


def _finished(draft: Draft, name: str) -> Report:
    order = sorted(draft.planted, key=lambda one: (one.block, one.pieces or (0, 0), one.row or 0))
    return msgspec.structs.replace(draft.report, name=name, blocks=tuple(draft.blocks), planted=tuple(order))
