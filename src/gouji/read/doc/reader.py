"""An old Word file in, one Document out."""

import hashlib
import importlib.util
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from gouji.errors import InputError
from gouji.model import Document, Note
from gouji.read.archive import OLE
from gouji.read.doc import worker
from gouji.read.docx.reader import read_docx
from gouji.read.flow import timeout
from gouji.read.limits import Limits

_PACKAGE = "doc2docx"
_ANY_RATIO = 10**6
"""The archive is made here: how far it is packed tells nothing about the file."""
_TABLES = frozenset(("MALFORMED_TABLE_FLATTENED", "TABLE_DEPTH_LIMITED", "TABLE_CELL_DEFINITION_MISMATCH"))
_NUMBERS = frozenset(
    ("NUMBERING_TABLE_MALFORMED", "LIST_NUMBER_FORMAT_APPROXIMATED", "BROKEN_LISTNUM_FIELDS_FLATTENED")
)


def read_doc(data: bytes, *, name: str, limits: Limits) -> Document:
    """The document in `data`. Raises InputError as `DocReader` says."""
    if not data.startswith(OLE):
        raise _damaged(name)
    if importlib.util.find_spec(_PACKAGE) is None:
        raise InputError(
            "input.doc_needs_extra",
            f"{name}: 是旧版 Word（.doc）或 WPS 文件；读取须安装 gouji[doc]，或请另存为 .docx",
            f"{name}: an old Word (.doc) or WPS file; install gouji[doc] to read it, or save it as .docx",
        )
    begin = time.monotonic()
    made, lost = _converted(data, name, limits)
    left = max(limits.seconds - (time.monotonic() - begin), 0)
    try:
        found = read_docx(made, name=name, limits=msgspec.structs.replace(limits, max_ratio=_ANY_RATIO, seconds=left))
    except InputError as error:
        code = error.code.replace("input.docx_", "input.doc_")
        if code == "input.timeout":
            raise timeout(name, limits) from error
        raise InputError(code, error.message, error.english) from error
    # The anchors are places in the converted file, not in this one.
    return msgspec.structs.replace(
        found,
        sha256=hashlib.sha256(data).hexdigest(),
        format="doc",
        anchors=(),
        notes=(*found.notes, *_notes(lost)),
    )


def _converted(data: bytes, name: str, limits: Limits) -> tuple[bytes, set[str]]:
    """The same document as .docx, and the codes of what did not come over as it was."""
    with tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        source, target = Path(folder, "in.doc"), Path(folder, "out.docx")
        source.write_bytes(data)
        try:
            done = subprocess.run(
                [sys.executable, "-P", worker.__file__, str(source), str(target)],
                input=limits.password or "",
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=limits.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise timeout(name, limits) from error
        if done.returncode == worker.ENCRYPTED:
            raise _encrypted(name, limits)
        if done.returncode or not target.is_file():
            raise _damaged(name)
        return target.read_bytes(), set(done.stdout.split())


def _notes(lost: set[str]) -> list[Note]:
    notes = []
    if lost & _TABLES:
        notes.append(Note("有表格的结构未能完整还原", "the structure of some table(s) could not be restored as it is"))
    if lost & _NUMBERS:
        notes.append(Note("有自动编号未能完整还原", "some automatic numbering could not be restored as it is"))
    return notes


def _encrypted(name: str, limits: Limits) -> InputError:
    if limits.password is not None:
        return InputError(
            "input.doc_password",
            f"{name}: 密码不正确，或加密方式不受支持",
            f"{name}: the password does not open the file, or it is encrypted in a way that is not supported",
        )
    return InputError(
        "input.doc_encrypted",
        f"{name}: 文件已加密，请用 --password 给出密码",
        f"{name}: the file is encrypted; give its password with --password",
    )


def _damaged(name: str) -> InputError:
    return InputError(
        "input.doc_damaged",
        f"{name}: 不是旧版 Word（.doc）或 WPS 文件，或文件已损坏；请另存为 .docx",
        f"{name}: not an old Word (.doc) or WPS file, or a damaged one; save it as .docx",
    )
