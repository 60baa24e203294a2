"""Where results and messages go: results to standard output or a file, everything else to standard error."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from gouji.errors import UsageError
from gouji.model import Failure
from gouji.plugins import warn

_WIDEST = 120


def width() -> int:
    """Columns for a line: the terminal's, within what is good to read; 80 without one."""
    return max(min(shutil.get_terminal_size((80, 24)).columns, _WIDEST), 40)


def color(output: Path | None) -> bool:
    """Whether to colour: on a terminal only, and not where the user asks for none (NO_COLOR)."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and output is None and sys.stdout is not None and sys.stdout.isatty()


def spare(output: Path | None, inputs: Iterable[Path]) -> None:
    """See that a result does not take the place of what it comes from. Raises UsageError ``usage.output``."""
    if output is not None and output.exists():
        for path in inputs:
            if path.exists() and output.samefile(path):
                raise UsageError("usage.output", f"{output} is an input and would be lost: name another file")


def write(text: str, output: Path | None) -> None:
    """Write a result as UTF-8, to `output` or standard output. Raises UsageError ``usage.output``."""
    write_parts([text], output)


def write_parts(parts: Iterable[str], output: Path | None) -> None:
    """Write a result as UTF-8, each part when it is there. Raises UsageError ``usage.output``."""
    rest = iter(parts)
    # Nothing is opened before there is something to write: an error on the way there leaves an older file alone.
    whole = chain([next(rest, "")], rest)
    try:
        with _open(output) as sink:
            for part in whole:
                sink.write(part.encode("utf-8", "replace"))
                sink.flush()
    except BrokenPipeError:
        # Who reads has seen enough (`| head`): the command line ends quietly.
        raise
    except OSError as error:
        if output is None:
            _give_up()
        raise UsageError("usage.output", f"{output or 'standard output'}: {error.strerror or error}") from error


def write_bytes(data: bytes, output: Path) -> None:
    """Write a file, in a folder that is made if need be. Raises UsageError ``usage.output``."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(data)
    except OSError as error:
        raise UsageError("usage.output", f"{output}: {error.strerror or error}") from error


@contextmanager
def _open(output: Path | None) -> Iterator[BinaryIO]:
    if output is not None:
        with output.open("wb") as file:
            yield file
    elif sys.stdout is None:
        raise UsageError("usage.output", "standard output is closed")
    else:
        yield sys.stdout.buffer


def _give_up() -> None:
    """Send what is still buffered to nowhere: the interpreter would try to write it again at exit, and fail again."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def complain(errors: Iterable[Failure | None]) -> None:
    """One line on standard error for each input that could not be read (None for those that could)."""
    for error in errors:
        if error is not None:
            warn(f"gouji: {error.code}: {error.message}")
