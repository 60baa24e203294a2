"""A zip archive of a report with its attachments, or of several reports."""

import posixpath
import re
import time
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

import msgspec

from gouji.errors import InputError
from gouji.model import Document, Note
from gouji.read.archive import Archive, Form, members
from gouji.read.flow import timeout, too_large
from gouji.read.image import SUFFIXES as PICTURES
from gouji.read.join import join
from gouji.read.limits import Limits

_FORM = Form("zip", "压缩包（.zip）", "zip archive")
_SHEETS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv")
"""Files that hold tables and nothing else."""
_OFFICE = ("_rels/.rels", "[Content_Types].xml", "mimetype")
_UTF8 = 0x800
_DIGITS = re.compile(r"(\d{1,18})")
_PROSE = 400
"""Characters of whole sentences from which on a file is no mere set of tables."""
_NAMED = 10
_LONGEST = 100
"""Files that a message names, and characters of each."""
_KIN = 4
"""Characters that names of a report and of its tables have in common at least."""


class Group(msgspec.Struct, frozen=True):
    """The members of one report: the one with the prose, and those with its tables."""

    main: str
    tables: tuple[str, ...]


class ZipReader:
    """Reads a .zip file with one report: prose and tables in it are one document; so are pictures of its pages.

    Pictures beside a report are not read.

    Raises InputError: ``input.zip_damaged``, ``input.zip_encrypted``, ``input.zip_path`` (names that lead out of the
    archive), ``input.zip_nested`` (an archive inside), ``input.zip_no_reports``, ``input.several_reports``,
    ``input.too_large``, ``input.timeout``, and what the readers of its files add. Other files are named in
    `Document.notes`.
    """

    name = "zip"
    suffixes: tuple[str, ...] = (".zip",)

    def sniff(self, data: bytes) -> bool:
        """Whether this is a zip archive of files that can be read, not an office file."""
        names = members(data)
        return not any(name in _OFFICE for name in names) and any(_readable(name) for name in names)

    def read(self, data: bytes, *, name: str, limits: Limits) -> Document:
        """The only document in `data`."""
        archive = Zipped(data, name, limits)
        groups = archive.groups()
        if len(groups) > 1:
            zh, en = _listed([one.main for one in groups])
            raise InputError(
                "input.several_reports",
                f"{name}: 压缩包里有 {len(groups)} 份报告，请存为文件后核对该文件（每份都会核对），或逐份核对：{zh}",
                f"{name}: there are {len(groups)} reports in the archive; save it as a file and check that (all of them "
                f"are checked), or check one by one: {en}",
            )
        return archive.document(groups[0])


class Zipped(Archive):
    """An archive whose members are files of their own."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        super().__init__(data, name, limits, _FORM)
        self._deadline = time.monotonic() + limits.seconds
        self._files: dict[str, zipfile.ZipInfo] = {}
        self._pictures: list[str] = []
        self._others: list[str] = []
        infos = self.infos()
        if len(infos) > limits.max_members:
            most = limits.max_members
            raise InputError(
                "input.too_large",
                f"{name}: 压缩包里文件过多（{len(infos)} 个，上限 {most}）",
                f"{name}: too many files in the archive ({len(infos)}, limit {most})",
            )
        for info in infos:
            self._add(info)
        self._pages = sorted(self._pictures, key=_by_number) if len(self._pictures) == len(self._files) else []
        if not self._pages:
            self._others += self._pictures
            self._files = {name: info for name, info in self._files.items() if name not in self._pictures}

    def groups(self) -> list[Group]:
        """The reports in the archive, in order. Raises InputError ``input.zip_no_reports``."""
        if not self._files:
            raise InputError(
                "input.zip_no_reports",
                f"{self.name}: 压缩包里没有可读的报告",
                f"{self.name}: the archive holds no report that can be read",
            )
        if self._pages:
            return [Group(self._pages[0], ())]
        sheets = [name for name in self._files if _suffix(name) in _SHEETS]
        texts = [name for name in self._files if name not in sheets]
        if len(texts) > 1:
            prose = [name for name in texts if _has_prose(self._read(name))]
            sheets, texts = [name for name in self._files if name not in prose], prose
        if len(texts) < 2:
            main = texts[0] if texts else sheets[0]
            return [Group(main, tuple(name for name in sheets if name != main))]
        homes = {name: _home(name, texts) for name in sheets}
        found = [Group(name, tuple(one for one in sheets if homes[one] == name)) for name in texts]
        return [*found, *(Group(name, ()) for name in sheets if homes[name] is None)]

    def document(self, group: Group) -> Document:
        """The document of a group. Raises what its readers raise, and ``input.too_large`` for all together."""
        parts = (group.main, *group.tables)
        found = self._read_pages() if self._pages else join([self._read(name) for name in parts])
        cells = sum(len(grid.cells) for grid in found.grids)
        if len(found.text) > self.limits.max_characters or cells > self.limits.max_cells:
            raise too_large(self.name, self.limits)
        if not self._others:
            return found
        zh, en = _listed(self._others)
        note = Note(f"压缩包里未读取的文件：{zh}", f"files in the archive that were not read: {en}")
        return msgspec.structs.replace(found, notes=(*found.notes, note))

    def _add(self, info: zipfile.ZipInfo) -> None:
        name = _name(info)
        path = PurePosixPath(name)
        if (
            not name
            or "\\" in name
            or path.is_absolute()
            or ".." in path.parts
            or ":" in name
            or not name.isprintable()
        ):
            shown = _short("".join(char if char.isprintable() else "?" for char in name))
            raise InputError(
                "input.zip_path",
                f"{self.name}: 压缩包里有不安全的文件名：{shown}",
                f"{self.name}: the archive holds an unsafe file name: {shown}",
            )
        if info.is_dir() or any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts):
            return
        if _suffix(name) == ".zip":
            raise self._nested(name)
        if _suffix(name) in PICTURES:
            self._pictures.append(name)
        if _readable(name):
            self._files[name] = info
        else:
            self._others.append(name)

    def _read(self, name: str) -> Document:
        from gouji.read.registry import read

        if time.monotonic() > self._deadline:
            raise timeout(self.name, self.limits)
        data = self.unpack(self._files[name])
        if ZipReader().sniff(data):
            raise self._nested(name)
        return read(data, name=f"{self.name}/{name}", limits=self.limits)

    def _read_pages(self) -> Document:
        from gouji.read.image.reader import read_images

        pages = [self.unpack(self._files[name]) for name in self._pages]
        return read_images(pages, name=self.name, limits=self.limits)

    def _nested(self, name: str) -> InputError:
        return InputError(
            "input.zip_nested",
            f"{self.name}: 压缩包里还有压缩包：{_short(name)}，请先解开",
            f"{self.name}: there is an archive in the archive: {_short(name)}; unpack it first",
        )


def read_member(data: bytes, name: str, member: str, limits: Limits) -> Document:
    """The report in an archive whose prose is in `member`. Raises InputError ``input.missing`` and what reading raises."""
    archive = Zipped(data, name, limits)
    group = next((one for one in archive.groups() if one.main == member), None)
    if group is None:
        raise InputError(
            "input.missing",
            f"{name}: 压缩包里没有报告 {member}",
            f"{name}: there is no report {member} in the archive",
        )
    return archive.document(group)


def expand(path: Path) -> list[Path]:
    """The reports in an archive as paths below it; the archive itself where it is one, or cannot be read."""
    try:
        status = path.stat()
        if not path.is_file() or status.st_size > Limits().max_bytes:
            return [path]
        mains = _mains(path, status.st_mtime_ns, status.st_size)
    except (InputError, OSError):
        # Reading it says what is wrong.
        return [path]
    return [path / main for main in mains] if len(mains) > 1 else [path]


@lru_cache(maxsize=64)
def _mains(path: Path, changed: int, size: int) -> tuple[str, ...]:
    return tuple(group.main for group in Zipped(path.read_bytes(), str(path), Limits()).groups())


def inside(path: Path) -> tuple[Path, str] | None:
    """The archive that a path leads into, and the member there; None for any other path."""
    for above in path.parents:
        if above.suffix.lower() == ".zip" and above.is_file():
            return above, path.relative_to(above).as_posix()
    return None


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member; without a word on the encoding it is that of Chinese Windows."""
    name = info.orig_filename
    if info.flag_bits & _UTF8 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name


def _by_number(name: str) -> list[tuple[int, str]]:
    """Sorts “p10” behind “p2”."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(name)]


def _listed(names: Sequence[str]) -> tuple[str, str]:
    """Names of files in a message, Chinese and English: the first of many, long ones cut."""
    found, more = [_short(name) for name in names[:_NAMED]], len(names) - _NAMED
    zh, en = "、".join(found), ", ".join(found)
    return (f"{zh} 等 {len(names)} 个", f"{en} and {more} more") if more > 0 else (zh, en)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _suffix(name: str) -> str:
    return posixpath.splitext(name)[1].lower()


def _readable(name: str) -> bool:
    from gouji.read.registry import readers

    suffix = _suffix(name)
    return bool(suffix) and suffix != ".zip" and any(suffix in reader.suffixes for reader in readers())


def _has_prose(document: Document) -> bool:
    """Whether a document has sentences of its own, beyond the notes under tables."""
    texts = (block.span.cut(document.text) for block in document.blocks if block.kind == "paragraph")
    return sum(len(text) for text in texts if "。" in text) >= _PROSE


def _home(name: str, reports: Sequence[str]) -> str | None:
    """The report that a file with tables belongs to: the only one in its folder, else the one of the likest name."""
    folder, stem = posixpath.split(posixpath.splitext(name)[0])
    near = [report for report in reports if posixpath.dirname(report) == folder]
    if len(near) == 1 and folder:
        return near[0]
    shared = {report: _alike(stem, posixpath.basename(posixpath.splitext(report)[0])) for report in near or reports}
    best = [report for report, count in shared.items() if count == max(shared.values())]
    return best[0] if len(best) == 1 and shared[best[0]] >= _KIN else None


def _alike(a: str, b: str) -> int:
    """How many characters two names have in common at their beginning."""
    return len(posixpath.commonprefix([a, b]))
