"""What `claims`, `facts` and `templates` have in common: analyse each input, make its record, write the listing."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar

import msgspec
import typer

from gouji import pipeline
from gouji.cli import output as out
from gouji.cli.options import TableFormat
from gouji.cli.settings import FileSettings, load_settings
from gouji.cli.work import each, lost, shown, with_tables
from gouji.errors import InputError
from gouji.model import Analysis, Failure
from gouji.report import Language
from gouji.report.jsonform import to_json


class Record(Protocol):
    """The record of one input."""

    @property
    def error(self) -> Failure | None:
        """Why it could not be read."""
        ...


R = TypeVar("R", bound=Record)
Make = Callable[[str, Analysis | None, Failure | None], R]


def survey(
    inputs: Sequence[Path],
    make: Make[R],
    result: Callable[[tuple[R, ...]], msgspec.Struct],
    text: Callable[..., str],
    *,
    form: TableFormat,
    output: Path | None,
    profile: str | None,
    lang: Language | None,
    password: str | None,
    jobs: int,
    tables: Sequence[Path] | None = None,
    extend: Sequence[Path] | None = None,
    table: Callable[[tuple[R, ...]], str] | None = None,
) -> NoReturn:
    """Analyse `inputs`, `make` a record of each, and write their `result` as JSON, as `table` or as `text`.

    Exits with 2 if an input could not be read, else with 0.
    """
    settings = load_settings().opened(password)
    if extend is not None:
        settings = msgspec.structs.replace(settings, extend=tuple(map(str, extend)))
    language: Language = lang or settings.lang
    paths, apart = with_tables(inputs, tables)
    out.spare(output, [*paths, *apart])
    task = partial(_document, make=make, settings=settings, profile=profile, lang=language, tables=apart)
    documents = tuple(each(task, paths, jobs, partial(_lost, make=make, lang=language)))
    if form == "json":
        written = to_json(result(documents))
    elif form == "csv" and table is not None:
        # Spreadsheets take a file for UTF-8 by the mark at its beginning; in a pipe it would be in the way.
        written = ("\ufeff" if output else "") + table(documents)
    else:
        written = text(documents, lang=language, color=out.color(output), width=out.width())
    out.write(written, output)
    out.complain(document.error for document in documents)
    raise typer.Exit(2 if any(document.error for document in documents) else 0)


def _document(
    path: Path,
    *,
    make: Make[Any],
    settings: FileSettings,
    profile: str | None,
    lang: Language,
    tables: tuple[Path, ...],
) -> Any:
    name = shown(path)
    extend = tuple(map(Path, settings.extend))
    profile = profile or settings.at(path).profile
    try:
        return make(
            name,
            pipeline.analyse(path, name=name, profile=profile, limits=settings.limits, extend=extend, tables=tables),
            None,
        )
    except InputError as error:
        return make(name, None, Failure(error.code, error.words(lang)))


def _lost(path: Path, *, make: Make[Any], lang: Language) -> Any:
    return make(shown(path), None, lost(path, lang))
