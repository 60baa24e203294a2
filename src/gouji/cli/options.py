"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from gouji.model import Severity
from gouji.report import Language

ListFormat = Literal["terminal", "json"]
TableFormat = Literal["terminal", "json", "csv"]
FORMATS = "terminal, text, json, jsonl, html, md, sarif, github, docx, pdf, xlsx, or a plugin's."

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
Password = Annotated[
    str | None,
    typer.Option(
        "--password", metavar="TEXT", envvar="GOUJI_PASSWORD", help="Opens encrypted files.", show_envvar=True
    ),
]
Jobs = Annotated[int, typer.Option("-j", "--jobs", min=1, metavar="N", help="Inputs to work on at the same time.")]
Previous = Annotated[
    list[Path] | None,
    typer.Option("--previous", metavar="FILE|DIR", help="Last year's report to hold this one against."),
]
Budget = Annotated[
    list[Path] | None, typer.Option("--budget", metavar="FILE|DIR", help="The published budget of the year.")
]
Parts = Annotated[
    list[Path] | None,
    typer.Option("--parts", metavar="DIR|FILE", help="Reports of the units that a department's report sums up."),
]
Tables = Annotated[
    list[Path] | None,
    typer.Option("--tables", metavar="FILE", help="A file with tables of the report, checked as one with it."),
]
Listing = Annotated[ListFormat, typer.Option("--format", help="How to write the result.")]
Tabular = Annotated[TableFormat, typer.Option("--format", help="How to write the result.")]
Select = Annotated[
    str | None, typer.Option("--select", metavar="ID,...", help="Only these rules; prefixes such as TI work.")
]
Ignore = Annotated[
    str | None, typer.Option("--ignore", metavar="ID,...", help="Not these rules; prefixes such as BP work.")
]
MinSeverity = Annotated[
    Severity | None,
    typer.Option("--min-severity", help="Show, and fail on, findings from this level up (default: info)."),
]
BaselineFile = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="Findings in FILE do not count.", readable=False)
]
NewBaseline = Annotated[
    Path | None, typer.Option("--write-baseline", metavar="FILE", help="Write the findings to FILE.", readable=False)
]
SuppressionsFile = Annotated[
    Path | None,
    typer.Option("--suppressions", metavar="FILE", help="The file of findings that do not count.", readable=False),
]
Extensions = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="FILE", help="A file with relations and words of your own.", readable=False),
]
