"""Settings from `gouji.toml` or `[tool.gouji]` in `pyproject.toml`, the nearest one upwards."""

import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec

from gouji.check import ROLES, Thresholds
from gouji.errors import UsageError
from gouji.model import Severity
from gouji.read import Limits
from gouji.report import Language


class FileSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a settings file may set; options of the command line win.

    select, ignore: rule ids or their beginnings. profile: lexicon profile or “auto”. limits and thresholds have the
    keys of `gouji.read.Limits` and `gouji.check.Thresholds`. previous, budget, parts: files or folders of other
    documents to hold reports against, from the folder of the settings file.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: Severity = "info"
    lang: Language = "zh"
    profile: str = "auto"
    limits: Limits = Limits()
    thresholds: Thresholds = Thresholds()
    previous: tuple[str, ...] = ()
    budget: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


def load_settings(folder: Path | None = None) -> FileSettings:
    """The settings that hold in `folder` (by default where the command runs): of the nearest file upwards.

    `gouji.toml` comes before `pyproject.toml`.

    Raises UsageError ``usage.settings`` for a file that cannot be read, an unknown key (naming the nearest right one)
    or a wrong value.
    """
    folder = folder or _here()
    for place in (folder, *folder.parents) if folder else ():
        for file in (place / "gouji.toml", place / "pyproject.toml"):
            if not file.is_file():
                continue
            data: Any = _parse(file)
            if file.name == "pyproject.toml":
                tools = data.get("tool")
                data = tools.get("gouji") if isinstance(tools, dict) else None
            if data is not None:
                return _settings(data, file)
    return FileSettings()


def _here() -> Path | None:
    """The current folder, None where it has been removed."""
    try:
        return Path.cwd()
    except OSError:
        return None


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError("usage.settings", f"{file}: {error}") from error


def _settings(data: Any, file: Path) -> FileSettings:
    _check_keys(data, FileSettings, file, "")
    try:
        settings = msgspec.convert(data, FileSettings)
    except msgspec.ValidationError as error:
        raise UsageError("usage.settings", f"{file}: {error}") from error
    placed = {role: tuple(str(file.parent / path) for path in getattr(settings, role)) for role in ROLES}
    return msgspec.structs.replace(settings, **placed)


def _check_keys(data: Any, kind: type[msgspec.Struct], file: Path, path: str) -> None:
    if not isinstance(data, dict):
        return
    known = {field.name: field for field in msgspec.structs.fields(kind)}
    for key, value in data.items():
        if key not in known:
            near = get_close_matches(key, sorted(known), n=1, cutoff=0.0)[0]
            raise UsageError("usage.settings", f"{file}: unknown key {path + key!r}; the nearest is {path + near}")
        inner = known[key].type
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            _check_keys(value, inner, file, f"{path}{key}.")
