"""`gouji facts`: the table cells as tidy rows."""

from functools import partial

from gouji.cli.options import Extensions, Inputs, Jobs, Lang, Output, Password, Profile, Tables, Tabular
from gouji.cli.survey import survey
from gouji.report import listing, project
from gouji.report.csvform import facts_csv
from gouji.report.records import SCHEMA_VERSION, FactsResult


def facts(
    inputs: Inputs,
    form: Tabular = "terminal",
    output: Output = None,
    profile: Profile = None,
    lang: Lang = None,
    password: Password = None,
    tables: Tables = None,
    extend: Extensions = None,
    jobs: Jobs = 1,
) -> None:
    """The table cells as tidy rows."""
    result = partial(FactsResult, SCHEMA_VERSION)
    survey(
        inputs,
        project.facts_document,
        result,
        listing.facts,
        form=form,
        output=output,
        profile=profile,
        lang=lang,
        password=password,
        tables=tables,
        extend=extend,
        table=facts_csv,
        jobs=jobs,
    )
