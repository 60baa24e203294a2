"""The commands put together, each loaded only when it is called for."""

from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Annotated

import typer

_COMMANDS = {
    "check": "check",
    "suppress": "suppress",
    "claims": "claims",
    "facts": "facts",
    "templates": "templates",
    "rules": "rules",
    "explain": "explain",
    "eval": "evaluate",
    "corpus": "corpus",
}
"""The module of every command, which has the command, or an app of commands, under its own name."""


def build(arguments: Sequence[str] = ()) -> typer.Typer:
    """The application with the command that `arguments` call, or with all of them where they call none."""
    app = typer.Typer(
        name="gouji",
        help="Check that the prose and the tables of Chinese public reports agree (勾稽).",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    called = arguments[0] if arguments else ""
    for name in [called] if called in _COMMANDS else _COMMANDS:
        command = getattr(import_module(f"gouji.cli.{_COMMANDS[name]}"), _COMMANDS[name])
        if isinstance(command, typer.Typer):
            app.add_typer(command)
        else:
            app.command(name)(command)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gouji {version('gouji')}")
        raise typer.Exit


def _root(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass
