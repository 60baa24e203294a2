"""`gouji explain ID`: a rule's page."""

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from gouji.check import variants
from gouji.check.catalogue import catalogue
from gouji.cli import output as out
from gouji.cli.options import Extensions, Lang
from gouji.cli.settings import load_settings
from gouji.errors import UsageError
from gouji.report import listing, project


def explain(
    rule: Annotated[str, typer.Argument(metavar="ID", help="A rule's id, such as NN-101.")],
    lang: Lang = None,
    extend: Extensions = None,
) -> None:
    """What a rule checks and why, an example broken and right, how it is computed, how to configure it."""
    settings = load_settings()
    language = lang or settings.lang
    known = variants(tuple(map(Path, settings.extend if extend is None else extend)))
    code = rule.strip().upper()
    unchecked = {one.id: one for one in catalogue().unchecked}
    if code not in known and code in unchecked:
        why = unchecked[code].en if language == "en" else unchecked[code].zh
        out.write(listing.unchecked(code, why, lang=language, color=out.color(None), width=out.width()), None)
        return
    if code not in known:
        near = get_close_matches(code, sorted(known), n=1, cutoff=0.0)
        tail = f"; the nearest is {near[0]}" if near else ""
        raise UsageError("usage.unknown_rule", f"no rule has the id {rule!r}{tail}")
    found = known[code][0][1]
    shown = project.rule(found.card, found.looks_at, found.needs, language)
    pages = [(names if len(known[code]) > 1 else (), one.card) for names, one in known[code]]
    thresholds = {name: str(value) for name, value in msgspec.structs.asdict(settings.thresholds).items()}
    text = listing.explain(pages, shown, thresholds, lang=language, color=out.color(None), width=out.width())
    out.write(text, None)
