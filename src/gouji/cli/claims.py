"""`gouji claims`: the numeric claims of the narrative, with the cell that each one restates."""

from functools import partial

from gouji.cli.options import Extensions, Inputs, Jobs, Lang, Output, Password, Profile, Tables, Tabular
from gouji.cli.survey import survey
from gouji.report import listing, project
from gouji.report.csvform import claims_csv
from gouji.report.records import SCHEMA_VERSION, ClaimsResult


def claims(
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
    """The numeric claims of the narrative, with the cell that each one restates."""
    result = partial(ClaimsResult, SCHEMA_VERSION)
    survey(
        inputs,
        project.claims_document,
        result,
        listing.claims,
        form=form,
        output=output,
        profile=profile,
        lang=lang,
        password=password,
        tables=tables,
        extend=extend,
        table=claims_csv,
        jobs=jobs,
    )
