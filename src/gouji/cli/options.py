"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from gouji.report import Language

ListFormat = Literal["terminal", "json"]

Inputs = Annotated[
    list[Path],
    # Not readable=True: one input that must not be read would keep the others from being checked.
    typer.Argument(
        metavar="FILE|DIR|-...", help="Reports to read; - is standard input.", show_default=False, readable=False
    ),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE.", readable=False)]
Lang = Annotated[Language | None, typer.Option("--lang", help="Language of messages (default: zh).")]
Profile = Annotated[
    str | None, typer.Option("--profile", metavar="NAME", help="auto, final-accounts, budget, generic (default: auto).")
]
Jobs = Annotated[int, typer.Option("-j", "--jobs", min=1, metavar="N", help="Inputs to work on at the same time.")]
Listing = Annotated[ListFormat, typer.Option("--format", help="How to write the result.")]
