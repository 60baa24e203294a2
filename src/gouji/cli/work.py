"""Work over many inputs: one after the other or in processes, in order, with progress on standard error."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from gouji.errors import UsageError
from gouji.model import Failure
from gouji.read import STDIN, find
from gouji.report import Language

T = TypeVar("T")

_LONG = 4 * 1024 * 1024
"""Bytes from which on a single input is worth a progress line."""


def shown(path: Path) -> str:
    """The path as text that every encoding of results can hold."""
    return os.fsencode(path).decode("utf-8", "replace")


def with_tables(inputs: Sequence[Path], tables: Sequence[Path] | None) -> tuple[list[Path], tuple[Path, ...]]:
    """The inputs that paths name, and the files with tables of the only one. Raises UsageError if there are several."""
    paths = find(inputs)
    if tables and len(paths) != 1:
        raise UsageError("usage.tables", f"--tables 只能用于一份报告，这里有 {len(paths)} 份")
    return paths, tuple(tables or ())


def lost(path: Path, lang: Language) -> Failure:
    """Why there is no result for an input that took its process down."""
    cause = "its process ended abruptly" if lang == "en" else "处理时进程意外终止"
    return Failure("input.crashed", f"{shown(path)}: {cause}")


def each(task: Callable[[Path], T], paths: Sequence[Path], jobs: int, stand_in: Callable[[Path], T]) -> list[T]:
    """`task` of each path, in the order of `paths`, with up to `jobs` processes."""
    return list(stream(task, paths, jobs, stand_in))


def stream(task: Callable[[Path], T], paths: Sequence[Path], jobs: int, stand_in: Callable[[Path], T]) -> Iterator[T]:
    """The same one by one, each result as soon as it and those before it are there.

    PDFium is not thread-safe, hence processes. Where one dies (out of memory, a fault in a library), the inputs that
    it took along are tried again one by one, and `stand_in` answers for the one that kills its process.
    """
    with _progress(paths) as advance:
        if jobs <= 1 or len(paths) <= 1:
            for path in paths:
                yield advance(path, task(path))
        else:
            yield from _parallel(task, paths, jobs, stand_in, advance)


def _parallel(
    task: Callable[[Path], T],
    paths: Sequence[Path],
    jobs: int,
    stand_in: Callable[[Path], T],
    advance: Callable[[Path, T], T],
) -> Iterator[T]:
    with ProcessPoolExecutor(min(jobs, len(paths))) as pool:
        # Standard input belongs to this process alone.
        futures: list[Future[T] | None] = [None if path == STDIN else pool.submit(task, path) for path in paths]
        for i, path in enumerate(paths):
            # What has been handed on need not be kept.
            future, futures[i] = futures[i], None
            try:
                result = task(path) if future is None else future.result()
            except BrokenProcessPool:
                result = _alone(task, path, stand_in)
            yield advance(path, result)


def _alone(task: Callable[[Path], T], path: Path, stand_in: Callable[[Path], T]) -> T:
    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(task, path).result()
        except BrokenProcessPool:
            return stand_in(path)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        # Reading it will say what is wrong.
        return 0


@contextmanager
def _progress(paths: Sequence[Path]) -> Iterator[Callable[[Path, Any], Any]]:
    """A progress bar on standard error, if that is a terminal and the work may take a while."""
    long = len(paths) > 1 or any(_size(path) > _LONG for path in paths)
    if not long or not sys.stderr.isatty():
        yield lambda path, result: result
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        line = bar.add_task("", total=len(paths))

        def advance(path: Path, result: T) -> T:
            bar.update(line, advance=1, description=shown(path))
            return result

        yield advance
