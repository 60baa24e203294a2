"""`gouji rules`: all rules there are."""

from gouji.check import all_rules
from gouji.cli import output as out
from gouji.cli.options import Lang, Listing, Output
from gouji.cli.settings import load_settings
from gouji.report import listing, project
from gouji.report.jsonform import to_json
from gouji.report.records import SCHEMA_VERSION, RulesResult


def rules(form: Listing = "terminal", output: Output = None, lang: Lang = None) -> None:
    """All rules: id, severity, name; those of plugins too."""
    language = lang or load_settings().lang
    listed = tuple(project.rule(one.card, one.looks_at, one.needs, language) for one in all_rules())
    if form == "json":
        text = to_json(RulesResult(SCHEMA_VERSION, listed))
    else:
        text = listing.rules(listed, lang=language, color=out.color(output), width=out.width())
    out.write(text, output)
