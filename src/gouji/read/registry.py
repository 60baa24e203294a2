"""Which reader reads what: by the signature in the content first, by the suffix of the name second."""

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Protocol

from gouji.errors import InputError
from gouji.model import Document
from gouji.plugins import contain, guard, load_group
from gouji.read.image import SUFFIXES as PICTURES
from gouji.read.limits import Limits
from gouji.read.zipped import ZipReader, expand, inside, read_member

GROUP = "gouji.readers"
STDIN = Path("-")
"""Stands for standard input."""


class Reader(Protocol):
    """What a reader is; an entry point of the group names a class that can be made without arguments.

    suffixes: lower case with the dot, “” for names without one. `sniff` says whether the content bears the format's own
    signature; a format without one answers False and is found by suffix alone.
    `read` raises InputError for whatever it cannot read.
    """

    name: str
    suffixes: tuple[str, ...]

    def sniff(self, data: bytes, /) -> bool:
        """Whether `data`, the whole content, bears the format's signature; mostly its beginning tells."""
        ...

    def read(self, data: bytes, *, name: str, limits: Limits) -> Document:
        """The document in `data`."""
        ...


@cache
def readers() -> tuple[Reader, ...]:
    """All readers, the built-in ones first."""
    found: list[Reader] = []
    for name, kind in load_group(GROUP).items():
        with guard(GROUP, name):
            found.append(kind())
    return tuple(found)


def choose(data: bytes, name: str) -> Reader:
    """The reader for this content and name. Raises InputError ``input.unknown_type``."""
    suffix = Path(name).suffix.lower()
    signed = [reader for reader in readers() if reader.sniff(data)]
    owners = [reader for reader in readers() if suffix in reader.suffixes]
    for reader in (*(one for one in signed if one in owners), *signed, *owners):
        return reader
    known = " ".join(sorted({one for reader in readers() for one in reader.suffixes if one}))
    raise InputError(
        "input.unknown_type",
        f"{name}: 不支持的文件类型 {suffix or '（无后缀）'}；可读的有 {known}",
        f"{name}: no reader for the file type {suffix or '(no suffix)'}; there are readers for {known}",
    )


def read(source: Path | bytes | str, *, name: str = "", limits: Limits | None = None) -> Document:
    """The document in a file (Path, `STDIN` for standard input), in bytes, or in a literal text (str).

    A path may lead into a zip archive. `name` is what messages and `Document.path` call the input; its suffix helps to tell the format of bytes.
    Raises InputError: missing, unreadable, no_reports (a directory), empty, too_large, unknown_type, and what the
    format's reader adds.
    """
    limits = limits or Limits()
    if isinstance(source, str):
        name = name or "<text>"
        data = _encode(source, name)
    elif isinstance(source, bytes):
        name = name or "<bytes>"
        data = source
    else:
        name = name or str(source)
        if found := inside(source):
            archive, member = found
            name = name.removesuffix(f"/{member}")
            return read_member(_load(archive, name, limits), name, member, limits)
        data = _load(source, name, limits)
    if not data.strip():
        raise InputError("input.empty", f"{name}: 文件是空的", f"{name}: the file is empty")
    if len(data) > limits.max_bytes:
        raise InputError(
            "input.too_large",
            f"{name}: 文件过大（上限 {limits.max_bytes} 字节）",
            f"{name}: the file is too large (limit {limits.max_bytes} bytes)",
        )
    reader = choose(data, name)
    with contain(
        lambda cause: InputError("input.crashed", f"{name}: 读取时出错：{cause}", f"{name}: reading failed: {cause}")
    ):
        return reader.read(data, name=name, limits=limits)


def find(paths: Iterable[Path | str]) -> list[Path]:
    """The inputs that `paths` name, each once: files as they are, directories replaced by the reports below them.

    So are zip archives with several reports: “a.zip/b.docx” is the report b.docx in it, with its tables.

    Below a directory only files with a suffix that some reader knows count, sorted, hidden ones left out, and pictures,
    which are mostly no reports. “-” is standard input. Nothing is raised here, so that one bad path does not hide the others: a missing file, a
    directory without reports and one that cannot be listed stay in the result, and `read` says what is wrong.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        below = list(_walk(path)) if path != STDIN and _is_folder(path) else []
        for one in below or [path]:
            found.update(dict.fromkeys(expand(one) if one.suffix.lower() == ZipReader.suffixes[0] else [one]))
    return list(found)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _walk(folder: Path) -> Iterator[Path]:
    suffixes = {one for reader in readers() for one in reader.suffixes if one}.difference(PICTURES)
    closed: list[Path] = []
    for here, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for file in sorted(files):
            if not file.startswith((".", "~$")) and Path(file).suffix.lower() in suffixes:
                yield Path(here, file)
    yield from closed


def _load(path: Path, name: str, limits: Limits) -> bytes:
    # One byte more than allowed tells too much from just enough, without reading an endless stream.
    most = min(limits.max_bytes + 1, sys.maxsize)
    try:
        if path == STDIN:
            return sys.stdin.buffer.read(most)
        if path.is_dir():
            next(path.iterdir(), None)
            raise InputError(
                "input.no_reports",
                f"{name}: 目录中没有可读的报告",
                f"{name}: the directory holds no report that can be read",
            )
        if path.exists() and not path.is_file():
            raise InputError(
                "input.unreadable",
                f"{name}: 不是普通文件；管道中的内容请用“-”从标准输入读取",
                f"{name}: not a regular file; “-” reads a pipe from standard input",
            )
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError as error:
        raise InputError("input.missing", f"{name}: 文件不存在", f"{name}: there is no such file") from error
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or error
        raise InputError(
            "input.unreadable", f"{name}: 无法读取：{cause}", f"{name}: cannot be read: {cause}"
        ) from error


def _encode(text: str, name: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        zh, en = "文字里有不成对的代理字符", "the text has lone surrogates"
        raise InputError("input.encoding", f"{name}: {zh}", f"{name}: {en}") from error
