"""What is fuzzed: how an input is made from a seed, and what is done with it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from zlib import crc32

import msgspec
from tests.fuzz import archives, pdfs, richtext, userfiles, workbooks
from tests.fuzz.pages import change_page
from tests.fuzz.seeds import seeds
from tests.fuzz.tokens import change_bytes, change_text, encode

from gouji import pipeline
from gouji.api import Report, check
from gouji.errors import GoujiError
from gouji.model import Report as ModelReport
from gouji.read import find

_REPORT = Path(__file__).parents[2] / "corpus" / "reports" / "qingshi-shuiwu-2024.txt"
_OTHERS = ("html", "terminal", "sarif", "xlsx", "docx", "docx", "pdf", "pdf", "md", "github", "text")
"""Formats beside JSON, one of which each report is written in; the marked file where it is of that format."""
_MEMBERS = 4
_LATE = "checking took longer than the limit"

Change = Callable[[bytes, Random], bytes]
Judge = Callable[[Path, bytes], None]


class UnexpectedError(Exception):
    """An error that no user is to see: a stage or a rule that crashed."""


class Target(msgspec.Struct, frozen=True):
    """suffix: of its files. change: makes a hostile input of a good one. judge: raises GoujiError for a refused one."""

    suffix: str
    change: Change
    judge: Judge


def make(name: str, seed: int, number: int) -> bytes:
    """The input `number` of a run with `seed`: always the same."""
    rng = Random(f"{name}/{seed}/{number}")
    good = rng.choice(seeds(name))
    return TARGETS[name].change(good, rng)


def _text(data: bytes, rng: Random, usual: str = "utf-8") -> bytes:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        text = change_text(text, rng)[:3_000_000]
    made = encode(text, rng, usual)
    return change_bytes(made, rng) if rng.random() < 0.1 else made


def _report(suffix: str, folder: Path, data: bytes) -> None:
    """Read and check the input, and write the result down."""
    _check(data, f"报告{suffix}", original=data)


def _archive(folder: Path, data: bytes) -> None:
    """Check every report in an archive."""
    file = folder / "报告.zip"
    file.write_bytes(data)
    for path in list(find([file]))[:_MEMBERS]:
        _check(path)


def _check(source: Path | bytes, name: str = "", extend: Sequence[Path] = (), original: bytes = b"") -> None:
    try:
        report = check(source, name=name, extend=extend, lang="en")
    except GoujiError as error:
        if error.code == "input.crashed":
            # The same once more, for the traceback.
            pipeline.analyse(source, name=name, extend=extend)
            raise UnexpectedError(error.message) from error
        raise
    _verdict(report.model)
    if extend:
        return
    form = _OTHERS[crc32(report.to_json().encode()) % len(_OTHERS)]
    if form in ("docx", "pdf"):
        if report.model.analysis and report.model.analysis.document.format == form:
            _mark(report, form, original)
    else:
        report.to_bytes(form)


def _mark(report: Report, form: str, data: bytes) -> None:
    try:
        report.to_bytes(form, data)
    except GoujiError as error:
        # A file may be readable and beyond writing to, but then the error says so itself.
        if error.code == "plugin.format":
            raise UnexpectedError(error.message) from error


def _verdict(report: ModelReport) -> None:
    for run in report.runs:
        if run.ending == "crashed" and not run.detail.endswith(_LATE):
            raise UnexpectedError(f"rule {run.rule}: {run.detail}")


def _extension(folder: Path, data: bytes) -> None:
    """Check a report with the file on top of the lexicons."""
    file = folder / "own.toml"
    file.write_bytes(data)
    _check(_REPORT, extend=[file])


TARGETS = {
    "text": Target(".txt", _text, partial(_report, ".txt")),
    "html": Target(".html", change_page, partial(_report, ".html")),
    "docx": Target(".docx", partial(archives.change_office, snippets=archives.WORD), partial(_report, ".docx")),
    "xlsx": Target(".xlsx", partial(archives.change_office, snippets=archives.SHEET), partial(_report, ".xlsx")),
    "xls": Target(".xls", workbooks.change_xls, partial(_report, ".xls")),
    "rtf": Target(".rtf", richtext.change_rtf, partial(_report, ".rtf")),
    "doc": Target(".doc", richtext.change_doc, partial(_report, ".doc")),
    "ods": Target(".ods", partial(archives.change_office, snippets=archives.OPEN), partial(_report, ".ods")),
    "csv": Target(".csv", partial(_text, usual="gb18030"), partial(_report, ".csv")),
    "pdf": Target(".pdf", pdfs.change_pdf, partial(_report, ".pdf")),
    "zip": Target(".zip", archives.change_zip, _archive),
    "settings": Target(".toml", userfiles.change_file, userfiles.judge_settings),
    "suppressions": Target(".toml", userfiles.change_file, userfiles.judge_suppressions),
    "baseline": Target(".json", userfiles.change_file, userfiles.judge_baseline),
    "gold": Target(".json", userfiles.change_file, userfiles.judge_gold),
    "figures": Target(".json", userfiles.change_file, userfiles.judge_figures),
    "extension": Target(".toml", userfiles.change_file, _extension),
}
"""Targets by name: the readers, and the files of users."""
