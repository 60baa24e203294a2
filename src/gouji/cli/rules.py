"""`gouji rules`: all rules there are."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from gouji.check import all_rules, variants
from gouji.check.catalogue import catalogue
from gouji.cli import output as out
from gouji.cli.options import Extensions, Lang, Output
from gouji.cli.settings import load_settings
from gouji.report import listing, project
from gouji.report.catalogue import catalogue_page
from gouji.report.jsonform import to_json
from gouji.report.records import SCHEMA_VERSION, RulesResult

RulesFormat = Literal["terminal", "json", "md"]


def rules(
    form: Annotated[
        RulesFormat, typer.Option("--format", help="md: the page of every rule, and what is not checked.")
    ] = "terminal",
    output: Output = None,
    lang: Lang = None,
    extend: Extensions = None,
) -> None:
    """All rules: id, severity, name; those of plugins and of your own too."""
    settings = load_settings()
    language = lang or settings.lang
    files = tuple(map(Path, settings.extend if extend is None else extend))
    listed = tuple(project.rule(one.card, one.looks_at, one.needs, language) for one in all_rules(files))
    if form == "json":
        text = to_json(RulesResult(SCHEMA_VERSION, listed))
    elif form == "md":
        cards = {code: [(names, one.card) for names, one in found] for code, found in variants(files).items()}
        text = catalogue_page(cards, {one.id: (one.zh, one.en) for one in catalogue().unchecked})
    else:
        text = listing.rules(listed, lang=language, color=out.color(output), width=out.width())
    out.write(text, output)
