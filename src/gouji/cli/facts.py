"""`gouji facts`: the table cells as tidy rows."""

from functools import partial

from gouji.cli.options import Inputs, Jobs, Lang, Listing, Output, Password, Profile, Tables
from gouji.cli.survey import survey
from gouji.report import listing, project
from gouji.report.records import SCHEMA_VERSION, FactsResult


def facts(
    inputs: Inputs,
    form: Listing = "terminal",
    output: Output = None,
    profile: Profile = None,
    lang: Lang = None,
    password: Password = None,
    tables: Tables = None,
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
        jobs=jobs,
    )
