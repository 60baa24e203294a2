"""Chance that is the same for the same seed: amounts in 分, and ways to divide and to change them."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

WAN = 1_000_000
"""分 in one 万元."""


def pick(rng: Random, options: Sequence[T]) -> T:
    """One of the options."""
    return options[rng.randrange(len(options))]


def happens(rng: Random, chance: float) -> bool:
    """Whether something with that chance happens."""
    return rng.random() < chance


def some(rng: Random, options: Sequence[T], low: int, high: int) -> list[T]:
    """Between `low` and `high` of the options, in their order."""
    count = min(rng.randint(low, high), len(options))
    chosen = set(rng.sample(range(len(options)), count))
    return [option for i, option in enumerate(options) if i in chosen]


def amount(rng: Random, low: float, high: float) -> int:
    """An amount between `low` and `high` 万元; half of them in full hundreds of 元, as plans are made."""
    value = int(WAN * (low * (high / low) ** rng.random()))
    return rounded(value, 10_000) if happens(rng, 0.5) else value


def rounded(value: int, step: int) -> int:
    """`value` to the nearest multiple of `step`."""
    return (value + step // 2) // step * step


def part(rng: Random, value: int, low: float, high: float) -> int:
    """A part of `value` between the two shares."""
    return int(value * rng.uniform(low, high))


def divide(rng: Random, total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """`total` divided by the weights, give or take; the heaviest takes what is left over."""
    jittered = {key: weight * rng.uniform(0.5, 1.5) for key, weight in weights.items()}
    whole = sum(jittered.values())
    parts = {key: int(total * weight / whole) for key, weight in jittered.items()}
    heaviest = max(parts, key=lambda key: parts[key])
    parts[heaviest] += total - sum(parts.values())
    return parts


def changed(rng: Random, value: int, *, same: float = 0.2, spread: float = 0.35) -> int:
    """Another year's figure for `value`: the same now and then, else one that differs visibly (≥ 0.1 万元, ≥ 1 %)."""
    if not value or happens(rng, same):
        return value
    for _ in range(20):
        other = int(value * (1 + rng.uniform(-spread, spread)))
        if abs(other - value) >= max(WAN // 10, value // 100):
            return rounded(other, 10_000) if happens(rng, 0.5) else other
    return value
