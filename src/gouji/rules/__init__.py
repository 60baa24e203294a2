"""The built-in rules: one module of this package a rule, and the table relations of the profile in use."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from gouji.check.relation import relation_rules
from gouji.check.rule import Rule


def builtin_rules(profile: str) -> Iterator[Rule]:
    """One rule for every class with a `card` in this package's modules, then the profile's table relations.

    Raises LexiconError where relations.toml is broken.
    """
    for module in iter_modules(__path__):
        content = vars(import_module(f"{__name__}.{module.name}"))
        for value in content.values():
            own = isinstance(value, type) and value.__module__ == f"{__name__}.{module.name}"
            if own and hasattr(value, "card"):
                yield value()
    yield from relation_rules(profile)
