"""The commands put together."""

from importlib.metadata import version
from typing import Annotated

import typer

from gouji.cli.check import check
from gouji.cli.claims import claims
from gouji.cli.corpus import corpus
from gouji.cli.evaluate import evaluate
from gouji.cli.explain import explain
from gouji.cli.facts import facts
from gouji.cli.rules import rules
from gouji.cli.templates import templates

app = typer.Typer(
    name="gouji",
    help="Check that the prose and the tables of Chinese public reports agree (勾稽).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gouji {version('gouji')}")
        raise typer.Exit


@app.callback()
def _root(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


for _command in (check, claims, facts, templates, rules, explain):
    app.command()(_command)
app.command("eval")(evaluate)
app.add_typer(corpus)
