"""All rules there are: the built-in ones and those of plugins enter through the same entry-point group."""

from collections.abc import Iterable
from functools import cache
from inspect import signature
from pathlib import Path
from typing import Any

from gouji.check.rule import Rule
from gouji.lexicon import extended, profiles
from gouji.plugins import guard, load_group, skip

GROUP = "gouji.rules"


@cache
def load_rules(profile: str) -> tuple[Rule, ...]:
    """The rules for documents of `profile`, by id.

    An entry of the group `gouji.rules` is a rule class, a rule, or a callable that returns rules; if the callable
    takes an argument, it gets the profile's name. A plugin that fails, or whose id is taken, is named on standard
    error and skipped. Raises LexiconError where the profile's table relations are broken.
    """
    found: dict[str, Rule] = {}
    for name, entry in load_group(GROUP).items():
        with guard(GROUP, name):
            offered = [(rule.card.code, rule) for rule in _offered(entry, profile)]
            for code, rule in offered:
                if found.setdefault(code, rule) is not rule:
                    skip(GROUP, name, f"its rule id {code} is taken")
    return tuple(found[code] for code in sorted(found))


@cache
def all_rules(extend: tuple[Path, ...] = ()) -> tuple[Rule, ...]:
    """The rules of all profiles, by id; where profiles share an id, the first profile's rule.

    extend: files with rules of one's own on top of each.
    """
    found: dict[str, Rule] = {}
    for profile in profiles():
        for rule in load_rules(extended(profile, extend)):
            found.setdefault(rule.card.code, rule)
    return tuple(found[code] for code in sorted(found))


def variants(extend: tuple[Path, ...] = ()) -> dict[str, list[tuple[tuple[str, ...], Rule]]]:
    """The rules of all profiles by id, each with the profiles that have it so; a relation may differ between profiles."""
    found: dict[str, dict[str, tuple[list[str], Rule]]] = {}
    for profile in sorted(profiles(), key=lambda name: (-len(load_rules(name)), name)):
        for rule in load_rules(extended(profile, extend)):
            names, _ = found.setdefault(rule.card.code, {}).setdefault(rule.card.doc, ([], rule))
            names.append(profile)
    return {code: [(tuple(sorted(names)), rule) for names, rule in found[code].values()] for code in sorted(found)}


def _offered(entry: Any, profile: str) -> Iterable[Rule]:
    """The rules that one entry stands for."""
    if isinstance(entry, type):
        return (entry(),)
    if hasattr(entry, "card"):
        return (entry,)
    rules: Iterable[Rule] = entry(profile) if signature(entry).parameters else entry()
    return rules
