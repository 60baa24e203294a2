"""`gouji explain ID`: a rule's page."""

from difflib import get_close_matches
from typing import Annotated

import typer

from gouji.check import all_rules
from gouji.cli import output as out
from gouji.cli.options import Lang
from gouji.cli.settings import load_settings
from gouji.errors import UsageError
from gouji.report import listing, project


def explain(
    rule: Annotated[str, typer.Argument(metavar="ID", help="A rule's id, such as NN-101.")], lang: Lang = None
) -> None:
    """What a rule checks, why, and what it says."""
    language = lang or load_settings().lang
    known = {one.card.code: one for one in all_rules()}
    found = known.get(rule.strip().upper())
    if found is None:
        near = get_close_matches(rule.upper(), sorted(known), n=1, cutoff=0.0)
        tail = f"; the nearest is {near[0]}" if near else ""
        raise UsageError("usage.unknown_rule", f"no rule has the id {rule!r}{tail}")
    shown = project.rule(found.card, found.looks_at, found.needs, language)
    out.write(listing.explain(found.card, shown, lang=language, color=out.color(None), width=out.width()), None)
