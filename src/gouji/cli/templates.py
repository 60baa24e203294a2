"""`gouji templates`: sentence skeletons with their slots, counts and places."""

from functools import partial

from gouji.cli.options import Extensions, Inputs, Jobs, Lang, Listing, Output, Password, Profile
from gouji.cli.survey import survey
from gouji.report import listing, project
from gouji.report.records import SCHEMA_VERSION, TemplatesResult


def templates(
    inputs: Inputs,
    form: Listing = "terminal",
    output: Output = None,
    profile: Profile = None,
    lang: Lang = None,
    password: Password = None,
    extend: Extensions = None,
    jobs: Jobs = 1,
) -> None:
    """Sentence skeletons with their slots, counts and places."""
    result = partial(TemplatesResult, SCHEMA_VERSION)
    survey(
        inputs,
        project.templates_document,
        result,
        listing.templates,
        form=form,
        output=output,
        profile=profile,
        lang=lang,
        password=password,
        extend=extend,
        jobs=jobs,
    )
