"""Table relations as rules."""

from collections.abc import Iterator

from gouji.check.rule import Rule


def relation_rules(profile: str) -> Iterator[Rule]:
    """The table relations of `profile`, each a rule."""
    yield from ()
