"""Settings from `gouji.toml` or `[tool.gouji]` in `pyproject.toml`, the nearest one upwards."""

import tomllib
from pathlib import Path
from typing import Annotated, Any

import msgspec

from gouji.check import ROLES, Thresholds
from gouji.cli.globs import anchor, fits
from gouji.errors import UsageError
from gouji.lexicon import decode_toml, line_of, nearest_field, path_of
from gouji.model import Severity
from gouji.read import Limits
from gouji.report import Language


class PathSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `[[per_path]]` sets for the inputs that one of `paths` fits, which are patterns relative to the file.

    ignore and severity add to those of the whole file, the others stand in their place; of thresholds those named.
    """

    paths: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    min_severity: Severity | None = None
    profile: str | None = None
    thresholds: Thresholds | None = None


class FileSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a settings file may set; options of the command line win.

    select, ignore: rule ids or their beginnings. severity: another severity by rule id or beginning of ids. profile:
    lexicon profile or “auto”. extend: files with rules and words of one's own. suppressions, baseline: files with
    findings that do not count. limits and thresholds have the keys of `gouji.read.Limits` and
    `gouji.check.Thresholds`. previous, budget, parts: files or folders of other documents to hold reports against.
    Paths are relative to the file, and whole once loaded.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    min_severity: Severity = "info"
    lang: Language = "zh"
    profile: str = "auto"
    extend: tuple[str, ...] = ()
    suppressions: str | None = None
    baseline: str | None = None
    limits: Limits = Limits()
    thresholds: Thresholds = Thresholds()
    previous: tuple[str, ...] = ()
    budget: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    per_path: tuple[PathSettings, ...] = ()

    def opened(self, password: str | None) -> "FileSettings":
        """The settings with a password for encrypted files, if one is given."""
        if password is None:
            return self
        return msgspec.structs.replace(self, limits=msgspec.structs.replace(self.limits, password=password))

    def at(self, path: Path) -> "FileSettings":
        """The settings for one input: those of every fitting `per_path`, the later over the earlier."""
        found = self
        for entry in self.per_path:
            if any(fits(path, pattern) for pattern in entry.paths):
                found = msgspec.structs.replace(
                    found,
                    select=found.select if entry.select is None else entry.select,
                    ignore=(*found.ignore, *entry.ignore),
                    severity={**found.severity, **entry.severity},
                    min_severity=entry.min_severity or found.min_severity,
                    profile=entry.profile or found.profile,
                    thresholds=entry.thresholds or found.thresholds,
                )
        return found


def load_settings(folder: Path | None = None) -> FileSettings:
    """The settings that hold in `folder` (by default where the command runs): of the nearest file upwards.

    `gouji.toml` comes before `pyproject.toml`.

    Raises UsageError ``usage.settings`` for a file that cannot be read, an unknown key (naming the nearest right one)
    or a wrong value.
    """
    found = _nearest(folder)
    return _settings(found) if found else FileSettings()


def home(folder: Path | None = None) -> Path:
    """The folder of the settings file that holds in `folder`; that folder itself, or the current one, without one."""
    found = _nearest(folder)
    return found.file.parent if found else folder or _here() or Path()


class _Found(msgspec.Struct, frozen=True):
    """A settings file: the settings in it, and the keys that they stand under."""

    file: Path
    source: str
    data: Any
    above: tuple[str, ...] = ()


def _nearest(folder: Path | None) -> _Found | None:
    folder = folder or _here()
    for place in (folder, *folder.parents) if folder else ():
        for file in (place / "gouji.toml", place / "pyproject.toml"):
            if not file.is_file():
                continue
            found = _parse(file)
            if file.name == "gouji.toml":
                return found
            tools = found.data.get("tool")
            own = tools.get("gouji") if isinstance(tools, dict) else None
            if own is not None:
                return _Found(file, found.source, own, ("tool", "gouji"))
    return None


def _here() -> Path | None:
    """The current folder, None where it has been removed."""
    try:
        return Path.cwd()
    except OSError:
        return None


def _parse(file: Path) -> _Found:
    try:
        source = file.read_text(encoding="utf-8")
        return _Found(file, source, decode_toml(source))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError("usage.settings", f"{file}: {error}") from error


def _settings(found: _Found) -> FileSettings:
    data = _with_all_thresholds(found.data)
    try:
        settings = msgspec.convert(data, FileSettings)
    except msgspec.ValidationError as error:
        path = path_of(str(error), data, FileSettings)
        place = f"{found.file}:{line_of(found.source, (*found.above, *path))}"
        near = nearest_field(str(error), path, FileSettings)
        if near is None:
            raise UsageError("usage.settings", f"{place}: {error}") from error
        names = [str(step) for step in path if isinstance(step, str)]
        wrong, right = ".".join(names), ".".join([*names[:-1], near])
        raise UsageError("usage.settings", f"{place}: unknown key {wrong!r}; the nearest is {right}") from error
    folder = found.file.parent
    per_path = (
        msgspec.structs.replace(entry, paths=tuple(anchor(pattern, folder) for pattern in entry.paths))
        for entry in settings.per_path
    )
    return msgspec.structs.replace(
        settings,
        per_path=tuple(per_path),
        extend=tuple(str(folder / one) for one in settings.extend),
        suppressions=settings.suppressions and str(folder / settings.suppressions),
        baseline=settings.baseline and str(folder / settings.baseline),
        **{role: tuple(str(folder / path) for path in getattr(settings, role)) for role in ROLES},
    )


def _with_all_thresholds(data: Any) -> Any:
    """`data`, where the thresholds of a `per_path` are those of the whole file with its own put in."""
    if not isinstance(data, dict) or not isinstance(data.get("per_path"), list):
        return data
    common = data.get("thresholds", {})

    def whole(entry: Any) -> Any:
        own = entry.get("thresholds") if isinstance(entry, dict) else None
        return (
            {**entry, "thresholds": {**common, **own}} if isinstance(own, dict) and isinstance(common, dict) else entry
        )

    return {**data, "per_path": [whole(entry) for entry in data["per_path"]]}
