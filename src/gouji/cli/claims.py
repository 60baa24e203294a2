"""`gouji claims`: the numeric claims of the narrative, with the cell that each one restates."""

from functools import partial

from gouji.cli.options import Inputs, Jobs, Lang, Listing, Output, Password, Profile, Tables
from gouji.cli.survey import survey
from gouji.report import listing, project
from gouji.report.records import SCHEMA_VERSION, ClaimsResult


def claims(
    inputs: Inputs,
    form: Listing = "terminal",
    output: Output = None,
    profile: Profile = None,
    lang: Lang = None,
    password: Password = None,
    tables: Tables = None,
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
        jobs=jobs,
    )
