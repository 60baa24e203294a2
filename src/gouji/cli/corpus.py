"""`gouji corpus`: invented reports with annotations."""

from pathlib import Path
from typing import Annotated

import typer

from gouji.corpus.document import Kind
from gouji.corpus.write import Faults, chosen, reports, write

corpus = typer.Typer(name="corpus", help="Many documents: invented reports with annotations.", no_args_is_help=True)


@corpus.callback()
def _root() -> None:
    pass


@corpus.command()
def generate(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder to write to.")],
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same reports.")] = 0,
    count: Annotated[int, typer.Option("--count", min=1, help="Reports of every style.")] = 1,
    style: Annotated[list[str] | None, typer.Option("--style", help="A style; may be repeated (default: all).")] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only styles of this kind.")] = None,
    faults: Annotated[
        Faults,
        typer.Option("--faults", help="Without faults, with several, both ways, or each kind of fault by itself."),
    ] = "both",
    only: Annotated[
        list[str] | None,
        typer.Option("--fault", metavar="NAME|RULE", help="With “each”: only these kinds; may be repeated."),
    ] = None,
    form: Annotated[
        list[str] | None,
        typer.Option("--format", help="txt, md, html, docx, pdf, xlsx; may be repeated (default: txt)."),
    ] = None,
) -> None:
    """Write invented reports, each with NAME.claims.json and NAME.gold.json beside it."""
    names = chosen(style or [], kind)
    written = 0
    for report in reports(names, seed, count, "each" if only else faults, only or []):
        written += len(write(report, output, form or ["txt"]))
    typer.echo(f"{output}: {written} files, styles {', '.join(names)}")
